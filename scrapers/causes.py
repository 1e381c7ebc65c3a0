"""Why a source is stale, told apart by the words of its reason: the one table for all who explain it.

What is said of a cause belongs to its door: for readers in warehouse/page/texts.json, for operators in
pipelines/reasons.py.
"""

from __future__ import annotations

from typing import Literal

Cause = Literal["layout", "canary", "blocked", "wait", "robots", "unreachable", "silent", "contact", "fault"]

WORDS: tuple[tuple[str, Cause], ...] = (  # what a reason says → the cause; the gravest first
    ("a layout that no reader knows", "layout"),
    ("read as changed_layout", "layout"),
    ("canary", "canary"),
    ("blocked", "blocked"),
    ("asks to wait", "wait"),
    ("robots_denied", "robots"),
    ("unreachable", "unreachable"),
    ("the newest release is of", "silent"),
    ("KLYNGEKRONER_CONTACT", "contact"),
    ("a fault of ours", "fault"),
)


def causes_of(reason: str) -> dict[Cause, str]:
    """Every cause that a reason names with the words that name it, the gravest first; none when it names no cause."""
    said: dict[Cause, str] = {}
    for word, cause in WORDS:
        if word in reason:
            said.setdefault(cause, word)
    return said
