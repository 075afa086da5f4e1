"""Single words cut out of a page, for readers that take one word at a time."""

import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup import Image, grey
from pipeline.model import Word
from pipeline.ocr import recogniser

MARGIN = 0.3
"""Heights of a word that are cut out around it."""
REACH = 0.9
"""Heights by which the place of a word that the line recogniser tells may be wrong."""
SPACE = 0.22
"""Heights without ink that part two words; gaps between figures are narrower."""
OFF = 0.2
"""Heights by which a word may end inside the place told for it."""
RULE = 0.9
INK = 0.35
"""Share of the way from paper to the darkest print from which a point is ink."""


def cut(image: Image, word: Word) -> Image:
    """The word with a margin of a third of its height.

    The line recogniser knows only roughly where a word begins and ends: there the next spaces
    tell, and the margin ends where a neighbour begins.
    """
    height, width = image.shape[:2]
    box = word.box
    tall = box.height * height
    margin = max(2, round(MARGIN * tall))
    top, bottom = max(0, round(box.top * height) - margin), round(box.bottom * height) + margin
    left, right = round(box.left * width), round(box.right * width)
    if word.engine == recogniser.ENGINE:
        left, right = _between_spaces(image[top:bottom], left, right, tall)
    else:
        left, right = left - margin, right + margin
    return image[top:bottom, max(0, left) : right]


def _between_spaces(strip: Image, left: int, right: int, tall: float) -> tuple[int, int]:
    """Where to cut left and right of a word that stands roughly between two columns."""
    margin = max(2, round(MARGIN * tall))
    reach, space, off = round(REACH * tall), max(2, round(SPACE * tall)), round(OFF * tall)
    start, end = max(0, left - reach), min(strip.shape[1], right + reach)
    part = grey(strip[:, start:end]).astype(np.int16)
    paper = np.median(part)
    dark = part < paper - INK * (paper - np.percentile(part, 2))
    # The rule of a table runs through all of a strip's height.
    inked = dark.any(axis=0) & (dark.mean(axis=0) < RULE)
    gaps = [(first + start, last + start) for first, last in _runs_without(inked, space)]
    before = [(last, max(first + 1, last - margin)) for first, last in gaps if last <= left + off]
    behind = [
        (first, min(last - 1, first + margin)) for first, last in gaps if first >= right - off
    ]
    return max(before)[1] if before else left - margin, min(behind)[1] if behind else right + margin


def _runs_without(inked: NDArray[np.bool_], least: int) -> list[tuple[int, int]]:
    """Stretches of so many columns without ink: first column, and the one behind the last."""
    changes = np.flatnonzero(np.diff(np.concatenate([[True], inked, [True]]).astype(np.int8)))
    return [
        (int(first), int(last))
        for first, last in zip(changes[::2], changes[1::2], strict=True)
        if last - first >= least
    ]
