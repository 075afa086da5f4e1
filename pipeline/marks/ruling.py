"""Rule lines, frames and tables on a page: straight, level or upright, and longer than letters."""

import cv2
import numpy as np

from pipeline.marks.morphology import (
    AREA,
    HEIGHT,
    WIDTH,
    Mask,
    block,
    chosen,
    closed,
    components,
    dilated,
    opened,
)
from pipeline.marks.sheet import Sheet

_RUN = 1.6
"""Letter heights that a line must run without a step: slanted lines of a photograph are stairs."""
_LEVEL_LENGTH = 6.0
_UPRIGHT_LENGTH = 4.5
LONGEST_FLOURISH = 50.0
"""Millimetres."""
_SLOPE = 0.09
"""Rise of a line over its length that still counts as straight."""


def ruled_lines(sheet: Sheet) -> Mask:
    """Pixels of the rule lines, thickened by one pixel."""
    run = max(7, round(_RUN * sheet.letter))
    level = _lines(sheet.mask, (run, 1), _LEVEL_LENGTH * sheet.letter)
    upright = _lines(sheet.mask, (1, run), _UPRIGHT_LENGTH * sheet.letter)
    thick = dilated(level | upright, block(3, 3))
    return thick if sheet.is_grey else _without_coloured_strokes(thick, sheet)


def _without_coloured_strokes(lines: Mask, sheet: Sheet) -> Mask:
    """A blue flourish stays, on a black rule or alone; only a long blue line is a rule."""
    both = np.flatnonzero((lines & sheet.coloured).view(bool))
    if not len(both):
        return lines
    labels, stats = components(lines)
    owners = labels.ravel()[both]
    inked = np.bincount(owners, minlength=len(stats))
    longer = np.maximum(stats[:, WIDTH], stats[:, HEIGHT])
    strokes = (inked < 0.3 * stats[:, AREA]) | (longer < LONGEST_FLOURISH * sheet.millimetre)
    left = lines.copy()
    left.ravel()[both[strokes[owners]]] = 0
    return left


def without_lines(mask: Mask, lines: Mask) -> Mask:
    """Ink without the lines; strokes that cross a line are closed again."""
    left = np.asarray(mask & (1 - lines), np.uint8)
    bridged = closed(left, block(7, 3)) | closed(left, block(3, 7))
    return np.asarray(left | (bridged & lines & mask), np.uint8)


def _lines(mask: Mask, kernel: tuple[int, int], least: float) -> Mask:
    across = 0 if kernel[0] > kernel[1] else 1
    gap = (5, 1) if across == 0 else (1, 5)
    whole = closed(mask, block(*gap[::-1]))
    runs = opened(whole, block(*kernel[::-1]))
    if not cv2.countNonZero(runs):
        return runs
    labels, stats = components(runs)
    width, height = stats[:, WIDTH], stats[:, HEIGHT]
    length, depth = (width, height) if across == 0 else (height, width)
    keep = (length >= least) & (depth <= np.maximum(5, _SLOPE * length))
    keep[0] = False
    return chosen(labels, keep)
