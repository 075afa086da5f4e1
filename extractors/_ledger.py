"""Pairs of label and value as a page sets them: behind a colon, beside in a row, or below.

Knows no list of labels: what a label names follows from its words (`_label_grammar`). It fills in
where the lists of a type know no label, and never looks beyond the cell of a label.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from extractors import _values as values
from extractors._form_rows import FormRows, Piece
from extractors._label_grammar import role_of
from extractors._periods import Period
from extractors._reading import Passage, found, missing
from pipeline.geometry import around_words, same_row
from pipeline.model import Box, Field, Page, Word
from pipeline.text.normalise import fold

T = TypeVar("T")
Words = tuple[Word, ...]
SAME_LEFT = 0.015
NEXT_LINE = 1.0
"""The next line of a value follows within so many letter heights."""
BELOW = 1.7
"""A value below its label stands within so many letter heights."""
NUMBER = re.compile(r"\W{0,2}\d{1,2}(?:\.\d{1,2})?\W{0,2}")
LONG = 0.8
"""A line of this share of the room may go on below in small letters."""
SPACED = 2.5
INITIALS = re.compile(r"(?:\w\.){2,}$")
"""«Т.А.Ә.» ends no sentence."""
BARE = frozenset({"name", "фио", "ф и о", "аты жони", "таа", "т а а"})
TRUST = 0.95
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with the lines of its value; `how` is `colon`, `beside` or `below`."""

    role: str
    page: Page
    label: Words
    lines: tuple[Words, ...]
    how: str


class Ledger:
    """All pairs of a document's pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The pairs in reading order."""
        pieces = FormRows(self.pages, {}).pieces
        told = [
            entry
            for page in self.pages
            for entry in _entries(page, [piece for piece in pieces if piece.page is page])
        ]
        # «Name:» under each signature says nothing of the one the paper is about.
        bare = [fold(_text(entry.label)) for entry in told]
        often = {label for label in bare if label in BARE and bare.count(label) > 1}
        return tuple(entry for entry, label in zip(told, bare, strict=True) if label not in often)

    def read(self, role: str, parse: Callable[[str], T | None]) -> Field[T]:
        """The first value of a role that the grammar accepts, all its lines or the first ones."""
        for how in ("colon", "beside", "below"):
            for entry in self.entries:
                if entry.role != role or entry.how != how:
                    continue
                for count in range(len(entry.lines), 0, -1):
                    words = tuple(word for line in entry.lines[:count] for word in line)
                    passage = Passage(entry.page, words)
                    value = parse(passage.text)
                    if value is not None:
                        return found(value, passage, TRUST * passage.confidence)
        return missing(self.pages)

    def both_days(self) -> Field[Period]:
        """First and last day under labels of their own: «Arrival», «Departure»."""
        first, last = self.read("starts", values.day), self.read("ends", values.day)
        if first.value is None or last.value is None or first.value >= last.value:
            return missing(self.pages)
        sure = min(first.confidence, last.confidence)
        raw = f"{first.raw} – {last.raw}"
        return Field(
            Period(first.value, last.value, None), raw, sure, (*first.evidence, *last.evidence)
        )

    def has(self, role: str) -> bool:
        """Whether a label of the role stands on the pages."""
        return any(entry.role == role for entry in self.entries)


def _entries(page: Page, pieces: Sequence[Piece]) -> Iterator[Entry]:
    for piece in pieces:
        words = _without_number(piece.words)
        if not words:
            continue
        at = next((n for n, word in enumerate(words[:9]) if word.text.endswith(":")), None)
        if at is not None:
            label, rest = words[: at + 1], words[at + 1 :]
            role = role_of(_text(label))
            if role and rest:
                rest = (*rest, *_justified(page, piece, pieces))
                lines = (rest, *_wrapped(piece, rest[0].box.left, pieces))
                yield Entry(role, page, label, lines, "colon")
                continue
            if role:
                yield from _around(page, role, piece, label, pieces)
            continue
        ended = words[-1].text[-1:] in ".,;" and not INITIALS.search(words[-1].text)
        if words[0].text[:1].islower() or ended:
            continue
        yield from _bare(page, piece, words, pieces)


def _justified(page: Page, piece: Piece, pieces: Sequence[Piece]) -> Words:
    """What goes on in small letters behind a gap that justified text has widened."""
    right = _right_of(piece, pieces)
    if right is None or not right.words[0].text[:1].islower():
        return ()
    gap = right.box.left - piece.box.right
    near = gap < SPACED * piece.words[0].box.height * page.height / page.width
    return right.words if near else ()


def _bare(page: Page, piece: Piece, words: Words, pieces: Sequence[Piece]) -> Iterator[Entry]:
    """A label without a colon, which may go on in the next line of its cell."""
    role = role_of(_text(words))
    if role is None:
        under = _under(piece, pieces, NEXT_LINE, SAME_LEFT)
        if under is not None and _right_of(under, pieces) is None:
            role = role_of(_text((*words, *under.words)))
            words = (*words, *under.words)
    if role is not None:
        yield from _around(page, role, piece, words, pieces)


