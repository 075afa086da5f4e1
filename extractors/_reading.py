"""Find values by their labels: the label says what, grammar says whether, geometry says which.

A `Form` finds all labels of a document type once. A value is looked for right of its label, then
below, then above it (text layers of e-government papers put it there), never across another
label, so that a missing value is not replaced by its neighbour's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from extractors._form_labels import (
    Label,
    aspect,
    in_both_orders,
    joined,
    likeness,
    line_height,
    said,
)
from extractors._value_side import Caption, values_stand_above
from pipeline.geometry import around, around_words, same_row, shared_width
from pipeline.model import Box, Evidence, Field, Page, PageRef, Word
from pipeline.text.normalise import fold

T = TypeVar("T")
Parser = Callable[[str], T | None]

WIDEST_GAP = 6.0
"""Words of one value stand no further apart than this many letter heights."""
SPACED = 1.6
"""Words of one line stand no further apart than so many heights, a stroke between them unread."""
CUT = 0.8
"""How sure a value at most is that is a part of what stands there."""
LOWEST_VALUE = 3.2
"""A value below its label starts within this many label heights."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in reading order that may hold a value."""

    page: Page
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """That of the weakest word."""
        return min(word.confidence for word in self.words)

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.page.file, self.page.number, around_words(self.words), self.text)


def missing(pages: Sequence[Page]) -> Field[T]:
    """A field that was not found on these pages."""
    return Field(None, None, 0.0, (), tuple(PageRef(page.file, page.number) for page in pages))


def found(value: T, passage: Passage, confidence: float | None = None) -> Field[T]:
    """A value with the words it was read from."""
    sure = passage.confidence if confidence is None else confidence
    return Field(value, passage.text, max(0.0, min(1.0, sure)), (passage.evidence,))


def first_found(*fields: Field[T]) -> Field[T]:
    """The first field with a value, else the first field."""
    return next((field for field in fields if field.value is not None), fields[0])


def with_confidence(field: Field[T], confidence: float) -> Field[T]:
    """The same field, surer or less sure."""
    return replace(field, confidence=max(0.0, min(1.0, confidence)))


def search(pages: Sequence[Page], parse: Parser[T], *, longest: int = 4) -> Field[T]:
    """The first run of up to `longest` words of one line, anywhere, that the grammar accepts.

    Shorter runs are tried first at each place, so that evidence is no wider than the value.
    """
    for page in pages:
        for line in page.lines:
            for start in range(len(line)):
                for end in range(start + 1, min(start + longest, len(line)) + 1):
                    passage = Passage(page, line[start:end])
                    value = parse(passage.text)
                    if value is not None:
                        return found(value, passage)
    return missing(pages)


