"""How the console runs; no result depends on it."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConsoleOptions(BaseSettings):
    """Options, each overridden by the environment variable `TEKSERU_CONSOLE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="TEKSERU_CONSOLE_", frozen=True)

    four_eyes: bool = True
    """Whether a refusal needs a second person."""
    sample_share: float = Field(default=1.0, ge=0, le=1)
    """Share of the packages that meet every requirement which a person looks through all the same,
    drawn at random; 1 for all of them."""
    idle_minutes: float = Field(default=30.0, gt=0)
    """How long a session holds without a request."""
    session_hours: float = Field(default=12.0, gt=0)
    """How long a session holds at most."""
    tries: int = Field(default=5, ge=1)
    """Wrong passwords for one name, or from one address, before it has to wait."""
    wait_minutes: float = Field(default=5.0, gt=0)
    """How long it then waits."""
    certificate: Path | None = None
    """Certificate chain (PEM) for TLS; with its `key` the console answers over https only."""
    key: Path | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    """Names that the console answers to, so that no foreign page can reach it by a name of its
    own; the host it binds to is added."""

    @property
    def secure(self) -> bool:
        """Whether cookies go over TLS only."""
        return self.certificate is not None
