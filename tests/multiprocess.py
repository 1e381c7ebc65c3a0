"""The same graph with Dagster's default executor, a process a step: the peer that `make bench` measures against."""

import dagster as dg

from pipelines.definitions import defs as project


@dg.definitions
def defs() -> dg.Definitions:
    return dg.Definitions.merge(project(), dg.Definitions(executor=dg.multiprocess_executor))