class Form:
    """The labels of a document and the values that stand beside them."""

    def __init__(self, pages: Sequence[Page], labels: Mapping[str, Sequence[str]]) -> None:
        self.pages = tuple(pages)
        self.spellings = {
            name: tuple(fold(text) for spelled in texts for text in in_both_orders(spelled))
            for name, texts in labels.items()
        }

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """All labels found, pieces of one label in two languages joined."""
        return tuple(label for page in self.pages for label in joined(self._labels_of(page)))

    def read(
        self, name: str, parse: Parser[T], *, directions: str = "right below above"
    ) -> Field[T]:
        """The value of a labelled field that the grammar `parse` accepts.

        `parse` gets the text of a passage and returns the value or None.
        """
        nothing: Field[T] = missing(self.pages)
        return next(self.candidates(name, parse, directions=directions), nothing)

    def candidates(
        self, name: str, parse: Parser[T], *, directions: str = "right below above"
    ) -> Iterator[Field[T]]:
        """All values beside the labels of a field that the grammar accepts, the likeliest first."""
        places = [label for label in self.labels if label.name == name]
        look = {"right": self._right_of, "below": self._below, "above": self._above}
        for direction in directions.split():
            for label in sorted(places, key=lambda place: -place.likeness):
                side = (
                    "above"
                    if direction == "below" and self._captioned[id(label.page)]
                    else direction
                )
                for passage in look[side](label):
                    value = parse(passage.text)
                    if value is not None:
                        yield found(value, passage)

    def unless_cut(self, field: Field[T], limit: float = CUT) -> Field[T]:
        """The field, less sure where words that are no label go on right before or behind it."""
        for proof in field.evidence:
            page = next(p for p in self.pages if (p.file, p.number) == (proof.file, proof.page))
            for word in page.words:
                gap = -shared_width(word.box, proof.box) if proof.box else 1.0
                near = 0 <= gap <= SPACED * proof.box.height * aspect(page) if proof.box else False
                beside = near and proof.box is not None and same_row(word.box, proof.box)
                if beside and id(word) not in self._label_words and _says_something(word):
                    return with_confidence(field, min(field.confidence, limit))
        return field

    def has(self, name: str) -> bool:
        """Whether a label of the field stands on the pages."""
        return any(label.name == name for label in self.labels)

    @cached_property
    def _captioned(self) -> Mapping[int, bool]:
        """Whether the labels of a page are captions under their values."""
        return {
            id(page): values_stand_above(
                [
                    Caption(label.box, line_height(label.words))
                    for label in self.labels
                    if label.page is page
                ],
                [w.box for w in page.words if id(w) not in self._label_words],
            )
            for page in self.pages
        }

    def _labels_of(self, page: Page) -> list[Label]:
        hits = [hit for line in page.lines for hit in self._hits(page, line)]
        hits.sort(key=lambda hit: -said(hit))
        taken: set[int] = set()
        chosen = []
        for hit in hits:
            if not taken & {id(word) for word in hit.words}:
                taken |= {id(word) for word in hit.words}
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: (hit.words[0].line, hit.box.left))

    def _hits(self, page: Page, line: Sequence[Word]) -> Iterator[Label]:
        folded = [fold(word.text) for word in line]
        for name, spellings in self.spellings.items():
            for spelling in spellings:
                count = spelling.count(" ") + 1
                for start in range(len(line)):
                    # A label may be torn into more words by the engine, or glued into fewer.
                    best = (0.0, 0)
                    for length in (count, count + 1, max(1, count - 1)):
                        text = " ".join(part for part in folded[start : start + length] if part)
                        whole = start + length <= len(line) and folded[start]
                        if whole and (alike := likeness(text, spelling)) > best[0]:
                            best = (alike, length)
                    if best[0]:
                        words = tuple(line[start : start + best[1]])
                        yield Label(name, page, words, best[0] / 100)

    def _right_of(self, label: Label) -> Iterator[Passage]:
        box = label.box
        row = [
            word
            for word in label.page.words
            if same_row(word.box, box)
            and word.box.left >= box.right - 0.25 * box.height * aspect(label.page)
        ]
        words = self._until_label(label, sorted(row, key=lambda word: word.box.left))
        yield from _passages(label.page, _without_gap(label.page, words))

    def _below(self, label: Label) -> Iterator[Passage]:
        yield from self._column(label, downward=True)

    def _above(self, label: Label) -> Iterator[Passage]:
        yield from self._column(label, downward=False)

    def _column(self, label: Label, *, downward: bool) -> Iterator[Passage]:
        box = label.box
        right = self._next_label_in_row(label)
        label_height = line_height(label.words)
        near = []
        for word in label.page.words:
            gap = word.box.top - box.bottom if downward else box.top - word.box.bottom
            in_column = (
                word.box.left < right
                and shared_width(
                    word.box, Box(max(0.0, box.left - 0.02), 0.0, min(1.0, right), 1.0)
                )
                > 0.5 * word.box.width
            )
            reach = LOWEST_VALUE * max(label_height, word.box.height)
            if -0.4 * word.box.height <= gap <= reach and in_column:
                near.append(word)
        near = [word for word in near if not self._blocked(label, word, downward=downward)]
        rows = _rows(near)
        if not downward:
            rows.reverse()
        for row in rows:
            free = [word for word in row if id(word) not in self._label_words]
            free = self._with_neighbours(label.page, free)
            yield from _passages(label.page, _without_gap(label.page, free))

    def _with_neighbours(self, page: Page, row: Sequence[Word]) -> list[Word]:
        """A value that runs on beyond its column: words that follow within a letter's height."""
        words = sorted(row, key=lambda word: word.box.left)
        while words:
            last = words[-1]
            near = last.box.height * aspect(page)
            following = next(
                (
                    word
                    for word in page.words
                    if word.line == last.line
                    and 0 <= word.box.left - last.box.right <= near
                    and id(word) not in self._label_words
                ),
                None,
            )
            if following is None:
                break
            words.append(following)
        return words

    def _blocked(self, label: Label, word: Word, *, downward: bool) -> bool:
        """Whether another label stands between this label and the word, in the same column."""
        for other in self.labels:
            if other is label or other.page is not label.page:
                continue
            between = (
                label.box.bottom <= other.box.middle[1] <= word.box.top
                if downward
                else word.box.bottom <= other.box.middle[1] <= label.box.top
            )
            if between and shared_width(other.box, word.box) > 0:
                return True
        return False

    def _until_label(self, label: Label, row: Sequence[Word]) -> list[Word]:
        words: list[Word] = []
        for word in row:
            if id(word) in self._label_words:
                if word in label.words:
                    continue
                break
            words.append(word)
        return words

    def _next_label_in_row(self, label: Label) -> float:
        lefts = [
            other.box.left
            for other in self.labels
            if other.page is label.page
            and other is not label
            and same_row(other.box, label.box)
            and other.box.left > label.box.right
        ]
        return min(lefts, default=1.0)

    @cached_property
    def _label_words(self) -> frozenset[int]:
        return frozenset(id(word) for label in self.labels for word in label.words)


def _passages(page: Page, words: Sequence[Word]) -> Iterator[Passage]:
    """All the words, then what remains when words are dropped from the end, then from the start."""
    first = next((i for i, word in enumerate(words) if _says_something(word)), len(words))
    kept = words[first:]
    for end in range(len(kept), 0, -1):
        if _says_something(kept[end - 1]):
            yield Passage(page, tuple(kept[:end]))
    for start in range(1, len(kept)):
        if _says_something(kept[start]):
            yield Passage(page, tuple(kept[start:]))


def _says_something(word: Word) -> bool:
    return bool(word.text.strip("/:;,.–—-|"))


def _without_gap(page: Page, words: Sequence[Word]) -> list[Word]:
    """Words up to the first wide gap."""
    kept: list[Word] = []
    widest = WIDEST_GAP * aspect(page)
    for word in sorted(words, key=lambda word: word.box.left):
        if kept and word.box.left - kept[-1].box.right > widest * word.box.height:
            break
        kept.append(word)
    return kept


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped in rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        if rows and same_row(around(other.box for other in rows[-1]), word.box):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.left) for row in rows]
