"""staging, intermediate and marts: the dbt project, one asset a model, one check a test.

SQL belongs in dbt_project; here is only how Dagster shows and runs it.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from pipelines.dbt import dbt_project, failures
from pipelines.defs.archive import OWNERS, asked_verdicts
from pipelines.progress import ProgressListener
from scrapers.settings import Settings
from warehouse.summary import yearly_figures

YEARS = dg.AssetKey(["marts", "funding_by_year"])


class Translator(DagsterDbtTranslator):
    """Key = folder/model; the description without the SQL."""

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        node = self.get_resource_props(manifest, unique_id)
        spec = super().get_asset_spec(manifest, unique_id, project)
        if node["resource_type"] == "source":
            return spec
        return spec.replace_attributes(
            group_name=_folder(node), owners=OWNERS, description=node["description"], kinds={"dbt", "duckdb"}
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([_folder(dbt_resource_props), dbt_resource_props["name"]])


def _refuse_without_a_fresh_source(context: dg.AssetExecutionContext, settings: Settings) -> None:
    """There is nothing new to build, and what there was is published."""
    verdicts = asked_verdicts(context, settings)
    if verdicts and not any(verdict.is_fresh for verdict in verdicts):
        lines = "\n".join(f"{verdict.source}: {verdict.reason}" for verdict in verdicts)
        raise dg.Failure(f"{lines}\nnothing published: no source is fresh; the last snapshot stays")


def _show_figures(context: dg.AssetExecutionContext, settings: Settings) -> None:
    """A glance at the years. It comes after dbt has ended: until then dbt has the file open."""
    rows = [dg.TableRecord(row) for row in yearly_figures(settings.warehouse_path)]
    if rows:
        context.log_event(dg.AssetObservation(YEARS, metadata={"figures": dg.MetadataValue.table(rows)}))


def _folder(node: Mapping[str, Any]) -> str:
    return "seeds" if node["resource_type"] == "seed" else str(node["fqn"][1])


@dg.definitions
def marts() -> dg.Definitions:
    project = dbt_project()

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        name="marts",
        dagster_dbt_translator=Translator(),
        pool="warehouse",
    )
    def build_marts(
        context: dg.AssetExecutionContext,
        dbt: DbtCliResource,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[ProgressListener],
    ) -> Iterator[Any]:
        _refuse_without_a_fresh_source(context, settings)
        target = settings.site_dir / "dbt"
        target.mkdir(parents=True, exist_ok=True)
        os.environ["KLYNGEKRONER_WAREHOUSE"] = str(settings.warehouse_path)  # where profiles.yml looks
        total = len(context.selected_asset_keys)
        with (target / "stdout.log").open("w", encoding="utf-8") as log, contextlib.redirect_stdout(log):
            # unit tests are about our SQL, not about the data: `make test` runs them
            build = dbt.cli(["build", "--exclude-resource-type", "unit_test"], context=context, target_path=target)
            try:
                for done, event in enumerate(build.stream(), start=1):
                    progress("marts", "models and tests", done, None)
                    yield event
            except DagsterDbtCliRuntimeError as error:
                told = failures(target) or [str(error)]
                raise dg.Failure("\n".join([*told, "nothing published: the last snapshot stays"])) from error
        _show_figures(context, settings)
        progress("marts", "models and tests", total, total)

    return dg.Definitions(assets=[build_marts])
