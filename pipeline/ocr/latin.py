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
from numpy.typing import NDArray

from pipeline.cleanup import Image

Corners = NDArray[np.float32]

ENGINE = "latin"
LONGEST_SIDE = 1280
"""Pixels at which lines are looked for. The package's own setting enlarges a narrow strip until its
shorter side has 736: ten times the time for the same lines (4.2 s against 0.13 s)."""

LARGEST_GROWTH = 2.0
NARROWEST = 160
"""Pixels to which the package fills up a word of 48 pixels height. Its own 320 cost 30 ms a number,
these 14 ms, and 896 numbers were read as well; without filling up 6 of them lost a figure."""

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


def load() -> None:
    """Import the package now, without its models: for processes forked from this one."""
    _engine()


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


def detect(image: Image, side: int) -> tuple[Corners, ...]:
    """Frames of text lines of any script: four corners each, clockwise from the top left, pixels.

    The image (BGR or grey) is looked at with its longer side scaled to `side` pixels.
    """
    image = _colour(image)
    height, width = image.shape[:2]
    scale = min(LARGEST_GROWTH, side / max(height, width))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=method)
    with _lock:
        detector = _engine()._load_det_model()
        # Its own setting enlarges a narrow strip until the shorter side has 736 pixels.
        detector.limit_type, detector.limit_side_len = "max", side
        found = detector(small)
    if found.boxes is None:
        return ()
    return tuple(np.asarray(corners, np.float32) / np.float32(scale) for corners in found.boxes)


def read_words(images: Sequence[Image]) -> tuple[tuple[str, float], ...]:
    """Text and confidence 0..1 of single words or lines, each cut out of its page."""
    if not images:
        return ()
    from rapidocr.ch_ppocr_rec import TextRecInput

    with _lock:
        # The package's own call takes one image at a time; its recogniser takes many.
        reader = _engine()._load_rec_model()
        reader.rec_image_shape = [3, 48, NARROWEST]
        found = reader(TextRecInput(img=[_colour(image) for image in images]))
    return tuple(
        (str(text), float(score)) for text, score in zip(found.txts, found.scores, strict=True)
    )


def upside_down(images: Sequence[Image]) -> tuple[bool, ...]:
    """For each line cut out of its page, whether it stands on its head."""
    if not images:
        return ()
    with _lock:
        said = _engine()._load_cls_model()([_colour(image) for image in images])
    return tuple(label == "180" for label, _ in said.cls_res)


def _colour(image: Image) -> Image:
    if image.ndim == 3:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8)


@lru_cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    one_thread = {
        f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")
    }
    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "critical", **one_thread})
