"""Repair of a machine-readable zone as recognition reads it, without inventing anything.

What the place alone decides is always done: letters where only digits stand and the other way
round, fillers at the end of names. A lost or added character, and a letter taken for a digit in
a number that may hold both, are mended only if exactly one solution makes every check digit
hold. Digits are never exchanged for other digits: a zone printed with wrong check digits stays
wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.identifiers import iin
from pipeline.identifiers.mrz import codes
from pipeline.identifiers.mrz.fitting import fitted
from pipeline.identifiers.mrz.guided import guided
from pipeline.identifiers.mrz.layout import LAYOUTS, Layout, Lines, with_changes
from pipeline.identifiers.mrz.places import (
    CODE_LOOK_ALIKES,
    ROUND,
    TO_DIGIT,
    TO_FILLER,
    TO_LETTER,
    Holds,
    places,
)
from pipeline.identifiers.mrz.reading import parse
from pipeline.identifiers.mrz.shape import detect_format, normalise

_MEANT: Mapping[Holds, Mapping[int, int | str]] = {
    Holds.DIGITS: TO_DIGIT,
    Holds.LETTERS: TO_LETTER,
    Holds.NOTHING: TO_FILLER,
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A zone after repair.

    `format` is empty where the lines have the shape of no zone. `lines` are the repaired lines,
    or the normalised ones where repair did not work out; `raw` the lines as given. `valid`: every
    check digit, date and code of `lines` holds. `substitutions` counts characters
    replaced by place or by check digit; fillers added or dropped to give a line its length, and
    those behind names, do not count.
    """

    format: str
    lines: Lines
    raw: Lines
    valid: bool
    substitutions: int


def repair(lines: Sequence[str]) -> Repaired:
    """Repair the lines of a zone; see the module's docstring for what is done and what is not."""
    raw, normal = tuple(lines), normalise(lines)
    name = detect_format(lines)
    if name is None:
        return Repaired("", normal, raw, valid=False, substitutions=0)
    layout = LAYOUTS[name]
    read, mended = _mended(layout, normal)
    return Repaired(name, mended, raw, parse(mended, name).valid, _changes(read, mended))


def _mended(layout: Layout, lines: Lines) -> tuple[Lines, Lines]:
    """The lines at full length as read, and after repair; twice the given ones if it fails."""
    for choices in fitted(layout, lines):
        if len(choices) == 1 and _had_its_length(layout, lines):
            return choices[0], guided(layout, _by_place(layout, choices[0]))
        solutions = {
            placed: choice
            for choice in choices
            if _convinces(layout, placed := _by_place(layout, choice))
        }
        if solutions:
            mended, read = solutions.popitem()
            return (lines, lines) if solutions else (read, mended)
    return lines, lines


def _had_its_length(layout: Layout, lines: Lines) -> bool:
    """Whether every line but that of the names, which ends in fillers, has its full length."""
    return all(
        len(line) == layout.length
        for number, line in enumerate(lines)
        if number != layout.names.line
    )


def _convinces(layout: Layout, lines: Lines) -> bool:
    """Whether lines of a mended length are sure enough: more than check digits must fit."""
    zone = parse(lines, layout.name)
    if zone.issuer == "KAZ" and zone.optional and not (zone.iin and iin.is_valid(zone.iin)):
        return False
    return zone.valid and _keeps_to_places(layout, lines)


def _keeps_to_places(layout: Layout, lines: Lines) -> bool:
    kinds = places(layout, of_kazakhstan=layout.issuer.of(lines) == "KAZ")
    return all(
        not (kind is Holds.DIGITS and lines[line][position].isalpha())
        and not (kind is Holds.LETTERS and lines[line][position].isdecimal())
        for (line, position), kind in kinds.items()
    )


def _by_place(layout: Layout, lines: Lines) -> Lines:
    """Every letter in a place of digits as the digit it resembles, and the other way round."""
    issuer = _code_by_place(layout.issuer.of(lines))
    lines = with_changes(lines, dict(zip(layout.issuer.places, issuer, strict=True)))
    nationality = _code_by_place(layout.nationality.of(lines))
    changes = dict(zip(layout.nationality.places, nationality, strict=True))
    codes_at = {*layout.issuer.places, *layout.nationality.places}
    for place, kind in places(layout, of_kazakhstan=issuer == "KAZ").items():
        if place in codes_at or kind is Holds.BOTH:
            continue
        changes[place] = lines[place[0]][place[1]].translate(_MEANT[kind])
    return with_changes(lines, changes)


def _code_by_place(code: str) -> str:
    """The only known code that the three characters can be misread from, else as it is."""
    if codes.is_known(code):
        return code
    choices = [
        {sign.translate(TO_LETTER), *ROUND.get(sign, ""), *CODE_LOOK_ALIKES.get(sign, "")}
        for sign in code
    ]
    known = [text for text in map("".join, product(*choices)) if codes.is_known(text)]
    return known[0] if len(known) == 1 else code.translate(TO_LETTER)


def _changes(before: Lines, after: Lines) -> int:
    return sum(
        old != new
        for line_before, line_after in zip(before, after, strict=True)
        for old, new in zip(line_before, line_after, strict=True)
    )
