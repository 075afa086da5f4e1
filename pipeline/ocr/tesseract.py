"""Tesseract through pytesseract: whole pages to words with boxes and confidence.

Measured (design.md section 3): `kaz+rus+eng` for every page, one thread per process, an
uncompressed file given by path.
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

LANGUAGES = ("kaz", "rus", "eng")
CURE = "Install it: apt-get install tesseract-ocr " + " ".join(
    f"tesseract-ocr-{name}" for name in (*LANGUAGES, "osd")
)


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


def read(image: Image, *, seconds: float, layout: int = 3) -> tuple[RawWord, ...]:
    """Words of a grey image in the engine's reading order.

    `layout` is Tesseract's page segmentation mode: 3 a full page, 6 one block, 11 sparse text.
    Raises PageTimeoutError after `seconds`.
    """
    import pytesseract

    with _as_file(image) as path:
        try:
            table = pytesseract.image_to_data(
                str(path),
                lang="+".join(LANGUAGES),
                config=f"--psm {layout} --dpi 300",
                output_type=pytesseract.Output.DICT,
                timeout=seconds,
            )
        except RuntimeError as error:
            raise PageTimeoutError from error
    return tuple(_words(table))


def quarter_turns(image: Image, *, seconds: float) -> tuple[int, float]:
    """Degrees (0, 90, 180, 270) to turn the image clockwise, and how sure the engine is.

    (0, 0.0) when it sees too little text to say. Sureness above about 2 is reliable.
    """
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


def _words(table: dict[str, list[int | str]]) -> Iterator[RawWord]:
    line, last = -1, None
    for index, text in enumerate(table["text"]):
        confidence = float(table["conf"][index])
        if confidence < 0 or not str(text).strip():
            continue
        place = tuple(table[part][index] for part in ("block_num", "par_num", "line_num"))
        if place != last:
            line, last = line + 1, place
        left, top = float(table["left"][index]), float(table["top"][index])
        yield RawWord(
            str(text).strip(),
            left,
            top,
            left + float(table["width"][index]),
            top + float(table["height"][index]),
            confidence / 100,
            line,
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
