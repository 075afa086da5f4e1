"""Text as the parts that dates are made of: numbers, month names, words and marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.text.homoglyphs import digits
from pipeline.text.months import month_named
from pipeline.text.normalise import fold
from pipeline.text.numerals import Numeral, numeral_named, ordinal_number

# Digits and the letters that recognition puts in their place inside a date.
DIGIT = r"[0-9OОоoIlІіЗзSБBВZ]"
YEARS = range(1880, 2100)
_CHUNK = re.compile(r"[^\W_]+|[^\w\s]|_+")
_LIKE_A_NUMBER = re.compile(rf"{DIGIT}{{1,4}}")
_RUN = re.compile(r"\d+|\D+")


class Kind(Enum):
    """What a part can be in a date."""

    NUMBER = "number"
    MONTH = "month"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text at `start`..`end`; `text` is folded for words, as printed for marks.

    `value` is the number or month. `latin` and `doubtful` belong to months, see `MonthName`.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: int = 0
    latin: bool = False
    doubtful: bool = False

    @property
    def is_day(self) -> bool:
        return self.kind is Kind.NUMBER and 1 <= self.value <= 31 and len(self.text) != 4

    @property
    def is_year(self) -> bool:
        return self.kind is Kind.NUMBER and self.value in YEARS and len(self.text) not in (1, 2)

    @property
    def is_month(self) -> bool:
        return self.kind is Kind.MONTH


def parts_of(text: str) -> tuple[Part, ...]:
    """The text cut into parts; numbers written in words become one part."""
    return tuple(_joined_numerals(_without_repeated_months(list(_pieces(text)))))


def _pieces(text: str) -> Iterator[Part]:
    for chunk in _CHUNK.finditer(text):
        printed = chunk.group()
        if not printed[0].isalnum():
            yield Part(Kind.MARK, chunk.start(), chunk.end(), printed)
        elif _is_number(printed):
            yield _number(printed, chunk.start())
        else:
            for run in _RUN.finditer(printed):
                yield _number_or_word(run.group(), chunk.start() + run.start())


def _is_number(printed: str) -> bool:
    mistaken = _LIKE_A_NUMBER.fullmatch(printed) and any(sign.isdecimal() for sign in printed)
    return printed.isdecimal() or bool(mistaken)


def _number_or_word(printed: str, start: int) -> Part:
    if printed.isdecimal():
        return _number(printed, start)
    end = start + len(printed)
    month = month_named(printed)
    if month:
        return Part(
            Kind.MONTH, start, end, fold(printed), month.number, month.latin, month.doubtful
        )
    return Part(Kind.WORD, start, end, fold(printed))


def _number(printed: str, start: int) -> Part:
    # Longer runs are no part of a date; their value is not needed and may be huge.
    value = int(digits(printed)) if len(printed) <= 4 else 0
    return Part(Kind.NUMBER, start, start + len(printed), printed, value)


def _without_repeated_months(parts: Sequence[Part]) -> list[Part]:
    """«15 МАР/MAR 2026»: the second spelling of the same month is dropped."""
    dropped = {
        index
        for index, (first, third) in enumerate(zip(parts, parts[2:], strict=False))
        if first.is_month and third.is_month and first.value == third.value
        if parts[index + 1].text == "/"
    }
    return [
        part
        for index, part in enumerate(parts)
        if index - 1 not in dropped and index - 2 not in dropped
    ]


def _joined_numerals(parts: Sequence[Part]) -> Iterator[Part]:
    run: list[tuple[Part, Numeral]] = []
    for part in parts:
        numeral = numeral_named(part.text) if part.kind is Kind.WORD else None
        if numeral is None:
            yield from (word for word, _ in run)
            run = []
            yield part
            continue
        run.append((part, numeral))
        if numeral.ordinal:
            yield from _ordinal(run)
            run = []
    yield from (word for word, _ in run)


def _ordinal(run: Sequence[tuple[Part, Numeral]]) -> Iterator[Part]:
    """The number that the longest tail of the run makes; what stands before it stays words."""
    for first in range(len(run)):
        number = ordinal_number([numeral for _, numeral in run[first:]])
        if number is not None:
            yield from (word for word, _ in run[:first])
            start, end = run[first][0].start, run[-1][0].end
            yield Part(Kind.NUMBER, start, end, "in words", number)
            return


def covered(parts: Sequence[Part]) -> tuple[int, int]:
    """Start and end of the text that the parts cover."""
    return min(part.start for part in parts), max(part.end for part in parts)
