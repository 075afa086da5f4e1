"""The recogniser inside the `rapidocr` package: Latin print only, never Kazakh or Russian text.

Measured (design.md section 3): it reads machine-readable zones far better than Tesseract. Its
models lie inside the installed package; nothing is downloaded.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from pipeline.cleanup import Image

ENGINE = "latin"
LONGEST_SIDE = 1280
"""Pixels at which lines are looked for. The package's own setting enlarges a narrow strip until its
shorter side has 736: ten times the time for the same lines (4.2 s against 0.13 s)."""

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class LatinLine:
    """One line of print: text, confidence 0..1 and its upright frame in pixels of the image."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


def read_lines(image: Image) -> tuple[LatinLine, ...]:
    """Find and read the lines of a BGR or grey image, from top to bottom."""
    with _lock:
        found = _engine()(image, use_det=True, use_cls=False, use_rec=True)
    if found.txts is None:
        return ()
    lines = []
    for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True):
        x, y = np.asarray(corners, float).T
        frame = (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        lines.append(LatinLine(str(text), float(score), *frame))
    return tuple(sorted(lines, key=lambda line: line.top))


def read_words(images: Sequence[Image]) -> tuple[tuple[str, float], ...]:
    """Text and confidence 0..1 of single words or lines, each cut out of its page."""
    if not images:
        return ()
    from rapidocr.ch_ppocr_rec import TextRecInput

    colour = [
        np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8) if image.ndim == 2 else image
        for image in images
    ]
    with _lock:
        # The package's own call takes one image at a time; its recogniser takes many.
        found = _engine()._load_rec_model()(TextRecInput(img=colour))
    return tuple(
        (str(text), float(score)) for text, score in zip(found.txts, found.scores, strict=True)
    )


@lru_cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    one_thread = {
        f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")
    }
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical", **one_thread})
