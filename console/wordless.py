"""Logs without words of applicants: of an error its kind and where it happened, never its text."""

import logging
import traceback
from types import TracebackType
from typing import Any


class WordlessFormatter(logging.Formatter):
    """Formats as usual, but of an exception only kind and places: its text may quote a paper."""

    def formatException(  # noqa: N802 - the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, error, _ = ei
        if kind is None or error is None:
            return ""
        return "\n".join((kind.__name__, *places_of(error)))


def places_of(error: BaseException) -> list[str]:
    """Where an error went through: file, line and function, without the text of the line."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def server_logging() -> dict[str, Any]:
    """Logging of the web server: warnings and errors on standard error, no addresses, no words."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "wordless": {"()": WordlessFormatter, "format": "%(levelname)s %(message)s"}
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "wordless"}},
        "loggers": {
            "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
