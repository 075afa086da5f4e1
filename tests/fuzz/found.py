"""Input that once made something crash, by target; `python -m fuzz` finds more."""

from typing import Any

FOUND: tuple[tuple[str, Any], ...] = (
    ("money", "USD 5"),
    ("mrz", []),
    ("results", b'{"schema": "tekseru-result/1", "package": 1e999}'),
    ("declarations", b"a = " + b"[" * 60_000),
)
