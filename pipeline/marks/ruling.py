"""Rule lines, frames and tables on a page: straight, level or upright, and longer than letters."""

import cv2
import numpy as np

from pipeline.marks.sheet import Mask, Sheet

_RUN = 1.6
"""Letter heights that a line must run without a step: slanted lines of a photograph are stairs."""
_LEVEL_LENGTH = 6.0
_UPRIGHT_LENGTH = 4.5
_SLOPE = 0.09
"""Rise of a line over its length that still counts as straight."""


def ruled_lines(sheet: Sheet) -> Mask:
    """Pixels of the rule lines, thickened by one pixel."""
    run = max(7, round(_RUN * sheet.letter))
    level = _lines(sheet.mask, (run, 1), _LEVEL_LENGTH * sheet.letter)
    upright = _lines(sheet.mask, (1, run), _UPRIGHT_LENGTH * sheet.letter)
    thick = np.asarray(cv2.dilate(level | upright, np.ones((3, 3), np.uint8)), np.uint8)
    return thick if sheet.is_grey else _without_coloured_strokes(thick, sheet.coloured)


def _without_coloured_strokes(lines: Mask, coloured: Mask) -> Mask:
    """A black rule under a blue flourish: the flourish stays. A blue rule stays a rule."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    inked = np.bincount(labels[coloured > 0], minlength=count)
    black = inked < 0.3 * stats[:, cv2.CC_STAT_AREA]
    return np.asarray(lines & (1 - (coloured & black[labels])), np.uint8)


def without_lines(mask: Mask, lines: Mask) -> Mask:
    """Ink without the lines; strokes that cross a line are closed again."""
    left = np.asarray(mask & (1 - lines), np.uint8)
    bridged = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((7, 3), np.uint8))
    bridged |= cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((3, 7), np.uint8))
    return np.asarray(left | (bridged & lines & mask), np.uint8)


def _lines(mask: Mask, kernel: tuple[int, int], least: float) -> Mask:
    across = 0 if kernel[0] > kernel[1] else 1
    gap = (5, 1) if across == 0 else (1, 5)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones(gap[::-1], np.uint8))
    runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    length, depth = (width, height) if across == 0 else (height, width)
    keep = (length >= least) & (depth <= np.maximum(5, _SLOPE * length))
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)
