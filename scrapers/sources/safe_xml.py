"""XML from strangers → a tree. Entities are never expanded, nothing is loaded from elsewhere, no DTD is accepted.

What a feed or a sitemap holds is read in feeds.py and sitemaps.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from scrapers.model import Page


def read_xml(page: Page, where: str, expected: str) -> etree._Element:
    """The root; raises LayoutError for what is not well formed or brings a document type of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(page.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LayoutError(f"{where}: got XML that cannot be read ({error}), expected {expected}; ask again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise LayoutError(f"{where}: got XML with a document type of its own, expected none; it may be hostile")
    return root
