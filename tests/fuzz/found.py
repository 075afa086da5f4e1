"""Input of the kinds that make such code crash, by target, and what `python -m fuzz` found."""

from typing import Any

FOUND: tuple[tuple[str, Any], ...] = (
    ("money", "USD 5"),
    ("mrz", []),
    ("results", b'{"schema": "tekseru-result/1", "package": 1e999}'),
    ("declarations", b"a = " + b"[" * 60_000),
)
