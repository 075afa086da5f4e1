"""Outlines of seals: what shape closed lines of ink have, and how well they fit one.

More is asked of black outlines than of coloured ones: they share their colour with text, tables
and printed frames.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.marks.morphology import Mask, block, dilated, distance_inside, eroded
from pipeline.marks.sheet import Sheet

THICKEST = 2.1
"""Millimetres from ink to paper: what is thicker is a printed mark, not an outline and letters."""
SURE = 0.5
"""Below it what was found may be a seal or not: nobody can tell."""
DOUBT = 0.4
LEAST_TILT, MOST_TILT = 0.9, 25.0
"""Degrees by which a stamp stands askew to the lines of the page; printed frames do not."""
LEAST_FIT, OPEN_FIT = 0.88, 0.72
"""Shares of a shape and its ideal that agree: for a seal, and for what may be one."""
_PAD, _RIM = 6, 4
"""Pixels of the sheet around a seal that belong to its window, and to its outline."""

Kind = Literal["coloured", "black", "angular"]
"""What a pass looks for: stamp ink, black outlines, black stamps with straight sides."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal: its filled `area` (0/1), and the `outline`, ink of its lines, both of its `window`.

    `rectangle` is x, y, width, height in pixels of the sheet. `sure` is 0..1.
    """

    rectangle: tuple[int, int, int, int]
    shape: str
    colour: str
    sure: float
    window: tuple[slice, slice]
    area: Mask
    outline: Mask


def painted(seals: Iterable[Seal], shape: tuple[int, int]) -> Mask:
    """All that lies in seals, as a mask of the sheet."""
    mask = np.zeros(shape, np.uint8)
    for seal in seals:
        mask[seal.window] |= seal.area
    return mask


def overlap(seal: Seal, other: Seal) -> int:
    """Pixels that two seals share."""
    (rows, columns), (other_rows, other_columns) = seal.window, other.window
    top, bottom = max(rows.start, other_rows.start), min(rows.stop, other_rows.stop)
    left, right = max(columns.start, other_columns.start), min(columns.stop, other_columns.stop)
    if top >= bottom or left >= right:
        return 0
    mine = seal.area[_moved((top, bottom), rows), _moved((left, right), columns)]
    its = other.area[_moved((top, bottom), other_rows), _moved((left, right), other_columns)]
    return int((mine & its).sum())


def _moved(span: tuple[int, int], window: slice) -> slice:
    return slice(span[0] - window.start, span[1] - window.start)


def window_of(shape: tuple[int, int], box: tuple[int, int, int, int]) -> tuple[slice, slice]:
    """Rows and columns of the sheet around a rectangle."""
    x, y, width, height = box
    rows = slice(max(0, y - _PAD), min(shape[0], y + height + _PAD))
    return rows, slice(max(0, x - _PAD), min(shape[1], x + width + _PAD))


def judged(sheet: Sheet, half: Mask, contour: NDArray[np.int32], kind: Kind) -> Seal | None:
    """The seal that a contour in the mask `half` (of half the sheet's size) is, or may be."""
    scale, coloured = sheet.millimetre / 2, kind == "coloured"
    shape, fit, ideal = _shape(contour)
    if not shape or (kind, shape) in (("angular", "round"), ("black", "rectangular")):
        return None
    x, y, width, height = cv2.boundingRect(ideal)
    window = window_of(sheet.shape, (2 * x, 2 * y, 2 * width, 2 * height))
    rows, columns = window
    if rows.stop - rows.start < 4 * _PAD or columns.stop - columns.start < 4 * _PAD:
        return None
    small = np.s_[rows.start // 2 : rows.stop // 2, columns.start // 2 : columns.stop // 2]
    ink = half[small]
    inside = np.zeros(ink.shape, np.uint8)
    cv2.fillPoly(inside, [ideal - (columns.start // 2, rows.start // 2)], 1)
    support = _support(ink, inside)
    depth = distance_inside(inside)
    core = depth > 1.3 * scale
    filled = float(ink[core].mean()) if core.any() else 1.0
    thick = float(distance_inside(np.asarray(ink * inside, np.uint8)).max()) / scale
    if not 0.035 <= filled <= 0.62 or thick > THICKEST:
        return None
    least, open_from = (0.62, 0.45) if coloured else (0.74, 0.6)
    if support < open_from:
        return None
    sure = min(0.99, 0.55 + 0.3 * support + 0.15 * fit - (0.0 if coloured else 0.12))
    size = (columns.stop - columns.start, rows.stop - rows.start)
    area = np.asarray(cv2.resize(inside, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    outline = _outline(sheet, area, window)
    if support < least or fit < LEAST_FIT:
        sure = DOUBT
    elif not coloured and shape == "rectangular":
        stamped = _is_askew(ideal) or _is_paler(sheet, outline, area, window)
        if not stamped and not sheet.is_grey:
            return None  # a printed frame
        sure = sure if stamped else DOUBT
    colour = colour_of(sheet, area, window) if coloured else "black"
    return Seal((2 * x, 2 * y, 2 * width, 2 * height), shape, colour, sure, window, area, outline)


def _is_askew(corners: NDArray[np.int32]) -> bool:
    """Whether the longer sides of a rectangle run at an angle to the lines of the page."""
    sides = np.diff(np.vstack([corners, corners[:1]]).astype(float), axis=0)
    across, down = sides[int(np.argmax(np.hypot(*sides.T)))]
    tilt = abs(math.degrees(math.atan2(down, across))) % 90
    return LEAST_TILT <= min(tilt, 90 - tilt) <= MOST_TILT


def _shape(contour: NDArray[np.int32]) -> tuple[str, float, NDArray[np.int32]]:
    """Name of the shape, how well it fits (0..1), and the ideal contour; no name for none."""
    covered = cv2.contourArea(contour)
    hull = np.asarray(cv2.convexHull(contour), np.int32)
    found: list[tuple[float, str, NDArray[np.int32]]] = []
    if len(contour) >= 20:
        middle, axes, angle = cv2.fitEllipse(hull if len(hull) >= 5 else contour)
        if min(axes) > 0.78 * max(axes):
            round_area = math.pi * axes[0] * axes[1] / 4
            half_axes = (round(axes[0] / 2), round(axes[1] / 2))
            centre = (round(middle[0]), round(middle[1]))
            ideal = cv2.ellipse2Poly(centre, half_axes, round(angle), 0, 360, 4)
            found.append((_ratio(covered, round_area), "round", np.asarray(ideal, np.int32)))
    rectangle = cv2.minAreaRect(hull)
    (width, height) = rectangle[1]
    if min(width, height) > 0.25 * max(width, height):
        corners = np.asarray(cv2.boxPoints(rectangle).round(), np.int32)
        fit = _ratio(covered, width * height)
        found.append((fit, "rectangular", corners))
    triangle_area, triangle = cv2.minEnclosingTriangle(np.asarray(hull, np.float32))
    if triangle is not None and _sides_alike(np.asarray(triangle, np.float32).reshape(-1, 2)):
        corners = np.asarray(triangle.reshape(-1, 2).round(), np.int32)
        # The cut corners of a triangle leave a twentieth of its area out.
        fit = _ratio(covered, 0.95 * triangle_area)
        found.append((fit, "triangular", corners))
    fit, shape, best = max(found, key=lambda one: one[0], default=(0.0, "", contour))
    least = LEAST_FIT if shape == "rectangular" else OPEN_FIT
    return (shape, fit, best) if fit >= least else ("", fit, best)


def _ratio(a: float, b: float) -> float:
    return min(a, b) / max(a, b, 1e-6)


def _sides_alike(corners: NDArray[np.float32]) -> bool:
    sides = [float(np.linalg.norm(corners[i] - corners[i - 1])) for i in range(3)]
    return min(sides) > 0.6 * max(sides)


def _is_paler(sheet: Sheet, outline: Mask, area: Mask, window: tuple[slice, slice]) -> bool:
    """Whether a frame was drawn with thinner ink than the print around it, as stamps are.

    Print is as dark as its letters and lines are thick; a stamped frame is thick and yet paler.
    A black-and-white scan does not tell.
    """
    if sheet.bilevel:
        return False
    framed = (outline & eroded(sheet.mask[window], block(3, 3))) > 0
    if framed.sum() < 0.3 * outline.sum():
        return False
    rows, columns = window
    reach = round(25 * sheet.millimetre)
    around = np.s_[
        max(0, rows.start - reach) : rows.stop + reach,
        max(0, columns.start - reach) : columns.stop + reach,
    ]
    printed = (sheet.print_mask & sheet.mask)[around]
    top, left = rows.start - around[0].start, columns.start - around[1].start
    printed[top : top + area.shape[0], left : left + area.shape[1]] &= 1 - area
    if printed.sum() < 200:
        return False
    dark = np.percentile(sheet.ink[around][printed > 0], 92)
    return bool(np.percentile(sheet.ink[window][framed], 70) < 0.82 * dark)


def _support(ink: Mask, inside: Mask) -> float:
    """Share of the rim that bears ink, looked at in 60 sectors around the middle."""
    thick = dilated(inside, block(5, 5)) & (1 - eroded(inside, block(7, 7)))
    rows, columns = np.nonzero(thick)
    moments = cv2.moments(inside, binaryImage=True)
    x, y = moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]
    sectors = ((np.arctan2(rows - y, columns - x) + np.pi) / (2 * np.pi) * 60).astype(int) % 60
    marked = np.bincount(sectors, weights=ink[rows, columns], minlength=60)
    # One pixel deep along the rim is what a thin line gives; a letter that touches gives less.
    depth = np.bincount(sectors, minlength=60) / 8
    return float((marked >= 0.6 * depth).mean())


def _outline(sheet: Sheet, area: Mask, window: tuple[slice, slice]) -> Mask:
    """Ink of the outline and of the lines inside that run along it."""
    ink = sheet.mask[window]
    depth = cv2.distanceTransform(np.pad(area, 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    outer = cv2.distanceTransform(np.pad(1 - area, 1, constant_values=1), cv2.DIST_L2, 5)
    level = np.where(area > 0, depth, -outer[1:-1, 1:-1]).round().astype(int) + _RIM
    level = np.maximum(level, 0)
    pixels = np.bincount(level.ravel())
    marked = np.bincount(level.ravel(), weights=ink.ravel())
    lined = marked / np.maximum(pixels, 1) > 0.5
    lined[: 2 * _RIM - 1] = True  # the rim itself, and what protrudes little from it
    lined |= np.roll(lined, 1) | np.roll(lined, -1)
    return np.asarray((lined[level] & (outer[1:-1, 1:-1] < _RIM)).astype(np.uint8) * ink, np.uint8)


def colour_of(sheet: Sheet, area: Mask, window: tuple[slice, slice]) -> str:
    """Name of the ink: hue of the coloured pixels inside."""
    inked = (area & sheet.coloured[window]) > 0
    pixels = sheet.colour[window][inked]
    if not len(pixels):
        return "black"
    hue = cv2.cvtColor(pixels.reshape(-1, 1, 3), cv2.COLOR_BGR2HSV)[..., 0].ravel()
    angle = np.angle(np.exp(1j * hue.astype(float) * np.pi / 90).mean()) * 90 / np.pi % 180
    for name, until in (("red", 18), ("yellow", 38), ("green", 88), ("blue", 122), ("violet", 155)):
        if angle < until:
            return name
    return "red"
