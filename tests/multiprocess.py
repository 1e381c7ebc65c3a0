"""The same graph with Dagster's default executor, a process a step: the peer that `make bench` measures against."""

import dagster as dg

from pipelines import definitions as project


@dg.definitions
def defs() -> dg.Definitions:
    ours = project.defs()
    return dg.Definitions(
        assets=ours.assets,
        asset_checks=ours.asset_checks,
        jobs=ours.jobs,
        schedules=ours.schedules,
        sensors=ours.sensors,
        resources=ours.resources,
        executor=dg.multiprocess_executor,
    )
