"""What ``celery -A dagster_celery.app`` asks for by this name on PYTHONPATH: the settings of its worker."""

import os

from pipelines.broker import STREET, celery_settings
from scrapers.settings import Settings

_scale = Settings().scale
assert _scale is not None, "KLYNGEKRONER_SCALE__… is not set; start a worker by `klyngekroner worker`"
broker_url = result_backend = _scale.redis.get_secret_value()
globals().update(celery_settings(_scale, os.environ.get("KLYNGEKRONER_QUEUE", STREET)))
