"""A page of a file before anything is recognised: its size, its text layer, its picture."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import TekseruError
from pipeline.model import Problem, Word

Image = NDArray[np.uint8]
TextState = Literal["real", "absent", "garbage", "over_scan"]

POINTS_PER_INCH = 72.0
LONGEST_SIDE = 30_000
"""Pixels; Tesseract refuses an image with a side of 32767."""


class PageUnreadableError(TekseruError):
    """A page cannot be drawn after all; `problem` says why in the words of the report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("A page could not be drawn.", "See the problems of the report.")
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problem,)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as a viewer shows it, /Rotate and EXIF orientation applied.

    `width` and `height` are points (1/72 inch). `native_dpi` is the resolution of the scan that
    fills the page, None where there is none or its size on paper is unknown.

    `text_state` says what the text layer is worth: `real` words stand on the page as printed;
    `over_scan` words lie on a picture that fills the page (or cover only part of what is drawn),
    so only a comparison with OCR tells whether they say what it shows; `garbage` and `absent`
    leave OCR alone. `text_words` are in reading order, empty unless `real` or `over_scan`.

    `raster(dpi)` draws the page as BGR on white, at a lower resolution where `most_pixels`
    demands it; an image file is enlarged no more than twice. It may be called from several
    threads, as long as the file exists. Raises `PageUnreadableError`.
    """

    file: str
    number: int
    width: float
    height: float
    text_words: tuple[Word, ...]
    text_state: TextState
    native_dpi: float | None
    quality: tuple[str, ...]
    raster: Callable[[float], Image]
    picture_bytes: int = 0
    """Bytes of its picture: the more print there is on scans of one kind, the more bytes."""


def bounded_scale(width: float, height: float, scale: float, most_pixels: int) -> float:
    """The largest factor up to `scale` by which width and height may be multiplied.

    The result has at most `most_pixels` pixels (give or take the rounding of a side) and no side
    longer than `LONGEST_SIDE`.
    """
    return min(scale, math.sqrt(most_pixels / (width * height)), LONGEST_SIDE / max(width, height))
