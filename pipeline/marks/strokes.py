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
    chosen,
    closed,
    components,
    dilated,
    distance_inside,
    eroded,
    opened,
)
from pipeline.marks.outline import Seal, painted
from pipeline.marks.sheet import FAINTEST_INK, Sheet

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
    left = ink.copy()
    for seal in seals:
        _take_seal_ink(sheet, ink, left, seal)
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
        inside = painted(seals, sheet.shape) & left
        within = np.bincount(labels[inside > 0], minlength=len(stats)) > 0.9 * stats[:, AREA]
        keep &= ~within | (longer >= STROKE_IN_SEAL * sheet.millimetre)
    keep[0] = False
    return chosen(labels, keep)


def _across_print(sheet: Sheet) -> Mask:
    """Coloured strokes that run across words; words printed in colour stay print."""
    printed = sheet.coloured & sheet.print_mask
    if not cv2.countNonZero(printed):
        return printed
    labels, stats = components(sheet.coloured)
    inside = np.bincount(labels[printed > 0], minlength=len(stats))
    crossing = stats[:, AREA] - inside >= OUTSIDE_PRINT * stats[:, AREA]
    crossing[0] = False
    return np.asarray(chosen(labels, crossing) & printed, np.uint8)


def _take_seal_ink(sheet: Sheet, ink: Mask, left: Mask, seal: Seal) -> None:
    """Leave inside a seal only what is darker than its ink: a pen under or over it.

    A seal as dark as a pen, and one on a black-and-white scan, is told from strokes by size only.
    """
    spread = max(3, round(2 * RIM * sheet.millimetre)) | 1
    place, area, outline = _around(sheet, seal, spread)
    near = dilated(outline, block(3, 3))
    rim = dilated(area, block(spread, spread)) & (1 - area)
    left[place] &= (1 - near) & (1 - rim)
    on_outline = outline > 0
    if sheet.bilevel or np.count_nonzero(on_outline) < 50:
        return
    # A blue pen is no darker than a red seal, but dark where red ink is bright.
    colour, dark = sheet.colour[place], sheet.ink[place]
    other = 255 - colour[..., int(np.argmax(colour[on_outline].mean(axis=0)))]
    limit = DARKER_THAN_SEAL * float(np.percentile(dark[on_outline], 70))
    limit_of_other = DARKER_THAN_SEAL * float(np.percentile(other[on_outline], 95)) + FAINTEST_INK
    if min(limit, limit_of_other) > DARKEST_SEAL:
        return
    darker = (dark > limit) & (limit <= DARKEST_SEAL) | (other > limit_of_other)
    pen = closed(np.asarray(ink[place] & area & darker, np.uint8), block(3, 3)) & area
    # The thick ring of a seal is darker than its thin lines: it is no pen.
    labels, stats = components(pen)
    ringed = np.bincount(labels[near > 0], minlength=len(stats))
    keep = ringed < ALONG_OUTLINE * stats[:, AREA]
    keep[0] = False
    left[place] = (left[place] & (1 - area)) | chosen(labels, keep)


def _around(sheet: Sheet, seal: Seal, reach: int) -> tuple[tuple[slice, slice], Mask, Mask]:
    """The place of a seal and `reach` pixels around it, and its area and outline there."""
    (rows, columns), (height, width) = seal.window, sheet.shape
    top, left = max(0, rows.start - reach), max(0, columns.start - reach)
    place = np.s_[top : min(height, rows.stop + reach), left : min(width, columns.stop + reach)]
    inner = np.s_[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    area, outline = (np.zeros_like(sheet.mask[place]) for _ in range(2))
    area[inner], outline[inner] = seal.area, seal.outline
    return place, area, outline


def perhaps_crossed(sheet: Sheet, seal: Seal, lines: Mask) -> bool:
    """Whether ink inside a seal is larger than its letters, so that a signature may lie there.

    Emblems and touching letters are as large: it raises a doubt and proves nothing.
    """
    margin = max(3, round(3 * sheet.millimetre)) | 1
    place = seal.window
    inner = eroded(seal.area, block(margin, margin)) & (1 - dilated(seal.outline, block(3, 3)))
    ink = sheet.mask[place] & inner & (1 - lines[place]) & (1 - sheet.print_mask[place])
    _, stats = components(np.asarray(ink, np.uint8))
    wide, tall = (size * sheet.millimetre for size in PEN_IN_SEAL)
    return bool(((stats[1:, WIDTH] >= wide) & (stats[1:, HEIGHT] >= tall)).any())


def groups(sheet: Sheet, strokes: Mask, seals: Sequence[Seal]) -> Iterator[Group]:
    """Groups large enough to be written by hand, measured."""
    depth = distance_inside(strokes)
    inside = painted(seals, sheet.shape)
    seen: set[tuple[int, int, int, int]] = set()
    for reach in (CLOSE, APART):
        yield from _within(sheet, strokes, depth, inside, reach, seen)


def _within(
    sheet: Sheet,
    strokes: Mask,
    depth: NDArray[np.float32],
    inside: Mask,
    reach: float,
    seen: set[tuple[int, int, int, int]],
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
            box = _found(sheet, np.ascontiguousarray(ink[first:last]), (x, y + first))
            if box is not None and box not in seen:
                seen.add(box)
                left, top = box[0] - x, box[1] - y
                part = np.s_[top : top + box[3], left : left + box[2]]
                yield _measured(sheet, ink[part], depth[window][part], inside[window][part], box)


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


def _found(sheet: Sheet, ink: Mask, at: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Frame of the ink on the sheet, where it has the size of handwriting."""
    x, y, width, height = cv2.boundingRect(ink)
    if not _fits(sheet, width, height):
        return None
    return at[0] + x, at[1] + y, width, height


def _fits(sheet: Sheet, width: int, height: int) -> bool:
    across, down = width / sheet.millimetre, height / sheet.millimetre
    return LEAST_WIDTH <= across <= MOST_WIDTH and LEAST_HEIGHT <= down <= MOST_HEIGHT


def _measured(
    sheet: Sheet,
    ink: Mask,
    depth: NDArray[np.float32],
    inside: Mask,
    box: tuple[int, int, int, int],
) -> Group:
    unit = sheet.millimetre
    x, y, width, height = box
    ink = np.ascontiguousarray(ink)
    depth = depth[ink > 0]
    place = np.s_[y : y + height, x : x + width]
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
    in_seal = float(inside[ink > 0].mean())
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
        box,
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


def _directions(ink: Mask) -> tuple[float, float]:
    """Shares of the ink that lie in level and in upright runs: forms and letters have many."""
    level = opened(ink, block(1, 9))
    upright = opened(ink, block(9, 1))
    area = float(ink.sum())
    return float(level.sum()) / area, float(upright.sum()) / area
