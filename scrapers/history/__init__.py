"""History: pages as web archives once got them, asked for politely by each archive's own protocol.

WARC files that somebody gives us are adopted in crawl/adopt.py; the live hosts are never asked from here.
"""
