"""The command line: each command is thin and imports only what it needs.

``extract`` loads neither Dagster nor dbt nor DuckDB. Exit codes: 0 done · 1 could not · 2 wrong use · 3 done, stale ·
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scrapers.sources import OWN_FOLDER, SourceError

STOPPED = 130  # as the shell says it of a program that SIGINT ended

app = typer.Typer(
    name="klyngekroner",
    help="Public money for Norwegian clusters and innovation: who got how much, for what, year over year.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


class Site(StrEnum):
    SAMPLE = "sample"
    LIVE = "live"


class Format(StrEnum):
    JSONL = "jsonl"
    TABLE = "table"


SiteOption = Annotated[
    Site, typer.Option(envvar="KLYNGEKRONER_SITE", help="The bundled sample site or the live hosts.")
]


@app.command()
def run(
    site: SiteOption = Site.SAMPLE,
    source: Annotated[list[str] | None, typer.Option(help="Only this source; may be repeated.")] = None,
) -> None:
    """Crawl, read, build the marts and publish a snapshot."""
    _choose(site)
    from pipelines.run import run_refresh

    raise typer.Exit(run_refresh(source or []))


def _address(url: str | None) -> str | None:
    if url is not None and not re.match(r"https?://[^/\s]+", url):
        raise typer.BadParameter(f"got {url!r}, expected a whole address: https://…")
    return url


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(help=".html, .txt, .jsonl or .warc(.gz)", metavar="PATH...")],
    url: Annotated[str | None, typer.Option(help="The address the page stands at.", callback=_address)] = None,
    format: Annotated[Format, typer.Option(help="One JSON object a line, or a table to look at.")] = Format.JSONL,  # noqa: A002
) -> None:
    """Read awards from files; touches no warehouse."""
    from scrapers.documents import Unreadable, read_documents
    from scrapers.record import to_record

    unreadable = 0
    for found in read_documents(paths, url):
        record = found.to_record() if isinstance(found, Unreadable) else to_record(found)
        if isinstance(found, Unreadable):
            unreadable += 1
            print(found.issue.message, file=sys.stderr)
        if format is Format.JSONL:
            print(json.dumps(record, ensure_ascii=False))
        else:
            _print_table(record)
    raise typer.Exit(1 if unreadable else 0)


@app.command(name="import")
def import_captures(
    paths: Annotated[list[Path], typer.Argument(help="WARC files, whoever made them.", metavar="PATH...")],
    site: SiteOption = Site.LIVE,
) -> None:
    """Adopt WARC files into the archive; the next run or rebuild reads them."""
    _choose(site)
    from pipelines.adopt import adopt

    raise typer.Exit(adopt(paths))


@app.command()
def backfill(
    source: Annotated[str, typer.Argument(help="The source whose past is asked for.")],
    begin: Annotated[str, typer.Option("--from", help="First year or day: 2005, 2005-10-17.")],
    end: Annotated[str, typer.Option("--to", help="Last year or day.")],
    archive: Annotated[list[str] | None, typer.Option(help="Only this web archive; may be repeated.")] = None,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """Get a source's past from web archives into the archive; interrupted, it goes on where it was."""
    _choose(site)
    from pipelines.backfill import run_backfill

    raise typer.Exit(run_backfill(source, begin, end, archive or []))


@app.command()
def rebuild(site: SiteOption = Site.SAMPLE) -> None:
    """Build warehouse and snapshot anew from the archive alone, offline."""
    _choose(site)
    from pipelines.run import run_rebuild

    raise typer.Exit(run_rebuild())


