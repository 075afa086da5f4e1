"""From a raster to an upright, straight page image that an engine reads well.

Orientation in quarter turns is guessed from how letters neighbour each other (cheap, no engine);
which of the two possible ways is up is for the engine to say. Nothing here changes the picture
beyond turning, straightening and scaling: no clean-up step stays without a measured gain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.geometry import clipped
from pipeline.model import Box

Image = NDArray[np.uint8]

# Letters between these heights, as a share of the longer side of the page, are print: smaller is
# dirt, larger are pictures and seals.
SMALLEST_LETTER = 0.0022
LARGEST_LETTER = 0.03
MOST_SKEW = 16.0
SKEW_WORTH_MENDING = 0.25
BLANK_INK = 0.0004
MOST_LETTERS = 2500


@dataclass(frozen=True, slots=True)
class Letters:
    """Connected components of letter size: centres (N x 2, pixels), heights and widths (N)."""

    centres: NDArray[np.float32]
    widths: NDArray[np.float32]
    heights: NDArray[np.float32]
    ink: float
    """Share of dark pixels on the whole page."""

    @property
    def typical_height(self) -> float:
        """Height in pixels of the letters that cover most; 0 when there is none."""
        return self.height_at(0.5)

    @property
    def small_height(self) -> float:
        """Height in pixels of the smaller print of the page; 0 when there is none."""
        return self.height_at(0.15)

    def height_at(self, share: float) -> float:
        """Height below which letters cover this share of what all letters cover.

        Counted by area: specks of dust outnumber the letters of a photograph or a poor scan.
        """
        if not len(self.heights):
            return 0.0
        rising = np.argsort(self.heights)
        areas = np.cumsum((self.heights * self.widths)[rising])
        return float(self.heights[rising][np.searchsorted(areas, share * areas[-1])])

    def outside(self, boxes: Sequence[Box], size: tuple[int, int]) -> float:
        """Share of letters of usual size that stand in none of the boxes of a page of that size.

        `size` is width and height in pixels. 0 for a page with hardly any letters.
        """
        typical = self.typical_height
        usual = (self.heights > 0.5 * typical) & (self.heights < 2 * typical)
        centres = self.centres[usual]
        if len(centres) < 12:
            return 0.0
        x, y = (centres / np.array(size, np.float32)).T
        free = np.ones(len(centres), bool)
        for box in boxes:
            free &= (x < box.left) | (x > box.right) | (y < box.top) | (y > box.bottom)
        return float(free.mean())


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page image turned by `angle` degrees around its middle and scaled by `scale`.

    `matrix` (2 x 3) leads from pixels of the original to pixels of `image`.
    """

    image: Image
    matrix: NDArray[np.float64]
    original_size: tuple[int, int]
    """Width and height of the image before, in pixels."""

    def on_page(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Box of the page (fractions) that holds a rectangle given in pixels of `image`."""
        corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)
        back = cv2.invertAffineTransform(self.matrix)
        x, y = (corners @ back[:, :2].T + back[:, 2]).T
        width, height = self.original_size
        if abs(back[0, 1]) > 1e-9:
            # The hull of a turned line is too tall; keep its own height around its middle line.
            spare_x = (x.max() - x.min() - (right - left) * abs(back[0, 0])) / 2
            spare_y = (y.max() - y.min() - (bottom - top) * abs(back[1, 1])) / 2
        else:
            spare_x = spare_y = 0.0
        return clipped(
            (x.min() + spare_x) / width,
            (y.min() + spare_y) / height,
            (x.max() - spare_x) / width,
            (y.max() - spare_y) / height,
        )


def grey(image: Image) -> Image:
    """One-channel version of a BGR or grey image."""
    if image.ndim == 2:
        return image
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def letters_of(image: Image) -> Letters:
    """Find the components of letter size in a grey page image of any resolution."""
    small, scale = _at_most(image, 1700)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    count, _, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    side = max(small.shape)
    heights, widths = stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    largest = np.maximum(heights, widths)
    smallest = np.minimum(heights, widths)
    keep = (largest >= SMALLEST_LETTER * side) & (largest <= LARGEST_LETTER * side)
    keep &= smallest * 8 >= largest
    keep[:1] = False
    chosen = np.flatnonzero(keep)
    if len(chosen) > MOST_LETTERS:
        chosen = chosen[:: len(chosen) // MOST_LETTERS + 1]
    return Letters(
        (centres[chosen] / scale).astype(np.float32),
        (widths[chosen] / scale).astype(np.float32),
        (heights[chosen] / scale).astype(np.float32),
        float(ink.mean()) if count > 1 else 0.0,
    )


def is_blank(letters: Letters) -> bool:
    """Whether a page holds nothing that could be text."""
    return letters.ink < BLANK_INK or len(letters.heights) < 4


def lies_on_its_side(letters: Letters) -> bool:
    """Whether text lines run up and down: the nearest neighbour of a letter stands above it."""
    if len(letters.centres) < 12:
        return False
    offsets = _nearest_neighbours(letters)
    across = np.abs(offsets[:, 0]) > 2 * np.abs(offsets[:, 1])
    along = np.abs(offsets[:, 1]) > 2 * np.abs(offsets[:, 0])
    return bool(along.sum() > 1.3 * across.sum())


def turned(image: Image, degrees: int) -> Image:
    """Image turned clockwise by 0, 90, 180 or 270 degrees."""
    codes = {
        90: cv2.ROTATE_90_CLOCKWISE,
        180: cv2.ROTATE_180,
        270: cv2.ROTATE_90_COUNTERCLOCKWISE,
    }
    if degrees % 360 == 0:
        return image
    return np.asarray(cv2.rotate(image, codes[degrees % 360]), np.uint8)


def skew_of(letters: Letters) -> float:
    """Angle in degrees by which text lines fall to the right (positive) or rise (negative).

    The sharpest projection of the feet of the letters wins; 0 where there is too little text.
    """
    if len(letters.centres) < 25:
        return 0.0
    feet = letters.centres + np.stack([np.zeros_like(letters.heights), letters.heights / 2], 1)
    unit = max(letters.typical_height / 3, 1.0)

    def sharpness(angle: float) -> float:
        slope = np.tan(np.radians(angle))
        rows = ((feet[:, 1] - feet[:, 0] * slope) / unit).astype(int)
        counts = np.bincount(rows - rows.min())
        return float((counts.astype(float) ** 2).sum())

    coarse = np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5)
    best = max(coarse, key=sharpness)
    fine = np.arange(best - 0.5, best + 0.51, 0.1)
    scores = np.array([sharpness(angle) for angle in fine])
    plateau = fine[scores >= 0.97 * scores.max()]
    return float(plateau.mean())


def straighten(image: Image, angle: float, scale: float) -> Straightened:
    """Turn a grey image by `angle` degrees so that lines run level, and scale it, in one step."""
    height, width = image.shape[:2]
    if abs(angle) < SKEW_WORTH_MENDING:
        angle = 0.0
    if angle == 0.0:
        matrix = np.array([[scale, 0, 0], [0, scale, 0]], float)
        if scale == 1.0:
            return Straightened(image, matrix, (width, height))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        return Straightened(
            np.asarray(cv2.resize(image, size, interpolation=method), np.uint8),
            matrix,
            (width, height),
        )
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale), float)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width = int(width * cosine + height * sine)
    new_height = int(width * sine + height * cosine)
    matrix[0, 2] += new_width / 2 - width / 2
    matrix[1, 2] += new_height / 2 - height / 2
    if scale < 1:
        # Warping samples points; without a blur thin strokes of a shrunken page would vanish.
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.45 / scale), np.uint8)
    paper = int(np.percentile(image[::16, ::16], 75))
    warped = cv2.warpAffine(
        image, matrix, (new_width, new_height), flags=cv2.INTER_CUBIC, borderValue=paper
    )
    return Straightened(np.asarray(warped, np.uint8), matrix, (width, height))


def _at_most(image: Image, longest: int) -> tuple[Image, float]:
    side = max(image.shape[:2])
    if side <= longest:
        return image, 1.0
    scale = longest / side
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), scale


def _nearest_neighbours(letters: Letters) -> NDArray[np.float32]:
    """Offset (x, y) from each of up to 800 letters to its nearest neighbour."""
    centres = letters.centres
    chosen = centres[:: max(1, len(centres) // 800)]
    gaps = chosen[:, None, :] - centres[None, :, :]
    distances = (gaps**2).sum(axis=2)
    distances[distances == 0] = np.inf
    nearest = distances.argmin(axis=1)
    return np.asarray(centres[nearest] - chosen, np.float32)
