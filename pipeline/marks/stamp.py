"""Seals and stamps: round, rectangular or triangular outlines of stamp ink, over text or not.

An outline is what stays when everything enclosed is filled and all thin protrusions (text and
strokes that cross the outline) are cut off. Coloured ink is searched by itself first; black
outlines come after it. All is searched at half the size of the sheet.
"""

import math
from collections.abc import Iterator
from itertools import chain

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
    distance_outside,
    opened,
)
from pipeline.marks.outline import (
    DOUBT,
    SURE,
    THICKEST,
    Kind,
    Seal,
    colour_of,
    judged,
    overlap,
    painted,
    window_of,
)
from pipeline.marks.sheet import Sheet

SMALLEST, LARGEST = 19.0, 75.0
"""Millimetres of the longer side; seals of organisations measure 38 to 42, stamps up to 70."""
LEAST_SHORT_SIDE = 9.0
UNCLEAR = "unclear"
"""Shape of ink in which no outline was recognised."""
BLOT_SIDE = 17.0
"""Millimetres of the shorter side from which coloured ink is more than a signature."""
GAPS = ((3, 4.5), (5, 4.5), (9, 4.5), (5, 8.0))
"""Gaps of an outline that are closed (pixels at half size), and millimetres of what may protrude.

Gaps of faint outlines are closed step by step, so that nothing more than needed grows together."""
SIDE, SLANTS = 5.0, (52, 60, 68, -52, -60, -68)
"""Millimetres a slanted side runs without a bend, and degrees at which triangles have sides."""
WIDEST_GAP = (13, 4.5)
"""Straight sides that a scanner broke at a corner bear wider gaps than rings of letters."""


def find_seals(sheet: Sheet, lines: Mask) -> list[Seal]:
    """All seals of a page, coloured ones first."""
    return [seal for seal in seals_and_doubts(sheet, lines) if seal.sure >= SURE]


def seals_and_doubts(sheet: Sheet, lines: Mask) -> list[Seal]:
    """Seals, and below `SURE` what looks like a part of one or like one that was printed."""
    seals: list[Seal] = []
    doubts: list[Seal] = []
    for mask, kind in _passes(sheet, lines):
        half = _halved(mask)
        found = _outlines(sheet, half, kind)
        if kind != "angular":
            found = chain(found, _circles(sheet, half, kind))
        for seal in found:
            if seal.sure < SURE:
                doubts.append(seal)
            elif _is_new(seal, seals):
                seals.append(seal)
    for doubt in chain(doubts, _blots(sheet, seals)):
        if _is_new(doubt, seals):
            seals.append(doubt)
    return seals


def _passes(sheet: Sheet, lines: Mask) -> Iterator[tuple[Mask, Kind]]:
    if not sheet.is_grey:
        # Where a coloured outline crosses print the ink is dark: it is taken along.
        near = dilated(sheet.coloured, block(7, 7))
        yield sheet.coloured | (near & sheet.mask), "coloured"
    yield np.asarray(sheet.mask & (1 - lines), np.uint8), "black"
    # Sides of an angular stamp are lines themselves; lines of text have sides, too.
    printed = sheet.print_mask
    sides = (lines & sheet.mask) | _slanted(sheet)
    yield np.asarray(sheet.mask & (1 - printed) | (sides & printed), np.uint8), "angular"


