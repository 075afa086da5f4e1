"""Dates as papers of Kazakhstan and letters from abroad print them (domain.md section 2.3).

Numeric dates are read day first. Dates that the calendar does not have are not returned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.text.date_parts import DIGIT, YEARS, Part, covered, parts_of
from pipeline.text.date_patterns import DATE_PATTERNS, RANGE_PATTERNS, match_at
from pipeline.text.homoglyphs import Script, digits, script_of
from pipeline.text.normalise import fold

_GAP = r"[ \u00a0]{0,2}"
_STOP = rf"{_GAP}([.,/-]){_GAP}"
_BEFORE = r"(?<![0-9A-Za-z])(?<!\d[.,/])"
_DAY_FIRST = re.compile(
    rf"{_BEFORE}({DIGIT}{{1,2}}){_STOP}({DIGIT}{{1,2}}){_STOP}({DIGIT}{{4}})(?!\d)"
)
_SPACED = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[ \u00a0])[«\"“]?(\d{2})[»\"”]?[ \u00a0]{1,2}(\d{2})"
    r"[ \u00a0]{1,2}((?:19|20)\d{2})(?![ \u00a0]?\d)"
)
_YEAR_FIRST = re.compile(rf"{_BEFORE}({DIGIT}{{4}})([./-])({DIGIT}{{2}})\2({DIGIT}{{2}})(?!\d)")
_SHORT_YEAR = re.compile(rf"{_BEFORE}(\d{{2}})([./])(\d{{2}})\2(\d{{2}})(?!\d|[./]\d)")
_YEAR_SIGN = re.compile(r"\s{0,2}(?:г|ж)(?!\w)")
_SHARED_YEAR = re.compile(rf"{_BEFORE}(\d\d)\.(\d\d)\.?{_GAP}[-–—]{_GAP}(?=\d\d\.\d\d\.\d{{4}})")
_MONTH_AND_YEAR = re.compile(r"(?<!\d)(?<!\d[./])(\d{2})[./]?((?:19|20)\d{2})(?!\d)")
_YEAR_AND_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[./-](\d{2})(?![./-]?\d)")
# Stands where a numeric date was, so that its digits are not read again.
_TAKEN = "\ufffc"
_JOINTS = (
    "г год года ж жыл жылгы жылы жылдын по до to till until through and и мен пен бен"
    " бастап дейин the from on с bis zum au jusqu al alla ile tarihinden"
)
_LONGEST_JOINT = 60


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start`..`end` of the text; `ambiguous` where another reading is as likely."""

    value: date
    start: int
    end: int
    text: str
    ambiguous: bool


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates of the text in reading order: numeric, with month names, in words."""
    numeric = list(_numeric_dates(text))
    rest = _without(text, [(found.start, found.end) for found in numeric])
    worded = _worded_dates(rest, text)
    return tuple(sorted([*numeric, *worded], key=lambda found: found.start))


def parse_date(text: str) -> date | None:
    """The only date in the text, however often it stands there; None if another is possible."""
    found = find_dates(text)
    values = {date_found.value for date_found in found}
    if len(values) != 1 or any(date_found.ambiguous for date_found in found):
        return None
    return values.pop()


def find_period(text: str) -> tuple[date, date] | None:
    """First and last day of the only range in the text.

    Ends may share month or year («1 May – 31 July 2026»). Two plain dates near each other are a
    range too. None where there is no range, more than one, or the last day comes first.
    """
    ranges = set(_joined_ranges(text)) | set(_shared_ranges(text))
    if not ranges:
        found = find_dates(text)
        if len(found) == 2 and found[1].start - found[0].end <= _LONGEST_JOINT:
            ranges = {(found[0].value, found[1].value)}
    if len(ranges) != 1:
        return None
    first, last = ranges.pop()
    return (first, last) if first <= last else None


def find_month(text: str) -> tuple[int, int] | None:
    """(year, month) of a text that names one month: `012026`, `01.2026`, «қаңтар 2026»."""
    found = {(int(m[2]), int(m[1])) for m in _MONTH_AND_YEAR.finditer(text)}
    found |= {(int(m[1]), int(m[2])) for m in _YEAR_AND_MONTH.finditer(text)}
    parts = parts_of(text)
    for first in range(len(parts)):
        for pattern in ("my", "ym"):
            matched = match_at(parts, first, pattern)
            if matched:
                year, month = sorted(matched, key=lambda part: part.is_month)
                found.add((year.value, month.value))
    found = {(year, month) for year, month in found if 1 <= month <= 12}
    return found.pop() if len(found) == 1 else None


def _numeric_dates(text: str) -> Iterator[FoundDate]:
    latin = _is_latin(text)
    taken: list[tuple[int, int]] = []
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _SHORT_YEAR, _SPACED):
        for match in pattern.finditer(_without(text, taken)):
            found = _date_of_numbers(match, text, latin=latin)
            if found:
                taken.append(match.span())
                yield found


def _date_of_numbers(match: re.Match[str], text: str, *, latin: bool) -> FoundDate | None:
    if sum(sign.isdecimal() for sign in match.group()) < 4:
        return None
    if match.re is _YEAR_FIRST:
        year, _, month, day = (digits(group) for group in match.groups())
        return _found(_calendar(int(year), int(month), int(day)), match.span(), text)
    if match.re is _SPACED:
        day, month, year = match.groups()
        return _found(_calendar(int(year), int(month), int(day)), match.span(), text)
    if match.re is _SHORT_YEAR:
        day, _, month, year = match.groups()
        signed = bool(_YEAR_SIGN.match(text, match.end()))
        century = _century(int(year), signed=signed)
        if century is None:
            return None
        return _found(_calendar(century + int(year), int(month), int(day)), match.span(), text)
    day, stop, month, second_stop, year = match.groups()
    if stop != second_stop and {stop, second_stop} != {".", ","}:
        return None
    return _day_or_month_first(
        (int(digits(day)), int(digits(month)), int(digits(year))),
        match.span(),
        text,
        may_be_american=latin and stop == "/",
    )


def _day_or_month_first(
    numbers: tuple[int, int, int], span: tuple[int, int], text: str, *, may_be_american: bool
) -> FoundDate | None:
    """Day first; in Latin text with slashes the month may come first, so both readings count."""
    first, second, year = numbers
    day_first = _calendar(year, second, first)
    month_first = _calendar(year, first, second) if may_be_american else None
    ambiguous = bool(day_first and month_first and day_first != month_first)
    return _found(day_first or month_first, span, text, ambiguous=ambiguous)


def _century(short_year: int, *, signed: bool) -> int | None:
    """1900 or 2000 where two digits leave no choice.

    From 50 on the number is neither a day nor a year to come; up to 35 it may be a day as well,
    unless the sign of a year («г.», «ж.») follows.
    """
    if short_year >= 50:
        return 1900
    return 2000 if signed and short_year <= 35 else None


def _worded_dates(rest: str, text: str) -> Iterator[FoundDate]:
    parts = parts_of(rest)
    position = 0
    while position < len(parts):
        matched = _first_match(parts, position, DATE_PATTERNS)
        found = _date_of_parts(matched, text) if matched else None
        if matched and found:
            yield found
            position = parts.index(matched[-1]) + 1
        else:
            position += 1


def _first_match(
    parts: Sequence[Part], position: int, patterns: Sequence[str]
) -> tuple[Part, ...] | None:
    for pattern in patterns:
        matched = match_at(parts, position, pattern)
        if matched:
            return matched
    return None


def _date_of_parts(parts: Sequence[Part], text: str) -> FoundDate | None:
    day = next(part for part in parts if part.is_day)
    month = next(part for part in parts if part.is_month)
    year = next(part for part in parts if part.is_year)
    value = _calendar(year.value, month.value, day.value)
    return _found(value, covered(parts), text, ambiguous=month.doubtful)


def _joined_ranges(text: str) -> Iterator[tuple[date, date]]:
    """Pairs of whole dates with nothing but a joint between them."""
    joints = set(_JOINTS.split())
    for first, second in pairwise(find_dates(text)):
        between = text[first.end : second.start]
        if len(between) <= _LONGEST_JOINT and set(fold(between).split()) <= joints:
            yield first.value, second.value


def _shared_ranges(text: str) -> Iterator[tuple[date, date]]:
    """Ranges whose first or last day leaves out the month or the year."""
    for match in _SHARED_YEAR.finditer(text):
        last = next((f for f in find_dates(text[match.end() :]) if f.start == 0), None)
        first = last and _calendar(last.value.year, int(match[2]), int(match[1]))
        if first and last:
            yield first, last.value
    parts = parts_of(text)
    for position in range(len(parts)):
        matched = _first_match(parts, position, RANGE_PATTERNS)
        ends = _ends_of_range(matched) if matched else None
        if ends:
            yield ends


def _ends_of_range(parts: Sequence[Part]) -> tuple[date, date] | None:
    year = next(part for part in parts if part.is_year)
    days = [part.value for part in parts if part.is_day]
    months = [part.value for part in parts if part.is_month]
    first = _calendar(year.value, months[0], days[0])
    last = _calendar(year.value, months[-1], days[-1])
    return (first, last) if first and last else None


def _calendar(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _found(
    value: date | None, span: tuple[int, int], text: str, *, ambiguous: bool = False
) -> FoundDate | None:
    if value is None:
        return None
    start, end = span
    return FoundDate(value, start, end, text[start:end], ambiguous)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _TAKEN * (end - start) + text[end:]
    return text


def _is_latin(text: str) -> bool:
    """Whether the text has letters and most of them are Latin."""
    scripts = [script_of(letter) for letter in text]
    return scripts.count(Script.LATIN) > scripts.count(Script.CYRILLIC)
