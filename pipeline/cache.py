"""Readings of pages kept by what they were read from, so that a second run costs no recognition.

The key covers the bytes of the file, the page's number, every engine with its data, this
program's own reading code and the settings that a reading depends on; names and values never go
into it. An entry that does not fit its own checksum is a miss. Entries hold personal data: folder
and files are for their owner alone.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.model import Page
from pipeline.ocr import recogniser, tesseract
from pipeline.settings import Settings

_FOLDER = "readings"
_ENGINES = ("rapidocr", "onnxruntime", "opencv-python", "pypdfium2", "pdfplumber", "pillow")
_NOT_READING = frozenset({"report", "store", "classify.py", "settings.py", "errors.py"})
"""Parts of the package that no reading depends on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was read, and its upright picture as JPEG where it was read from one."""

    page: Page
    picture: bytes | None


class Cache:
    """Kept readings under the data folder of the settings; does nothing when switched off."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.data_folder / _FOLDER if settings.keep_readings else None
        self._most_pixels = settings.most_pixels

    def get(self, sha256: str, file: str, number: int) -> Kept | None:
        """The reading of page `number` of a file with this content, under its present name."""
        path = self._path(sha256, file, number)
        if path is None:
            return None
        try:
            content = path.read_bytes()
            checksum, _, rest = content.partition(b"\n")
            if hashlib.sha256(rest).hexdigest().encode() != checksum:
                return None
            page, _, picture = rest.partition(b"\n")
            return Kept(_pages().validate_json(page), picture or None)
        except (OSError, ValidationError, ValueError):
            return None

    def put(self, sha256: str, kept: Kept) -> None:
        """Keep a reading; a folder that cannot be written to only costs the time next time."""
        path = self._path(sha256, kept.page.file, kept.page.number)
        if path is None:
            return
        rest = _pages().dump_json(kept.page) + b"\n" + (kept.picture or b"")
        checksum = hashlib.sha256(rest).hexdigest().encode()
        try:
            path.parent.parent.parent.mkdir(parents=True, exist_ok=True)
            for folder in (path.parent.parent, path.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
            # Made for the owner alone (0600), and never seen unfinished.
            handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(checksum + b"\n" + rest)
            Path(unfinished).replace(path)
        except OSError:
            return

    def _path(self, sha256: str, file: str, number: int) -> Path | None:
        if self._folder is None:
            return None
        # The name goes in as a hash only: evidence of a page names its file.
        parts = [sha256, file, number, self._most_pixels, fingerprint()]
        key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return self._folder / key[:2] / key


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
