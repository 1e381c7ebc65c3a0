"""What is passed in: settings, the dbt command line, progress.

Resources alone: assets in this module would be dropped.
"""

import dagster as dg
from dagster_dbt import DbtCliResource

from pipelines.dbt import dbt_project, executable
from pipelines.progress import LogProgress
from scrapers.settings import Settings


@dg.definitions
def resources() -> dg.Definitions:
    settings = Settings()
    return dg.Definitions(
        resources={
            "settings": settings,
            "progress": LogProgress(),
            "dbt": DbtCliResource(project_dir=dbt_project(), dbt_executable=executable()),
        },
        # each step of the multiprocess executor loads all definitions again: 35 s against 9 s
        executor=dg.in_process_executor,
    )
