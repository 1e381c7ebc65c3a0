"""kill -9 at every stage boundary and inside each, of a full sample run; then at random moments.

Each run begins on the wreck of the one before. The published snapshot is looked at after each kill; at the end one
run heals what is left, and is held against a day that nobody disturbed. ``make soak`` kills two hundred times.
"""

from __future__ import annotations

import random
import signal
from functools import partial

import pytest

from tests.crash_chain import DAY, LONGEST, Chains, run_day
from tests.killing import wait_for
from tests.points import MATRIX, Point, kill_dbt, progressing

RANDOM_KILLS = 6


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Chains:
    return Chains(tmp_path_factory.mktemp("crash"), random.Random(2025))


def test_a_run_that_is_killed_at_each_point_of_each_stage_is_healed_by_one_command(chains: Chains) -> None:
    data = chains.begin()
    for point in MATRIX:
        code = wait_for(chains.start(partial(_dies, point), data, DAY), LONGEST)
        told = f"{point.stage}: {point.what}"
        assert code == -signal.SIGKILL, f"{told}: exit {code}, expected to die there: {chains.said(data)}"
        chains.check_published(data)
        print(f"killed · {told}", flush=True)
    chains.heal(data)
    print(f"{len(MATRIX)} points of {len({point.stage for point in MATRIX})} stages: 0 lost, 0 double, same Parquet")


def _dies(point: Point) -> int:
    point.arm()
    return run_day()


def test_a_run_whose_dbt_is_killed_says_so_and_the_next_one_publishes(chains: Chains) -> None:
    data = chains.begin()

    def work() -> int:
        progressing("marts", 10, kill_dbt)()
        return run_day()

    assert wait_for(chains.start(work, data, DAY), LONGEST) == 1
    assert "dbt" in chains.said(data)
    assert "nothing published: the last snapshot stays" in chains.said(data)
    chains.check_published(data)
    chains.heal(data)


def test_a_run_that_is_killed_at_random_moments_is_healed_by_one_command(chains: Chains) -> None:
    while chains.kills < RANDOM_KILLS:
        chains.run(RANDOM_KILLS - chains.kills)
    print(f"{chains.kills} random kills in {chains.chains} chains: 0 lost, 0 double, same Parquet; {dict(chains.at)}")
