"""When the main job runs by itself, and who is told when it fails."""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import dagster as dg

from pipelines.alerts import TOLD, alert_of, send
from pipelines.outcome import RunOutcome
from pipelines.reasons import reason_of
from scrapers.clock import clock_for
from scrapers.settings import Settings

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Crawl, load, build the marts, publish a snapshot: the whole street.",
)

daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh,
    cron_schedule="15 6 * * *",
    execution_timezone="Europe/Oslo",
    description="Every morning at 06:15 Oslo time. Off until switched on.",
)


@dg.run_failure_sensor(name="tell_of_failure", description="One message a failed run: what broke, where, what to do.")
def tell_of_failure(context: dg.RunFailureSensorContext, settings: dg.ResourceParam[Settings]) -> None:
    """Runs of the scheduler and of the UI; the command line tells of its own."""
    if TOLD in context.dagster_run.tags:
        return
    failures = list(context.get_step_failure_events())
    is_stale = {event.step_key for event in failures} == {"published__verdict"}
    reasons = tuple(map(reason_of, failures)) or (context.failure_event.message or "no step has begun",)
    clock = clock_for(settings)
    ended = "stale" if is_stale else "failed"
    outcome = RunOutcome(clock.now(), ended, reasons, context.dagster_run.run_id)
    outcome.save(settings.site_dir)
    alert = alert_of(outcome, settings)
    context.log.error(f"{alert.title}\n{alert.body}")
    for problem in send(alert, settings, clock):
        context.log.error(problem)
