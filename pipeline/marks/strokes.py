"""Groups of pen strokes on a page, and what they measure.

What is left of the ink when print, rule lines and the outlines of seals are taken away falls into
groups that stand close together. Each is measured in millimetres and shares, so that a scan, a
photograph and a drawn PDF page give alike numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.marks.morphology import (
    AREA,
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    Mask,
    block,
    closed,
    components,
    dilated,
    distance_inside,
    eroded,
    opened,
)
from pipeline.marks.sheet import FAINTEST_INK, Sheet
from pipeline.marks.stamp import Seal

CLOSE, CLOSE_ABOVE, APART = 2.6, 1.5, 6.0
"""Millimetres between strokes of one group, side by side and one above the other, and between
initials that only together look written."""
SPECK = 0.7
"""Millimetres below which ink is dust."""
PEN_IN_SEAL = 9.0, 3.5
"""Millimetres of width and height from which ink inside a seal may be a pen of the same colour."""
ALONG_OUTLINE = 0.8
"""Share of dark ink in a seal that lies on its outline from which it is the outline."""
STROKE_IN_SEAL = 5.5
"""Millimetres from which ink inside a seal is no letter of the seal."""
DARKER_THAN_SEAL = 1.14
DARKEST_SEAL = 215
"""Levels of ink (0..255) above which nothing could be seen to be darker."""
RIM = 1.3
"""Millimetres around a seal's outline in which its ink spreads."""
LEAST_WIDTH, LEAST_HEIGHT = 5.0, 2.8
MOST_WIDTH, MOST_HEIGHT = 120.0, 60.0
ONE_ABOVE_OTHER = 22.0
"""Millimetres from which a group may be several signatures, as in the column of a table."""
ROWS = (6.0, 14.0)
"""Millimetres between which such a column is cut where it has the least ink."""
OUTSIDE_PRINT = 0.25
"""Share of a coloured stroke that lies outside words for it to be a pen across them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Strokes that stand together: x, y, width, height in pixels of the sheet, and `numbers`.

    `ink` names the colour, `blue` or `black`; `in_seal` is the share that lies in a seal.
    """

    rectangle: tuple[int, int, int, int]
    numbers: NDArray[np.float64]
    ink: str
    in_seal: float


NUMBERS = (
    "width",
    "height",
    "slim",
    "length",
    "winding",
    "density",
    "thickness",
    "unevenness",
    "solid",
    "pieces",
    "letters",
    "largest",
    "coloured",
    "level",
    "upright",
    "holes",
    "in_seal",
    "paleness",
    "level_row",
    "letters_tall",
    "beside_print",
    "over_print",
)
"""What is measured of a group, in the order of `Group.numbers`."""


def stroke_mask(sheet: Sheet, ink_without_lines: Mask, seals: Sequence[Seal]) -> Mask:
    """Ink that is neither print nor line nor seal."""
    ink = np.asarray(ink_without_lines & (1 - sheet.print_mask), np.uint8)
    if not sheet.is_grey:
        ink |= _across_print(sheet)
    if sheet.bilevel:  # a faint pen breaks into dots there
        ink = closed(ink, block(5, 5))
    left = ink
    for seal in seals:
        left = _without_seal_ink(sheet, ink, left, seal)
    labels, stats = components(left)
    longer = np.maximum(stats[:, WIDTH], stats[:, HEIGHT])
    keep = longer >= SPECK * sheet.millimetre
    rows, columns = sheet.shape
    x, y = stats[:, LEFT], stats[:, TOP]
    right, bottom = x + stats[:, WIDTH], y + stats[:, HEIGHT]
    # What reaches the rim is the table under the paper, or the shadow of its edge.
    keep &= (x > 1) & (y > 1) & (right < columns - 1) & (bottom < rows - 1)
    keep &= longer <= MOST_WIDTH * sheet.millimetre
    if seals:
        inside = np.zeros(sheet.shape, np.uint8)
        for seal in seals:
            inside |= seal.area
        within = np.bincount(labels[inside > 0], minlength=len(stats)) > 0.9 * stats[:, AREA]
        keep &= ~within | (longer >= STROKE_IN_SEAL * sheet.millimetre)
    keep[0] = False
    return np.asarray(keep[labels], np.uint8)


