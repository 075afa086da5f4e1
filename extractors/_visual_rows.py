"""Rows as the eye sees them, whatever order the words of a page came in.

Reading order may go column by column through a table; here words of one height stand in one row,
also where the page leans a little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from extractors._reading import Passage
from extractors._straight import weighted_median
from pipeline.geometry import around_words
from pipeline.model import Box, Page, Word

LONG_LINE = 4
LONG_WIDTH = 0.2
"""Lines of so many words and of this width tell how much a page leans."""
OFF = 0.42
"""Words of a row lie no further apart in height than this share of a letter's box."""
TALL = 1.4
"""A word taller than its row by this factor holds a speck or a rule."""
NEIGHBOURS = 5
"""So many words of a row tell how high its next one stands."""


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
        """Height of the row, from the middle word of those that are not too tall."""
        usual = median(word.box.height for word in self.words)
        words = [word for word in self.words if word.box.height <= TALL * usual]
        heights = sorted(word.box.middle[1] for word in words)
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
    levels: list[list[float]] = []
    lean = _lean(page)
    for word in sorted(page.words if words is None else words, key=lambda word: word.box.left):
        x, y = word.box.middle
        level = y - lean * x
        best, least = None, OFF * word.box.height
        for place, known in enumerate(levels):
            # A word that a speck or a rule makes taller stands off; its neighbours do not.
            off = abs(median(known[-NEIGHBOURS:]) - level)
            if off <= least:
                best, least = place, off
        if best is None:
            rows.append([word])
            levels.append([level])
        else:
            rows[best].append(word)
            levels[best].append(level)
    made = [VisualRow(page, tuple(row)) for row in rows]
    return sorted(made, key=lambda row: row.middle)


def _lean(page: Page) -> float:
    """How far lines of the page sink from left to right, as a share of its width."""
    slopes, weights = [], []
    for line in page.lines:
        first, last = line[0].box, line[-1].box
        if len(line) >= LONG_LINE and last.right - first.left > LONG_WIDTH:
            half = len(line) // 2
            left, right = _centre(line[:half]), _centre(line[half:])
            slopes.append((right[1] - left[1]) / (right[0] - left[0]))
            # A short line of a cell with a tall bracket at its end leans by itself.
            weights.append((last.right - first.left) ** 2)
    return weighted_median(slopes, weights) if len(slopes) >= LONG_LINE else 0.0


def _centre(words: Sequence[Word]) -> tuple[float, float]:
    middles = [word.box.middle for word in words]
    return sum(x for x, _ in middles) / len(words), sum(y for _, y in middles) / len(words)