def _around(
    page: Page, role: str, piece: Piece, label: Words, pieces: Sequence[Piece]
) -> Iterator[Entry]:
    right = _right_of(piece, pieces)
    if right is not None:
        # «врач-кардиохирург» is no label beside «Должность», though doctors have labels as well.
        small = right.words[0].text[:1].islower() and piece.words[0].text[:1].isupper()
        if (small and not right.words[-1].text.endswith(":")) or not _is_label(right):
            lines = (right.words, *_column(piece, right, pieces))
            yield Entry(role, page, label, lines, "beside")
        return
    last = piece if label[-1] in piece.words else _piece_of(label[-1], pieces)
    below = _under(last, pieces, BELOW, 0.02)
    if _is_line_of_prose(piece, pieces):
        return
    if below is not None and not (_is_label(below) or _has_colon(below)) and len(label) <= 8:
        following = _under(below, pieces, NEXT_LINE, SAME_LEFT)
        lines = (below.words,)
        if following is not None and not _is_label(following):
            lines = (below.words, following.words)
        yield Entry(role, page, label, lines, "below")


def _is_line_of_prose(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a line of words fills the room between the margins, as those of sentences do."""
    left = min(other.box.left for other in pieces)
    right = max(other.box.right for other in pieces)
    return piece.box.right - left > LONG * (right - left) and len(piece.words) > 3


def _is_label(piece: Piece) -> bool:
    words = _without_number(piece.words)
    return bool(words) and (role_of(_text(words)) is not None or words[-1].text.endswith(":"))


def _column(label: Piece, first: Piece, pieces: Sequence[Piece]) -> list[Words]:
    """Further lines of a cell, up to a row that has a label of its own."""
    lines: list[Words] = []
    last = first
    while len(lines) < MOST_LINES:
        under = _under(last, pieces, NEXT_LINE, SAME_LEFT)
        if under is None or _begins_row(under, label, pieces):
            break
        lines.append(under.words)
        last = under
    return lines


def _begins_row(line: Piece, label: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a new label stands left of a line: in capitals, or a number."""
    return any(
        other.box.right < line.box.left
        and same_row(other.box, line.box)
        and (other.words[0].text[:1].isupper() or NUMBER.fullmatch(other.words[0].text))
        and other.box.left < label.box.right
        for other in pieces
    )


def _wrapped(piece: Piece, left: float, pieces: Sequence[Piece]) -> list[Words]:
    """Lines that go on below a value behind a colon: its line is full, or a quotation is open."""
    margin = max(other.box.right for other in pieces)
    lines: list[Words] = []
    last = piece
    while len(lines) < MOST_LINES - 1:
        under = _under(last, pieces, NEXT_LINE, None)
        if under is None:
            break
        text = _text(last.words)
        opened = text.count("«") > text.count("»")
        full = last.box.right + 1.1 * under.words[0].box.width > margin or text[-1] in ",-"
        long = last.box.right > piece.box.left + LONG * (margin - piece.box.left)
        full = full or (long and under.words[0].text[:1].islower())
        aligned = min(abs(under.box.left - piece.box.left), abs(under.box.left - left)) < SAME_LEFT
        if not aligned or not (opened or full) or _is_label(under) or _has_colon(under):
            break
        lines.append(under.words)
        last = under
    return lines


def _has_colon(piece: Piece) -> bool:
    return any(word.text.endswith(":") for word in piece.words[:8])


def _right_of(piece: Piece, pieces: Sequence[Piece]) -> Piece | None:
    """The next piece in the row."""
    right = [
        other
        for other in pieces
        if other.box.left >= piece.box.right - 0.002 and _level(other.box, piece.box)
    ]
    return min(right, key=lambda other: other.box.left, default=None)


def _under(
    piece: Piece, pieces: Sequence[Piece], reach: float, aligned: float | None
) -> Piece | None:
    """The nearest piece below: at the same left edge, or centred under it."""
    height = max(word.box.height for word in piece.words)
    near = []
    for other in pieces:
        gap = other.box.top - piece.box.bottom
        if other is piece or not -0.4 * height <= gap <= reach * height:
            continue
        if other.box.middle[1] <= piece.box.middle[1] + 0.3 * height:
            continue
        left = abs(other.box.left - piece.box.left)
        middle = abs(other.box.middle[0] - piece.box.middle[0])
        if aligned is None or left < aligned or (aligned >= 0.02 and middle < aligned):
            near.append(other)
    return min(near, key=lambda other: other.box.top, default=None)


def _piece_of(word: Word, pieces: Sequence[Piece]) -> Piece:
    return next(piece for piece in pieces if word in piece.words)


def _level(first: Box, second: Box) -> bool:
    off = abs(first.middle[1] - second.middle[1])
    return same_row(first, second) or off < 0.6 * max(first.height, second.height)


def _without_number(words: Words) -> Words:
    """Without the number of a row or of a heading in front."""
    if len(words) > 1 and NUMBER.fullmatch(words[0].text):
        return words[1:]
    return words if not NUMBER.fullmatch(words[0].text) else ()


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def box_of(words: Sequence[Word]) -> Box:
    """The frame around words."""
    return around_words(words)
