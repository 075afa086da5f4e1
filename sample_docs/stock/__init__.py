"""Word lists that documents are made of: names, places, employers, hosts, sentences (TOML)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The list `name`.toml; FileNotFoundError where there is none."""
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
