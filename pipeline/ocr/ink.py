"""Print under ink: what a seal or a pen crosses is read again without the ink.

A seal over a name leaves letters that no engine reads. Ink of colour is known by its colour, any
other by being paler than print: it is lifted to the brightness of paper, print under it stays dark.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline import cleanup
from pipeline.cleanup import Image
from pipeline.geometry import clipped, shared_height, shared_width
from pipeline.marks.sheet import READ_WITHOUT_INK, is_bilevel
from pipeline.model import Box, Word
from pipeline.ocr import tesseract

ENGINE = READ_WITHOUT_INK
TINTED, STRONG = 22, 50
"""Spread of the channels (0..255) from which a point has a colour, and surely is coloured ink."""
LEAST, MOST = 0.0004, 0.08
"""Share of a page under strong ink: below it there is no seal, above it the paper has a colour."""
BLACK = 40
"""Brightest channel of black print under ink."""
STEEPNESS = 1.5
SPOT = 0.03, 0.012
"""Least width and height of a spot of ink, as shares of the page: a seal, a signature, a word."""
JOINED = 0.008
"""Share of the page's width up to which strokes belong to one spot."""
AROUND = 0.02
"""Share of the page's height that is read above and below a spot."""
MOST_READ, MOST_WEAK = 0.6, 0.35
"""Shares of the page's height from which spots of ink, or weak words, are not read again: the
print itself is coloured, or all of it is hard to read."""
WEAK = 0.6
"""Confidence below which a word may lie under ink."""
PALE = 0.3
"""Share of the way from print to paper from which a point is paler than print."""
DARK = 0.1
DARKEST_PALE = 120
"""Brightness from which print is so faint that ink cannot be told from it."""
PRINTED = 0.9
"""Confidence from which words show how dark the print of the page is."""
WANTED_LETTER = 15.0
TOUCHED = 0.01
"""Share of a word's frame under ink from which the ink may have spoilt it."""
SAME_PLACE = 0.3
ENOUGH = 0.6
"""Confidence from which a word read without the ink is taken."""
HALF_SURE = 0.4
"""Confidence in a word from which it is better read than left out."""
SURE = 0.8
SCRAP = 0.5
"""Confidence below which a word is a scrap of ink where nothing stands without the ink."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Words of a page, and its picture with the ink lifted where words were read without it."""

    words: tuple[Word, ...]
    image: Image


def uncovered(image: Image, words: Sequence[Word], *, slope: float, seconds: float) -> Uncovered:
    """The words of an upright scan (BGR), those under ink read without it.

    `slope` is by how many degrees lines fall to the right. A page without ink over its print, and
    one whose paper or print is coloured, stays as it is.
    """
    seen = Uncovered(tuple(words), image)
    if image.ndim == 2 or is_bilevel(image):
        return seen
    spread = _spread(image)
    spots = _spots(spread > STRONG)
    if spots:
        cleaned = _without_colour(image, spread, spots)
        seen = _read(seen, cleaned, spots, spread > TINTED, slope, seconds)
    mask = np.zeros(image.shape[:2], np.bool_)
    weak = _weak(seen.words, mask)
    dark = _darkness(image, words) if weak else None
    if dark is not None:
        cleaned = _without_pale(image, dark, weak)
        seen = _read(seen, cleaned, weak, mask, slope, seconds, ink_is_sure=False)
    return seen


def _read(
    seen: Uncovered,
    cleaned: Image,
    bands: Sequence[tuple[int, int]],
    mask: NDArray[np.bool_],
    slope: float,
    seconds: float,
    *,
    ink_is_sure: bool = True,
) -> Uncovered:
    """What was seen, with the words that the cleaned page shows better where the mask is set."""
    read = [line for band in bands for line in _lines(cleaned, band, slope=slope, seconds=seconds)]
    merged, taken = _merged(seen.words, read, mask, scraps_go=ink_is_sure)
    return Uncovered(merged, _pasted(seen.image, cleaned, taken))


