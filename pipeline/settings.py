"""How the machine runs; never what an applicant must fulfil (that stands in the rule set)."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.model import Language


class Settings(BaseSettings):
    """Settings, each overridden by the environment variable `TEKSERU_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="TEKSERU_", frozen=True)

    language: Language = "en"
    """Language of the command line and of a report when it opens."""
    data_folder: Path = Path(".tekseru")
    """Where the store lies, Prefect keeps its state and runs leave their notes."""
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """Pages read at the same time; one single-threaded Tesseract process each."""

    most_files: int = Field(default=200, ge=1)
    """Files in one package."""
    most_file_bytes: int = Field(default=100_000_000, ge=1)
    """Size of one file."""
    most_package_bytes: int = Field(default=500_000_000, ge=1)
    """Size of one package, unpacked."""
    most_pages: int = Field(default=300, ge=1)
    """Pages in one file."""
    most_pixels: int = Field(default=40_000_000, ge=1)
    """Pixels of one page image in memory: an A4 page at 600 dpi has 35 million. A larger one is
    read at a lower resolution."""
    most_image_pixels: int = Field(default=400_000_000, ge=1)
    """Pixels of an image file before it is scaled down; a larger one is refused unopened."""
    page_seconds: float = Field(default=120.0, gt=0)
    """Time that one reading of one page may take."""
    page_memory: int = Field(default=6_000_000_000, ge=1_000_000_000)
    """Bytes of address space of a process that reads pages; engines use a tenth of it."""
    page_cpu_seconds: float = Field(default=60.0, gt=0)
    """Processor time that all work on one page may take, whatever else the machine does; a
    photograph of a page needs a tenth of it. Opening a file may take as much for all its pages."""
    keep_readings: bool = True
    """Whether readings of pages are kept in the data folder, so that a second run is quick."""
    package_seconds: float = Field(default=1800.0, gt=0)
    """Time that one package may take in a batch, looked at after each page."""

    inbox: Path = Path("inbox")
    """Folder of packages that the nightly run verifies, or its address in a store of objects
    (`s3://bucket/inbox`)."""
    reports: Path = Path("reports")
    """Folder where the nightly run leaves reports, index and spreadsheet."""
    nightly: str = "0 1 * * *"
    """When the nightly run begins, as a cron line by the clock of Kazakhstan (Asia/Almaty)."""
    server_port: int = Field(default=4200, ge=1, le=65535)
    """Port of the Prefect server that `tekseru serve` starts, on this machine only."""
    scheduler: str = ""
    """Address of a Dask scheduler (`tcp://host:8786`) that packages are spread by; empty for the
    processors of this machine."""
    helpers: int = Field(default=0, ge=0)
    """Workers of the Prefect work pool that a night asks for help, beside the one it runs on."""
    log_days: int = Field(default=90, ge=0)
    """Days that the log of runs is kept; 0 for ever."""

    database_url: SecretStr = SecretStr("")
    """SQLAlchemy address of a PostgreSQL database; empty for SQLite in the data folder."""
    keep_originals: bool = True
    """Whether the store keeps a copy of every verified file."""
    key_file: Path | None = None
    """File of keys, one a line, that encrypt what the data folder and the database hold; the first
    one encrypts, the others only open. Without any, nothing is encrypted."""
    key: SecretStr = SecretStr("")
    """The same keys in the environment, separated by commas, where there is no file."""
    retention_days: int = Field(default=0, ge=0)
    """Days after the last thing that happened to a package when the nightly run erases it, once it
    lies in the inbox no more; 0 for never."""
    settle_seconds: float = Field(default=2.0, ge=0)
    """How long a package must lie unchanged before it is taken for whole."""
    claim_seconds: float = Field(default=120.0, gt=1)
    """How long a package stays with a machine that no longer gives a sign of life."""

    digest_to: str = ""
    """Addresses that get the morning's digest, separated by commas; empty for none."""
    digest_from: str = "tekseru@localhost"
    digest_link: str = ""
    """Address of the morning's index page for the digest, if it can be opened by one."""
    smtp_host: str = "localhost"
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: bool = False
    """Whether to ask the mail server for encryption (STARTTLS) before anything is told."""
    smtp_seconds: float = Field(default=30.0, gt=0)
    """Time that the mail server may take to answer."""

    root_certificates: tuple[Path, ...] = ()
    """Files with root certificates (PEM or DER) that electronic signatures are trusted by; without
    any a signature is told to be intact, never to be trusted."""


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
