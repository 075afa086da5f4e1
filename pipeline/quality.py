"""What hinders reading in the picture of a page, told before it costs the applicant a refusal.

Each verdict has a cure in the report's messages («photograph page 2 again, without shadow»).
Limits were set so that clean scans raise none (tests/pipeline/test_quality.py).
"""

import cv2
import numpy as np

from pipeline.cleanup import Image, Letters, is_blank
from pipeline.paper import Paper

SMALLEST_LETTER = 9.0
"""Pixels of a typical letter; below it engines guess."""
DARKEST_PAPER = 90.0
"""Brightness of the paper (0..255) from which print stands out."""
SHARPEST_BLUR = 0.16
"""Steepest edge of print, per pixel, as a share of its contrast; less is blurred."""
FEWEST_LETTERS = 8
FAINT = 30.0
"""Grey levels between print and paper, below which nothing is said about edges."""
GLARE = 252
UNLIT = 190.0
"""Brightness of paper beside a burnt-out patch; where all paper is bright nothing is lost."""
LEAST_GLARE = 0.01
"""Share of a photograph that is burnt out in one patch."""


def verdict(image: Image, letters: Letters, paper: Paper | None) -> tuple[str, ...]:
    """Marks out of `blank`, `too_small`, `blurred`, `dark`, `glare`, `cut_off` for a grey page.

    `image` is the page before its light was evened; `paper` is set for photographs.
    """
    if is_blank(letters):
        return ("blank",)
    marks = []
    if letters.typical_height < SMALLEST_LETTER:
        marks.append("too_small")
    if _edge_sharpness(image, letters) < SHARPEST_BLUR:
        marks.append("blurred")
    if float(np.percentile(image[::8, ::8], 75)) < DARKEST_PAPER:
        marks.append("dark")
    if paper is not None and _has_glare(image):
        marks.append("glare")
    if paper is not None and paper.touches_edge:
        marks.append("cut_off")
    return tuple(marks)


def _edge_sharpness(image: Image, letters: Letters) -> float:
    """How steep the edges of letters are: grey levels a pixel as a share of their contrast.

    Scaled to the size of the letters, since large print may be soft and still be read.
    """
    chosen = np.argsort(letters.heights)[len(letters.heights) // 4 :: 5][:80]
    found = []
    for index in chosen:
        x, y = letters.centres[index]
        half_w, half_h = letters.widths[index] / 2 + 3, letters.heights[index] / 2 + 3
        part = image[
            max(0, int(y - half_h)) : int(y + half_h) + 1,
            max(0, int(x - half_w)) : int(x + half_w) + 1,
        ].astype(np.float32)
        if min(part.shape) < 6:
            continue
        contrast = float(part.max() - part.min())
        if contrast < FAINT:
            continue
        steepest = float(np.abs(cv2.Sobel(part, cv2.CV_32F, 1, 0, ksize=3)).max()) / 4
        found.append(steepest / 2 / contrast * min(2.0, letters.heights[index] / 16))
    return float(np.median(found)) if len(found) >= FEWEST_LETTERS else _page_sharpness(image)


def _page_sharpness(image: Image) -> float:
    """The same for a page whose letters have run into each other, or that has hardly any."""
    part = image.astype(np.float32)
    contrast = float(part.max() - part.min())
    steepest = np.abs(cv2.Sobel(part, cv2.CV_32F, 1, 0, ksize=3)) / 8
    return float(steepest.max()) / contrast if contrast > FAINT else 1.0


def _has_glare(image: Image) -> bool:
    """Whether one patch is burnt out while the rest of the photograph is not."""
    small = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    burnt = (small >= GLARE).astype(np.uint8)
    if not LEAST_GLARE < float(burnt.mean()) < 0.5:
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(burnt)
    largest = int(stats[1:, cv2.CC_STAT_AREA].max()) if count > 1 else 0
    around = float(np.percentile(small[burnt == 0], 75))
    return largest > LEAST_GLARE * burnt.size and around < UNLIT
