"""The programs a user would otherwise pick, run on the very same pages.

Raw Tesseract (`pdftoppm`, two processes), OCRmyPDF with two jobs, PassportEye in an environment of
its own. A peer that is not installed is an error: `make bench` installs them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROCESSES = 2
LANGUAGES = "kaz+rus+eng"
ROOT = Path(__file__).parent.parent
PASSPORTEYE = ROOT / ".venv-passporteye" / "bin" / "python"
_READ_ZONES = """
import json, sys, time
from passporteye import read_mrz
for path in sys.argv[1:]:
    begun = time.perf_counter()
    try:
        zone = read_mrz(path)
    except Exception:  # whatever it fails with, the image counts as not read
        zone = None
    lines = zone.aux["text"].split("\\n") if zone else []
    print(json.dumps({"lines": lines, "valid": bool(zone and zone.valid),
                      "seconds": time.perf_counter() - begun}), flush=True)
"""


def rendered(pdf: Path, folder: Path, *, dpi: int = 300) -> list[Path]:
    """Pages of a PDF as grey images by `pdftoppm`."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", str(pdf), str(stem)], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.pgm"))


def tesseract_text(image: Path) -> str:
    """Text of one page by raw Tesseract, one thread."""
    done = subprocess.run(
        ["tesseract", str(image), "stdout", "-l", LANGUAGES],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout


def tesseract_seconds(images: Sequence[Path], processes: int = PROCESSES) -> float:
    """Wall seconds of raw Tesseract for the pages, several processes at a time."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(tesseract_text, images))
    return time.perf_counter() - begun


def ocrmypdf(pdf: Path, out: Path) -> tuple[float, str]:
    """Wall seconds and text of OCRmyPDF with two jobs and its usual clean-up of scans."""
    sidecar = out.with_suffix(".txt")
    begun = time.perf_counter()
    subprocess.run(
        [
            str(Path(sys.executable).with_name("ocrmypdf")),
            *("--jobs", str(PROCESSES), "-l", LANGUAGES, "--rotate-pages", "--deskew"),
            *("--force-ocr", "--output-type", "pdf", "--sidecar", str(sidecar), "--quiet"),
            str(pdf),
            str(out),
        ],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun, sidecar.read_text(encoding="utf-8")


def passporteye(images: Sequence[Path]) -> list[tuple[list[str], bool, float]]:
    """Zone lines, PassportEye's own verdict on them, and seconds, image by image."""
    done = subprocess.run(
        [str(PASSPORTEYE), "-c", _READ_ZONES, *map(str, images)],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [(row["lines"], row["valid"], row["seconds"]) for row in rows]
