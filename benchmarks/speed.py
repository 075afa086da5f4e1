"""Seconds for scanned packages against what a user would otherwise pick, on the same pages."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import peers
from sample_docs.specimen import make_specimen

LETTERS = 5
"""Scanned letters beside a card and a passport: what a page of text costs decides."""


@dataclass(frozen=True, slots=True)
class Run:
    """`tekseru verify` as a process of its own, start-up included.

    `peak` is the memory in megabytes of the largest single process, `stages` seconds by stage.
    """

    seconds: float
    peak: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Race:
    """The same scanned pages, read by the product and by its peers; wall seconds."""

    pages: int
    cold: Run
    warm: Run
    one_worker: Run
    tesseract: float
    ocrmypdf: float
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """The product's time in times of raw Tesseract's; below 1 is faster."""
        return self.cold.seconds / self.tesseract


def race(seed: int, *, letters: int = LETTERS) -> Race:
    """Make a scanned package, read it with everybody; nothing else may run meanwhile."""
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
        folder = Path(place)
        package = folder / "package"
        package.mkdir()
        _scanned_package(package, seed, letters)
        images = [
            image
            for pdf in sorted(package.iterdir())
            for image in peers.rendered(pdf, folder / "pages")
        ]
        tesseract = peers.tesseract_seconds(images)
        cold = _verify(package, folder / "cold")
        warm = _verify(package, folder / "cold")
        one = _verify(package, folder / "one", workers=1)
        ocrmypdf = 0.0
        for pdf in sorted(package.iterdir()):
            ocrmypdf += peers.ocrmypdf(pdf, folder / f"{pdf.stem}.ocr.pdf")[0]
        return Race(len(images), cold, warm, one, tesseract, ocrmypdf)


def _scanned_package(package: Path, seed: int, letters: int) -> None:
    """Scanned pages as one applicant has them."""
    types = ["identity_card", "passport", *["motivation_letter"] * letters]
    for number, type_id in enumerate(types):
        specimen = make_specimen(
            type_id, seed=seed + number, level="scan", container="pdf", name=f"scan{number}"
        )
        for name, content in specimen.files:
            (package / name).write_bytes(content)


def _verify(package: Path, place: Path, *, workers: int = peers.PROCESSES) -> Run:
    """One run; a second one in the same `place` finds the readings of the first."""
    environment = {
        **os.environ,
        "TEKSERU_WORKERS": str(workers),
        "TEKSERU_DATA_FOLDER": str(place / "data"),
    }
    out = place / "out"
    command = [sys.executable, "-m", "console", "verify", str(package), "--out", str(out)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) > 2:
        raise RuntimeError("tekseru verify failed on a package made for measuring")
    result = json.loads((out / package.name / "result.json").read_bytes())
    return Run(seconds, used.ru_maxrss / 1024, result["seconds"])
