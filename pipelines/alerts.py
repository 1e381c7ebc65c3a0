"""One message a failed run: what broke, in which source, where to look, what to do next.

It is appended to alerts.log in the site's folder, and goes to every address of KLYNGEKRONER_ALERTS: e-mail, Slack,
Teams, webhooks, as apprise understands them. When a run fails is decided elsewhere.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.outcome import RunOutcome
from pipelines.reasons import next_steps
from scrapers.clock import Clock
from scrapers.settings import Settings
from scrapers.sources import load_sources

FILE = "alerts.log"
TOLD = "klyngekroner/told"  # tag of a run whose failure somebody else tells of
MOST_WORDS = 600  # characters of a line
MOST_LINES = 20  # of a reason


@dataclass(frozen=True, slots=True)
class Alert:
    title: str
    body: str


def alert_of(outcome: RunOutcome, settings: Settings) -> Alert:
    """The first error, its source, where to look and what to do next."""
    what = "published with a stale source" if outcome.ended == "stale" else "the run failed, nothing was published"
    lines = []
    for reason in outcome.reasons[:1] or ("no reason was noted",):
        for line in reason.splitlines()[:MOST_LINES]:
            lines.append(line[:MOST_WORDS])
            if name := _source_of(line):
                lines += [f"next: {step}" for step in next_steps(line, name)]
                lines.append(f"more: klyngekroner diagnose {name} --site {settings.site}")
    if len(outcome.reasons) > 1:
        lines.append(f"and {len(outcome.reasons) - 1} more error(s)")
    lines.append(f"run:  {settings.ui_url}/runs/{outcome.run_id}")
    return Alert(f"klyngekroner ({settings.site}): {what}", "\n".join(lines))


def _source_of(line: str) -> str | None:
    """The source that a line is about: it stands at its head."""
    head = line.partition(":")[0].strip()
    return head if head in load_sources() else None


def tell(outcome: RunOutcome, settings: Settings, clock: Clock) -> list[str]:
    """Note how a run ended and, when it did not end well, say so to everybody; returns what could not be sent."""
    outcome.save(settings.site_dir)
    return send(alert_of(outcome, settings), settings, clock) if outcome.reasons else []


def send(alert: Alert, settings: Settings, clock: Clock) -> list[str]:
    """Log it and send it to every address; returns what could not be sent, without the secrets that addresses hold."""
    told = f"{clock.now():%Y-%m-%dT%H:%M:%SZ} {alert.title}\n{_indented(alert.body)}\n"
    with (settings.site_dir / FILE).open("a", encoding="utf-8") as log:
        log.write(told)
    addresses = settings.alerts.get_secret_value().split() if settings.alerts else []
    return [problem for number, one in enumerate(addresses, 1) if (problem := _send(alert, one, number, addresses))]


def _send(alert: Alert, address: str, number: int, addresses: Sequence[str]) -> str | None:
    import apprise  # half a second, and only for those who are to be told

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it logs addresses, which hold secrets
    kind = re.match(r"\w+://", address)
    place = f"alerts: address {number} of {len(addresses)} in KLYNGEKRONER_ALERTS ({kind[0] if kind else ''}…)"
    notifier = apprise.Apprise()
    if not notifier.add(address):
        return f"{place}: no address that apprise knows; expected mailto://, slack://, workflows://, json:// …"
    if not notifier.notify(title=alert.title, body=alert.body, notify_type=apprise.NotifyType.FAILURE):
        return f"{place}: it could not be sent; see that the service is up and the address right; it is in {FILE}"
    return None


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
