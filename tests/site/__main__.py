"""``python -m tests.site``: serve the sample site, or write its captures.

Prints "listening PORT" first and serves until standard input ends or SIGTERM comes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.site.captures import write_captures
from tests.site.registers import write_registers
from tests.site.samples import PAGES, SampleError, load_pages
from tests.site.server import SiteServer, serving
from tests.site.site import TROUBLES, Site

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 0 when it was stopped, 1 when it could not serve, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=__doc__)
    parser.add_argument("--port", type=int, help="serve on this loopback port; 0 = a free one")
    parser.add_argument("--captures", type=Path, metavar="DIR", help="write the WARC of archive captures into DIR")
    parser.add_argument("--registers", type=Path, metavar="DIR", help="write the files of two registers into DIR")
    parser.add_argument(
        "--pages", type=Path, default=PAGES, metavar="DIR", help="the pages (default: tests/site/pages)"
    )
    parser.add_argument("--own", type=Path, metavar="DIR", help="pages of further hosts, as they lie in DIR/HOST/path")
    parser.add_argument(
        "--break", dest="troubles", type=_trouble, action="append", default=[], metavar="SOURCE=KIND",
        help=f"make trouble: KIND is {', '.join(TROUBLES)}",
    )  # fmt: skip
    asked = parser.parse_args(arguments)
    if asked.port is None and asked.captures is None and asked.registers is None:
        parser.error("nothing to do: give --port, --captures or --registers")
    try:
        pages = load_pages(asked.pages)
        if asked.captures is not None:
            write_captures(pages, asked.captures)
        if asked.registers is not None:
            write_registers(asked.registers)
        if asked.port is not None:
            with serving(Site(pages, dict(asked.troubles), asked.own), asked.port) as server:
                _announce(server)
                sys.stdin.buffer.read()
    except SampleError as error:
        print(f"sample site: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = asked.captures if error.filename else f"port {asked.port}"
        print(f"sample site: {where}: {error.strerror}; choose another", file=sys.stderr)
        return 1
    return 0


def _announce(server: SiteServer) -> None:
    print(f"listening {server.port}", flush=True)


def _trouble(word: str) -> tuple[str, str]:
    source, _, kind = word.partition("=")
    if source not in ("regjeringen", "innovasjonnorge") or kind not in TROUBLES:
        raise argparse.ArgumentTypeError(f"got {word!r}, expected SOURCE=KIND with KIND one of {', '.join(TROUBLES)}")
    return source, kind


if __name__ == "__main__":
    sys.exit(main())
