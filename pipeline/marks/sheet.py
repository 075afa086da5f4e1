"""A page image prepared for the search of marks: level, evenly lit, its ink and colours told apart.

All marks are searched on one reduced copy of the page (`LONG_SIDE` pixels, about 140 dpi for A4):
pen strokes are still two pixels wide there, and a page costs a fifth of what the scan would.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.cleanup import Image, Straightened, grey, letters_of, skew_of
from pipeline.marks.morphology import Mask, block, dilated
from pipeline.model import Box, Word

LONG_SIDE = 1650
"""Pixels of the longer side of the copy."""
A4_LONG_SIDE = 297.0
"""Millimetres."""
LETTER = 2.0
"""Millimetres of a typical letter of print, an x-height of 11 to 12 points."""
SURE_WORD = 0.6
"""Confidence from which a word that an engine read is print and not a stroke of a pen."""
READ_WITHOUT_INK = "without-ink"
"""Engine of a word under a seal or a pen: what stands in its box is not print alone."""
SCRAWL_LETTERS, SCRAWL_TALL, SCRAWL_WIDE = 4, 1.7, 1.1
"""A word of so few letters, so many times taller than the usual one, whose letters are wider than
they are tall, is a stroke of a pen that was read as letters."""
BETWEEN, RIMS = 0.012, 0.8
"""Shares of a page, and of its black points, below which the points between black and white make
it black-and-white (measured: 0.001 to 0.007 and 0.2 to 0.7 there; 3 times and more elsewhere)."""
FAINTEST_INK = 38
"""Levels below paper white (255) from which a pixel is ink, on evenly lit paper."""
ENOUGH_WORDS = 30
"""Words from which the slope of the lines is known without looking at letters."""
COLOURED = 30
"""Spread of the channels from which ink has a colour, on evenly lit paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `colour` (BGR, paper white), `ink` (0..255, how dark), `mask` and `coloured` (0/1).
    `picture` is the page as it came, of the same size before it was levelled.

    `print_mask` covers what was surely read as print. `millimetre` is how many pixels one has,
    as far as can be told; `letter` the height of a typical letter in pixels.
    """

    picture: Image
    colour: Image
    ink: Image
    mask: Mask
    coloured: Mask
    print_mask: Mask
    letter: float
    millimetre: float
    is_grey: bool
    bilevel: bool
    straightened: Straightened

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.ink.shape[0], self.ink.shape[1]

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Box of the page (fractions) for a rectangle in pixels of the sheet."""
        return self.straightened.on_page(x, y, x + width, y + height)


def prepare(image: Image, words: Sequence[Word]) -> Sheet:
    """Reduce, level and light evenly an upright page image (BGR or grey) with what was read."""
    small = reduced(image, LONG_SIDE)
    letters = None if len(words) >= ENOUGH_WORDS else letters_of(grey(small))
    slope = _slope(words, small.shape) if letters is None else skew_of(letters)
    level = _levelled(small, slope)
    even = _evenly_lit(level.image)
    bilevel = is_bilevel(image)
    if even.ndim == 3:
        ink = np.asarray(cv2.bitwise_not(_least(even)), np.uint8)
        spread = _spread(np.asarray(cv2.blur(even, (3, 3)), np.uint8))
        coloured = _above(spread, COLOURED) & _above(ink, FAINTEST_INK)
        colour = even
    else:
        ink = np.asarray(cv2.bitwise_not(even), np.uint8)
        coloured = np.zeros_like(ink)
        colour = np.asarray(cv2.cvtColor(even, cv2.COLOR_GRAY2BGR), np.uint8)
    mask = _above(ink, FAINTEST_INK)
    letter = _letter_height(words, small.shape[0])
    if not letter:
        letter = (letters or letters_of(grey(small))).typical_height or 10.0
    is_grey = cv2.countNonZero(coloured) < 0.004 * max(1, cv2.countNonZero(mask))
    return Sheet(
        picture=small,
        colour=colour,
        ink=ink,
        mask=mask,
        coloured=coloured,
        print_mask=_print_mask(words, level, small.shape[:2], ink.shape[:2]),
        letter=letter,
        millimetre=_millimetre(small.shape[:2], letter),
        is_grey=is_grey,
        bilevel=bilevel,
        straightened=level,
    )


def _above(values: Image, limit: int) -> Mask:
    return np.asarray(cv2.threshold(values, limit, 1, cv2.THRESH_BINARY)[1], np.uint8)


def _least(image: Image) -> Image:
    """The darkest channel of each pixel; OpenCV does it ten times faster than numpy."""
    blue, green, red = cv2.split(image)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)


def _spread(image: Image) -> Image:
    """How far the channels of each pixel lie apart."""
    blue, green, red = cv2.split(image)
    most, least = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    return np.asarray(cv2.subtract(most, least), np.uint8)


