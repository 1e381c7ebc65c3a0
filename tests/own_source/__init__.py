"""A source of a user's own: copied into a folder, with pages for the sample site to serve."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

NAME = "klyngenytt"
HOST = "www.klyngenytt.example"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class News:
    """One release: its title, its paragraphs and the items of its list, all as text."""

    day: date
    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


def own_folder(folder: Path, news: list[News]) -> Path:
    """What KLYNGEKRONER_SOURCES_DIR names: the source, and below sample/ its list and its releases."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (".yml", ".py"):
        shutil.copy(HERE / f"{NAME}{ending}", folder)
    pages = folder / "sample" / HOST / "nyheter"
    items = "".join(
        f'<li><time datetime="{told.day}"></time><a href="/nyheter/{number}/">{escape(told.title)}</a></li>'
        for number, told in enumerate(news, 1)
    )
    _write(pages, "Nyheter", f"<ul>{items}</ul>")
    for number, told in enumerate(news, 1):
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in told.paragraphs)
        listed = "".join(f"<li>{escape(item)}</li>" for item in told.items)
        _write(pages / str(number), told.title, f'<time datetime="{told.day}"></time>{text}<ul>{listed}</ul>')
    return folder


def _write(folder: Path, title: str, inner: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    head = f'<html lang="nb"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    page = f"<!DOCTYPE html>{head}<body><main><h1>{escape(title)}</h1>{inner}</main></body></html>"
    (folder / "index.html").write_text(page, encoding="utf-8")
