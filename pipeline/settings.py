"""How the machine runs; never what an applicant must fulfil (that stands in the rule set)."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.model import Language


class Settings(BaseSettings):
    """Settings, each overridden by the environment variable `TEKSERU_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="TEKSERU_", frozen=True)

    language: Language = "en"
    """Language of the command line and of a report when it opens."""
    data_folder: Path = Path(".tekseru")
    """Where Prefect keeps its state and runs leave their notes."""
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
    page_seconds: float = Field(default=60.0, gt=0)
    """Time that one reading of one page may take."""


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
