"""Text lines found anywhere on a page, tilted or not, cut out level and read one by one.

The detector is the one inside the `rapidocr` package: it finds lines of any script, on patterned
ground and in photographs where page segmentation loses them (design.md section 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup import Image
from pipeline.geometry import clipped
from pipeline.model import Box, Word
from pipeline.ocr import latin, recogniser, tesseract

DETECTED_LETTER = 8.0
"""Pixels of a typical letter at which lines are looked for (make bench)."""
SIDES = (704, 1408)
"""Pixels of the longer side while looking: least and most."""
HEIGHT = 48
"""Pixels of a line cut out: what the recogniser is made for; Tesseract reads it well."""
WIDEST = 2600
MARGIN = 8
"""Pixels of plain paper that Tesseract needs around a line."""
STEEP = 30.0
"""Degrees of tilt from which a word's box is that of its whole line."""
SHRUNK = 0.67
SLACK = 0.13
"""Share of a line's frame above and below its letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """Frame of a text line in pixels of the page: its corners clockwise from the top left."""

    corners: NDArray[np.float32]

    @property
    def width(self) -> float:
        return float(np.hypot(*(self.corners[1] - self.corners[0])))

    @property
    def height(self) -> float:
        return float(np.hypot(*(self.corners[3] - self.corners[0])))

    @property
    def tilt(self) -> float:
        """Degrees by which the line falls to the right."""
        across, down = self.corners[1] - self.corners[0]
        return float(np.degrees(np.arctan2(down, across)))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the page lies inside."""
        return cv2.pointPolygonTest(self.corners, (x, y), False) >= 0

    @property
    def is_tall(self) -> bool:
        """Whether the frame stands upright: text turned by a quarter, or a single letter."""
        return self.height > 1.5 * self.width

    def turned(self, quarters: int) -> "Line":
        """The same frame read from the side that lies so many quarters further clockwise."""
        return Line(np.roll(self.corners, -quarters, axis=0))

    def grown(self, beyond: float, above: float) -> "Line":
        """Longer on both ends by `beyond` heights, higher above and below by `above` heights."""
        top_left, top_right, bottom_right, bottom_left = self.corners
        along = (top_right - top_left) / max(self.width, 1.0) * self.height * beyond
        down = (bottom_left - top_left) * above
        corners = [
            top_left - along - down,
            top_right + along - down,
            bottom_right + along + down,
            bottom_left - along + down,
        ]
        return Line(np.asarray(corners, np.float32))

    def part(self, left: float, right: float, page: tuple[int, int]) -> Box:
        """Box on the page of what stands between two fractions of the line's width."""
        width, height = page
        if abs(self.tilt) > STEEP:
            low, high = self.corners.min(axis=0), self.corners.max(axis=0)
            return clipped(low[0] / width, low[1] / height, high[0] / width, high[1] / height)
        top_left, top_right, bottom_right, bottom_left = self.corners
        tops = [top_left + share * (top_right - top_left) for share in (left, right)]
        bottoms = [bottom_left + share * (bottom_right - bottom_left) for share in (left, right)]
        # Frames of a tilted word would grow with its width: its own height around its middle.
        x = [point[0] for point in (*tops, *bottoms)]
        middle = float(np.mean([point[1] for point in (*tops, *bottoms)]))
        half = self.height * (0.5 - SLACK)
        return clipped(
            min(x) / width, (middle - half) / height, max(x) / width, (middle + half) / height
        )


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What one line says; words from left to right, confidence weighted by their length."""

    line: Line
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        return certainty(self.words)


def certainty(words: Sequence[Word]) -> float:
    """Mean confidence of words weighted by their length; 0 for none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def find(image: Image, letter_height: float) -> list[Line]:
    """Lines of an upright page image in no particular order, those of turned text too."""
    longest = max(image.shape[:2])
    wanted = longest * DETECTED_LETTER / letter_height if letter_height else SIDES[1]
    side = int(min(SIDES[1], max(SIDES[0], wanted)))
    found = (Line(np.asarray(corners, np.float32)) for corners in latin.detect(image, side))
    return [line for line in found if min(line.width, line.height) >= 4]


def read(image: Image, lines: Sequence[Line], *, number: int = 0, seconds: float) -> list[ReadLine]:
    """Each line read by our recogniser, or by Tesseract where that is not set up.

    Words are numbered as lines from `number` on.
    """
    if not lines:
        return []
    page = (image.shape[1], image.shape[0])
    if recogniser.available():
        readings = recogniser.read_lines([cut(image, line) for line in lines])
        return [
            ReadLine(
                line,
                tuple(
                    Word(
                        text,
                        line.part(left, right, page),
                        sure,
                        number + index,
                        True,
                        recogniser.ENGINE,
                    )
                    for text, sure, left, right in reading.words
                    if text.strip()
                ),
            )
            for index, (line, reading) in enumerate(zip(lines, readings, strict=True))
        ]
    return [
        ReadLine(line, _by_tesseract(image, line, number + index, seconds))
        for index, line in enumerate(lines)
    ]


def cut(image: Image, line: Line, height: int = HEIGHT) -> Image:
    """The line level, `height` pixels high, in the colours of the page."""
    scale = height / max(line.height, 1.0)
    width = int(min(WIDEST, max(8, round(line.width * scale))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    corners, source = line.corners, image
    if scale < SHRUNK:
        # Warping samples points: what becomes much smaller is shrunk by areas first.
        x, y, wide, high = cv2.boundingRect(corners)
        x, y, step = max(0, x), max(0, y), scale / SHRUNK
        source = np.asarray(
            cv2.resize(
                image[y : y + high, x : x + wide],
                None,
                fx=step,
                fy=step,
                interpolation=cv2.INTER_AREA,
            ),
            np.uint8,
        )
        corners = ((corners - np.array([x, y], np.float32)) * step).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    level = cv2.warpPerspective(
        source, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(level, np.uint8)


def _by_tesseract(image: Image, line: Line, number: int, seconds: float) -> tuple[Word, ...]:
    level = cut(image, line)
    if level.ndim == 3:
        level = np.asarray(cv2.cvtColor(level, cv2.COLOR_BGR2GRAY), np.uint8)
    width = level.shape[1]
    paper = int(np.percentile(level, 80))
    framed = cv2.copyMakeBorder(
        level, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=paper
    )
    page = (image.shape[1], image.shape[0])
    return tuple(
        Word(
            word.text,
            line.part(
                min(1.0, max(0.0, (word.left - MARGIN) / width)),
                min(1.0, max(0.0, (word.right - MARGIN) / width)),
                page,
            ),
            word.confidence,
            number,
            from_ocr=True,
            engine="tesseract",
        )
        for word in tesseract.read(np.asarray(framed, np.uint8), seconds=seconds, layout=7)
    )
