"""A photographed page or card found on its background, flattened, and evenly lit.

Measured on photographed letters and cards (benchmarks.recognition): without flattening and even
light the engine loses whole columns at the edge of a shadow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup import Image

Corners = NDArray[np.float32]
"""Four points in pixels: top-left, top-right, bottom-right, bottom-left."""

LOOKED_AT = 640
"""Pixels of the longer side at which paper is looked for."""
LEAST_AREA = 0.12
MOST_AREA = 0.985
EDGE_REACH = 5
"""Pixels inside and outside an edge whose colours are compared."""
EDGE_CONTRAST = 9.0
"""Least difference in colour (CIE Lab) between paper and background."""
EDGE_SUPPORT = 0.72
"""Share of each edge that must show the difference."""
WHITE = 205
"""Least value of every colour in the paper of a scan."""
INSET = 0.002
"""Share of the paper cut off at each edge, so that no shadow of the edge is left."""
CARD = 85.6 / 53.98
SHEET = 297 / 210
PAPERS = ((SHEET, 297.0), (CARD, 85.6))
"""Ratio of the sides and longer side in millimetres (ISO 216 A4; ISO/IEC 7810 ID-1)."""
SAME_RATIO = 0.09
UNEVEN = 1.1
"""Ratio of the light in the brightest and darkest tenth from which it is evened."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper cut out of its photograph; `longer_side` in millimetres where it is known."""

    image: Image
    longer_side: float | None
    touches_edge: bool
    """Whether part of the paper lies outside the photograph."""


def find(image: Image) -> Paper | None:
    """The page or card on a BGR photograph, seen straight on; None where none stands out.

    A page that fills the picture has no background and is left as it is.
    """
    height, width = image.shape[:2]
    scale = LOOKED_AT / max(height, width)
    if scale >= 1 or image.ndim == 2 or _fills_the_picture(image):
        return None
    small = np.asarray(
        cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    colours = _colours(small)
    best, best_score = None, 0.0
    for corners in _candidates(small, colours):
        score = _support(colours, corners)
        if score > best_score:
            best, best_score = corners, score
    if best is None:
        return None
    exact = _refined(colours, best)
    if _support(colours, exact) < best_score - 0.02:
        exact = best
    limit = np.array([small.shape[1], small.shape[0]]) - 3
    touches = bool(((exact < 2) | (exact > limit)).any())
    return _flattened(image, exact / scale, touches_edge=touches)


def _fills_the_picture(image: Image) -> bool:
    """Whether the rim of the picture is bright paper all around, as on a scan."""
    step = max(1, min(image.shape[:2]) // 200)
    rim = max(2, step)
    strips = (image[:rim:step], image[-rim::step], image[:, :rim:step], image[:, -rim::step])
    return all(
        bool((strip.reshape(-1, 3)[::step].min(axis=1) > WHITE).mean() > 0.97) for strip in strips
    )


def evened(image: Image) -> Image:
    """A grey page with the paper equally bright everywhere; unchanged where it already is."""
    light = _light(image)
    low, high = np.percentile(light, (10, 90))
    if high < UNEVEN * low:
        return image
    height, width = image.shape
    full = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, full, scale=245), np.uint8)


def _light(image: Image) -> Image:
    """Brightness of the paper at an eighth of the size: print closed away, then smoothed."""
    small = cv2.resize(image, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    side = max(small.shape)
    reach = max(3, side // 32) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    smooth = cv2.GaussianBlur(cv2.medianBlur(closed, 5), (0, 0), reach / 3)
    return np.asarray(np.maximum(smooth, 24), np.uint8)


def _colours(small: Image) -> NDArray[np.float32]:
    calm = cv2.medianBlur(small, 5)
    return np.asarray(cv2.cvtColor(calm.astype(np.float32) / 255, cv2.COLOR_BGR2LAB), np.float32)


def _candidates(small: Image, colours: NDArray[np.float32]) -> Iterator[Corners]:
    """Quadrangles that could be paper, from several ways to part light from dark."""
    area = small.shape[0] * small.shape[1]
    for mask in _masks(small, colours):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:2]:
            hull = cv2.convexHull(contour)
            covered = cv2.contourArea(hull)
            if not LEAST_AREA * area <= covered <= MOST_AREA * area:
                continue
            corners = _quadrangle(hull)
            if corners is not None and cv2.contourArea(corners) <= 1.08 * covered:
                yield corners


def _masks(small: Image, colours: NDArray[np.float32]) -> Iterator[Image]:
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 1.5)
    kernel = np.ones((7, 7), np.uint8)
    otsu, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for level in (otsu, 0.8 * otsu, 0.62 * otsu, 1.15 * otsu):
        _, mask = cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)
        yield _closed(mask, kernel)
    for channel in (colours[:, :, 1], colours[:, :, 2]):
        stretched = cv2.normalize(channel, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)  # type: ignore[call-overload]
        _, mask = cv2.threshold(stretched, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield _closed(mask, kernel)
        yield _closed(255 - mask, kernel)
    edges = cv2.Canny(grey, 30, 90)
    walls = cv2.dilate(edges, np.ones((3, 3), np.uint8))
    yield _closed(walls, np.ones((9, 9), np.uint8))


def _closed(mask: "NDArray[np.uint8] | cv2.typing.MatLike", kernel: NDArray[np.uint8]) -> Image:
    """Print and small gaps filled, thin bridges to the background cut."""
    filled = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.morphologyEx(filled, cv2.MORPH_OPEN, kernel), np.uint8)


