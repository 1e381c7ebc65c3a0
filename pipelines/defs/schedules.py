"""When the main job runs by itself, and who is told when it fails."""

from __future__ import annotations

import dagster as dg

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
def tell_of_failure(context: dg.RunFailureSensorContext) -> None:
    first = next(iter(context.get_step_failure_events()), context.failure_event)
    data = first.event_specific_data
    error = getattr(data, "error", None)
    cause = (error.cause or error) if error else None
    message = cause.message.strip() if cause else context.failure_event.message
    context.log.error(
        f"{context.dagster_run.job_name} failed at {first.step_key or 'start'}: {message} "
        f"(run {context.dagster_run.run_id}; open it in the Dagster UI, or run `klyngekroner diagnose`)"
    )