def _across_print(sheet: Sheet) -> Mask:
    """Coloured strokes that run across words; words printed in colour stay print."""
    labels, stats = components(sheet.coloured)
    outside = np.bincount(labels[sheet.print_mask == 0], minlength=len(stats))
    crossing = outside >= OUTSIDE_PRINT * stats[:, AREA]
    crossing[0] = False
    return np.asarray(crossing[labels] & (sheet.print_mask > 0), np.uint8)


def _without_seal_ink(sheet: Sheet, ink: Mask, left: Mask, seal: Seal) -> Mask:
    """Inside a seal only what is darker than its ink: a pen under or over it.

    A seal as dark as a pen, and one on a black-and-white scan, is told from strokes by size only.
    """
    spread = max(3, round(2 * RIM * sheet.millimetre)) | 1
    rim = dilated(seal.area, block(spread, spread)) & (1 - seal.area)
    bare = np.asarray(left & (1 - dilated(seal.outline, block(3, 3))) & (1 - rim), np.uint8)
    on_outline = seal.outline > 0
    if sheet.bilevel or np.count_nonzero(on_outline) < 50:
        return bare
    # A blue pen is no darker than a red seal, but dark where red ink is bright.
    channels = sheet.colour[on_outline].mean(axis=0)
    other = 255 - sheet.colour[..., int(np.argmax(channels))]
    limit = DARKER_THAN_SEAL * float(np.percentile(sheet.ink[on_outline], 70))
    limit_of_other = DARKER_THAN_SEAL * float(np.percentile(other[on_outline], 95)) + FAINTEST_INK
    if min(limit, limit_of_other) > DARKEST_SEAL:
        return bare
    darker = (sheet.ink > limit) & (limit <= DARKEST_SEAL) | (other > limit_of_other)
    pen = closed(np.asarray(ink & seal.area & darker, np.uint8), block(3, 3)) & seal.area
    # The thick ring of a seal is darker than its thin lines: it is no pen.
    labels, stats = components(pen)
    ringed = np.bincount(labels[dilated(seal.outline, block(3, 3)) > 0], minlength=len(stats))
    pen = np.asarray(pen & (ringed < ALONG_OUTLINE * stats[:, AREA])[labels], np.uint8)
    return np.asarray((bare & (1 - seal.area)) | pen, np.uint8)


def perhaps_crossed(sheet: Sheet, seal: Seal, lines: Mask) -> bool:
    """Whether ink inside a seal is larger than its letters, so that a signature may lie there.

    Emblems and touching letters are as large: it raises a doubt and proves nothing.
    """
    margin = max(3, round(3 * sheet.millimetre)) | 1
    inner = eroded(seal.area, block(margin, margin)) & (1 - dilated(seal.outline, block(3, 3)))
    _, stats = components(
        np.asarray(sheet.mask & inner & (1 - lines) & (1 - sheet.print_mask), np.uint8)
    )
    wide, tall = (size * sheet.millimetre for size in PEN_IN_SEAL)
    return bool(((stats[1:, WIDTH] >= wide) & (stats[1:, HEIGHT] >= tall)).any())


def groups(sheet: Sheet, strokes: Mask, seals: Sequence[Seal]) -> Iterator[Group]:
    """Groups large enough to be written by hand, measured."""
    depth = distance_inside(strokes)
    inside = np.zeros(sheet.shape, np.uint8)
    for seal in seals:
        inside |= seal.area
    seen: set[tuple[int, int, int, int]] = set()
    for reach in (CLOSE, APART):
        for group in _within(sheet, strokes, depth, inside, reach):
            if group.rectangle not in seen:
                seen.add(group.rectangle)
                yield group


def _within(
    sheet: Sheet, strokes: Mask, depth: NDArray[np.float32], inside: Mask, reach: float
) -> Iterator[Group]:
    across = max(3, round(reach * sheet.millimetre)) | 1
    down = max(3, round(CLOSE_ABOVE * sheet.millimetre)) | 1
    labels, stats = components(dilated(strokes, block(down, across)))
    for number in range(1, len(stats)):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if not LEAST_WIDTH <= (width - across + 1) / sheet.millimetre <= MOST_WIDTH:
            continue
        window = np.s_[y : y + height, x : x + width]
        ink = np.asarray((labels[window] == number) & (strokes[window] > 0), np.uint8)
        for first, last in ((0, height), *_rows(sheet, ink)):
            part = np.s_[first:last]
            at = (x, y + first)
            group = _measured(sheet, ink[part], depth[window][part], inside[window][part], at)
            if group is not None:
                yield group


