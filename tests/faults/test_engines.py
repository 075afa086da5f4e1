"""Faults while pages are read: engines, children, kept readings, the server of Prefect."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from sqlalchemy import select

from pipeline import reading, sandbox
from pipeline.cache import Cache, Kept
from pipeline.errors import MissingToolError
from pipeline.ingest import SourceFile, open_files
from pipeline.model import Source
from pipeline.ocr import tesseract
from pipeline.sealing import MAGIC, new_key
from pipeline.settings import Settings
from pipeline.store.database import reading as transaction
from pipeline.store.runs import ended_runs
from pipeline.store.schema import claim
from tests.flows.office import Office, letter
from tests.paper import column, paper

ROOT = Path(__file__).parents[2]
LOOK = """
import numpy as np
from pipeline.errors import MissingToolError
from pipeline.ocr import tesseract
page = np.full((60, 200), 255, np.uint8)
for look in (tesseract.read, tesseract.quarter_turns):
    try:
        print(look(page, seconds=20))
    except MissingToolError as error:
        print(error.cause)
"""


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (("kaz", "rus", "eng", "osd"), ["()", "(0, 0.0)"]),
        (("rus", "eng"), ["could not load", "could not load"]),
        ((), ["could not load", "could not load"]),
    ],
)
def test_language_data_that_goes_after_the_start(
    tmp_path: Path, there: tuple[str, ...], said: list[str]
) -> None:
    """The engine itself reads on without Kazakh, and says nothing."""
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=True
    ).stdout
    folder = Path(listed.partition('"')[2].partition('"')[0])
    for name in there:
        (tmp_path / f"{name}.traineddata").symlink_to(folder / f"{name}.traineddata")
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env={**os.environ, "TESSDATA_PREFIX": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(said)
    assert all(part in line for part, line in zip(said, lines, strict=True)), lines


def gone(*_: object) -> None:
    raise MissingToolError("Tesseract could not load its language data.", tesseract.CURE)


def test_page_is_not_called_unreadable_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package ends with what is missing; no result is made of a page that was not read."""
    source = image(tmp_path)
    monkeypatch.setattr(reading, "read_one", gone)
    try:
        with pytest.raises(MissingToolError) as failed:
            reading.read_files([source], Settings(data_folder=tmp_path / "data", workers=1))
    finally:
        sandbox.stop()
    assert "apt-get install" in failed.value.cure
    assert not list((tmp_path / "data").rglob("readings/*"))


def image(folder: Path) -> SourceFile:
    path = folder / "scan.png"
    cv2.imwrite(str(path), np.full((400, 300), 255, np.uint8))
    (source,), problems = open_files([path], Settings(data_folder=folder / "data"))
    assert not problems
    return source


@pytest.mark.parametrize("key", ["", new_key()], ids=["plain", "sealed"])
def test_damaged_reading_is_read_again(tmp_path: Path, key: str) -> None:
    settings = Settings(data_folder=tmp_path, key=key)  # type: ignore[arg-type]
    kept = Kept(paper(*column("Өтініш"), file="a.pdf", source=Source.TEXT), b"picture")
    Cache(settings).put("ab" * 32, kept)
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = entry.read_bytes()
    assert whole.startswith(MAGIC) is bool(key)
    for at in range(0, len(whole), 97):
        changed = bytearray(whole)
        changed[at] ^= 0x55
        entry.write_bytes(changed)
        assert Cache(settings).get("ab" * 32, "a.pdf", 1) is None
    entry.write_bytes(whole[: len(whole) // 2])
    assert Cache(settings).get("ab" * 32, "a.pdf", 1) is None
    Cache(settings).put("ab" * 32, kept)
    assert Cache(settings).get("ab" * 32, "a.pdf", 1) == kept


@pytest.mark.timeout(600)
def test_server_of_prefect_killed_in_the_middle(tmp_path: Path) -> None:
    office = Office(tmp_path)
    names = [f"A-{number}" for number in range(4)]
    for name in names:
        office.put(name, *letter(f"хат{name}"))
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT")},
        "TEKSERU_DATA_FOLDER": str(office.settings.data_folder),
        "TEKSERU_SETTLE_SECONDS": "0",
        "TEKSERU_WORKERS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.server_gone", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert [package["id"] for package in told["packages"]] == names
    assert not any(package["failure"] or package["unchanged"] for package in told["packages"])
    assert [name for name, _ in office.count_of_results()] == names
    (ended,) = ended_runs(office.engine(), office.name)
    assert (ended.packages, ended.verified, ended.broken) == (4, 4, 0)
    with transaction(office.engine()) as connection:
        assert connection.execute(select(claim)).all() == []
