"""Readings of pages kept by what they were read from, so that a second run costs no recognition.

The key covers the bytes of the file, the page's number, every engine with its data, this
program's own reading code and the settings that a reading depends on; names and values never go
into it. An entry that does not fit its own checksum is a miss, and so is one that does not open
under the keys of the settings. Entries hold personal data: folders and files are for their owner
alone, those of one file lie together, so that they can be removed with it.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline import private
from pipeline.model import Page
from pipeline.ocr import recogniser, tesseract
from pipeline.sealing import SealError, seal_of
from pipeline.settings import Settings

FOLDER = "readings"
_ENGINES = ("rapidocr", "onnxruntime", "opencv-python", "pypdfium2", "pdfplumber", "pillow")
_NOT_READING = frozenset(
    (
        *("report", "store", "anchors.py", "classify.py", "settings.py", "errors.py"),
        *("private.py", "sealing.py", "workspace.py"),
    )
)
"""Parts of the package that no reading depends on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was read, and its upright picture as JPEG where it was read from one."""

    page: Page
    picture: bytes | None


class Cache:
    """Kept readings under the data folder of the settings; does nothing when switched off."""

    def __init__(self, settings: Settings) -> None:
        self._data_folder = settings.data_folder
        self._folder = settings.data_folder / FOLDER if settings.keep_readings else None
        self._most_pixels = settings.most_pixels
        self._seal = seal_of(settings)

    def get(self, sha256: str, file: str, number: int) -> Kept | None:
        """The reading of page `number` of a file with this content, under its present name."""
        path = self._path(sha256, file, number)
        if path is None:
            return None
        try:
            content = self._seal.open(path.read_bytes(), place_of(path))
            checksum, _, rest = content.partition(b"\n")
            if hashlib.sha256(rest).hexdigest().encode() != checksum:
                return None
            page, _, picture = rest.partition(b"\n")
            return Kept(_pages().validate_json(page), picture or None)
        except (OSError, ValidationError, ValueError, SealError):
            return None

    def put(self, sha256: str, kept: Kept) -> None:
        """Keep a reading; a folder that cannot be written to only costs the time next time."""
        path = self._path(sha256, kept.page.file, kept.page.number)
        if path is None:
            return
        rest = _pages().dump_json(kept.page) + b"\n" + (kept.picture or b"")
        checksum = hashlib.sha256(rest).hexdigest().encode()
        content = self._seal.close(checksum + b"\n" + rest, place_of(path))
        try:
            private.data_folder(self._data_folder)
            private.private_folder(path.parent)
            private.write_whole(path, content)
        except OSError:
            return

    def _path(self, sha256: str, file: str, number: int) -> Path | None:
        if self._folder is None:
            return None
        # The name goes in as a hash only: evidence of a page names its file.
        parts = [sha256, file, number, self._most_pixels, fingerprint()]
        key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return folder_of(self._folder, sha256) / key


def folder_of(readings: Path, sha256: str) -> Path:
    """Where the readings of a file lie."""
    return readings / sha256[:2] / sha256


def place_of(entry: Path) -> str:
    """The place that an entry is sealed for."""
    return f"{FOLDER}/{entry.name}"


def forget(data_folder: Path, hashes: Iterable[str]) -> int:
    """Remove the readings of files; returns how many there were.

    Entries that lie where an earlier version put them tell nobody's file, so they go as well:
    they are of no use any more.
    """
    readings = data_folder / FOLDER
    entries = [path for path in readings.glob("*/*") if path.is_file()]
    for sha256 in set(hashes):
        entries += folder_of(readings, sha256).glob("*")
    _remove(entries)
    return len(entries)


def forget_older(data_folder: Path, moment: float) -> int:
    """Remove readings kept before a moment (seconds since 1970); returns how many there were."""
    readings = data_folder / FOLDER
    entries = [
        path
        for path in readings.glob("*/*/*")
        if path.stat(follow_symlinks=False).st_mtime < moment
    ]
    _remove(entries)
    return len(entries)


def _remove(entries: Iterable[Path]) -> None:
    for entry in entries:
        entry.unlink(missing_ok=True)
        for folder in (entry.parent, entry.parent.parent):
            if folder.name != FOLDER and not any(folder.iterdir()):
                folder.rmdir()


@lru_cache
def fingerprint() -> str:
    """One name for everything that makes a reading what it is, besides file and settings."""
    said = hashlib.sha256()
    house = Path(__file__).parent
    for part in sorted(house.rglob("*.py")):
        if part.relative_to(house).parts[0] not in _NOT_READING:
            said.update(part.read_bytes())
    parts = [tesseract.version(), *(version(name) for name in _ENGINES), *_language_data()]
    if recogniser.available():
        parts.append(recogniser.version())
    said.update("\n".join(parts).encode())
    return said.hexdigest()


def _language_data() -> list[str]:
    """Sizes of Tesseract's language data, which packages replace without a new engine."""
    command = ["tesseract", "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    folder = Path(listed.partition('"')[2].partition('"')[0])
    names = (*tesseract.LANGUAGES, "osd")
    return [f"{name} {(folder / f'{name}.traineddata').stat().st_size}" for name in names]


@lru_cache
def _pages() -> Any:
    return TypeAdapter(Page)
