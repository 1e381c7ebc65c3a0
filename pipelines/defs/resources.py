"""What is passed in: settings, the dbt command line, progress.

Resources alone: assets in this module would be dropped.
"""

import functools
import importlib.metadata

import dagster as dg
from dagster_dbt import DbtCliResource
from packaging.version import Version

from pipelines.broker import celery_settings
from pipelines.dbt import dbt_project, executable
from pipelines.progress import LogProgress
from scrapers.settings import Scale, Settings


class DbtCommandLine(DbtCliResource):
    """dbt's command line alone. Row counts and columns are not asked for, so neither a second dbt in this process nor
    ``dbt --version`` is worth its time: 5 s of a run's 37."""

    @functools.cached_property
    def _cli_version(self) -> Version:
        return Version(importlib.metadata.version("dbt-core"))

    def _initialize_dbt_core_adapter(self, _args: object) -> None:  # type: ignore[override]
        return None


@dg.definitions
def resources() -> dg.Definitions:
    settings = Settings()
    project = dbt_project()
    return dg.Definitions(
        resources={
            "settings": settings,
            "progress": LogProgress(),
            "dbt": DbtCommandLine(
                project_dir=str(project.project_dir),
                profiles_dir=str(project.profiles_dir),
                dbt_executable=executable(),
            ),
        },
        # each step of the multiprocess executor loads all definitions again: 85 s against 32 s
        executor=dg.in_process_executor if settings.scale is None else _workers(settings.scale),
    )


def _workers(scale: Scale) -> dg.ExecutorDefinition:
    """Every step is taken by a worker from its queue."""
    from dagster_celery import celery_executor  # only the extra ``scale`` has it

    redis = scale.redis.get_secret_value()
    config = {"broker": redis, "backend": redis, "config_source": celery_settings(scale)}
    executor: dg.ExecutorDefinition = celery_executor.configured(config)
    return executor