def _slope(words: Sequence[Word], shape: Sequence[int]) -> float:
    """Degrees by which lines of words fall to the right, the median of the longer lines."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    slopes = []
    for line in lines.values():
        first, last = line[0].box.middle, line[-1].box.middle
        run = (last[0] - first[0]) * shape[1]
        if run > 0.25 * shape[1]:
            rise = (last[1] - first[1]) * shape[0]
            slopes.append(math.degrees(math.atan2(rise, run)))
    return float(np.median(slopes)) if len(slopes) >= 3 else 0.0


def reduced(image: Image, long_side: int) -> Image:
    """The image with this longer side, in pixels; a smaller one as it is.

    Blocks of pixels are averaged by a whole number and the rest is interpolated: a fifth of what
    averaging by a fraction costs, and pages are five times as large as what is looked at.
    """
    side = max(image.shape[:2])
    if side <= long_side:
        return image
    scale = long_side / side
    rows, columns = (max(1, round(length * scale)) for length in image.shape[:2])
    return np.asarray(
        cv2.resize(
            averaged(image, side // long_side), (columns, rows), interpolation=cv2.INTER_LINEAR
        ),
        np.uint8,
    )


def averaged(image: Image, by: int) -> Image:
    """Means of blocks of `by` x `by` pixels; what is left over right and below is dropped."""
    if by < 2 or min(image.shape[:2]) < by:
        return image
    rows, columns = image.shape[0] // by, image.shape[1] // by
    whole = image[: rows * by, : columns * by]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)


def _levelled(image: Image, angle: float) -> Straightened:
    """Turned so that lines run level; the frame keeps its size, marks do not stand at its rim."""
    height, width = image.shape[:2]
    if abs(angle) < 0.2:
        identity = np.array([[1, 0, 0], [0, 1, 0]], float)
        return Straightened(image, identity, (width, height))
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), float)
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return Straightened(np.asarray(turned, np.uint8), matrix, (width, height))


def _evenly_lit(image: Image) -> Image:
    """Paper made white everywhere: each channel divided by the brightness of the paper around."""
    height, width = image.shape[:2]
    paper = cv2.medianBlur(dilated(averaged(image, 6), block(5, 5)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, np.maximum(paper, 40), scale=250), np.uint8)


def is_bilevel(image: Image) -> bool:
    """Whether a page holds hardly anything but black and white.

    On a page with few words hardly any point lies between them either, but more do than are black:
    the rims of its letters.
    """
    some = grey(np.ascontiguousarray(image[::7, ::7]))
    between = float(((some > 24) & (some < 231)).mean())
    return between < min(BETWEEN, RIMS * float((some <= 24).mean()))


def _letter_height(words: Sequence[Word], rows: int) -> float:
    """From the boxes of words, which reach from the tallest to the lowest letter; 0 without."""
    heights = [word.box.height for word in words if word.confidence >= SURE_WORD]
    if len(heights) < 8:
        return 0.0
    # The box of a word is about 1.35 x-heights tall, that of a text layer 1.9.
    usual = 1.9 if not words[0].from_ocr else 1.35
    return float(np.median(heights)) * rows / usual


def _millimetre(size: Sequence[int], letter: float) -> float:
    """Pixels a millimetre: a page is A4 unless its letters say that it is far smaller."""
    by_page, by_letter = max(size) / A4_LONG_SIDE, letter / LETTER
    return by_page if 0.45 * by_letter < by_page < 2.2 * by_letter else by_letter


def _print_mask(
    words: Sequence[Word], level: Straightened, size: Sequence[int], shape: Sequence[int]
) -> Mask:
    mask = np.zeros(tuple(shape[:2]), np.uint8)
    height, width = size[0], size[1]
    printed = [word for word in words if is_print(word)]
    usual = float(np.median([word.box.height for word in printed])) if printed else 0.0
    boxes = [word.box for word in printed if not _is_scrawl(word, usual, width / height)]
    if not boxes:
        return mask
    edges = np.array([[box.left, box.top, box.right, box.bottom] for box in boxes])
    first, last = edges[:, :2] * (width, height), edges[:, 2:] * (width, height)
    middles = (first + last) / 2 @ level.matrix[:, :2].T + level.matrix[:, 2]
    reach = (last - first) / 2 + 1
    starts = np.maximum((middles - reach).round().astype(int), 0).tolist()
    ends = np.maximum((middles + reach).round().astype(int) + 1, 0).tolist()
    for (left, top), (right, bottom) in zip(starts, ends, strict=True):
        mask[top:bottom, left:right] = 1
    return mask


def _is_scrawl(word: Word, usual: float, across: float) -> bool:
    """Whether a word has the form of a signature; `usual` is the height of words of the page,
    `across` its width in heights."""
    letters = len(word.text)
    if not word.from_ocr or letters > SCRAWL_LETTERS or word.box.height <= SCRAWL_TALL * usual:
        return False
    return word.box.width * across / letters > SCRAWL_WIDE * word.box.height


def is_print(word: Word) -> bool:
    """Whether what stands in a word's box is surely print: strokes are misread as short words."""
    if not word.from_ocr:
        return any(char != "_" for char in word.text)
    if word.engine == READ_WITHOUT_INK:
        return False
    letters = sum(char.isalnum() for char in word.text)
    least = SURE_WORD if letters >= 4 else 0.8 if letters >= 2 else 0.9
    return letters > 0 and word.confidence >= least