def _slanted(sheet: Sheet) -> Mask:
    """Ink that runs straight and slanted for longer than a letter: sides of triangular stamps."""
    half, size = _halved(sheet.mask), round(SIDE * sheet.millimetre / 2)
    found = np.zeros_like(half)
    for degrees in SLANTS:
        kernel = np.zeros((2 * size + 1, 2 * size + 1), np.uint8)
        turned = math.radians(degrees)
        x, y = round(size * math.cos(turned) / 2), round(size * math.sin(turned) / 2)
        cv2.line(kernel, (size - x, size - y), (size + x, size + y), 1, 1)
        rows, columns = slice(size - abs(y), size + abs(y) + 1), slice(size - x, size + x + 1)
        found |= opened(half, np.ascontiguousarray(kernel[rows, columns]))
    whole = cv2.resize(found, sheet.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(whole, np.uint8) & sheet.mask


def _is_new(seal: Seal, seals: list[Seal]) -> bool:
    """Whether a seal neither lies in those that were found nor holds one of them."""
    shared = [overlap(seal, other) for other in seals]
    if sum(shared) >= 0.3 * int(seal.area.sum()):
        return False
    return all(
        pixels <= 0.5 * int(other.area.sum()) for pixels, other in zip(shared, seals, strict=True)
    )


def _blots(sheet: Sheet, seals: list[Seal]) -> Iterator[Seal]:
    """Coloured ink as large as a seal in which no outline was recognised."""
    if sheet.is_grey:
        return
    scale = sheet.millimetre / 2
    half = _halved(np.asarray(sheet.coloured & (1 - painted(seals, sheet.shape)), np.uint8))
    labels, stats = components(closed(half, disc(max(3, round(2.5 * scale)) | 1)))
    for number in range(1, len(stats)):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if min(width, height) < BLOT_SIDE * scale or max(width, height) > LARGEST * scale:
            continue
        box = (2 * x, 2 * y, 2 * width, 2 * height)
        window = window_of(sheet.shape, box)
        rows, columns = window
        small = np.s_[rows.start // 2 : rows.stop // 2, columns.start // 2 : columns.stop // 2]
        part = np.asarray(labels[small] == number, np.uint8)
        ink = np.asarray(half[small] & part, np.uint8)
        if float(distance_inside(ink).max()) > THICKEST * scale or ink.sum() < 0.1 * part.sum():
            continue
        size = (columns.stop - columns.start, rows.stop - rows.start)
        area = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_NEAREST), np.uint8)
        colour = colour_of(sheet, area, window)
        yield Seal(box, UNCLEAR, colour, DOUBT, window, area, area & sheet.mask[window])


def _halved(mask: Mask) -> Mask:
    """A mask of half the size; a pixel is ink where one of its four is."""
    rows, columns = mask.shape[0] // 2 * 2, mask.shape[1] // 2 * 2
    paired = mask[:rows:2, :columns] | mask[1:rows:2, :columns]
    return np.ascontiguousarray(paired[:, ::2] | paired[:, 1::2])


def _outlines(sheet: Sheet, half: Mask, kind: Kind) -> Iterator[Seal]:
    """Outlines that enclose an area."""
    scale = sheet.millimetre / 2
    for gap, protruding in (*GAPS, WIDEST_GAP) if kind == "angular" else GAPS:
        radius = (max(3, round(protruding * scale)) | 1) // 2
        for contour in _broad(_filled(half, gap), radius, SMALLEST * scale, LARGEST * scale):
            _, _, width, height = cv2.boundingRect(contour)
            if min(width, height) >= LEAST_SHORT_SIDE * scale:
                seal = judged(sheet, half, contour, kind)
                if seal is not None:
                    yield seal


def _broad(blobs: Mask, radius: int, least: float, most: float) -> Iterator[NDArray[np.int32]]:
    """Contours of what a disc can be laid into, whose longer side lies between two lengths.

    The disc shrinks the blobs to cores; each core that is large enough is grown again.
    """
    depth = distance_inside(blobs)
    cores, _ = cv2.findContours(
        np.asarray(depth > radius).view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    for core in cores:
        x, y, width, height = cv2.boundingRect(core)
        if not least <= max(width, height) + 2 * radius <= most:
            continue
        corner = x - radius - 1, y - radius - 1
        local = np.zeros((height + 2 * radius + 2, width + 2 * radius + 2), np.uint8)
        cv2.fillPoly(local, [np.asarray(core - corner, np.int32)], 1)
        grown = np.asarray(distance_outside(local) <= radius).view(np.uint8)
        outer, _ = cv2.findContours(grown, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=corner)
        yield np.asarray(outer[0], np.int32)


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
        seal = judged(sheet, half, ring.reshape(-1, 1, 2), kind)
        if seal is not None:
            yield seal


def _filled(mask: Mask, gap: int) -> Mask:
    """Everything enclosed by ink, gaps of up to `gap` pixels notwithstanding."""
    framed = cv2.copyMakeBorder(mask, gap, gap, gap, gap, cv2.BORDER_CONSTANT, value=0)
    outside = closed(np.asarray(framed, np.uint8), disc(gap))
    cv2.floodFill(outside, None, (0, 0), 2)
    return np.asarray((outside != 2)[gap:-gap, gap:-gap], np.uint8)
