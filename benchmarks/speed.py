"""Seconds for a scanned package against raw Tesseract on the very same rendered pages."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sample_docs.specimen import make_specimen

PROCESSES = 2
PAGES = 6


@dataclass(frozen=True, slots=True)
class Race:
    """Wall seconds of the two, for the same pages."""

    pages: int
    product: float
    peer: float

    @property
    def ratio(self) -> float:
        return self.product / self.peer


def race(seed: int) -> Race:
    """`tekseru verify` as a process, start-up included, against two `tesseract` processes.

    The peer gets the pages as they are rendered at 300 dpi, uncompressed, rendering not counted.
    """
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
        folder = Path(place)
        package = folder / "package"
        package.mkdir()
        pages = _scanned_package(package, seed)
        images = _rendered(package, folder / "pages")[:pages]
        peer = _seconds_of_peer(images)
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "console", "verify", str(package), "--out", str(folder / "out")],
            capture_output=True,
            check=False,
        )
        return Race(len(images), time.perf_counter() - begun, peer)


def _scanned_package(package: Path, seed: int) -> int:
    """Six scanned pages as one applicant has them: card, passport, letters."""
    pages = 0
    for number, type_id in enumerate(
        (
            "identity_card",
            "passport",
            "motivation_letter",
            "motivation_letter",
            "motivation_letter",
            "motivation_letter",
        )
    ):
        if pages >= PAGES:
            break
        specimen = make_specimen(
            type_id, seed=seed + number, level="scan", container="pdf", name=f"scan{number}"
        )
        for name, content in specimen.files:
            (package / name).write_bytes(content)
        pages += len(specimen.truth["pages"])
    return pages


def _rendered(package: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    for path in sorted(package.iterdir()):
        subprocess.run(
            ["pdftoppm", "-r", "300", "-gray", str(path), str(folder / path.stem)], check=True
        )
    return sorted(folder.iterdir())


def _seconds_of_peer(images: list[Path]) -> float:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(image: Path) -> None:
        subprocess.run(
            ["tesseract", str(image), "stdout", "-l", "kaz+rus+eng"],
            capture_output=True,
            check=True,
            env=environment,
        )

    begun = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(read, images))
    return time.perf_counter() - begun