def _quadrangle(hull: "cv2.typing.MatLike") -> Corners | None:
    """The hull simplified to four corners in order, None where it has no such shape."""
    around = cv2.arcLength(hull, True)
    for share in (0.015, 0.025, 0.04, 0.06):
        points = cv2.approxPolyDP(hull, share * around, True)
        if len(points) == 4:
            return _ordered(points.reshape(4, 2).astype(np.float32))
        if len(points) < 4:
            return None
    return None


def _ordered(points: Corners) -> Corners:
    """Clockwise from the corner that is nearest to the top left."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    clockwise = points[np.argsort(angles)]
    first = int(np.argmin(clockwise.sum(axis=1)))
    return np.asarray(np.roll(clockwise, -first, axis=0), np.float32)


def _support(colours: NDArray[np.float32], corners: Corners) -> float:
    """How plainly the quadrangle parts two colours: 0 where any edge does not, else area share."""
    height, width = colours.shape[:2]
    support = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = end - start
        length = float(np.hypot(*along))
        if length < 0.12 * max(height, width):
            return 0.0
        outward = np.array([along[1], -along[0]]) / length
        steps = np.linspace(0.06, 0.94, 60)[:, None]
        points = start + steps * along
        outside, inside = points + EDGE_REACH * outward, points - EDGE_REACH * outward
        if float(_is_inside(outside, width, height).mean()) <= 0.5:
            support.append(EDGE_SUPPORT)  # the paper goes on beyond the picture
            continue
        gap = np.linalg.norm(_at(colours, outside) - _at(colours, inside), axis=1)
        support.append(float((gap > EDGE_CONTRAST).mean()))
    if min(support) < EDGE_SUPPORT or sorted(support)[1] <= EDGE_SUPPORT:
        return 0.0
    area: float = cv2.contourArea(corners) / (height * width)
    return sum(support) / len(support) + 0.4 * area


def _refined(colours: NDArray[np.float32], corners: Corners) -> Corners:
    """Each edge moved to where the colour changes most, and the corners where edges meet."""
    lines = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = end - start
        length = float(np.hypot(*along))
        outward = np.array([along[1], -along[0]]) / length
        steps = np.linspace(0.05, 0.95, 70)[:, None]
        points = start + steps * along
        offsets = np.arange(-8, 9)
        profile = np.stack([_at(colours, points + offset * outward) for offset in offsets], axis=1)
        change = np.linalg.norm(profile[:, 2:] - profile[:, :-2], axis=2)
        best = offsets[1:-1][change.argmax(axis=1)]
        sure = change.max(axis=1) > EDGE_CONTRAST
        if sure.sum() < 20:
            lines.append((start, along / length))
            continue
        found = (points + best[:, None] * outward)[sure].astype(np.float32)
        x, y, at_x, at_y = cv2.fitLine(found, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((np.array([at_x, at_y]), np.array([x, y])))
    met = [_meeting(lines[index - 1], lines[index]) for index in range(4)]
    if any(point is None for point in met):
        return corners
    return np.asarray(met, np.float32)


def _meeting(
    first: tuple[NDArray[np.floating], NDArray[np.floating]],
    second: tuple[NDArray[np.floating], NDArray[np.floating]],
) -> NDArray[np.floating] | None:
    matrix = np.stack([first[1], -second[1]], axis=1)
    if abs(np.linalg.det(matrix)) < 0.1:
        return None
    share = np.linalg.solve(matrix, second[0] - first[0])
    return np.asarray(first[0] + share[0] * first[1])


def _is_inside(points: NDArray[np.floating], width: int, height: int) -> NDArray[np.bool_]:
    x, y = points.T
    return np.asarray((x >= 0) & (y >= 0) & (x < width) & (y < height))


def _at(colours: NDArray[np.float32], points: NDArray[np.floating]) -> NDArray[np.float32]:
    height, width = colours.shape[:2]
    x = np.clip(points[:, 0].round().astype(int), 0, width - 1)
    y = np.clip(points[:, 1].round().astype(int), 0, height - 1)
    return np.asarray(colours[y, x])


def _flattened(image: Image, corners: Corners, *, touches_edge: bool) -> Paper:
    sides = [float(np.hypot(*(corners[i] - corners[i - 1]))) for i in range(4)]
    height, width = max(sides[0], sides[2]), max(sides[1], sides[3])
    longer_side = None
    ratio = max(width, height) / min(width, height)
    for wanted, millimetres in PAPERS:
        if abs(ratio / wanted - 1) < SAME_RATIO:
            longer_side = millimetres
            if width > height:
                height = width / wanted
            else:
                width = height / wanted
    size = (round(width), round(height))
    cut = INSET * max(size)
    left, top, right, bottom = -cut, -cut, size[0] + cut, size[1] + cut
    target = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC)
    return Paper(np.asarray(flat, np.uint8), longer_side, touches_edge)
