"""A million synthetic awards in the raw tables: a hundred times the real number, for ``make bench``.

Names, sums and sentences are made of numbers; nothing here is read from a page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from graphlib import TopologicalSorter
from json import loads
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY
from tests.dbt_build import build_marts, load_pages
from tests.readings import verdict_of
from warehouse.database import reader, writer

PER_RELEASE = 20
WIDTH = 64  # characters of an award's sentence, so that its place in the text can be reckoned

_FILL = """
create or replace temp table told as
select
    i // {per} as release, i % {per} + 1 as ordinal,
    upper(left(md5((hash(i) % 20000)::varchar), 6)) || ' Klynge AS' as recipient,
    (hash(i * 7) % 5000 + 1) * 1000 as nok
from range({count}) as t(i);

create or replace temp table sentences as
select *, rpad(recipient || ' får ' || nok || ' kroner.', {width} - 1, ' ') as sentence from told;

insert into raw.release_versions by name
select
    'v' || release as version_id, 'regjeringen:' || release as release_id, 'regjeringen' as source,
    'https://www.regjeringen.no/id' || release || '/' as url, 'Regjeringen' as publisher, 'Tittel' as title,
    date '2001-01-01' + (release * 37 % 8900)::integer as published_on, 'meta' as published_basis, 'nb' as language,
    string_agg(sentence, '\n' order by ordinal) as text, 'Pressemelding' as kind,
    ['Arena', 'NCE', 'Miljøteknologi', null][release % 4 + 1] as programme, 'Innovasjon Norge' as funder,
    sum(nok) as sum_nok, 'not_stated' as verdict, 'https://www.regjeringen.no/id' || release || '/' as page_url,
    sha256(release::varchar) as payload_sha256, 'klyngekroner' as archive, 1 as version_number, true as is_current,
    true as is_live, false as is_gone
from sentences group by release;

insert into raw.awards by name
select
    'a' || release || '-' || ordinal as award_id, 'v' || release as version_id, 'regjeringen:' || release as release_id,
    ordinal, recipient, nok as amount_nok, nok as amount, 'NOK' as currency, nok || ' kroner' as amount_text,
    'exact' as qualifier, 'total' as amount_basis, 'granted' as decision, 'accepted' as status, sentence as evidence,
    (ordinal - 1) * {width} as start_offset, (ordinal - 1) * {width} + {width} - 1 as end_offset, 'bench' as rule
from sentences;

insert into raw.mentions by name
select
    'v' || release as version_id, 'regjeringen:' || release as release_id, ordinal, nok || ' kroner' as text,
    nok as amount, 'NOK' as currency, 'award' as role, (ordinal - 1) * {width} as start_offset,
    (ordinal - 1) * {width} + {width} - 1 as end_offset
from sentences;

insert into raw.pages by name
select
    source, url, payload_sha256, 'release' as kind, release_id, version_id, 'klyngekroner' as archive,
    'bench' as code_digest
from raw.release_versions;
"""


def fill(path: Path, count: int) -> None:
    """Raw tables with ``count`` awards, and a source that was listed."""
    load_pages(path, [], [verdict_of("regjeringen")])
    with writer(path) as connection:
        connection.execute(_FILL.format(count=count, per=PER_RELEASE, width=WIDTH))


def timed_build(path: Path) -> float:
    """Seconds that dbt takes: seeds, models and data tests."""
    begun = time.perf_counter()
    build_marts(path, timeout=3600)
    return time.perf_counter() - begun


def timed_bare(path: Path, manifest: Path) -> float:
    """Seconds that the same SQL takes in DuckDB alone, in a process of its own; the seeds are there already."""
    command = [sys.executable, "-m", "tests.synthetic", str(path), str(manifest)]
    begun = time.perf_counter()
    subprocess.run(command, check=True, env=dict(os.environ))
    return time.perf_counter() - begun


def timed_questions(path: Path) -> list[float]:
    """Seconds of each question of warehouse/README.md, the second time that it is asked."""
    questions = re.findall(r"```sql\n(.+?)```", (REPOSITORY / "warehouse" / "README.md").read_text("utf-8"), re.DOTALL)
    seconds = []
    with reader(path) as connection:
        connection.execute("use marts")
        for question in questions:
            connection.execute(question).fetchall()
            begun = time.perf_counter()
            connection.execute(question).fetchall()
            seconds.append(time.perf_counter() - begun)
    return seconds


def run_bare(path: Path, manifest: Path) -> None:
    """Every model as the table or view it is, then every data test, each after what it stands on."""
    project: dict[str, Any] = loads(manifest.read_text(encoding="utf-8"))
    nodes = {name: node for name, node in project["nodes"].items() if node["resource_type"] in ("model", "test")}
    parents = {name: [p for p in project["parent_map"][name] if p in nodes] for name in nodes}
    with writer(path) as connection:
        for name in TopologicalSorter(parents).static_order():
            node = nodes[name]
            if node["resource_type"] == "test":
                connection.execute(f"select count(*) from ({node['compiled_code']})").fetchall()
                continue
            connection.execute(f"create schema if not exists {node['schema']}")
            kind = "view" if node["config"]["materialized"] == "view" else "table"
            connection.execute(f"create or replace {kind} {node['schema']}.{node['name']} as {node['compiled_code']}")


if __name__ == "__main__":
    run_bare(Path(sys.argv[1]), Path(sys.argv[2]))
