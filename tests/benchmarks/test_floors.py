"""No change may silently lose accuracy: a small fixed set against recorded floors.

The floors stand in `floors.toml`; one is raised when reading got better, and lowered only together
with the reason in the commit that does it. The full measurement is `make bench`.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import STARRED, Tally, measure
from pipeline.settings import Settings

FLOORS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text(encoding="utf-8")
)
SEED = 4100


def read(type_id: str, level: str, count: int, data: Path) -> Tally:
    tallies = measure(
        [type_id],
        [level],
        count=count,
        seed=SEED,
        settings=Settings(data_folder=data),
        held_out=False,
    )
    return tallies[(type_id, level)]


@pytest.mark.parametrize("type_id", STARRED)
def test_born_digital(type_id: str, tmp_path: Path) -> None:
    tally = read(type_id, "digital", 2, tmp_path)
    assert tally.typed == tally.documents, tally.misses
    assert tally.starred_right / tally.starred_total >= FLOORS["digital"][type_id], tally.misses
    assert tally.surely_wrong <= FLOORS["surely_wrong"].get(type_id, 0), tally.misses


@pytest.mark.parametrize("type_id", FLOORS["scan"])
def test_scanned(type_id: str, tmp_path: Path) -> None:
    tally = read(type_id, "scan", 1, tmp_path)
    assert tally.starred_right / tally.starred_total >= FLOORS["scan"][type_id], tally.misses
    assert tally.surely_wrong <= FLOORS["surely_wrong"].get(type_id, 0), tally.misses


def test_every_type_has_a_floor() -> None:
    assert set(FLOORS["digital"]) == set(STARRED)
