"""Two readings of one page made one: line by line the better of the two, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.cleanup import Image
from pipeline.model import Word
from pipeline.ocr import lines, recogniser
from pipeline.ocr.lines import Line, ReadLine
from pipeline.pages import order

GOOD_LINE = 0.88
"""Mean confidence of a line that is not read again (make bench)."""
GOOD_WORD = 0.7
HOLE = 1.3
"""Heights of a line's frame between two words from which one may be missing."""
LONELY = 0.6
"""Confidence that a word needs where no line was found."""
LEAST_LETTER = 0.62
"""Confidence in a letter below which a line is a scribble, a seal or a pattern."""
HALF_SURE = 0.4
"""Confidence in a letter from which it is better read than left out."""


def improved(
    image: Image, words: Sequence[Word], found: Sequence[Line], *, seconds: float
) -> tuple[Word, ...]:
    """The words of a page with its weak and its overlooked lines read one by one.

    `image` is upright, `found` its lines. Words come back in reading order.
    """
    found = [line for line in found if not line.is_tall]
    if not found:
        return tuple(words)
    height, width = image.shape[:2]
    said, lonely = _claimed(words, found, width, height)
    weak = [
        index
        for index, (line, claimed) in enumerate(zip(found, said, strict=True))
        if _is_weak(claimed) or _has_hole(line, claimed, width)
    ]
    again = lines.read(image, [found[index] for index in weak], seconds=seconds)
    for index, reading in zip(weak, again, strict=True):
        said[index] = _better(said[index], reading)
    kept = [word for word in lonely if word.confidence >= LONELY]
    return ordered([*kept, *(word for claimed in said for word in claimed)], found, image)


def _claimed(
    words: Sequence[Word], found: Sequence[Line], width: int, height: int
) -> tuple[list[tuple[Word, ...]], list[Word]]:
    """Words by the line that holds their middle, and those that stand in none."""
    claimed: list[list[Word]] = [[] for _ in found]
    lonely = []
    for word in words:
        x, y = word.box.middle
        for line, own in zip(found, claimed, strict=True):
            if line.holds(x * width, y * height):
                own.append(word)
                break
        else:
            lonely.append(word)
    return [tuple(own) for own in claimed], lonely


def _is_weak(claimed: Sequence[Word]) -> bool:
    return lines.certainty(claimed) < GOOD_LINE or any(
        word.confidence < GOOD_WORD and len(word.text) > 1 for word in claimed
    )


def _has_hole(line: Line, claimed: Sequence[Word], width: int) -> bool:
    """Whether a word is missing: a wide gap between words, or before the first or last."""
    left, right = float(line.corners[0][0]), float(line.corners[1][0])
    spans = sorted((word.box.left * width, word.box.right * width) for word in claimed)
    ends = [left, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), right]
    return any(start - end > HOLE * line.height for end, start in zip(ends, starts, strict=True))


def _better(first: Sequence[Word], second: ReadLine) -> tuple[Word, ...]:
    """The reading of a line that says more with more certainty."""
    if _by_letter(second.words) < LEAST_LETTER:
        return tuple(first)
    return second.words if _worth(second.words) >= _worth(first) else tuple(first)


def _worth(words: Sequence[Word]) -> float:
    return sum((_letter(word) - HALF_SURE) * len(word.text) for word in words)


def _by_letter(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(_letter(word) * len(word.text) for word in words) / letters if letters else 0.0


def _letter(word: Word) -> float:
    """Confidence in one letter: our recogniser's word holds only where every letter does."""
    if word.engine != recogniser.ENGINE:
        return word.confidence
    return float(word.confidence ** (1 / len(word.text)))


def ordered(words: Sequence[Word], found: Sequence[Line], image: Image) -> tuple[Word, ...]:
    """Words numbered by line in reading order, looked at as if the page did not lean."""
    if not words:
        return ()
    height, width = image.shape[:2]
    lean = np.radians(_lean(found))
    frames = []
    for word in words:
        box = word.box
        x, y = box.middle
        across, down = x * width, y * height
        level_x = across * np.cos(lean) + down * np.sin(lean)
        level_y = down * np.cos(lean) - across * np.sin(lean)
        half_w, half_h = box.width * width / 2, box.height * height / 2
        frames.append((level_x - half_w, level_y - half_h, level_x + half_w, level_y + half_h))
    rows = order.lines(frames, [word.text for word in words])
    return tuple(
        replace(words[index], line=number) for number, row in enumerate(rows) for index in row
    )


def _lean(found: Sequence[Line]) -> float:
    """Degrees by which most lines fall to the right: the median, long lines counted more."""
    long = sorted(found, key=lambda line: -line.width)[: max(3, len(found) // 2)]
    return float(np.median([line.tilt for line in long])) if long else 0.0
