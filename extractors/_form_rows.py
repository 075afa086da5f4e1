"""Rows of a form: a label at the start of a line, its value behind it, beside it or below it.

Unlike a word in a sentence, a label begins its piece of a line and a colon, a wide gap or nothing
follows it. Labels and values may wrap.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

from extractors._blocks import segments
from extractors._reading import Passage, found, missing
from pipeline.geometry import around_words, same_row
from pipeline.model import Box, Field, Page, Word
from pipeline.text.normalise import fold

T = TypeVar("T")
FUZZY_FROM = 6
LEAST_LIKENESS = 86.0
ALIGNED = 0.02
"""Lines of one cell begin within this share of the page's width."""
NEXT_LINE = 1.3
"""The next line of a cell follows within so many letter heights."""
COLONS = ":–—-"
ENUMERATED = re.compile(r"\d{1,2}(?:\.\d)?[.)]")
BELOW = 0.92
"""A value read under its label may belong to a neighbour where letters were guessed."""
fold_word = lru_cache(maxsize=65536)(fold)


@dataclass(frozen=True)
class Piece:
    """Words of one line without a wide gap between them; `label` names the field they begin."""

    page: Page
    words: tuple[Word, ...]
    label: str | None = None
    likeness: float = 0.0
    inline: tuple[Word, ...] = ()
    """What stands behind the colon."""
    numbered: bool = False
    """Whether the label is a numbered heading, whose text stands below it."""

    @cached_property
    def box(self) -> Box:
        return around_words(self.words)


class FormRows:
    """Labels and values of a document's pages."""

    def __init__(self, pages: Sequence[Page], labels: Mapping[str, Sequence[str]]) -> None:
        self.pages = tuple(pages)
        self.spellings = [
            # A hyphenated word is one on paper and two when folded.
            (name, fold(text), {len(text.split()), len(fold(text).split())})
            for name, texts in labels.items()
            for text in texts
        ]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces of all lines, labels marked."""
        return tuple(piece for page in self.pages for piece in self._pieces_of(page))

    def _pieces_of(self, page: Page) -> Iterator[Piece]:
        lines = [segments(page, line) for line in page.lines]
        columns = _columns([part for line in lines for part in line[1:]])
        cells = (cell for line in lines for part in line for cell in _cells(page, part, columns))
        parts = [part for cell in cells if (part := _without_dirt(cell))]
        for number, part in enumerate(parts):
            piece = self._piece(page, part)
            yield piece if piece.label else self._wrapped_label(page, part, parts[number + 1 :])

    def _wrapped_label(
        self, page: Page, part: tuple[Word, ...], following: Sequence[tuple[Word, ...]]
    ) -> Piece:
        """A label that goes on in the next line of its cell names the field as well."""
        box = around_words(part)
        for other in following[:4]:
            below = around_words(other)
            if abs(below.left - box.left) < ALIGNED / 2 and (
                0 < below.top - box.top <= (1 + NEXT_LINE) * box.height
            ):
                whole = self._piece(page, (*part, *other))
                if whole.label and not whole.inline:
                    return Piece(page, part, whole.label, whole.likeness)
        return Piece(page, part)

    @property
    def labels(self) -> list[Piece]:
        """The pieces that begin with a label."""
        return [piece for piece in self.pieces if piece.label]

    def read(self, name: str, parse: Callable[[str], T | None]) -> Field[T]:
        """The value of a field: the whole cell where it parses, else its first line."""
        places = [piece for piece in self.pieces if piece.label == name]
        for label in sorted(places, key=lambda piece: -round(piece.likeness, 1)):
            for words in self._values(label):
                passage = Passage(label.page, words)
                value = parse(passage.text)
                if value is not None:
                    sure = passage.confidence * min(1.0, label.likeness + 0.05)
                    if words[0].from_ocr and words[0].box.top > label.box.bottom:
                        sure *= BELOW
                    return found(value, passage, sure)
        return missing(self.pages)

    def _values(self, label: Piece) -> Iterator[tuple[Word, ...]]:
        if label.inline:
            left = label.inline[0].box.left
            tail = self._tail(label, left, label.box.left)
            if tail and self._runs_on(label, tail[0]):
                yield (*label.inline, *tail)
            yield label.inline
            if tail:
                yield (*label.inline, *tail)
            return
        if label.numbered:
            for piece in self._below(label):
                if not ENUMERATED.fullmatch(piece.words[0].text):
                    yield (*piece.words, *self._tail(piece, piece.box.left, None))
                    yield piece.words
        beside = self._beside(label)
        if beside:
            tail = self._tail(beside[0], beside[0].box.left, None)
            first = tuple(word for piece in beside for word in piece.words)
            yield (*beside[0].words, *tail)
            yield first
            yield beside[0].words
            return
        for piece in self._below(label):
            yield (*piece.words, *self._tail(piece, piece.box.left, None))
            yield piece.words

    def _runs_on(self, label: Piece, following: Word) -> bool:
        """Whether a value goes on below: a quotation is open, or the next word had no room."""
        text = " ".join(word.text for word in label.inline)
        margin = max(piece.box.right for piece in self.pieces if piece.page is label.page)
        no_room = label.box.right + 1.1 * following.box.width > margin
        return text.count("«") > text.count("»") or text.endswith(("-", ",")) or no_room

    def _beside(self, label: Piece) -> list[Piece]:
        """Pieces right of a label, or of the line on which it goes on."""
        for row in (label, *self._wrapped(label)):
            right = [
                piece
                for piece in self.pieces
                if piece.page is label.page
                and piece is not row
                and piece.box.left >= row.box.right
                and _level(piece.box, row.box)
            ]
            right.sort(key=lambda piece: piece.box.left)
            if right and right[0].label is None:
                return [piece for piece in right[:2] if piece.label is None]
            if right:
                return []
        return []

    def _wrapped(self, label: Piece) -> list[Piece]:
        return [
            piece
            for piece in self._following(label)[:1]
            if piece.label is None and abs(piece.box.left - label.box.left) < ALIGNED
        ]

    def _tail(self, first: Piece, left: float, also: float | None) -> tuple[Word, ...]:
        """Further lines of a cell that begins at `first`, until a label or a gap."""
        words: list[Word] = []
        last = first
        for _ in range(3):
            nexts = [
                piece
                for piece in self._following(last)
                if abs(piece.box.left - left) < ALIGNED
                or (also is not None and abs(piece.box.left - also) < ALIGNED)
            ]
            if not nexts or nexts[0].label or self._label_in_row(nexts[0]):
                break
            if also is None and self._new_row(nexts[0]):
                break
            words += nexts[0].words
            last = nexts[0]
        return tuple(words)

    def _label_in_row(self, piece: Piece) -> bool:
        return any(
            other.label and other.page is piece.page and same_row(other.box, piece.box)
            for other in self.pieces
        )

    def _new_row(self, piece: Piece) -> bool:
        """Whether a capitalised piece stands left of it: an unread label of the next row."""
        return any(
            other.page is piece.page
            and other.box.right < piece.box.left
            and _level(other.box, piece.box)
            and other.words[0].text[:1].isupper()
            for other in self.pieces
        )

    def _following(self, piece: Piece) -> list[Piece]:
        """Pieces on the next line."""
        height = piece.box.height
        return [
            other
            for other in self.pieces
            if other.page is piece.page
            and other.box.middle[1] - piece.box.middle[1] > 0
            and -0.5 * height <= other.box.top - piece.box.bottom <= NEXT_LINE * height
        ]

    def _below(self, label: Piece) -> list[Piece]:
        near = [
            piece
            for piece in self._following(label)
            if piece.box.left < label.box.right and piece.box.right > label.box.left
        ]
        return [piece for piece in near if piece.label is None][:1]

    def _piece(self, page: Page, words: tuple[Word, ...]) -> Piece:
        if len(words) > 1 and ENUMERATED.fullmatch(words[0].text):
            # «2. Subject of training»: a numbered heading is a label as well.
            numbered = self._piece(page, words[1:])
            if numbered.label:
                return replace(numbered, numbered=True)
        folded = [fold_word(word.text) for word in words]
        if words[0].text[:1].islower():
            return Piece(page, words)
        best: tuple[float, int, str] | None = None
        for name, spelling, lengths in self.spellings:
            for count in {*lengths, max(lengths) + 1}:
                if count > len(words):
                    continue
                likeness = _likeness(" ".join(filter(None, folded[:count])), spelling)
                if not likeness or not _ends_label(words, count):
                    continue
                key = (round(likeness, 2), count, name)
                if best is None or key[:2] > best[:2]:
                    best = key
        if best is None:
            return Piece(page, words)
        return Piece(page, words, best[2], best[0], _behind(words, best[1]))


def _level(first: Box, second: Box) -> bool:
    """Whether two pieces stand in one row, also where the page leans a little."""
    off = abs(first.middle[1] - second.middle[1])
    return same_row(first, second) or off < 0.7 * max(first.height, second.height)


def _without_dirt(part: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without rules of a table and specks in front, which OCR takes for signs."""
    start = 0
    while start < len(part) and not any(sign.isalnum() for sign in part[start].text):
        if part[start].text[:1] in '«"“„(•–-':
            break
        start += 1
    return part[start:]


