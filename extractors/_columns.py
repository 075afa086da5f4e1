"""Columns of bilingual papers: the same text side by side in two or three languages.

A column edge is a height-long strip that almost no line crosses. Each column is read by itself,
the left one first, because the first language of a form is the one that counts (domain.md
section 10.1); lines that cross the edges part the page into sections, as a common title does.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors._blocks import segments
from pipeline.geometry import around_words
from pipeline.model import Box, Page, Word

Segment = tuple[Word, ...]

STEP = 0.01
FEWEST = 4
"""A column has at least so many lines."""
MOST_CROSSING = 0.15
"""Share of the lines that may cross an edge between columns."""
FEWEST_GAPS = 4
EVEN = 2.0
"""In a justified line no gap is wider than the usual one by more than this factor."""
NARROWEST = 0.18
"""A column takes at least this share of the page's width."""


def lines_of(page: Page) -> list[Segment]:
    """Lines of a page, parted at wide gaps, from the top down."""
    parts = [part for line in page.lines for part in segments(page, line)]
    return sorted(parts, key=lambda part: (around_words(part).top, part[0].box.left))


def in_columns(page: Page) -> Page:
    """The same page with its words in the order of its columns."""
    words: list[Word] = []
    for number, segment in enumerate(_ordered(_parts(page), 0.0, 1.0)):
        words += [replace(word, line=number) for word in segment]
    return replace(page, words=tuple(words))


def _parts(page: Page) -> list[Segment]:
    """Lines parted at wide gaps, but for justified ones, whose gaps are all wide."""
    parts: list[Segment] = []
    for line in page.lines:
        parts += [tuple(line)] if _is_justified(line) else segments(page, line)
    return sorted(parts, key=lambda part: (around_words(part).top, part[0].box.left))


def _is_justified(line: Sequence[Word]) -> bool:
    words = sorted(line, key=lambda word: word.box.left)
    gaps = [b.box.left - a.box.right for a, b in pairwise(words)]
    return len(gaps) >= FEWEST_GAPS and max(gaps) < EVEN * median(gaps)


def _ordered(parts: Sequence[Segment], left: float, right: float) -> list[Segment]:
    edge = _edge(parts, left, right)
    if edge is None:
        return _by_rows(parts)
    ordered: list[Segment] = []
    section: list[Segment] = []
    for part in parts:
        if _crosses(part, edge):
            ordered += [*_of_section(section, edge, left, right), part]
            section = []
        else:
            section.append(part)
    return ordered + _of_section(section, edge, left, right)


def _of_section(parts: Sequence[Segment], edge: float, left: float, right: float) -> list[Segment]:
    if not parts:
        return []
    before = [part for part in parts if around_words(part).middle[0] < edge]
    after = [part for part in parts if around_words(part).middle[0] >= edge]
    return _ordered(before, left, edge) + _ordered(after, edge, right)


def _edge(parts: Sequence[Segment], left: float, right: float) -> float | None:
    """The middle of the widest strip that parts two columns; None for a single column."""
    if len(parts) < 2 * FEWEST or right - left < 2 * NARROWEST:
        return None
    boxes = [around_words(part) for part in parts]
    best: list[float] = []
    fewest = MOST_CROSSING * len(parts)
    for number in range(int((right - left - 2 * NARROWEST) / STEP) + 1):
        at = left + NARROWEST + number * STEP
        crossing = sum(box.left < at < box.right for box in boxes)
        if crossing > fewest or not _parts_columns(boxes, at):
            continue
        best = [*best, at] if best and crossing == fewest else [at]
        fewest = crossing
    return best[len(best) // 2] if best else None


def _parts_columns(boxes: Sequence[Box], at: float) -> bool:
    before = [box for box in boxes if box.right <= at]
    after = [box for box in boxes if box.left >= at]
    if min(len(before), len(after)) < FEWEST:
        return False
    heights = sorted(box.middle[1] for box in after)
    beside = 0
    for box in before:
        place = bisect_left(heights, box.middle[1] - 2 * box.height)
        beside += place < len(heights) and heights[place] < box.middle[1] + 2 * box.height
    return beside >= FEWEST


def _crosses(part: Segment, at: float) -> bool:
    return part[0].box.left < at < part[-1].box.right


def _by_rows(parts: Sequence[Segment]) -> list[Segment]:
    """From the top down; segments of one row from left to right."""
    rows: list[list[Segment]] = []
    for part in sorted(parts, key=lambda part: around_words(part).middle[1]):
        box = around_words(part)
        last = around_words(rows[-1][0]) if rows else None
        if last and abs(last.middle[1] - box.middle[1]) < 0.5 * min(last.height, box.height):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [part for row in rows for part in sorted(row, key=lambda one: one[0].box.left)]
