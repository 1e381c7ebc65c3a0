"""Whole runs, and marts built anew by dbt: tests of half a minute each, that `make test-runs` runs."""
