"""Seals and stamps: round, rectangular or triangular outlines of stamp ink, over text or not.

An outline is what stays when everything enclosed is filled and all thin protrusions (text and
strokes that cross the outline) are cut off. Coloured ink is searched by itself first; black
outlines share their colour with text, tables and frames, so more is asked of them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.marks.morphology import (
    Mask,
    block,
    closed,
    components,
    dilated,
    disc,
    distance_inside,
    eroded,
    opened,
)
from pipeline.marks.sheet import Sheet

SMALLEST, LARGEST = 19.0, 75.0
"""Millimetres of the longer side; seals of organisations measure 38 to 42, stamps up to 70."""
LEAST_SHORT_SIDE = 9.0
THICKEST = 2.1
"""Millimetres from ink to paper: what is thicker is a printed mark, not an outline and letters."""
SURE = 0.5
"""Below it what was found may be a seal or not: nobody can tell."""
DOUBT = 0.4
UNCLEAR = "unclear"
"""Shape of ink in which no outline was recognised."""
LEAST_TILT, MOST_TILT = 0.9, 25.0
"""Degrees by which a stamp stands askew to the lines of the page; printed frames do not."""
LEAST_FIT, OPEN_FIT = 0.88, 0.72
"""Shares of a shape and its ideal that agree: for a seal, and for what may be one."""
BLOT_SIDE = 17.0
"""Millimetres of the shorter side from which coloured ink is more than a signature."""

Kind = Literal["coloured", "black", "angular"]
"""What a pass looks for: stamp ink, black outlines, black stamps with straight sides."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal: its filled `area` (0/1, of the sheet's size), and the `ink` lines of its outline.

    `rectangle` is x, y, width, height in pixels of the sheet. `sure` is 0..1.
    """

    rectangle: tuple[int, int, int, int]
    shape: str
    colour: str
    sure: float
    area: Mask
    outline: Mask


def find_seals(sheet: Sheet, lines: Mask) -> list[Seal]:
    """All seals of a page, coloured ones first."""
    return [seal for seal in seals_and_doubts(sheet, lines) if seal.sure >= SURE]


def seals_and_doubts(sheet: Sheet, lines: Mask) -> list[Seal]:
    """Seals, and below `SURE` what looks like a part of one or like one that was printed."""
    taken = np.zeros(sheet.shape, np.uint8)
    seals: list[Seal] = []
    doubts: list[Seal] = []
    for mask, kind in _passes(sheet, lines):
        # Gaps of faint outlines are closed step by step, so that nothing more than needed grows.
        half = _halved(mask)
        found = _outlines(sheet, half, kind)
        if kind != "angular":
            found = chain(found, _circles(sheet, half, kind))
        for seal in found:
            if seal.sure < SURE:
                doubts.append(seal)
            elif _shared(seal.area, taken) < 0.3 and not _holds_one(seal, seals):
                taken |= seal.area
                seals.append(seal)
    for doubt in chain(doubts, _blots(sheet, taken)):
        if _shared(doubt.area, taken) < 0.3 and not _holds_one(doubt, seals):
            taken |= doubt.area
            seals.append(doubt)
    return seals


def _passes(sheet: Sheet, lines: Mask) -> Iterator[tuple[Mask, Kind]]:
    if not sheet.is_grey:
        # Where a coloured outline crosses print the ink is dark: it is taken along.
        near = dilated(sheet.coloured, block(7, 7))
        yield np.asarray(sheet.coloured | (near & sheet.mask), np.uint8), "coloured"
    yield np.asarray(sheet.mask & (1 - lines), np.uint8), "black"
    # Sides of an angular stamp are lines themselves; lines of text have sides, too.
    yield np.asarray(sheet.mask & (1 - sheet.print_mask), np.uint8), "angular"


def _blots(sheet: Sheet, taken: Mask) -> Iterator[Seal]:
    """Coloured ink as large as a seal in which no outline was recognised."""
    if sheet.is_grey:
        return
    scale = sheet.millimetre / 2
    half = _halved(np.asarray(sheet.coloured & (1 - taken), np.uint8))
    labels, stats = components(closed(half, disc(max(3, round(2.5 * scale)) | 1)))
    for number in range(1, len(stats)):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if min(width, height) < BLOT_SIDE * scale or max(width, height) > LARGEST * scale:
            continue
        area = np.asarray(labels == number, np.uint8)
        ink = np.asarray(half & area, np.uint8)
        if float(distance_inside(ink).max()) > THICKEST * scale or ink.sum() < 0.1 * area.sum():
            continue
        full = _enlarged(area, sheet)
        box = (2 * x, 2 * y, 2 * width, 2 * height)
        yield Seal(box, UNCLEAR, _colour(sheet, full), DOUBT, full, full & sheet.mask)


def _enlarged(half: Mask, sheet: Sheet) -> Mask:
    whole = cv2.resize(half, sheet.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(whole, np.uint8)


def _halved(mask: Mask) -> Mask:
    small = cv2.resize(mask * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray(small > 60, np.uint8)


def _holds_one(seal: Seal, seals: list[Seal]) -> bool:
    return any(_shared(other.area, seal.area) > 0.5 for other in seals)


def _shared(area: Mask, other: Mask) -> float:
    return float((area & other).sum()) / max(1, int(area.sum()))


def _outlines(sheet: Sheet, half: Mask, kind: Kind) -> Iterator[Seal]:
    """Outlines that enclose an area; gaps of faint ones are closed step by step, so that nothing
    more than needed grows together."""
    scale = sheet.millimetre / 2
    # Straight sides that a scanner broke at a corner bear wider gaps than rings of letters.
    widest = ((13, 4.5),) if kind == "angular" else ()
    for gap, protruding in ((3, 4.5), (5, 4.5), (9, 4.5), (5, 8.0), *widest):
        blobs = _filled(half, gap)
        cut = max(3, round(protruding * scale)) | 1
        blobs = opened(blobs, disc(cut))
        contours, _ = cv2.findContours(blobs, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for found in contours:
            contour = np.asarray(found, np.int32)
            _, _, width, height = cv2.boundingRect(contour)
            longer, shorter = max(width, height) / scale, min(width, height) / scale
            if SMALLEST <= longer <= LARGEST and shorter >= LEAST_SHORT_SIDE:
                seal = _judged(sheet, half, contour, kind)
                if seal is not None:
                    yield seal


def _circles(sheet: Sheet, half: Mask, kind: Kind) -> Iterator[Seal]:
    """Circles that print runs into, so that they enclose nothing by themselves."""
    scale = sheet.millimetre / 2
    soft = cv2.GaussianBlur(half * 255, (0, 0), 1.2)
    found = cv2.HoughCircles(
        soft,
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        minDist=8 * scale,
        param1=200,
        param2=0.75,
        minRadius=round(SMALLEST / 2 * scale),
        maxRadius=round(27 * scale),
    )
    if found is None:
        return
    for x, y, radius in found.reshape(-1, 3)[:6]:
        centre, axes = (round(float(x)), round(float(y))), (round(float(radius)),) * 2
        ring = np.asarray(cv2.ellipse2Poly(centre, axes, 0, 0, 360, 4), np.int32)
        seal = _judged(sheet, half, ring.reshape(-1, 1, 2), kind)
        if seal is not None:
            yield seal


def _filled(mask: Mask, gap: int) -> Mask:
    """Everything enclosed by ink, gaps of up to `gap` pixels notwithstanding."""
    framed = cv2.copyMakeBorder(mask, gap, gap, gap, gap, cv2.BORDER_CONSTANT, value=0)
    outside = closed(np.asarray(framed, np.uint8), disc(gap))
    cv2.floodFill(outside, None, (0, 0), 2)
    return np.asarray((outside != 2)[gap:-gap, gap:-gap], np.uint8)


def _judged(sheet: Sheet, half: Mask, contour: NDArray[np.int32], kind: Kind) -> Seal | None:
    scale, coloured = sheet.millimetre / 2, kind == "coloured"
    shape, fit, ideal = _shape(contour)
    if not shape or (kind, shape) in (("angular", "round"), ("black", "rectangular")):
        return None
    area = np.zeros(half.shape, np.uint8)
    cv2.fillPoly(area, [ideal], 1)
    x, y, width, height = cv2.boundingRect(ideal)
    pad = 3
    top, left = max(0, y - pad), max(0, x - pad)
    window = np.s_[top : y + height + pad, left : x + width + pad]
    inside, ink = area[window], half[window]
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
    full = _enlarged(area, sheet)
    box = (2 * x, 2 * y, 2 * width, 2 * height)
    outline = _outline(sheet, full, box)
    if support < least or fit < LEAST_FIT:
        sure = DOUBT
    elif not coloured and shape == "rectangular":
        stamped = _is_askew(ideal) or _is_paler(sheet, outline, full, box)
        if not stamped and not sheet.is_grey:
            return None  # a printed frame
        sure = sure if stamped else DOUBT
    colour = _colour(sheet, full) if coloured else "black"
    return Seal(box, shape, colour, sure, full, outline)


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
    if 0.25 < min(width, height) / max(width, height, 1) < 0.92:
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


def _is_paler(sheet: Sheet, outline: Mask, area: Mask, box: tuple[int, int, int, int]) -> bool:
    """Whether a frame was drawn with thinner ink than the print around it, as stamps are.

    Print is as dark as its letters and lines are thick; a stamped frame is thick and yet paler.
    A black-and-white scan does not tell.
    """
    if sheet.bilevel:
        return False
    x, y, width, height = box
    around = round(25 * sheet.millimetre)
    window = np.s_[
        max(0, y - around) : y + height + around, max(0, x - around) : x + width + around
    ]
    printed = (sheet.print_mask & sheet.mask & (1 - area))[window] > 0
    framed = (outline & eroded(sheet.mask, block(3, 3)))[window] > 0
    ink = sheet.ink[window]
    if printed.sum() < 200 or framed.sum() < 0.3 * outline[window].sum():
        return False
    return bool(np.percentile(ink[framed], 70) < 0.82 * np.percentile(ink[printed], 92))


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


def _outline(sheet: Sheet, area: Mask, box: tuple[int, int, int, int]) -> Mask:
    """Ink of the outline and of the lines inside that run along it."""
    x, y, width, height = box
    pad = 4
    window = np.s_[max(0, y - pad) : y + height + pad, max(0, x - pad) : x + width + pad]
    ink = sheet.mask[window]
    inside = area[window]
    depth = cv2.distanceTransform(np.pad(inside, 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    outer = cv2.distanceTransform(np.pad(1 - inside, 1, constant_values=1), cv2.DIST_L2, 5)
    level = np.where(inside > 0, depth, -outer[1:-1, 1:-1]).round().astype(int) + pad
    level = np.maximum(level, 0)
    pixels = np.bincount(level.ravel())
    marked = np.bincount(level.ravel(), weights=ink.ravel())
    lined = marked / np.maximum(pixels, 1) > 0.5
    lined[: 2 * pad - 1] = True  # the rim itself, and what protrudes little from it
    lined |= np.roll(lined, 1) | np.roll(lined, -1)
    outline = np.zeros(sheet.shape, np.uint8)
    outline[window] = (lined[level] & (outer[1:-1, 1:-1] < pad)).astype(np.uint8) * ink
    return outline


def _colour(sheet: Sheet, area: Mask) -> str:
    """Name of the ink: hue of the coloured pixels inside."""
    hue, _, _ = cv2.split(cv2.cvtColor(sheet.colour, cv2.COLOR_BGR2HSV))
    pixels = hue[(area & sheet.coloured) > 0]
    if not len(pixels):
        return "black"
    angle = np.angle(np.exp(1j * pixels.astype(float) * np.pi / 90).mean()) * 90 / np.pi % 180
    for name, until in (("red", 18), ("yellow", 38), ("green", 88), ("blue", 122), ("violet", 155)):
        if angle < until:
            return name
    return "red"
