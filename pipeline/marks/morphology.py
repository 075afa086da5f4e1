"""Operations on masks (0/1), thin over OpenCV, with the types that the rest can rely on."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.uint8]
Labels = NDArray[np.integer[Any]]

LEFT, TOP, WIDTH, HEIGHT, AREA = range(5)
"""Columns of what `components` tells."""


def block(rows: int, columns: int) -> Mask:
    """A full kernel."""
    return np.ones((rows, columns), np.uint8)


def disc(size: int) -> Mask:
    """A round kernel."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def closed(mask: Mask, kernel: Mask) -> Mask:
    """Gaps narrower than the kernel filled."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), np.uint8)


def opened(mask: Mask, kernel: Mask) -> Mask:
    """What is narrower than the kernel taken away."""
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)


def dilated(mask: Mask, kernel: Mask) -> Mask:
    """Grown by half the kernel."""
    return np.asarray(cv2.dilate(mask, kernel), np.uint8)


def eroded(mask: Mask, kernel: Mask) -> Mask:
    """Shrunk by half the kernel."""
    return np.asarray(cv2.erode(mask, kernel), np.uint8)


def distance_inside(mask: Mask) -> NDArray[np.float32]:
    """Distance of each pixel of a mask to the nearest one outside."""
    return np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 3), np.float32)


def distance_outside(mask: Mask) -> NDArray[np.float32]:
    """Distance of each pixel outside a mask to the nearest one of it."""
    return distance_inside(np.asarray(mask == 0).view(np.uint8))


def components(mask: Mask) -> tuple[Labels, NDArray[np.int32]]:
    """Number of the component of each pixel (0: none), and left, top, width, height, area of
    each component; row 0 is the background."""
    try:  # with short numbers OpenCV needs a third of the time
        _, labels, stats, _ = cv2.connectedComponentsWithStats(
            mask, connectivity=8, ltype=cv2.CV_16U
        )
    except cv2.error:  # dust of more than 65 000 grains
        _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels), np.asarray(stats, np.int32)


def chosen(labels: Labels, keep: NDArray[np.bool_]) -> Mask:
    """The components that `keep` names, as a mask."""
    return np.asarray(keep.view(np.uint8).take(labels), np.uint8)
