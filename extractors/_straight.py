"""Pages with level lines: what stands beside a label on a crooked scan stands in its row again.

A photographed or crookedly fed page slants its lines, more at one end than at the other; each
word is moved by the slant of the long lines next to it. Evidence goes back to where it is printed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from pipeline.geometry import clipped
from pipeline.model import Box, Evidence, Field, Page, Source, Word

LONG = 0.25
"""A line that takes this share of the width tells the slant."""
NEIGHBOURS = 5
STEEPEST = 0.12
STRAY = frozenset(".,|_`:;'‘~*‚ˆ^°•·‹›")


@dataclass(frozen=True, slots=True)
class Slant:
    """Slants of the long lines of a page at their heights, both from the top down.

    `weights` says how much each line tells: the longer it is, the more.
    """

    heights: tuple[float, ...]
    slopes: tuple[float, ...]
    weights: tuple[float, ...]

    def at(self, height: float) -> float:
        """How much lower the page prints at its right edge than at its left one."""
        if not self.heights:
            return 0.0
        place = bisect_left(self.heights, height)
        first = max(0, min(place - NEIGHBOURS // 2, len(self.heights) - NEIGHBOURS))
        near = slice(first, first + NEIGHBOURS)
        return weighted_median(self.slopes[near], self.weights[near])

    def level(self, box: Box) -> Box:
        """The box where it would stand on a straight page."""
        return self._moved(box, -1.0)

    def printed(self, box: Box) -> Box:
        """A box of the straight page where it is printed."""
        return self._moved(box, 1.0)

    def _moved(self, box: Box, sign: float) -> Box:
        x, y = box.middle
        shift = sign * self.at(y) * (x - 0.5)
        return clipped(box.left, box.top + shift, box.right, box.bottom + shift)


def slant_of(page: Page) -> Slant:
    """Slant of a page that was scanned or photographed; a text layer is straight."""
    if page.source is not Source.OCR:
        return Slant((), (), ())
    found = []
    for line in page.lines:
        ends = sorted(line, key=lambda word: word.box.left)
        width = ends[-1].box.right - ends[0].box.left
        if width >= LONG and len(ends) > 1:
            slope = _slope([word for word in ends if any(map(str.isalnum, word.text))])
            if slope is not None and abs(slope) <= STEEPEST:
                found.append((ends[len(ends) // 2].box.middle[1], slope, width**2))
    heights, slopes, weights = zip(*sorted(found), strict=True) if found else ((), (), ())
    return Slant(heights, slopes, weights)


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """The value that those of half the weight do not exceed; of none 0."""
    half, sum_so_far = sum(weights) / 2, 0.0
    for value, weight in sorted(zip(values, weights, strict=True)):
        sum_so_far += weight
        if sum_so_far >= half:
            return value
    return 0.0


def straightened(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with level lines and without specks that were taken for points."""
    return tuple(_straight(page, slant_of(page)) for page in pages)


def as_printed(read: Any, pages: Sequence[Page]) -> Any:
    """The fields of an extractor with their evidence where the pages print it."""
    slants = {(page.file, page.number): slant_of(page) for page in pages}
    moved = {}
    for part in fields(read):
        value: Field[Any] = getattr(read, part.name)
        proofs = tuple(_proof(proof, slants) for proof in value.evidence)
        moved[part.name] = replace(value, evidence=proofs)
    return replace(read, **moved)


def _straight(page: Page, slant: Slant) -> Page:
    if page.source is not Source.OCR:
        return page
    words = [
        replace(word, box=slant.level(word.box))
        for word in page.words
        if not set(word.text) <= STRAY
    ]
    return replace(page, words=tuple(words))


def _slope(words: Sequence[Word]) -> float | None:
    """Slope of a line through the middles of words, by least squares."""
    if len(words) < 2:
        return None
    xs = [word.box.middle[0] for word in words]
    ys = [word.box.middle[1] for word in words]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    if spread < 0.005:
        return None
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread


def _proof(proof: Evidence, slants: dict[tuple[str, int], Slant]) -> Evidence:
    slant = slants.get((proof.file, proof.page))
    if slant is None or proof.box is None:
        return proof
    return replace(proof, box=slant.printed(proof.box))
