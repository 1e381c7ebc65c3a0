"""What a failed step or a stale source says of itself, and what to do about what it says.

Sending it to somebody belongs in alerts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.causes import Cause, causes_of

if TYPE_CHECKING:
    import dagster as dg

    from scrapers.model import CrawlVerdict

# errors that say what, where, got, expected, remedy
OURS = {
    "ArchiveError",
    "DamagedWarcError",
    "PublishError",
    "RegisterError",
    "SampleSiteError",
    "WarehouseError",
    "WarehouseLockedError",
}
STEPS: dict[Cause, str] = {  # what to do about each
    "layout": "klyngekroner probe {name} names the line to change; then klyngekroner rebuild",
    "canary": "klyngekroner probe {name} names the line to change; was the page edited, {name}.yml has old values",
    "blocked": "the site refuses us: leave it alone for a day, then ask its owners; web archives may have the pages",
    "wait": "nothing now: the host is asked again in the next run, and what is pending stays",
    "robots": "robots.txt has changed: switch the channel off in {name}.yml, take its past from backfill",
    "unreachable": "look whether the site is up, then run again: what is pending stays; nothing is lost",
    "silent": "look whether its lists stand still; may it be silent so long, name the month in rhythm of {name}.yml",
    "contact": "set an e-mail or web address at which site owners reach you",
    "fault": "report it with the log",
}
UNKNOWN = "the list or the page is other than assumed; klyngekroner probe {name} names the line to change"


def reason_of(event: dg.DagsterEvent) -> str:
    """The step's own words; the whole trace is in the run's log in the UI."""
    data = event.step_failure_data
    if data.user_failure_data and data.user_failure_data.description:
        return data.user_failure_data.description
    error = data.error
    if error and error.cause:  # Dagster's own error is about the step, its cause is what our code raised
        error = error.cause
    if error is None:
        return f"{event.step_key}: {event.message}"
    is_ours = error.cls_name in OURS
    return error.message.partition(": ")[2].strip() if is_ours else f"{event.step_key}: {error.message.strip()}"


def was_interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step was ended from outside, by a limit or by hand: the run's own message says why."""
    error = event.step_failure_data.error
    return error is not None and error.cls_name == "DagsterExecutionInterruptedError"


def stale_line(name: str, verdict: CrawlVerdict | None) -> str:
    """What every door says of a stale source: its name, up to when its data are good, why."""
    if verdict is None:
        return f"{name}: stale, no good data yet: it was never crawled"
    good = f"last good data of {verdict.listed_on}" if verdict.listed_on else "no good data yet"
    return f"{name}: stale, {good}: {verdict.reason}"


def next_steps(reason: str, name: str) -> list[str]:
    """What to do about a source's reason, each with the word that it is for; the probe where no word is known."""
    todo = [f"{STEPS[cause]} ({word})" for cause, word in causes_of(reason).items()]
    if reason and not todo:
        todo.append(UNKNOWN)
    return [step.replace("{name}", name) for step in todo]
