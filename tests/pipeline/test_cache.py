"""Readings are found again by content, page and engines; anything doubtful is read anew."""

import stat
from pathlib import Path

import pytest

from pipeline import cache
from pipeline.cache import Cache, Kept
from pipeline.model import Box, MachineReadableZone, MarkKind, Page, PageMark, Source, Word
from pipeline.settings import Settings

ZONE = MachineReadableZone("TD1", ("A", "B"), ("a", "b"), True, Box(0, 0, 1, 1), 0.9)
WORDS = (Word("Әлия", Box(0.1, 0.2, 0.3, 0.4), 0.75, 0, from_ocr=True, engine="tesseract"),)
MARK = PageMark(MarkKind.STAMP, Box(0, 0, 0.5, 0.5), 0.8, "text", "blue", None)
PAGE = Page(
    "a.pdf", 2, 595.0, 842.0, 90, Source.OCR, WORDS, ("dark",), ZONE, (MARK,), looked_for_marks=True
)
SHA = "ab" * 32


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path)


def test_a_reading_comes_back_whole(settings: Settings) -> None:
    Cache(settings).put(SHA, Kept(PAGE, b"\xff\xd8\n picture \n"))
    found = Cache(settings).get(SHA, "a.pdf", 2)
    assert found == Kept(PAGE, b"\xff\xd8\n picture \n")


def test_a_page_without_picture_comes_back_without(settings: Settings) -> None:
    Cache(settings).put(SHA, Kept(PAGE, None))
    assert Cache(settings).get(SHA, "a.pdf", 2) == Kept(PAGE, None)


@pytest.mark.parametrize(
    ("sha", "file", "number"), [("cd" * 32, "a.pdf", 2), (SHA, "b.pdf", 2), (SHA, "a.pdf", 1)]
)
def test_another_page_is_a_miss(settings: Settings, sha: str, file: str, number: int) -> None:
    Cache(settings).put(SHA, Kept(PAGE, None))
    assert Cache(settings).get(sha, file, number) is None


def test_another_engine_is_a_miss(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(settings).put(SHA, Kept(PAGE, None))
    monkeypatch.setattr(cache, "fingerprint", lambda: "another engine")
    assert Cache(settings).get(SHA, "a.pdf", 2) is None


def test_a_damaged_entry_is_a_miss(settings: Settings, tmp_path: Path) -> None:
    Cache(settings).put(SHA, Kept(PAGE, b"picture"))
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    content = entry.read_bytes()
    for damaged in (b"", content[:-1], content.replace(b"0.75", b"0.99"), b"{}\n{}"):
        entry.write_bytes(damaged)
        assert Cache(settings).get(SHA, "a.pdf", 2) is None


def test_entries_are_for_their_owner_alone(settings: Settings, tmp_path: Path) -> None:
    Cache(settings).put(SHA, Kept(PAGE, None))
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    for folder in (entry.parent, entry.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "a.pdf" not in str(entry)


def test_switched_off_it_keeps_nothing(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, keep_readings=False)
    Cache(settings).put(SHA, Kept(PAGE, None))
    assert Cache(settings).get(SHA, "a.pdf", 2) is None
    assert not any(tmp_path.iterdir())
