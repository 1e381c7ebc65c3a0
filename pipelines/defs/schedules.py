"""Which runs there are, when they run by themselves, and who is told when one fails."""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import dagster as dg

from pipelines.alerts import TOLD, alert_of, tell
from pipelines.defs.tags import REBUILD, RECHECK
from pipelines.outcome import RunOutcome, ended_as
from pipelines.reasons import reason_of, was_interrupted
from pipelines.turn import end_what_hangs, give_up_dead_runs
from scrapers.clock import clock_for
from scrapers.settings import Settings

STREET = dg.AssetSelection.all() - dg.AssetSelection.groups("history")
OSLO = "Europe/Oslo"


@dg.run_failure_sensor(
    name="tell_of_failure",
    description="One message a failed run: what broke, where, what to do.",
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def tell_of_failure(context: dg.RunFailureSensorContext, settings: dg.ResourceParam[Settings]) -> None:
    """Runs of the scheduler and of the UI; the command line tells of its own."""
    if TOLD in context.dagster_run.tags:
        return
    failures = list(context.get_step_failure_events())
    whole = context.failure_event.message or "no step has begun"
    reasons = tuple(f"{step.step_key}: {whole}" if was_interrupted(step) else reason_of(step) for step in failures)
    reasons = reasons or (whole,)
    clock = clock_for(settings)
    # A run can fail before its first step.
    ended = ended_as(str(event.step_key) for event in failures) if failures else "failed"
    outcome = RunOutcome(clock.now(), ended, reasons, context.dagster_run.run_id)
    alert = alert_of(outcome, settings)
    context.log.error(f"{alert.title}\n{alert.body}")
    for problem in tell(outcome, settings, clock):
        context.log.error(problem)


@dg.sensor(
    name="give_up_the_dead",
    description="A run that hangs is ended; one whose process is gone is marked as failed, and its pools are free.",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def give_up_the_dead(context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]) -> dg.SkipReason:
    if settings.scale:
        return dg.SkipReason("runs go on in workers, maybe on other machines: their processes are not seen from here")
    hung = end_what_hangs(context.instance, settings.max_step_hours * 3600, exempt=["history__captures"])
    dead = give_up_dead_runs(context.instance)
    if hung or dead:
        return dg.SkipReason(f"hung: {', '.join(hung) or 'none'}; killed: {', '.join(dead) or 'none'}")
    return dg.SkipReason("every run under way has a process, and no step hangs")


@dg.definitions
def schedules() -> dg.Definitions:
    settings = Settings()
    # with servers in between, what fails may heal
    again = dg.RetryPolicy(max_retries=4, delay=5, backoff=dg.Backoff.EXPONENTIAL) if settings.scale else None
    limit = {"dagster/max_runtime": str(round(settings.max_run_hours * 3600))}
    status = dg.DefaultScheduleStatus.RUNNING if settings.schedules_on else dg.DefaultScheduleStatus.STOPPED
    refresh = dg.define_asset_job(
        "refresh",
        selection=STREET,
        op_retry_policy=again,
        tags=limit,
        description="Crawl, load, build the marts, publish a snapshot: the whole street.",
    )
    recheck = dg.define_asset_job(
        "weekly_recheck",
        selection=STREET,
        op_retry_policy=again,
        tags={**limit, RECHECK: "all"},
        description="The whole street, and every release of the open year is looked at again, however lately it was.",
    )
    rebuild = dg.define_asset_job(
        "rebuild",
        selection=STREET - dg.AssetSelection.groups("archive"),
        op_retry_policy=again,
        tags={**limit, REBUILD: "yes"},
        description="Forget the warehouse and build it anew from the archive alone, offline; then publish.",
    )
    history = dg.define_asset_job(
        "history",
        selection=dg.AssetSelection.groups("history"),
        description="One year of every source from web archives, into the archive; the next refresh reads it.",
    )
    return dg.Definitions(
        jobs=[refresh, recheck, rebuild, history],
        schedules=[
            dg.ScheduleDefinition(
                name="daily_refresh",
                job=refresh,
                cron_schedule="15 6 * * 1-6",
                execution_timezone=OSLO,
                default_status=status,
                description="Mornings at 06:15 Oslo time, but Sundays.",
            ),
            dg.ScheduleDefinition(
                name="sunday_recheck",
                job=recheck,
                cron_schedule="15 6 * * 0",
                execution_timezone=OSLO,
                default_status=status,
                description="Sundays at 06:15 Oslo time, with every release of the open year.",
            ),
        ],
        sensors=[tell_of_failure, give_up_the_dead],
    )
