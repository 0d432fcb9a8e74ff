"""Every setting, read from the environment and checked at start."""

import os
from datetime import date, datetime, timedelta
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "RECIPE_BOARD_"

DATABASE = "recipe-board.db"
"""The database's file in the data folder, where it is a file."""

EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - told from an address that can be opened
"""Where to listen so that every address of the machine is served. Nobody can open these."""


class Settings(BaseSettings):
    """What an operator can choose. Each name stands in the environment with RECIPE_BOARD_ before it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(default=Path("data"), description="the folder of the database and the photos")
    host: str = Field(default="127.0.0.1", description="the address to serve on")
    port: int = Field(default=8000, ge=1, le=65535, description="the port to serve on")
    database_url: str = Field(default="", description="a PostgreSQL database, in place of the file")
    public_url: str = Field(default="", description="the address that people open, such as https://recipes.example")
    allowed_hosts: str = Field(default="", description="more host names to answer to, with commas between")
    timezone: str = Field(default="Europe/London", description="the zone in which a link's last day ends")
    photo_processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="how many photos are opened at once"
    )
    upload_megabytes: int = Field(default=600, ge=40, description="the most that one request may carry")
    upload_photos: int = Field(default=60, ge=1, description="the most photos that one request may carry")
    session_hours: int = Field(default=20, ge=20, description="how long a worker stays signed in unused")
    fresh_minutes: int = Field(
        default=60, ge=5, description="how long after signing in a worker may share and change people"
    )
    record_days: int = Field(default=365, ge=30, description="how long the record is kept")
    backup_days: int = Field(default=30, ge=0, description="how long copies of the data folder are kept elsewhere")
    backup_every_days: int = Field(default=0, ge=0, description="how old the newest backup may be (0: nobody watches)")
    journal: Path | None = Field(
        default=None, description="the folder of the journal, best on another disk (journal, in the data folder)"
    )
    trusted_proxies: str = Field(
        default="", description="addresses of the proxies in front, with commas between; only they are believed"
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except ZoneInfoNotFoundError:
            raise ValueError("must name a time zone, such as Europe/London") from None
        return name

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, proxies: str) -> str:
        for proxy in _parts(proxies):
            try:
                ip_network(proxy)
            except ValueError:
                raise ValueError(f"{proxy} is no address of a proxy, such as 10.0.0.2 or 10.0.0.0/24") from None
        return proxies

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, url: str) -> str:
        try:
            said = make_url(url) if url else None
            is_one = not said or (said.drivername in ("postgresql", "postgresql+psycopg") and bool(said.database))
        except (ArgumentError, ValueError):  # its own words may repeat a password
            is_one = False
        if not is_one:
            raise ValueError("must be the address of a PostgreSQL database: postgresql://name:password@host/database")
        return url

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
            raise ValueError("must begin with http:// or https:// and name a host")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _no_unknown_names(self) -> Self:
        known = {PREFIX + name.upper() for name in type(self).model_fields}
        if unknown := sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
            raise ValueError(f"there is no setting {', '.join(unknown)}")
        return self

    @property
    def database(self) -> str:
        """The database's address for SQLAlchemy."""
        if self.database_url:
            return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
        return f"sqlite:///{self.data.resolve() / DATABASE}"

    @property
    def photos(self) -> Path:
        """The folder of the photos."""
        return self.data / "photos"

    @property
    def journal_folder(self) -> Path:
        """The folder of the journal."""
        return self.journal or self.data / "journal"

    @property
    def address(self) -> str:
        """The address to open: the public one, or this machine's own."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def is_secure(self) -> bool:
        """Whether people reach it over HTTPS."""
        return self.public_url.startswith("https:")

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The host names that it answers to, without ports."""
        named = {self.host, urlsplit(self.public_url).hostname or "", "localhost", "127.0.0.1", "::1"}
        more = {host.lower() for host in _parts(self.allowed_hosts)}
        return frozenset((named | more) - {""} - EVERYWHERE)

    @property
    def proxies(self) -> list[str]:
        """The addresses of the proxies that are believed."""
        return _parts(self.trusted_proxies)

    @property
    def zone(self) -> ZoneInfo:
        """The group's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def idle(self) -> timedelta:
        """How long a worker stays signed in unused."""
        return timedelta(hours=self.session_hours)

    @property
    def fresh(self) -> timedelta:
        """How long after signing in a worker may share and change people."""
        return timedelta(minutes=self.fresh_minutes)

    @property
    def backups_until(self) -> date:
        """The day by which what is deleted today is gone from every copy, too."""
        return self.today() + timedelta(days=self.backup_days)

    def today(self) -> date:
        """Today in the group's zone."""
        return datetime.now(self.zone).date()


class SettingsApart(Settings):
    """Settings that are said here and nowhere else, whatever stands in the environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where settings come from."""
        return (init_settings,)


def _parts(said: str) -> list[str]:
    """What stands between the commas."""
    return [part.strip() for part in said.split(",") if part.strip()]
