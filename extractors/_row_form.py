"""Labels in the rows of a page and the values around them: behind, before, below or above.

Unlike labels of a printed form these may stand inside a sentence («выдана …, дата рождения …»).
A value goes on in the rows below, in its own column or at the left margin, up to the next label.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from extractors._reading import Passage, found, missing
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Field, Page, Word

T = TypeVar("T")
Found = tuple[T, int, int]
"""A value and where its characters stand in the text it was read from."""

BETWEEN = " /,;()|№"
"""What stands between the same label in two languages: «Шығыс № / Исх. №»."""
NUMBER_SIGN = "№"
"""At the end of a line it belongs to the figures that begin the next one."""
LOST = f":;,.–—-/|_(){NUMBER_SIGN} "
WIDE = 1.4
"""A gap of so many letter heights parts a value from its label or from the next column."""
NEXT_LINE = 2.1
"""Lines of one value follow each other within so many heights."""
OTHER_LABEL = re.compile(r"^\W*(?:\d{1,2}(?:\.\d)?[.)]?\s+\S|(?:\S+\s){0,5}?\S+\s?:(?:\s|$))")
GIVEN = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\w+ Дана [А-ЯЁӘҒҚҢӨҰҮҺІ]$")
"""Between two names «Дана» is a given name and not the verb of «справка дана»."""
COLUMN = 0.03
"""Rows whose left ends differ by less than this share of the page's width are of one column."""
WEAK = 0.9
SHORT_LABEL = 7
SHORT_LIKENESS = 0.86
"""A short label with one wrong letter may be another word: «Астана» is not «страна»."""


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A label in a row: characters `start`..`end` of its text."""

    name: str
    row: int
    start: int
    end: int
    likeness: float
    leads: bool
    """Whether it begins the row or ends with a colon, as labels of forms do."""


class RowForm:
    """Rows of pages with the labels in them."""

    def __init__(
        self,
        pages: Sequence[Page],
        labels: Mapping[str, Sequence[str]],
        rows: Sequence[VisualRow] | None = None,
    ) -> None:
        self.pages = tuple(pages)
        self.rows = (
            tuple(row for page in pages for row in visual_rows(page))
            if rows is None
            else tuple(rows)
        )
        self._phrases = labels

    @cached_property
    def labels(self) -> tuple[RowLabel, ...]:
        """All labels, those of one field that touch joined."""
        return tuple(label for number in range(len(self.rows)) for label in self._in_row(number))

    def named(self, name: str) -> list[RowLabel]:
        """The labels of a field, those that lead their row or end with a colon first."""
        return sorted(
            (label for label in self.labels if label.name == name),
            key=lambda label: (not label.leads, label.row, label.start),
        )

    def read(
        self,
        name: str,
        parse: Callable[[str], Found[T] | None],
        *,
        lines: int = 1,
        directions: str = "right left below above",
        accept: Callable[[RowLabel], bool] = lambda _: True,
    ) -> Field[T]:
        """The first value beside a label of the field that the grammar accepts."""
        for direction in directions.split():
            for label in self.named(name):
                if not accept(label):
                    continue
                for words in self._places(label, direction, lines):
                    field = read_words(self.rows[label.row].page, words, parse)
                    if field is not None:
                        sure = field.confidence * min(1.0, label.likeness + 0.05)
                        sure *= 1.0 if direction == "right" else WEAK
                        return found_again(field, sure)
        return missing(self.pages)

    def cell(self, label: RowLabel, lines: int) -> list[Word]:
        """The words behind a label, up to the next one, over some rows."""
        row = self.rows[label.row]
        behind_it = self._behind(label)
        words = _stripped(behind_it)
        if not words:
            return []
        sign = [word for word in behind_it[-1:] if word.text == NUMBER_SIGN]
        height = words[0].box.height
        aspect = row.page.height / row.page.width
        label_words = _touched(row, label.start, label.end)
        behind = row.text[label.end :].lstrip()
        if behind.startswith("/"):
            # The label goes on in another language, down to the next row of its cell.
            rest = _behind_gap(words, WIDE * height * aspect)
            label_words, words = [*label_words, *words[: len(words) - len(rest)]], rest
        start = words[0].box.left
        label_right = max((word.box.right for word in label_words), default=start)
        own_column = start - label_right > WIDE * height * aspect
        if self._label_behind(label) is not None:
            return words
        for number in range(label.row + 1, min(label.row + lines, len(self.rows))):
            following = self.rows[number]
            if following.page is not row.page:
                break
            if following.middle - self.rows[number - 1].middle > NEXT_LINE * height:
                break
            taken = self._going_on(label, number, start, own_column=own_column)
            if not taken:
                break
            words = [*words, *sign, *taken]
            sign = []
        return words

    def beside(self, label: RowLabel) -> bool:
        """Whether the label leads its row as those of forms do, not as a line of wrapped prose.

        «… прежнее место работы и» / «должность остаются за работником» is a sentence.
        """
        if not label.leads:
            return False
        row = self.rows[label.row]
        behind = row.text[label.end :].lstrip()
        if not behind or behind[0] in ":/" or not label.row:
            return True
        before = self.rows[label.row - 1]
        height = row.box.height
        if before.page is not row.page or row.middle - before.middle > NEXT_LINE * height:
            return True
        if before.text.rstrip()[-1:] in ".:;!?" or any(o.leads for o in self._led(label.row - 1)):
            return True
        near = self.rows[max(0, label.row - 6) : label.row + 6]
        edge = max(
            other.box.right
            for other in near
            if other.page is row.page
            and abs(other.box.left - row.box.left) < COLUMN
            and abs(other.middle - row.middle) < 3 * NEXT_LINE * height
        )
        left = row.box.left
        return before.box.right - left < 0.7 * (edge - left) or len(before.words) < 4

    def _led(self, number: int) -> list[RowLabel]:
        return [label for label in self.labels if label.row == number]

    def under(self, name: str, lines: int = 3) -> Iterator[tuple[RowLabel, list[VisualRow]]]:
        """Labels that stand in a row alone, with the rows below up to the next label or gap."""
        for label in self.named(name):
            if _stripped(self._behind(label)) or not label.leads:
                continue
            kept: list[VisualRow] = []
            last = self.rows[label.row]
            for row in self.rows[label.row + 1 : label.row + 1 + lines]:
                apart = row.middle - last.middle > NEXT_LINE * max(row.box.height, last.box.height)
                if row.page is not last.page or apart or self._led(self.rows.index(row)):
                    break
                kept.append(row)
                last = row
            if kept:
                yield label, kept

    def _going_on(
        self, label: RowLabel, number: int, start: float, *, own_column: bool
    ) -> list[Word]:
        row = self.rows[number]
        slack = 0.012
        if own_column:
            taken = [word for word in row.words if word.box.left >= start - slack]
            first = min((word.box.left for word in taken), default=1.0)
            others = [other for other in self.labels if other.row == number]
            if any(other.name != label.name for other in others) or first > start + 0.12:
                return []
            return taken
        if any(other.row == number for other in self.labels) or OTHER_LABEL.match(row.text):
            return []
        return list(row.words)

    def _places(self, label: RowLabel, direction: str, lines: int) -> Iterator[list[Word]]:
        row = self.rows[label.row]
        if direction == "right":
            words = self.cell(label, lines)
            if words:
                yield words
        elif direction == "left":
            if not _stripped(self._behind(label)):
                before = max(
                    (o.end for o in self.labels if o.row == label.row and o.end <= label.start),
                    default=0,
                )
                words = _stripped(_touched(row, before, label.start))
                if words:
                    yield words
        else:
            near = label.row + (1 if direction == "below" else -1)
            if not 0 <= near < len(self.rows) or _stripped(self._behind(label)):
                return
            if self.rows[near].page is row.page and not any(o.row == near for o in self.labels):
                yield list(self.rows[near].words)

    def _behind(self, label: RowLabel) -> list[Word]:
        row = self.rows[label.row]
        following = self._label_behind(label)
        stop = following.start if following else len(row.text)
        return _touched(row, label.end, stop)

    def _label_behind(self, label: RowLabel) -> RowLabel | None:
        behind = [o for o in self.labels if o.row == label.row and o.start >= label.end]
        return min(behind, key=lambda other: other.start, default=None)

    def _in_row(self, number: int) -> list[RowLabel]:
        text = self.rows[number].text
        wording = Wording(text)
        hits = [
            RowLabel(name, number, hit.start, hit.end, hit.likeness, leads=False)
            for name, phrases in self._phrases.items()
            for hit in wording.find(phrases)
            if (hit.likeness >= SHORT_LIKENESS or hit.end - hit.start > SHORT_LABEL)
            and not GIVEN.search(text[: hit.end + 2])
            and text[: hit.start].count("«") <= text[: hit.start].count("»")
        ]
        hits.sort(key=lambda hit: (-(hit.end - hit.start), -hit.likeness))
        chosen: list[RowLabel] = []
        for hit in hits:
            if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
                chosen.append(hit)
        chosen.sort(key=lambda hit: hit.start)
        joined: list[RowLabel] = []
        for hit in chosen:
            last = joined[-1] if joined else None
            if last and last.name == hit.name and not text[last.end : hit.start].strip(BETWEEN):
                joined[-1] = RowLabel(
                    last.name, number, last.start, hit.end, max(last.likeness, hit.likeness), False
                )
            else:
                joined.append(hit)
        return [_with_lead(label, text) for label in joined]


def read_words(
    page: Page, words: Sequence[Word], parse: Callable[[str], Found[T] | None]
) -> Field[T] | None:
    """The value that the grammar finds in the words, resting on those it covers."""
    text = " ".join(word.text for word in words)
    hit = parse(text)
    if hit is None:
        return None
    value, start, end = hit
    covered, at = [], 0
    for word in words:
        if at < end and at + len(word.text) > start:
            covered.append(word)
        at += len(word.text) + 1
    return found(value, Passage(page, tuple(covered or words)))


def found_again(field: Field[T], confidence: float) -> Field[T]:
    """The same field with another confidence."""
    return Field(field.value, field.raw, max(0.0, min(1.0, confidence)), field.evidence)


def whole(text: str) -> Found[str] | None:
    """All of the text, if it says something."""
    bare = text.strip(LOST)
    if not bare:
        return None
    start = text.index(bare)
    return bare, start, start + len(bare)


def _with_lead(label: RowLabel, text: str) -> RowLabel:
    begins = not any(sign.isalpha() for sign in text[: label.start])
    colon = text[label.end :].lstrip(" .№").startswith(":")
    return RowLabel(label.name, label.row, label.start, label.end, label.likeness, begins or colon)


def _touched(row: VisualRow, start: int, end: int) -> list[Word]:
    touched, at = [], 0
    for word in row.words:
        if at >= start and at < end:
            touched.append(word)
        at += len(word.text) + 1
    return touched


def _behind_gap(words: Sequence[Word], gap: float) -> list[Word]:
    """The words behind the first wide gap, all of them where there is none."""
    for place in range(1, len(words)):
        if words[place].box.left - words[place - 1].box.right > gap:
            return list(words[place:])
    return list(words)


def _stripped(words: Sequence[Word]) -> list[Word]:
    kept = list(words)
    while kept and not kept[0].text.strip(LOST):
        kept.pop(0)
    while kept and not kept[-1].text.strip(LOST):
        kept.pop()
    return kept
