"""The phrases, names and places of stock.toml, divided into a trained and an unseen half."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from training.words import Split, belongs


@lru_cache
def _all() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("stock.toml").read_text("utf-8"))


@lru_cache
def words(table: str, key: str, split: Split | None = None) -> tuple[str, ...]:
    """Words of one entry; with a split only those that belong to it."""
    found = _all()[table][key].split("|" if key.endswith("_case") else None)
    return tuple(word for word in found if split is None or belongs(word, split))


@lru_cache
def labels(language: str) -> tuple[str, ...]:
    """Labels and phrases of the papers (trained only: they are no unseen words)."""
    return tuple(_all()["labels"][language])
