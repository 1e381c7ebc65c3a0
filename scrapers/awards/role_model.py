"""Which role the evidence for a sum speaks for most: each piece adds its weight to each role.

The weights are fitted to labelled releases by ``python -m tests.fit_roles`` and kept as a table, one row a piece of
evidence; what counts as evidence belongs in role_evidence.py, what is made of the answer in ledger.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from scrapers.awards.role_evidence import Evidence, Known
from scrapers.model import Role
from scrapers.reference import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapers.awards.candidate import Document
    from scrapers.awards.setting import Placed

ROLES: tuple[Role, ...] = get_args(Role)
TABLE = "role_weights"


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each role is for one sum; the likeliest first."""

    shares: Mapping[Role, float]

    def best(self, besides: Iterable[Role] = ()) -> Role:
        return max((role for role in ROLES if role not in besides), key=lambda role: self.shares[role])


@lru_cache(maxsize=1)
def weights() -> Mapping[str, tuple[float, ...]]:
    """evidence → its weight for each of ``ROLES``."""
    return {row["evidence"]: tuple(float(row[role] or 0) for role in ROLES) for row in rows(TABLE)}


def likely(evidence: Mapping[str, float], table: Mapping[str, tuple[float, ...]]) -> Likely:
    sums = [0.0] * len(ROLES)
    for piece, strength in evidence.items():
        for at, weight in enumerate(table.get(piece, ())):
            sums[at] += strength * weight
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    whole = sum(powers)
    return Likely({role: power / whole for role, power in zip(ROLES, powers, strict=True)})


def likely_roles(document: Document, found: list[Placed], known: Known) -> dict[int, Likely]:
    """start → how likely its roles are, in the light of the sum before it."""
    if not found:
        return {}
    evidence, table = Evidence(document, found, known), weights()
    roles: dict[int, Likely] = {}
    last: Placed | None = None
    role: Role | None = None
    for one in found:
        roles[one.amount.start] = told = likely(evidence.of(one, last, role), table)
        last, role = one, told.best()
    return roles
