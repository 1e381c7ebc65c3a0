"""The sample site: our own pages in the DOM of the real sites, served on loopback under the real host names.

``python -m tests.site --port 0`` serves it; the pages are in pages/, what they say in expected.csv. Nothing here is
copied from the real sites, and nothing here reads pages: that is what the sources are tested with.
"""