def _darkness(image: Image, words: Sequence[Word]) -> float | None:
    """Brightness of the page's print; None where no word is sure or print is hardly darker than
    paper."""
    height, width = image.shape[:2]
    sure = [word.box for word in words if word.confidence >= PRINTED and len(word.text) > 1]
    levels = [
        float(np.percentile(part, 5))
        for box in sure[:: len(sure) // 30 + 1]
        if (
            part := image[
                int(box.top * height) : int(box.bottom * height) + 1,
                int(box.left * width) : int(box.right * width) + 1,
            ].max(axis=2)
        ).size
    ]
    dark = float(np.median(levels)) if levels else 255.0
    return dark if dark <= DARKEST_PALE else None


def _spread(image: Image) -> NDArray[np.uint8]:
    soft = np.asarray(cv2.blur(image, (3, 3)), np.uint8)
    blue, green, red = cv2.split(soft)
    most, least = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    return np.asarray(cv2.subtract(most, least), np.uint8)


def _spots(strong: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last row of the stretches of the page in which spots of coloured ink stand."""
    if not LEAST < float(strong.mean()) < MOST:
        return []
    height, width = strong.shape
    reach = max(3, round(JOINED * width / 4)) | 1
    small = cv2.resize(
        strong.astype(np.uint8), (width // 4, height // 4), interpolation=cv2.INTER_AREA
    )
    joined = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = [
        (top * 4, (top + down) * 4)
        for _, top, across, down, _ in stats[1:].tolist()
        if across * 4 >= SPOT[0] * width and down * 4 >= SPOT[1] * height
    ]
    return _within(found, height, MOST_READ)


def _weak(words: Sequence[Word], mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The stretches in which weak words stand; their places are set in the mask."""
    height, width = mask.shape
    weak = [word.box for word in words if word.confidence < WEAK and len(word.text) > 1]
    bands = _within(
        [(round(box.top * height), round(box.bottom * height)) for box in weak], height, MOST_WEAK
    )
    for box in weak if bands else ():
        top, bottom = int(box.top * height), int(box.bottom * height) + 1
        mask[top:bottom, int(box.left * width) : int(box.right * width) + 1] = True
    return bands


def _within(found: Sequence[tuple[int, int]], height: int, most: float) -> list[tuple[int, int]]:
    """Rows with a margin, joined where they overlap; none where they are too many."""
    spare = round(AROUND * height)
    bands = _joined([(max(0, top - spare), min(height, end + spare)) for top, end in found])
    return bands if sum(last - first for first, last in bands) <= most * height else []


def _joined(bands: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(bands):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _without_colour(
    image: Image, spread: NDArray[np.uint8], bands: Sequence[tuple[int, int]]
) -> Image:
    """The grey page, in the bands with coloured ink as bright as paper.

    It may be as dark as print in grey: how bright it is in its brightest channel is measured.
    """
    cleaned = cleanup.grey(image).copy()
    paper = _paper(image)
    for first, last in bands:
        part = image[first:last]
        light = np.asarray(cv2.max(cv2.max(part[..., 0], part[..., 1]), part[..., 2]), np.uint8)
        strong = spread[first:last] > STRONG
        level = max(BLACK + 30.0, float(np.percentile(light[strong], 25)))
        tinted = np.asarray((spread[first:last] > TINTED), np.uint8)
        tinted = np.asarray(cv2.dilate(tinted, np.ones((3, 3), np.uint8)), np.uint8)
        bright = cv2.LUT(light, _lift(BLACK, level, paper)) * tinted
        cleaned[first:last] = cv2.max(cleaned[first:last], np.asarray(bright, np.uint8))
    return cleaned


def _without_pale(image: Image, dark: float, bands: Sequence[tuple[int, int]]) -> Image:
    """The grey page, in the bands with all that is paler than print as bright as paper."""
    cleaned = cleanup.grey(image).copy()
    paper = _paper(image)
    lift = _lift(dark + DARK * (paper - dark), dark + PALE * (paper - dark), paper)
    for first, last in bands:
        cleaned[first:last] = cv2.LUT(cleaned[first:last], lift)
    return cleaned


def _paper(image: Image) -> float:
    return float(np.percentile(image[::16, ::16].max(axis=2), 75))


def _lift(dark: float, level: float, paper: float) -> NDArray[np.uint8]:
    """What each brightness becomes: black up to `dark`, paper from `level` on."""
    steps = np.arange(256, dtype=np.float32)
    lifted: NDArray[np.uint8] = (
        np.clip((steps - dark) / (level - dark), 0, 1) ** STEEPNESS * paper
    ).astype(np.uint8)
    return lifted


def _lines(
    cleaned: Image, band: tuple[int, int], *, slope: float, seconds: float
) -> list[list[Word]]:
    """Lines of words of a stretch of the page."""
    first, last = band
    part = cleaned[first:last]
    letter = cleanup.letters_of(part).typical_height
    scale = min(2.0, max(0.5, WANTED_LETTER / letter)) if letter else 1.0
    straight = cleanup.straighten(part, slope, scale)
    height, share = len(cleaned), (last - first) / len(cleaned)
    lines: dict[int, list[Word]] = {}
    for word in tesseract.read(straight.image, seconds=seconds):
        if not any(letter.isalnum() for letter in word.text):
            continue
        box = straight.on_page(word.left, word.top, word.right, word.bottom)
        placed = clipped(
            box.left,
            first / height + box.top * share,
            box.right,
            first / height + box.bottom * share,
        )
        lines.setdefault(word.line, []).append(
            Word(word.text, placed, word.confidence, word.line, from_ocr=True, engine=ENGINE)
        )
    return [_without_doubles(line) for line in lines.values()]


def _without_doubles(line: Sequence[Word]) -> list[Word]:
    """A line without words that the engine read once more within another one."""
    return [
        word
        for word in line
        if not any(
            other is not word and _same_place(word, other) and _worth([other]) > _worth([word])
            for other in line
        )
    ]


def _merged(
    words: Sequence[Word],
    read: Sequence[Sequence[Word]],
    tinted: NDArray[np.bool_],
    *,
    scraps_go: bool,
) -> tuple[tuple[Word, ...], list[Word]]:
    """Words with those that were read better without ink, and the latter.

    Where `scraps_go`, doubtful words at whose place nothing stands without the ink are none.
    """
    kept = {at: (float(word.line), word) for at, word in enumerate(words)}
    added: list[tuple[float, Word]] = []
    seen: set[int] = set()
    for line in read:
        rivals = [{at for at, word in enumerate(words) if _same_place(word, new)} for new in line]
        # What is read doubtfully without the ink as well is print, though not known which.
        seen = seen.union(*rivals)
        sure = [at for at, new in enumerate(line) if new.confidence >= ENOUGH]
        if not any(_is_touched(line[at].box, tinted) for at in sure):
            continue
        place = _place(line, rivals, words)
        for news, olds in _together([line[at] for at in sure], [rivals[at] for at in sure]):
            before = [words[at] for at in olds]
            if olds <= kept.keys() and _is_better(news, before, tinted):
                for at in olds:
                    del kept[at]
                added += [(place, _told(new, before)) for new in news]
    scraps = [
        at
        for at, (_, word) in kept.items()
        if scraps_go
        and at not in seen
        and word.confidence < SCRAP
        and _is_touched(word.box, tinted)
    ]
    for at in scraps:
        del kept[at]
    if not added and not scraps:
        return tuple(words), []
    return _numbered([*kept.values(), *added]), [word for _, word in added]


def _together(
    line: Sequence[Word], rivals: Sequence[set[int]]
) -> list[tuple[list[Word], set[int]]]:
    """Words of a new line with the old ones at their place; two that share one go together."""
    groups: list[tuple[list[Word], set[int]]] = []
    for new, olds in zip(line, rivals, strict=True):
        if groups and olds & groups[-1][1]:
            groups[-1] = ([*groups[-1][0], new], groups[-1][1] | olds)
        else:
            groups.append(([new], set(olds)))
    return groups


def _told(new: Word, olds: Sequence[Word]) -> Word:
    """The new word; one that was well read under the ink is print there, and no stroke of it."""
    sure = bool(olds) and min(word.confidence for word in olds) >= SURE
    return replace(new, engine=olds[0].engine) if sure else new


def _is_better(news: Sequence[Word], olds: Sequence[Word], tinted: NDArray[np.bool_]) -> bool:
    """Whether words under ink say more, more surely, without it."""
    if not olds:
        return True
    if not any(_is_touched(word.box, tinted) for word in (*news, *olds)):
        return False
    said, before = ("".join(word.text for word in words) for words in (news, olds))
    if said in before:
        # The same, parted or shortened: only a surer reading of the very word counts.
        return said == before and len(news) == len(olds) and _worth(news) > _worth(olds)
    return _worth(news) >= _worth(olds)


def _worth(words: Sequence[Word]) -> float:
    return sum((word.confidence - HALF_SURE) * len(word.text) for word in words)


def _place(line: Sequence[Word], rivals: Sequence[set[int]], words: Sequence[Word]) -> float:
    """The line of the first reading that this one is, or its place between two of them."""
    known = Counter(words[at].line for olds in rivals for at in olds)
    if known:
        return float(known.most_common(1)[0][0])
    middle = sum(word.box.middle[1] for word in line) / len(line)
    above = [word.line for word in words if word.box.middle[1] < middle]
    # Lines that stand at one height keep their order from left to right.
    return max(above, default=-1) + 0.5 + 0.4 * line[0].box.left


def _is_touched(box: Box, tinted: NDArray[np.bool_]) -> bool:
    height, width = tinted.shape
    top, bottom = int(box.top * height), int(box.bottom * height) + 1
    part = tinted[top:bottom, int(box.left * width) : int(box.right * width) + 1]
    return part.size > 0 and float(part.mean()) > TOUCHED


def _same_place(first: Word, second: Word) -> bool:
    a, b = first.box, second.box
    width, height = shared_width(a, b), shared_height(a, b)
    if width <= 0 or height <= 0:
        return False
    return width * height > SAME_PLACE * min(a.width * a.height, b.width * b.height)


def _numbered(placed: Sequence[tuple[float, Word]]) -> tuple[Word, ...]:
    """Words with their lines numbered anew, those of a line from left to right."""
    placed = sorted(placed, key=lambda pair: (pair[0], pair[1].box.left))
    steps = [0, *(int(first[0] != second[0]) for first, second in pairwise(placed))]
    numbers = np.cumsum(steps).tolist()
    return tuple(
        replace(word, line=number) for (_, word), number in zip(placed, numbers, strict=True)
    )


def _pasted(image: Image, cleaned: Image, words: Sequence[Word]) -> Image:
    """The page with the ink lifted around these words."""
    if not words:
        return image
    pasted = image.copy()
    height, width = cleaned.shape
    for word in words:
        box = word.box
        spare = 0.3 * box.height
        rows = slice(int(max(0.0, box.top - spare) * height), int((box.bottom + spare) * height))
        columns = slice(int(box.left * width), int(box.right * width) + 1)
        pasted[rows, columns] = cleaned[rows, columns, None]
    return pasted
