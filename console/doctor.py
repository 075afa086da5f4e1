"""Whether this machine has what the work needs, and how to mend what it lacks."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from pipeline.errors import MissingToolError, TekseruError
from pipeline.settings import Settings

LEAST_FREE_BYTES = 1_000_000_000
PROBE = (
    "import ctypes, os; from pipeline.confinement import confine; confine(1 << 33, 1 << 20);"
    "os._exit(0 if ctypes.CDLL(None).socket(2, 1, 0) == -1 else 1)"
)
"""Asks the C library for a socket, before which Python's own refusal does not stand."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at."""

    name: str
    well: bool
    found: str
    cure: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def examine(settings: Settings) -> tuple[Checkup, ...]:
    """Look at tools, language data, models, rule sets and disk."""
    checks: tuple[Callable[[Settings], Iterator[Checkup]], ...] = (
        _tesseract,
        _models,
        _libraries,
        _disk,
        _encryption,
        _confinement,
    )
    return tuple(checkup for check in checks for checkup in check(settings))


def _tesseract(_: Settings) -> Iterator[Checkup]:
    from pipeline.ocr import tesseract

    try:
        found = tesseract.version()
    except MissingToolError as error:
        yield Checkup("Tesseract", False, error.cause, error.cure)
    else:
        yield Checkup("Tesseract", True, f"{found}, {'+'.join(tesseract.LANGUAGES)}, osd")


def _models(_: Settings) -> Iterator[Checkup]:
    models = files("rapidocr") / "models"
    names = [entry.name for entry in models.iterdir() if entry.name.endswith(".onnx")]
    kinds = [kind for kind in ("det", "rec") if any(f"_{kind}_" in name for name in names)]
    yield Checkup(
        "Latin recogniser",
        len(kinds) == 2,
        ", ".join(sorted(names)) or "no models",
        "" if len(kinds) == 2 else "Install again: pip install --force-reinstall rapidocr",
    )


def _libraries(_: Settings) -> Iterator[Checkup]:
    for name in ("pytesseract", "pdfplumber", "opencv-python", "spacy", "prefect"):
        yield Checkup(name, True, version(name))


def _disk(settings: Settings) -> Iterator[Checkup]:
    folder = settings.data_folder.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    enough = free >= LEAST_FREE_BYTES
    cure = "" if enough else f"Free at least 1 GB, or set TEKSERU_DATA_FOLDER ({folder} is full)."
    yield Checkup("Disk", enough, f"{free / 1e9:.1f} GB free", cure)


def _encryption(settings: Settings) -> Iterator[Checkup]:
    from pipeline.sealing import seal_of

    try:
        closes = seal_of(settings).closes
    except TekseruError as error:
        yield Checkup("Encryption", False, error.cause, error.cure)
    else:
        yield Checkup("Encryption", True, "on" if closes else "off (tekseru key new)")


def _confinement(_: Settings) -> Iterator[Checkup]:
    """Whether the kernel itself refuses connections to a process that confined itself."""
    if subprocess.run([sys.executable, "-c", PROBE], check=False).returncode == 0:
        yield Checkup("Confinement", True, "the kernel refuses connections (seccomp)")
    else:
        found = "no seccomp: only Python refuses connections to processes that read files"
        cure = "Use Linux on x86-64 or ARM64; in a container allow prctl(PR_SET_SECCOMP)."
        yield Checkup("Confinement", False, found, cure)
