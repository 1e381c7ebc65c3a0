"""What Dagster shows: literal lists of assets, checks, jobs, schedules and resources, none dropped on the way."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.tags import MAX_RUNTIME_SECONDS_TAG

from scrapers.settings import Settings
from tests.conftest import REPOSITORY
from warehouse.publish import MARTS

ASSETS = {
    "archive": {"innovasjonnorge", "regjeringen"},
    "raw": {
        "awards", "fetches", "issues", "mentions", "pages", "register_awards", "release_versions", "sources",
    },
    "seeds": {
        "cluster_levels", "clusters", "control_totals", "corrections", "counties", "cpi_norway", "governments",
        "ministries", "municipalities", "private_persons", "programme_register", "recipient_events", "register_lines",
        "takedown",
    },
    "staging": {
        "stg_awards", "stg_awards_extracted", "stg_cluster_levels",
        "stg_corrections", "stg_counties", "stg_issues", "stg_mentions", "stg_ministries",
        "stg_municipalities", "stg_price_index", "stg_programmes", "stg_recipient_names", "stg_register_awards",
        "stg_register_lines", "stg_release_versions",
        "stg_sources", "stg_taken_down",
    },
    "intermediate": {
        "int_awards_counted", "int_awards_described", "int_awards_linked", "int_awards_paired", "int_awards_spread",
        "int_awards_told",
        "int_ministries", "int_places", "int_programmes_announced", "int_programmes_named", "int_releases_dated",
        "int_releases_described", "int_releases_versioned", "int_sources_listed",
    },
    "marts": {
        "award_history", "awards", "awards_not_counted", "control_check", "coverage_by_year", "funding_by_county_year",
        "funding_by_funder_year", "funding_by_programme_year", "funding_by_recipient_year", "funding_by_year", "issues",
        "mentions", "programmes", "recipient_candidates", "recipients", "reconciliation", "register_check",
        "releases", "review_queue",
        "sources",
    },
    "published": {"snapshot", "verdict"},
    "history": {"captures"},
}  # fmt: skip

CHECKS = {
    ("archive/innovasjonnorge", "source_is_fresh"),
    ("archive/regjeringen", "source_is_fresh"),
    ("intermediate/int_awards_told", "every_award_has_evidence"),
    ("marts/awards", "every_award_is_counted_or_not_once"),
    ("marts/awards", "no_programme_hands_money_to_itself"),
    ("marts/awards", "total_is_sum_of_counted_awards"),
    ("marts/awards", "unique_awards_award_id"),
    ("marts/awards_not_counted", "money_told_before_points_to_what_counts"),
    ("marts/awards_not_counted", "unique_awards_not_counted_award_id"),
    ("marts/funding_by_year", "unique_funding_by_year_year"),
    ("marts/funding_by_year", "years_are_sums_of_their_programmes"),
    ("marts/mentions", "every_mention_is_accounted_for"),
    ("marts/releases", "unique_releases_release_id"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    from pipelines.definitions import defs

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLYNGEKRONER_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        return defs()


def test_every_asset_is_there_and_stands_in_the_group_of_its_stage(project: dg.Definitions) -> None:
    graph = project.resolve_asset_graph()
    shown: dict[str, set[str]] = {}
    for key in graph.get_all_asset_keys():
        group, name = key.path
        assert graph.get(key).group_name == group
        shown.setdefault(group, set()).add(name)
    assert shown == ASSETS


def test_every_asset_says_what_it_is_and_who_owns_it(project: dg.Definitions) -> None:
    graph = project.resolve_asset_graph()
    nodes = [graph.get(key) for key in graph.get_all_asset_keys()]
    silent = [node.key.to_user_string() for node in nodes if not node.description and node.group_name != "seeds"]
    assert silent == []
    assert {owner for node in nodes for owner in node.owners} == {"team:klyngekroner"}


def test_the_checks_that_guard_the_figures_are_shown(project: dg.Definitions) -> None:
    keys = project.resolve_asset_graph().asset_check_keys
    shown = {(key.asset_key.to_user_string(), key.name) for key in keys}
    assert sorted(CHECKS - shown) == []
    unkeyed = [mart for mart in MARTS if not any(key == f"marts/{mart}" and "unique" in name for key, name in shown)]
    assert unkeyed == [], "marts whose grain no check guards"


def test_no_source_can_block_another(project: dg.Definitions) -> None:
    graph = project.resolve_asset_graph()
    blocking = {
        key.name for key in graph.asset_check_keys if key.asset_key.path[0] == "archive" and graph.get(key).blocking
    }
    assert blocking == set()


def test_the_street_runs_from_archive_to_verdict(project: dg.Definitions) -> None:
    graph = project.resolve_asset_graph()
    archives = {dg.AssetKey(["archive", name]) for name in ASSETS["archive"]}
    assert graph.get(dg.AssetKey(["raw", "awards"])).parent_keys == archives
    assert dg.AssetKey(["raw", "awards"]) in graph.get(dg.AssetKey(["staging", "stg_awards_extracted"])).parent_keys
    marts = {dg.AssetKey(["marts", name]) for name in ASSETS["marts"]}
    assert graph.get(dg.AssetKey(["published", "snapshot"])).parent_keys == marts
    assert graph.get(dg.AssetKey(["published", "verdict"])).parent_keys == {dg.AssetKey(["published", "snapshot"])}


def test_one_job_takes_the_whole_street_every_morning_in_oslo(project: dg.Definitions) -> None:
    repository = project.get_repository_def()
    assert set(repository.job_names) - {"__ASSET_JOB"} == {"refresh", "weekly_recheck", "rebuild", "history"}
    street = {
        key for key in project.resolve_asset_graph().get_all_asset_keys() if key != dg.AssetKey(["history", "captures"])
    }
    assert project.resolve_job_def("refresh").asset_layer.selected_asset_keys == street
    assert project.resolve_job_def("weekly_recheck").asset_layer.selected_asset_keys == street
    offline = {key for key in street if key.path[0] != "archive"}
    assert project.resolve_job_def("rebuild").asset_layer.selected_asset_keys == offline
    for name, cron in (("daily_refresh", "15 6 * * 1-6"), ("sunday_recheck", "15 6 * * 0")):
        schedule = repository.get_schedule_def(name)
        assert (schedule.cron_schedule, schedule.execution_timezone) == (cron, "Europe/Oslo")
        assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    assert {sensor.name for sensor in repository.sensor_defs} == {"tell_of_failure", "give_up_the_dead"}


def test_schedules_run_by_themselves_where_a_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.defs.schedules import schedules

    monkeypatch.setenv("KLYNGEKRONER_SCHEDULES_ON", "true")
    repository = schedules().get_repository_def()
    assert {s.default_status for s in repository.schedule_defs} == {dg.DefaultScheduleStatus.RUNNING}


def test_a_run_of_the_scheduler_may_take_as_long_as_a_setting_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pipelines.defs.schedules import schedules
    from pipelines.home import prepare_home

    monkeypatch.setenv("KLYNGEKRONER_MAX_RUN_HOURS", "1.5")
    jobs = {job.name: job.tags or {} for job in schedules().jobs or ()}
    limits = {name: tags.get(MAX_RUNTIME_SECONDS_TAG) for name, tags in jobs.items()}
    assert limits == {"refresh": "5400", "weekly_recheck": "5400", "rebuild": "5400", "history": None}
    monkeypatch.setenv("DAGSTER_HOME", "")  # set by what follows, and back at the end
    with dg.DagsterInstance.from_config(str(prepare_home(Settings(data_dir=tmp_path)))) as instance:
        assert instance.run_monitoring_enabled


def test_the_past_is_an_asset_of_its_own_a_partition_a_year(project: dg.Definitions) -> None:
    captures = project.resolve_asset_graph().get(dg.AssetKey(["history", "captures"]))
    assert captures.partitions_def is not None
    years = captures.partitions_def.get_partition_keys()
    assert (years[0], len(years) > 20) == ("2001", True)


def test_resources_are_there_and_each_step_runs_in_the_run_s_process(project: dg.Definitions) -> None:
    assert set(project.resources or {}) == {"settings", "progress", "dbt"}
    assert project.executor is dg.in_process_executor


def test_whoever_opens_the_warehouse_stands_in_its_pool(project: dg.Definitions) -> None:
    job = project.resolve_job_def("refresh")
    pools = {node.name: node.definition.pool for node in job.nodes if isinstance(node.definition, dg.OpDefinition)}
    assert pools == {
        "archive": "archive",
        "raw": "warehouse",
        "marts": "warehouse",
        "published__snapshot": "warehouse",
        "published__verdict": None,
    }
    assert "default_limit: 1" in (REPOSITORY / "pipelines" / "dagster.yaml").read_text(encoding="utf-8")