def _columns(parts: Sequence[tuple[Word, ...]]) -> list[float]:
    """Left edges that three cells or more share."""
    lefts = sorted(part[0].box.left for part in parts)
    return [
        lefts[number]
        for number in range(len(lefts) - 2)
        if lefts[number + 2] - lefts[number] < 0.008
    ]


def _cells(
    page: Page, part: tuple[Word, ...], columns: Sequence[float]
) -> Iterator[tuple[Word, ...]]:
    """A piece parted where a word stands at the edge of a column, behind more than a space."""
    start = 0
    aspect = page.height / page.width
    for number in range(1, len(part)):
        gap = part[number].box.left - part[number - 1].box.right
        edge = any(abs(part[number].box.left - column) < 0.006 for column in columns)
        if edge and gap > 0.85 * aspect * part[number].box.height:
            yield part[start:number]
            start = number
    yield part[start:]


def _ends_label(words: Sequence[Word], count: int) -> bool:
    """Whether a colon, the same label in another language, or nothing stands behind the words."""
    if count == len(words) or words[count - 1].text[-1] in ":=":
        return True
    following = words[count].text
    if following in (":", "–", "—", "-", "="):
        return True
    if following.startswith("/"):
        rest = [word.text for word in words[count:]]
        return any(text.endswith(":") for text in rest) or len(rest) <= 6
    return False


def _behind(words: Sequence[Word], count: int) -> tuple[Word, ...]:
    rest = list(words[count:])
    if rest and rest[0].text.startswith("/"):
        colon = next((at for at, word in enumerate(rest) if word.text.endswith(":")), None)
        rest = rest[colon + 1 :] if colon is not None else []
    while rest and not rest[0].text.strip(COLONS):
        rest = rest[1:]
    return tuple(rest)


@lru_cache(maxsize=65536)
def _likeness(text: str, spelling: str) -> float:
    if text == spelling:
        return 1.0
    if len(spelling) < FUZZY_FROM or abs(len(text) - len(spelling)) > 3:
        return 0.0
    return fuzz.ratio(text, spelling, score_cutoff=LEAST_LIKENESS) / 100
