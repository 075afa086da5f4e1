"""The orders in which day, month and year stand in running text, and what may stand between.

A pattern is a string of slots: `d`, `m` and `y`; `-` stands for what joins the two ends of a
range. Sources: domain.md sections 2.3, 7.2 and 8.1.
"""

from collections.abc import Sequence

from pipeline.text.date_parts import Kind, Part

DATE_PATTERNS = ("dmy", "ydm", "ymd", "mdy")
# Ranges whose ends share a month or a year: «с 1 по 15 марта 2026», «1 May – 31 July 2026».
RANGE_PATTERNS = ("d-dmy", "dm-dmy", "yd-dm", "ydm-dm", "md-dy", "md-mdy")

_QUOTES = frozenset("«»\"'“”„‟‘’<>_")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YEAR_WORDS = _words("жылгы жылдын жылы жыл ж г год года году year")
_ORDINAL_ENDINGS = _words("st nd rd th er го ое е ого й ши шы и ы синин нин нын")
_JOINTS = _words("по до to till until through and и мен пен бен бастап дейин the of")
_DAY_TO_MONTH = (_QUOTES | frozenset(".-/—–,"), _ORDINAL_ENDINGS | _words("of day the de"))
_MONTH_TO_YEAR = (_QUOTES | frozenset(".,-/"), _words("айынын айы месяца of de"))
_YEAR_ON = (_QUOTES | frozenset(".,/"), _YEAR_WORDS)
_MONTH_TO_DAY = (_QUOTES | frozenset("."), _words("айынын айы the"))
_DAY_TO_YEAR = (_QUOTES | frozenset(",."), _ORDINAL_ENDINGS)
_RANGE = (_QUOTES | frozenset("-–—."), _JOINTS | _ORDINAL_ENDINGS)
_BETWEEN = {
    "dm": _DAY_TO_MONTH,
    "my": _MONTH_TO_YEAR,
    "yd": _YEAR_ON,
    "ym": _YEAR_ON,
    "md": _MONTH_TO_DAY,
    "dy": _DAY_TO_YEAR,
}
_LONGEST_GAP = 6


def match_at(parts: Sequence[Part], first: int, pattern: str) -> tuple[Part, ...] | None:
    """The parts that fill the pattern's slots from `parts[first]` on, without what is between.

    An order that begins with month and day is English («March 15, 2026»).
    """
    found: list[Part] = []
    position = first
    last, joined = "", False
    for slot in pattern:
        if slot == "-":
            joined = True
            continue
        if last:
            marks, words = _RANGE if joined else _BETWEEN[last + slot]
            position = _after_gap(parts, position, marks, words)
        if position >= len(parts) or not _fills(parts[position], slot):
            return None
        found.append(parts[position])
        position, last, joined = position + 1, slot, False
    if pattern.startswith("md") and not found[0].latin:
        return None
    return tuple(found)


def _after_gap(
    parts: Sequence[Part], position: int, marks: frozenset[str], words: frozenset[str]
) -> int:
    """Position of the first part that the gap does not allow."""
    for index in range(position, min(position + _LONGEST_GAP, len(parts))):
        part = parts[index]
        allowed = part.kind is Kind.WORD and part.text in words
        if not allowed and not (part.kind is Kind.MARK and part.text[0] in marks):
            return index
    return position + _LONGEST_GAP


def _fills(part: Part, slot: str) -> bool:
    match slot:
        case "d":
            return part.is_day
        case "m":
            return part.is_month
        case _:
            return part.is_year
