"""Wires scrapers, warehouse and dbt together in Dagster and on the command line, and owns nothing else."""
