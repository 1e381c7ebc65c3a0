"""A Dagster job that does nothing: what starting one costs, the floor that `make bench` measures a run against."""

import dagster as dg


@dg.op
def nothing() -> None:
    """No work."""


@dg.job(executor_def=dg.in_process_executor)
def empty() -> None:
    """One step."""
    nothing()


@dg.definitions
def defs() -> dg.Definitions:
    return dg.Definitions(jobs=[empty])
