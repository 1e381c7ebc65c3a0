"""360giving.json: the counted awards in the vocabulary that grant data are exchanged in (360Giving, version 1.4).

Which awards count is decided in dbt_project; here they are only told in other words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

PREFIX = "klyngekroner"
TITLE_CHARACTERS = 139  # the standard asks for fewer than 140

_GRANTS = """
    select
        a.award_id, a.project_title, a.programme, a.recipient, a.recipient_id, r.orgnr, a.evidence, a.amount_nok,
        a.announced_on, a.url, a.funder, f.orgnr as funder_orgnr, a.county_now
    from private.marts.awards as a
    join private.marts.recipients as r using (recipient_id)
    left join (
        select name_nb as ministry, max(orgnr) as orgnr from private.seeds.ministries group by name_nb
    ) as f on a.funder = f.ministry
    order by a.announced_on, a.release_id, a.start_offset, a.award_id
"""


def write_360giving(connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the package; ``connection`` has the warehouse attached as ``private``."""
    found = connection.execute(_GRANTS)
    names = [name for name, *_ in found.description]
    package = {
        "version": "1.4",
        "title": f"{PREFIX} {manifest['id']}" + (" (Eksempeldata)" if manifest["site"] == "sample" else ""),
        "description": "Money announced in press releases; not what was paid.",
        "issued": _moment(manifest["as_of"]),
        "identifier": str(manifest["id"]),
        "publisher": {"name": PREFIX},
        "grants": [_grant(dict(zip(names, row, strict=True))) for row in found.fetchall()],
    }
    (folder / "360giving.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _grant(award: Mapping[str, Any]) -> dict[str, Any]:
    title = award["project_title"] or f"{award['programme'] or 'Tilskudd'}: {award['recipient']}"
    recipient = {"id": _organisation(award["orgnr"], award["recipient_id"]), "name": award["recipient"]}
    is_person = award["recipient"] == "privatperson"
    grant: dict[str, Any] = {
        "id": f"{PREFIX}-{award['award_id']}",
        "title": title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1] + "…",
        "description": award["evidence"],
        "currency": "NOK",
        "amountAwarded": float(award["amount_nok"]),
        "awardDate": _moment(award["announced_on"].isoformat()),
        "dataSource": award["url"],
        "fundingOrganization": [
            {"id": _organisation(award["funder_orgnr"], award["funder"]), "name": award["funder"]},
        ],
    }
    if is_person:
        grant["recipientIndividual"] = recipient
    else:
        grant["recipientOrganization"] = [recipient]
    if award["programme"]:
        grant["grantProgramme"] = [{"title": award["programme"]}]
    if award["county_now"]:
        grant["beneficiaryLocation"] = [{"name": award["county_now"], "countryCode": "NO"}]
    return grant


def _moment(day: str) -> str:
    """A day as a date-time: the schema takes a bare day for both of its forms, and wants exactly one."""
    return f"{day}T00:00:00Z"


def _organisation(orgnr: str | None, own: str) -> str:
    """By the register of legal entities (NO-BRC) when the number is known, else an id of ours."""
    return f"NO-BRC-{orgnr}" if orgnr else f"{PREFIX}-{own}"