def _rows(sheet: Sheet, ink: Mask) -> Iterator[tuple[int, int]]:
    """A tall group cut into signatures that stand one above the other, where it has least ink."""
    if len(ink) <= ONE_ABOVE_OTHER * sheet.millimetre:
        return
    row = ink.sum(axis=1)
    least, most = (round(size * sheet.millimetre) for size in ROWS)
    first = 0
    while first < len(ink):
        last = len(ink)
        if last - first > most:
            last = first + least + int(np.argmin(row[first + least : first + most]))
        yield first, last
        first = last


def _fits(sheet: Sheet, width: int, height: int) -> bool:
    across, down = width / sheet.millimetre, height / sheet.millimetre
    return LEAST_WIDTH <= across <= MOST_WIDTH and LEAST_HEIGHT <= down <= MOST_HEIGHT


def _measured(
    sheet: Sheet, ink: Mask, depth: NDArray[np.float32], inside: Mask, at: tuple[int, int]
) -> Group | None:
    unit = sheet.millimetre
    x, y, width, height = cv2.boundingRect(ink)
    if not width or not _fits(sheet, width, height):
        return None
    ink = np.ascontiguousarray(ink[y : y + height, x : x + width])
    depth = depth[y : y + height, x : x + width][ink > 0]
    place = np.s_[at[1] + y : at[1] + y + height, at[0] + x : at[0] + x + width]
    area = float(ink.sum())
    # Across a stroke the distance to paper rises and falls: its mean is a quarter of the width.
    thickness = max(1.0, 4.0 * float(depth.mean()) - 1.0)
    length = area / thickness
    _, stats = components(ink)
    areas = stats[1:, AREA].astype(float)
    wide, tall = stats[1:, WIDTH], stats[1:, HEIGHT]
    small = (tall <= 1.9 * sheet.letter) & (wide <= 2.4 * sheet.letter)
    small &= tall >= 0.4 * sheet.letter
    feet = (stats[1:, TOP] + tall)[small]
    coloured = float((sheet.coloured[place] * ink).sum()) / area
    dark = sheet.ink[place][ink > 0]
    level, upright = _directions(ink)
    _, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    holes = 0 if tree is None else int((tree[0][:, 3] >= 0).sum())
    in_seal = float(_cut(inside, x, y, ink).mean())
    numbers = np.array(
        [
            np.log(width / unit),
            np.log(height / unit),
            np.log(width / height),
            np.log(length / unit),
            np.log(length / float(np.hypot(width, height))),
            area / (width * height),
            thickness / unit,
            float(depth.std() / depth.mean()),
            float(depth.max()) / unit,
            np.log(len(stats) - 1),
            float(areas[small].sum()) / area,
            float(areas.max()) / area,
            coloured,
            level,
            upright,
            np.log1p(holes),
            in_seal,
            float(np.percentile(dark, 75)) / 255,
            float(np.std(feet)) / sheet.letter if small.sum() >= 3 else 1.0,
            np.log(height / sheet.letter),
            _beside(sheet, place),
            float(sheet.print_mask[place].mean()),
        ]
    )
    return Group(
        (at[0] + x, at[1] + y, width, height),
        numbers,
        "blue" if coloured > 0.35 else "black",
        in_seal,
    )


def _beside(sheet: Sheet, place: tuple[slice, slice]) -> float:
    """How much print stands directly to the left and right, as beside a word nobody read."""
    rows, columns = place
    reach = round(2.5 * sheet.letter)
    sides = (
        sheet.print_mask[rows, max(0, columns.start - reach) : columns.start],
        sheet.print_mask[rows, columns.stop : columns.stop + reach],
    )
    return float(sum(side.mean() for side in sides if side.size))


def _cut(inside: Mask, x: int, y: int, ink: Mask) -> NDArray[np.uint8]:
    rows, columns = ink.shape
    return np.asarray(inside[y : y + rows, x : x + columns][ink > 0], np.uint8)


def _directions(ink: Mask) -> tuple[float, float]:
    """Shares of the ink that lie in level and in upright runs: forms and letters have many."""
    level = opened(ink, block(1, 9))
    upright = opened(ink, block(9, 1))
    area = float(ink.sum())
    return float(level.sum()) / area, float(upright.sum()) / area
