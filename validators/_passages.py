"""Text of several pages that still knows where each of its words stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.geometry import around
from pipeline.model import Evidence, Money, Page, Word
from pipeline.text.dates import find_dates, find_period
from pipeline.text.money import find_amounts
from pipeline.text.normalise import fold

T = TypeVar("T")
# Two days and one year, in either order: a range whose ends share the year, perhaps the month.
_MAY_BE_A_RANGE = re.compile(r"\b\d\d?\b.*\b\d\d?\b.*\b20\d\d\b|\b20\d\d\b.*\b\d\d?\b.*\b\d\d?\b")
# Where the translator speaks: folded words that stand under a translation.
_TRANSLATOR = ("переводчик", "перевод выполн", "перевел", "аударма", "аударган")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text in reading order, lines kept, with the place of every word."""

    text: str
    words: tuple[tuple[int, int, Word, Page], ...]

    def places(self, start: int, end: int) -> tuple[float, tuple[Evidence, ...]]:
        """How surely the words at `start`..`end` were read, and where they stand."""
        inside = [
            (word, page) for first, last, word, page in self.words if first < end and last > start
        ]
        shown = tuple(
            Evidence(page.file, page.number, word.box, word.text) for word, page in inside
        )
        return min((word.confidence for word, _ in inside), default=0.0), shown


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A date or an amount of a passage: its possible readings, and where it stands."""

    readings: frozenset[T]
    confidence: float
    evidence: tuple[Evidence, ...]


def passage_of(pages: Sequence[Page]) -> Passage:
    """The text of the pages, one after another."""
    lines: list[str] = []
    words: list[tuple[int, int, Word, Page]] = []
    start = 0
    for page in pages:
        for line in page.lines:
            for word in line:
                words.append((start, start + len(word.text), word, page))
                start += len(word.text) + 1
            lines.append(" ".join(word.text for word in line))
    return Passage("\n".join(lines), tuple(words))


def before_the_translator(passage: Passage) -> Passage:
    """A translation without the lines of translator and notary under it, which have own dates."""
    position = 0
    for line in passage.text.splitlines():
        spoken = fold(line)
        if position * 2 > len(passage.text) and any(word in spoken for word in _TRANSLATOR):
            return Passage(passage.text[:position], passage.words)
        position += len(line) + 1
    return passage


def dates_of(passage: Passage) -> list[Fact[date]]:
    """All dates in reading order, ends of a range that share month or year at the end.

    Of a date whose day and month may be the other way round both readings count.
    """
    found = []
    for written in find_dates(passage.text):
        readings = {written.value}
        if written.ambiguous and written.value.day <= 12:
            readings.add(written.value.replace(month=written.value.day, day=written.value.month))
        found.append(Fact(frozenset(readings), *passage.places(written.start, written.end)))
    told = {value for fact in found for value in fact.readings}
    for start, end, line in _neighbouring_lines(passage.text):
        for value in (_MAY_BE_A_RANGE.search(line) and find_period(line)) or ():
            if value not in told:
                told.add(value)
                found.append(Fact(frozenset({value}), *passage.places(start, end)))
    return found


def amounts_of(passage: Passage) -> list[Fact[Money]]:
    """All amounts with a currency."""
    return [
        Fact(frozenset({found.money}), *passage.places(found.start, found.end))
        for found in find_amounts(passage.text)
    ]


def has_number(passage: Passage, amount: Decimal) -> bool:
    """Whether the bare number stands in the text, its thousands set apart or not."""
    whole = f"{int(amount):,}"
    return any(
        whole.replace(",", mark) in passage.text for mark in ("", " ", "\u00a0", ",", ".", "'")
    )


def shown_at(facts: Iterable[Fact[T]]) -> tuple[Evidence, ...]:
    """One place for each fact: its words of one page together."""
    places = []
    for fact in facts:
        boxes = [proof.box for proof in fact.evidence if proof.box is not None]
        if boxes:
            first = fact.evidence[0]
            text = " ".join(proof.text for proof in fact.evidence)
            places.append(Evidence(first.file, first.page, around(boxes), text))
    return tuple(places)


def _neighbouring_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Every line, and every two lines after one another, with their places."""
    lines, position = [], 0
    for line in text.splitlines():
        lines.append((position, position + len(line), line))
        position += len(line) + 1
    yield from lines
    for (start, _, first), (_, end, second) in pairwise(lines):
        yield start, end, f"{first} {second}"
