"""Blocks of words that stand side by side: approvals of two parties, boxes under a translation.

Reading goes line by line across such blocks; here each block is read by itself. Words are one
block while gaps between them stay narrow and lines follow each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.geometry import around, around_words, shared_height, shared_width
from pipeline.model import Box, Page, Word

GAP = 1.5
"""A gap of so many letter heights parts two blocks of a line."""
APART = 1.6
"""Lines further apart than so many heights belong to different blocks."""


@dataclass
class Block:
    """Lines of words under each other."""

    page: Page
    rows: list[tuple[Word, ...]]

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for row in self.rows for word in row)

    @property
    def box(self) -> Box:
        return around_words(self.words)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in row) for row in self.rows)

    @property
    def as_page(self) -> Page:
        """A page that holds nothing but this block."""
        words = [replace(word, line=number) for number, row in enumerate(self.rows) for word in row]
        return replace(self.page, words=tuple(words))


def segments(page: Page, words: Sequence[Word], gap: float = GAP) -> list[tuple[Word, ...]]:
    """The words of one line, parted where a wide gap stands."""
    parts: list[list[Word]] = []
    aspect = page.height / page.width
    for word in sorted(words, key=lambda word: word.box.left):
        last = parts[-1][-1] if parts else None
        if last and word.box.left - last.box.right <= gap * aspect * _height(last, word):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [tuple(part) for part in parts]


def blocks(
    page: Page, lines: Iterable[Sequence[Word]] | None = None, *, apart: float = APART
) -> list[Block]:
    """Blocks of a page, or of some of its lines, from the top down and from left to right."""
    rows = sorted(
        (
            part
            for line in (page.lines if lines is None else lines)
            for part in segments(page, line)
        ),
        key=lambda part: (around_words(part).top, part[0].box.left),
    )
    made: list[Block] = []
    for row in rows:
        home = _home(made, row, rows, apart)
        if home is None:
            made.append(Block(page, [row]))
        else:
            home.rows.append(row)
    return sorted(made, key=lambda block: (block.box.top, block.box.left))


def unfolded(page: Page) -> Page:
    """The same page with its words in the order of its blocks."""
    words: list[Word] = []
    number = 0
    for block in blocks(page):
        for row in block.rows:
            words += [replace(word, line=number) for word in row]
            number += 1
    return replace(page, words=tuple(words))


def prose(page: Page) -> Page:
    """The page, column by column where sentences stand in two columns side by side."""
    wide = [block for block in blocks(page) if len(block.rows) >= 4 and _is_prose(block)]
    for first in wide:
        for second in wide:
            together = shared_height(first.box, second.box)
            if first is not second and together > 3 * first.rows[0][0].box.height:
                return unfolded(page)
    return page


def _is_prose(block: Block) -> bool:
    return len(block.words) >= 3.5 * len(block.rows)


def _home(
    made: Sequence[Block], row: tuple[Word, ...], rows: Sequence[tuple[Word, ...]], apart: float
) -> Block | None:
    """The block that this row continues: the nearest above, and the only one that it is under."""
    box = around_words(row)
    under = []
    for block in made:
        last = around(word.box for word in block.rows[-1])
        gap = box.top - last.bottom
        near = -0.5 * box.height <= gap <= apart * box.height
        if near and shared_width(last, box) > 0 and last.middle[1] < box.middle[1]:
            under.append(block)
    return under[0] if len(under) == 1 else None


def _height(first: Word, second: Word) -> float:
    return max(first.box.height, second.box.height)
