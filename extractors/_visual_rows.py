"""Rows as the eye sees them, whatever order the words of a page came in.

Reading order may go column by column through a table; here words of one height stand in one row,
also where the page leans a little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors._reading import Passage
from pipeline.geometry import around_words
from pipeline.model import Box, Page, Word

OFF = 0.42
"""Words of a row lie no further apart in height than this share of a letter's box."""


@dataclass(frozen=True)
class VisualRow:
    """Words of one height, from left to right."""

    page: Page
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        return around_words(self.words)

    @cached_property
    def middle(self) -> float:
        """Height of the row, from the middle word."""
        heights = sorted(word.box.middle[1] for word in self.words)
        return heights[len(heights) // 2]

    def span(self, start: int, end: int) -> Passage | None:
        """The words that characters `start`..`end` of the text touch."""
        touched, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                touched.append(word)
            at += len(word.text) + 1
        return Passage(self.page, tuple(touched)) if touched else None


def visual_rows(page: Page, words: Sequence[Word] | None = None) -> list[VisualRow]:
    """All rows of a page, or of some of its words, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(page.words if words is None else words, key=lambda word: word.box.left):
        height = word.box.middle[1]
        best, least = None, OFF * word.box.height
        for row in rows:
            last = row[-1].box
            off = abs(last.middle[1] - height)
            if off <= min(least, OFF * max(last.height, word.box.height)):
                best, least = row, off
        if best is None:
            rows.append([word])
        else:
            best.append(word)
    made = [VisualRow(page, tuple(row)) for row in rows]
    return sorted(made, key=lambda row: row.middle)
