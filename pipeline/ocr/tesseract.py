"""Tesseract: whole pages and single lines to words with boxes and confidence.

In process where its library can be loaded, else through pytesseract. Measured (design.md
section 3): `kaz+rus+eng` for every page, one thread per process.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2

from pipeline.cleanup import Image
from pipeline.errors import MissingToolError
from pipeline.ocr import libtesseract

LANGUAGES = ("kaz", "rus", "eng")
CURE = "Install it: apt-get install tesseract-ocr " + " ".join(
    f"tesseract-ocr-{name}" for name in (*LANGUAGES, "osd")
)
_COLUMNS = 12
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as the engine gives it: pixels of the image read, confidence 0..1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: int


class PageTimeoutError(Exception):
    """A reading took longer than the page may take and was ended."""


@lru_cache
def version() -> str:
    """Version of the installed engine; MissingToolError with the cure when it or data is missing.

    A missing language is silent and turns Kazakh into wrong Russian, so it is looked for first.
    """
    if shutil.which("tesseract") is None:
        raise MissingToolError("Tesseract is not installed.", CURE)
    found = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    installed = set(found.stdout.split())
    missing = [name for name in (*LANGUAGES, "osd") if name not in installed]
    if missing:
        raise MissingToolError(f"Tesseract lacks the data for: {', '.join(missing)}.", CURE)
    banner = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    return banner.stdout.split("\n")[0].removeprefix("tesseract").strip()


def load() -> None:
    """Load library and language data now, so that processes forked from this one have them."""
    if libtesseract.is_available():
        libtesseract.load("+".join(LANGUAGES))


def read(image: Image, *, seconds: float, layout: int = 3) -> tuple[RawWord, ...]:
    """Words of a grey image in the engine's reading order.

    `layout` is Tesseract's page segmentation mode: 3 a full page, 6 one block, 7 a single line,
    11 sparse text. Raises PageTimeoutError after `seconds`, MissingToolError when language data is
    gone.
    """
    languages = "+".join(LANGUAGES)
    if libtesseract.is_available():
        try:
            text = libtesseract.table(image, languages, layout=layout, seconds=seconds)
        except libtesseract.StoppedError as error:
            raise PageTimeoutError from error
        except libtesseract.NoDataError as error:
            raise _data_is_gone() from error
        return tuple(_words(text))
    import pytesseract

    with _as_file(image) as path:
        try:
            text = pytesseract.image_to_data(
                str(path),
                lang=languages,
                config=f"--psm {layout} --dpi 300",
                timeout=seconds,
            )
        except pytesseract.TesseractError as error:
            if "traineddata" in str(error):
                raise _data_is_gone() from error
            raise PageTimeoutError from error
        except RuntimeError as error:
            raise PageTimeoutError from error
    return tuple(_words(str(text)))


def quarter_turns(image: Image, *, seconds: float) -> tuple[int, float]:
    """Degrees (0, 90, 180, 270) to turn the image clockwise, and how sure the engine is.

    (0, 0.0) when it sees too little text to say. Sureness above about 2 is reliable.
    """
    if libtesseract.is_available():
        try:
            turned = libtesseract.orientation(image)
        except libtesseract.NoDataError as error:
            raise _data_is_gone() from error
        return ((360 - turned[0]) % 360, turned[1]) if turned else (0, 0.0)
    import pytesseract

    with _as_file(image) as path:
        try:
            said = pytesseract.image_to_osd(
                str(path), output_type=pytesseract.Output.DICT, config="--dpi 300", timeout=seconds
            )
        except pytesseract.TesseractError:
            return 0, 0.0
        except RuntimeError as error:
            raise PageTimeoutError from error
    return int(said["rotate"]), float(said["orientation_conf"])


def _data_is_gone() -> MissingToolError:
    """It was there when the program began; a page must not be called unreadable for it."""
    return MissingToolError("Tesseract could not load its language data.", CURE)


def _words(table: str) -> Iterator[RawWord]:
    """Words of the engine's table: level, page, block, paragraph, line, word, frame, text."""
    line, last = -1, None
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        if cells[2:5] != last:
            line, last = line + 1, cells[2:5]
        left, top, width, height = (float(cell) for cell in cells[6:10])
        yield RawWord(
            cells[11].strip(), left, top, left + width, top + height, float(cells[10]) / 100, line
        )


@contextmanager
def _as_file(image: Image) -> Iterator[Path]:
    """The image as an uncompressed file in memory-backed storage, gone afterwards."""
    # One thread per process: more threads make Tesseract slower (design.md section 3).
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    memory = Path("/dev/shm")  # noqa: S108 - a private file with a random name
    with tempfile.NamedTemporaryFile(
        prefix="tekseru-", suffix=".bmp", dir=memory if memory.is_dir() else None
    ) as file:
        cv2.imwrite(file.name, image)
        yield Path(file.name)
