"""Past one machine, against real servers: PostgreSQL, Redis, Dagster's daemon, Celery's workers (`make test-scale`)."""
