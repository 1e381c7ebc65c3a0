"""A canary: a known page with known values; when it is read otherwise, the page, its layout or our reader has changed.

The comparison only; asking for the page is the crawl's, and naming it is the yml's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.sources.source import Parsed


@dataclass(frozen=True, slots=True)
class Canary:
    """``values``: fields of the release at ``url``; ``words``: what its text holds."""

    url: str
    values: Mapping[str, object]
    words: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        told = [f"{name} {value}" for name, value in self.values.items()]
        return "; ".join([*told, *(f"the words {word!r}" for word in self.words)])

    def differs(self, parsed: Parsed) -> list[str]:
        """What is read otherwise than is known; empty when all is well."""
        release = parsed.release
        if parsed.kind != "release" or release is None:
            return [f"it is read as {parsed.kind}, expected a release"]
        said = {name: getattr(release, name) for name in self.values}
        problems = [
            f"{name} is {said[name]!s}, expected {value}" for name, value in self.values.items() if said[name] != value
        ]
        return problems + [f"its text lacks {word!r}" for word in self.words if word not in release.text]
