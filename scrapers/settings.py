"""One typed Settings for a run: what may be set by the environment (KLYNGEKRONER_…) or the checkout's .env.

No I/O belongs here and nothing is read at import: whoever starts a run makes one and passes it in.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE_AS_OF = date(2025, 10, 15)

Site = Literal["sample", "live"]
# dbt works in a folder of its own: a path that is relative would be another one there.
Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]


@dataclass(frozen=True, slots=True)
class Lake:
    """The private warehouse past one machine: a DuckLake, its catalog in Postgres, its Parquet files in a folder."""

    catalog: str  # address of the database, which may hold a password
    schema: str  # of the catalog's own tables there
    files: str

    def __str__(self) -> str:
        return f"lake {self.schema} ({self.files})"


class Scale(BaseModel):
    """Past one machine (docs/SCALE.md): KLYNGEKRONER_SCALE__POSTGRES … Set on every machine alike, or on none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    postgres: SecretStr = Field(description="postgresql+psycopg2://…: Dagster's runs and queue, the lake's catalog")
    redis: SecretStr = Field(description="redis://…: the queues from which workers take steps")
    files: str | None = Field(None, description="the lake's folder, seen by all; default <data_dir>/<site>/lake")
    batch_pages: int = Field(2000, ge=1, description="WARC files are read together until they hold so many pages")
    batch_lost_seconds: int = Field(
        900, ge=5, description="a batch not done by then is given out again; none is so slow"
    )
    step_lost_seconds: int = Field(43_200, ge=60, description="the same of any other step; a crawl takes its time")

    @field_validator("postgres")
    @classmethod
    def _driver_is_there(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith("postgresql+psycopg2://"):
            raise ValueError("expected postgresql+psycopg2://user:password@host/database")
        return value


class SettingsError(ValueError):
    """A setting that cannot be one."""


class Settings(BaseSettings):
    """Effective settings; ``klyngekroner diagnose`` prints them."""

    model_config = SettingsConfigDict(
        env_prefix="KLYNGEKRONER_",
        env_nested_delimiter="__",
        env_file=REPOSITORY / ".env",
        env_file_encoding="utf-8",
        frozen=True,
        extra="ignore",
    )

    site: Site = "sample"
    data_dir: Folder = REPOSITORY / "warehouse" / "data"
    inbox: Folder | None = Field(None, description="folder of WARC files to adopt; default <data_dir>/<site>/inbox")
    sources_dir: Folder | None = Field(None, description="folder of further sources, each NAME.yml with NAME.py")
    contact: str | None = Field(None, description="e-mail or web address that site owners can reach; live needs it")
    as_of: date | None = Field(None, description="today's date for the crawl; default 2025-10-15 for the sample")

    alerts: SecretStr | None = Field(
        None,
        description="who is told of a failed run: mailto://… slack://… json://…, separated by spaces",
    )
    schedules_on: bool = Field(False, description="whether schedules run without being switched on in the UI")
    kept_runs: int = Field(90, ge=1, description="runs whose events Dagster keeps; older ones are forgotten")
    max_run_hours: float = Field(
        24, gt=0, description="a run of the scheduler that takes longer is ended; what it has archived stays"
    )
    max_step_hours: float = Field(
        20, gt=0, description="a run one of whose steps takes longer is ended by the scheduler; what is archived stays"
    )
    ui_url: str = Field("http://127.0.0.1:3000", description="the Dagster UI as those who get alerts reach it")

    processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        description="that read pages when there are thousands",
    )

    delay_seconds: float | None = Field(None, ge=0, description="instead of each source's own delay; sample: 0")
    jitter_seed: int | None = Field(None, description="makes the jitter of the delays repeatable")
    connect_timeout_seconds: float = Field(10, gt=0)
    read_timeout_seconds: float = Field(30, gt=0)
    request_timeout_seconds: float = Field(120, gt=0, description="for one request from dialling to the last byte")
    max_body_bytes: int = Field(16 * 1024 * 1024, gt=0, description="of one page, before and after decompression")
    max_redirects: int = Field(5, ge=0)
    max_attempts: int = Field(3, ge=1, description="of one request that fails by something that can heal")
    retry_seconds: float = Field(5, ge=0, description="first wait before a retry; doubled each time")
    max_retry_after_seconds: float = Field(
        600, ge=0, description="a host that asks for more, once or between two requests, is left for the next run"
    )
    max_failures: int = Field(3, ge=1, description="failures in a row after which a host is left for the next run")
    max_listing_pages: int = Field(1000, ge=1, description="of one channel; more is taken for a loop")
    recheck_days: int = Field(7, ge=0, description="a release of the open year is looked at again after this long")
    max_warc_bytes: int = Field(256 * 1024 * 1024, gt=0, description="a WARC file is closed when it has grown so far")
    sample_troubles: str | None = Field(
        None, description="what the sample site does wrong: SOURCE=KIND, separated by commas; the live site knows none"
    )

    scale: Scale | None = Field(None, description="past one machine; nothing: everything here, no server at all")

    @field_validator("contact")
    @classmethod
    def _contact_is_an_address(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        address = value.strip()
        if re.fullmatch(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+", address) is None:
            raise ValueError("expected an e-mail or http(s) address at which site owners reach you")
        return address

    @field_validator("sample_troubles")
    @classmethod
    def _troubles_are_pairs(cls, value: str | None) -> str | None:
        if value and not all(re.fullmatch(r"\w+=\w+", trouble) for trouble in value.split(",")):
            raise ValueError("expected SOURCE=KIND, separated by commas: innovasjonnorge=down,regjeringen=layout")
        return value or None

    @property
    def user_agent(self) -> str:
        """The same honest name everywhere; the sample site is our own and needs no contact."""
        contact = f"+{self.contact}" if self.contact else "sample site" if self.site == "sample" else "no contact"
        return f"klyngekroner/{version('klyngekroner')} ({contact})"

    @property
    def today(self) -> date | None:
        """The date on which the crawl takes place; null = the real one."""
        return self.as_of or (SAMPLE_AS_OF if self.site == "sample" else None)

    @property
    def delay_override(self) -> float | None:
        """Seconds between requests to one host instead of a source's own; null = the source's own."""
        if self.delay_seconds is None and self.site == "sample":
            return 0.0
        return self.delay_seconds

    @property
    def site_dir(self) -> Path:
        return self.data_dir / self.site

    @property
    def archive_dir(self) -> Path:
        return self.site_dir / "archive"

    @property
    def inbox_dir(self) -> Path:
        return self.inbox or self.site_dir / "inbox"

    @property
    def registers_dir(self) -> Path:
        return self.site_dir / "registers"

    @property
    def published_dir(self) -> Path:
        return self.site_dir / "published"

    @property
    def warehouse_path(self) -> Path:
        return self.site_dir / "warehouse.duckdb"

    @property
    def warehouse(self) -> Path | Lake:
        """The private warehouse: a file, or a lake when there are several machines."""
        if self.scale is None:
            return self.warehouse_path
        catalog = self.scale.postgres.get_secret_value().replace("+psycopg2", "", 1)
        return Lake(catalog, f"lake_{self.site}", self.scale.files or str(self.site_dir / "lake"))

    @property
    def staged_dir(self) -> Path:
        """What workers have read and the warehouse has not taken in yet."""
        return self.site_dir / "staged"

    @property
    def dagster_home(self) -> Path:
        return self.site_dir / "dagster"


def read_settings() -> Settings:
    """The effective settings; raises SettingsError with a line for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [_wrong(".".join(map(str, told["loc"])), told["input"], told["msg"]) for told in error.errors()]
        raise SettingsError("\n".join(lines)) from error


def _wrong(name: str, got: object, message: str) -> str:
    expected = message.removeprefix("Value error, ").replace("Input should be", "expected")
    return (
        f"settings: KLYNGEKRONER_{name.upper()}: got {got!r}, {expected[:1].lower()}{expected[1:]}; "
        "set it in the environment or in .env"
    )
