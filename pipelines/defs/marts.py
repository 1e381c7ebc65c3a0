"""staging, intermediate and marts: the dbt project, one asset a model, one check a test.

SQL belongs in dbt_project; here is only how Dagster shows and runs it.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import contextlib
import importlib.metadata
import os
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from pipelines.bound import RUN
from pipelines.dbt import RESULTS, dbt_project, failures, profile_of, project_files, warned
from pipelines.defs.archive import OWNERS, asked_verdicts
from pipelines.progress import ProgressListener
from pipelines.reasons import stale_line
from scrapers.settings import Settings
from warehouse.built import Built, fingerprint, forget_built, last_built, note_built
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
        lines = "\n".join(stale_line(verdict.source, verdict) for verdict in verdicts)
        told = f"{lines}\nnothing published: no source is fresh; the last snapshot stays"
        raise dg.Failure(told, allow_retries=False)


def marts_fingerprint(settings: Settings) -> str | None:
    """Of all that the marts are made from; null before a first build."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("dbt-core", "dbt-duckdb", "duckdb")]
    return fingerprint(settings.warehouse, project_files(), versions)


def _as_before(context: dg.AssetExecutionContext, before: Built, target: Path) -> Iterator[Any]:
    """Every model and check as it was last: nothing that goes into it is other than then."""
    metadata: dict[str, Any] = {
        "built": False,
        "why": "raw and the project are as they were",
        "snapshot": before.snapshot or "none yet",
    }
    in_order = TopologicalSorter({key: sorted(deps) for key, deps in sorted(context.assets_def.asset_deps.items())})
    for key in in_order.static_order():
        if key in context.selected_asset_keys:
            yield dg.MaterializeResult(asset_key=key, metadata=metadata)
    doubtful = warned(target)
    for check in sorted(context.selected_asset_check_keys):
        yield dg.AssetCheckResult(
            asset_key=check.asset_key,
            check_name=check.name,
            passed=check.name not in doubtful,
            severity=dg.AssetCheckSeverity.WARN,
            description="as at the last build: raw and the project are as they were",
        )


def _show_figures(context: dg.AssetExecutionContext, settings: Settings) -> None:
    """A glance at the years. It comes after dbt has ended: until then dbt has the file open."""
    rows = [dg.TableRecord(row) for row in yearly_figures(settings.warehouse)]
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
        before, now = last_built(settings.warehouse), marts_fingerprint(settings)
        if before is not None and before.fingerprint == now:
            yield from _as_before(context, before, target)
            progress("marts", "as before", 1, 1)
            return
        target.mkdir(parents=True, exist_ok=True)
        (target / RESULTS).unlink(missing_ok=True)
        forget_built(settings.warehouse)  # from here on the marts are no longer those of before
        profile, environment = profile_of(settings.warehouse)
        os.environ.update({**environment, RUN: str(os.getpid())})  # where profiles.yml looks; whom dbt ends with
        total = len(context.selected_asset_keys)
        with (target / "stdout.log").open("w", encoding="utf-8") as log, contextlib.redirect_stdout(log):
            # unit tests are about our SQL, not about the data: `make test` runs them
            asked = ["build", "--target", profile, "--exclude-resource-type", "unit_test"]
            build = dbt.cli(asked, context=context, target_path=target)
            try:
                for done, event in enumerate(build.stream(), start=1):
                    progress("marts", "models and tests", done, None)
                    yield event
            except DagsterDbtCliRuntimeError as error:
                told = failures(target) or [str(error)]
                raise dg.Failure("\n".join([*told, "nothing published: the last snapshot stays"])) from error
        if (built := marts_fingerprint(settings)) is not None:  # anew: a first build has made the views it reads
            note_built(settings.warehouse, Built(built, None))
        _show_figures(context, settings)
        progress("marts", "models and tests", total, total)

    return dg.Definitions(assets=[build_marts])
