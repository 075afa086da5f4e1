"""Pages are read in child processes: one that is lost costs its page, and what is known is kept."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline import reading, sandbox
from pipeline.cleanup import Image
from pipeline.ingest import SourceFile, open_files
from pipeline.model import ProblemKind
from pipeline.pages.raw import RawPage
from pipeline.settings import Settings
from tests.drawing import page

LINES = ["Өтініш беремін", "Ұлттық орталық"]


@pytest.fixture(autouse=True)
def _children() -> Iterator[None]:
    yield
    sandbox.stop()


def drawn(_dpi: float) -> Image:
    grey = page(LINES, size=(700, 300), at=(40, 40))
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def crash(_dpi: float) -> Image:
    os.abort()


def hang(_dpi: float) -> Image:
    time.sleep(60)
    return drawn(_dpi)


def raw(number: int, raster: "partial[Image]") -> RawPage:
    return RawPage("scan.pdf", number, 252.0, 108.0, (), "absent", 200.0, (), raster)


def pages(_source: SourceFile, _settings: Settings) -> Sequence[RawPage]:
    return [
        raw(number, partial(work)) for number, work in enumerate((drawn, crash, hang, drawn), 1)
    ]


def test_lost_children_cost_their_page_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "pages_of", pages)
    settings = Settings(workers=2, page_seconds=3.0, data_folder=tmp_path, keep_readings=False)
    (tmp_path / "scan.png").write_bytes(cv2.imencode(".png", drawn(1.0))[1].tobytes())
    sources, _ = open_files([tmp_path / "scan.png"], settings)
    read = reading.read_files(sources, settings)
    assert [(page.number, page.text.split()[0]) for page in read.pages] == [
        (1, "Өтініш"),
        (4, "Өтініш"),
    ]
    assert [(problem.page, problem.kind) for problem in read.problems] == [
        (2, ProblemKind.PAGE_UNREADABLE),
        (3, ProblemKind.TIME_OUT),
    ]


def test_a_second_run_reads_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(workers=1, data_folder=tmp_path / "data")
    (tmp_path / "scan.png").write_bytes(cv2.imencode(".png", drawn(1.0))[1].tobytes())
    sources, _ = open_files([tmp_path / "scan.png"], settings)
    first = reading.read_files(sources, settings)
    monkeypatch.setattr(reading, "read_one", None)
    second = reading.read_files(sources, settings)
    assert second.pages == first.pages
    assert second.images["scan.png", 1] == first.images["scan.png", 1]
    assert first.pages[0].text.splitlines() == LINES
    other = [replace(sources[0], sha256="0" * 64)]
    anew = reading.read_files(other, settings)
    assert [found.kind for found in anew.problems] == [ProblemKind.PAGE_UNREADABLE]