@app.command()
def review(
    csv: Annotated[bool, typer.Option("--csv", help="Rows to complete for dbt_project/seeds/corrections.csv.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many, the largest first.")] = 50,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """What waits for a human, largest kroner first, with its sentence and link."""
    _choose(site)
    from warehouse.review import NothingPublishedError, print_queue, write_rows

    try:
        write_rows(limit) if csv else print_queue(limit)
    except NothingPublishedError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error


@app.command()
def diagnose(
    source: Annotated[str | None, typer.Argument(help="One source; all when left out.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object for machines.")] = False,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """Last verdict, channels, issues and effective settings of each source."""
    _choose(site)
    from pipelines.diagnose import print_diagnosis

    raise typer.Exit(print_diagnosis(source, is_json=json))


@app.command()
def probe(
    source: Annotated[str, typer.Argument(help="The source to look at.")],
    site: SiteOption = Site.SAMPLE,
) -> None:
    """First contact: at most ten polite requests; which assumptions of the source's yml hold, which are broken."""
    _choose(site)
    from pipelines.probe import run_probe

    raise typer.Exit(run_probe(source))


@app.command()
def status(
    json: Annotated[bool, typer.Option("--json", help="One JSON object for monitors.")] = False,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """What is published, how old each source is, archive and disk; exit 0 fine · 3 stale or old · 1 broken."""
    _choose(site)
    from pipelines.status import print_status

    raise typer.Exit(print_status(is_json=json))


@app.command()
def verify(
    json: Annotated[bool, typer.Option("--json", help="One JSON object for machines.")] = False,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """Hold archive, warehouse and snapshots against their digests; exit 1 names each fault and its remedy."""
    _choose(site)
    from pipelines.verify import run_verify

    raise typer.Exit(run_verify(is_json=json))


@app.command()
def publish(
    snapshot: Annotated[str | None, typer.Option(help="A kept snapshot to go back to; wrong ids list them.")] = None,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """Publish the warehouse as it is, or swap in a snapshot that is kept."""
    _choose(site)
    from pipelines.publish import run_publish

    raise typer.Exit(run_publish(snapshot))


@app.command()
def ui(
    site: SiteOption = Site.SAMPLE,
    port: Annotated[int, typer.Option(help="The loopback port to serve on.")] = 3000,
) -> None:
    """Open the Dagster UI on 127.0.0.1."""
    _choose(site)
    from pipelines.ui import serve

    raise typer.Exit(serve(port))


class Queue(StrEnum):
    BATCHES = "batches"
    STREET = "dagster"


@app.command()
def worker(
    queue: Annotated[
        Queue, typer.Argument(help="batches: reads pages, any number of workers; dagster: all else, one.")
    ],
    processes: Annotated[int, typer.Option(min=1, help="Batches that are read at once here.")] = os.cpu_count() or 1,
    site: SiteOption = Site.SAMPLE,
) -> None:
    """Past one machine: take steps from a queue until stopped (docs/SCALE.md)."""
    _choose(site)
    from pipelines.home import FolderError
    from pipelines.worker import WorkerError, become_worker

    try:
        become_worker(queue.value, processes)
    except (FolderError, WorkerError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2 if isinstance(error, WorkerError) else 1) from error


def _choose(site: Site) -> None:
    """Dagster, dbt and the sample server run in processes of their own: they are told by the environment.

    What the environment says is looked at first: a setting that is wrong is wrong use.
    """
    os.environ["KLYNGEKRONER_SITE"] = site.value
    from scrapers.settings import SettingsError, read_settings

    try:
        settings = read_settings()
        if settings.sources_dir:  # .env may have said so
            os.environ[OWN_FOLDER] = str(settings.sources_dir)
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from error


def _print_table(record: dict[str, object]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=str(record.get("title") or record.get("id")), title_justify="left")
    names = ("recipient", "amount_nok", "project_title", "decision", "status")
    for name in names:
        table.add_column(name, justify="right" if name == "amount_nok" else "left")
    awards = record.get("awards")
    for award in awards if isinstance(awards, Iterable) else ():
        table.add_row(*("" if award[name] is None else str(award[name]) for name in names))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def main() -> None:
    os.environ.setdefault("DO_NOT_TRACK", "1")
    for stream in (sys.stdout, sys.stderr):  # what is printed is Norwegian, whatever the locale says
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except SourceError as error:  # a yml is wrong, as a setting may be
        print(error, file=sys.stderr)
        sys.exit(2)
    except SystemExit as ended:
        if ended.code == STOPPED:
            print("stopped: nothing is lost; the same command goes on where it was, or begins anew", file=sys.stderr)
        raise


if __name__ == "__main__":
    main()
