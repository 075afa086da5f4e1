"""Repair of a machine-readable zone as recognition reads it, without inventing anything.

What the place alone decides is always done: letters where only digits stand and the other way
round, fillers at the end of names. A lost or added character, and a letter taken for a digit in
a number that may hold both, are mended only if exactly one solution makes every check digit
hold. Digits are never exchanged for other digits: a zone printed with wrong check digits stays
wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from pipeline.identifiers.mrz import codes
from pipeline.identifiers.mrz.layout import LAYOUTS, Layout
from pipeline.identifiers.mrz.places import CONFUSED, TO_DIGIT, TO_LETTER, Holds, Place, places
from pipeline.identifiers.mrz.reading import parse
from pipeline.identifiers.mrz.shape import detect_format, normalise

Lines = tuple[str, ...]
# Check digits that a guided substitution can mend; birth and expiry hold digits only.
_MENDABLE = {"number", "personal", "composite"}
_MOST_GUIDED = 2
_FILLER_LOOK_ALIKE = re.compile(r"([KCLESGX])\1*|[KCLESGX]{2}")
_LOOK_ALIKES_AT_END = re.compile(r"([KCLESGX])\1{3,}$")
_EQUAL_RUN = re.compile(r"(.)\1*")
_LONGEST_FILLER_RUN = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """A zone after repair.

    `format` is empty where the lines have the shape of no zone. `lines` are the repaired lines,
    or the normalised ones where repair did not work out; `raw` the lines as given. `valid`: every
    check digit, date and code of `lines` holds. `substitutions` counts letters and digits
    replaced, by place or by check digit; fillers that were added, dropped or cleaned do not count.
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
    fitted = list(_fitted(layout, normal))
    if not fitted:
        return Repaired(name, normal, raw, valid=False, substitutions=0)
    if len(fitted) == 1 and _has_its_length(layout, normal):
        placed = _by_place(layout, fitted[0])
        mended = _guided(layout, placed)
        changed = _changes(fitted[0], placed) + _changes(placed, mended)
        return Repaired(name, mended, raw, parse(mended, name).valid, changed)
    solutions = {
        placed: _changes(lines_fitted, placed)
        for lines_fitted in fitted
        if _convinces(layout, placed := _by_place(layout, lines_fitted))
    }
    if len(solutions) != 1:
        return Repaired(name, normal, raw, valid=False, substitutions=0)
    ((solution, changed),) = solutions.items()
    return Repaired(name, solution, raw, parse(solution, name).valid, changed)


def _has_its_length(layout: Layout, lines: Sequence[str]) -> bool:
    """Whether every line but that of the names, which ends in fillers, has its full length."""
    return all(
        len(line) == layout.length
        for number, line in enumerate(lines)
        if number != layout.names.line
    )


def _convinces(layout: Layout, lines: Lines) -> bool:
    zone = parse(lines, layout.name)
    return zone.checks_ok and zone.codes_ok and zone.well_formed and _keeps_to_places(layout, lines)


def _keeps_to_places(layout: Layout, lines: Lines) -> bool:
    kinds = places(layout, of_kazakhstan=layout.issuer.of(lines) == "KAZ")
    return all(
        not (kind is Holds.DIGITS and lines[line][position].isalpha())
        and not (kind is Holds.LETTERS and lines[line][position].isdecimal())
        for (line, position), kind in kinds.items()
    )


# --- length ---------------------------------------------------------------------------------


def _fitted(layout: Layout, lines: Lines) -> Iterator[Lines]:
    """The lines brought to full length in every way that needs no invented character."""
    choices: list[set[str]] = []
    for number, line in enumerate(lines):
        if number == layout.names.line:
            mended = _with_names_mended(layout, line)
            choices.append({mended} if mended else set())
        else:
            choices.append(_of_length(line, layout.length))
    yield from product(*choices)


def _with_names_mended(layout: Layout, line: str) -> str | None:
    head, names = "", line
    if layout.names.start:
        line = _with_its_head(line)
        head, names = line[: layout.names.start], line[layout.names.start :]
    full = (head + _without_false_letters(names)).rstrip("<")
    return full.ljust(layout.length, "<") if len(full) <= layout.length else None


def _with_its_head(line: str) -> str:
    """`PKAZ...` or `P<<KAZ...` as `P<KAZ...`, where only that gives a known state."""
    if codes.is_known(line[2:5]):
        return line
    if codes.is_known(line[1:4]) and line[4:5].isalpha():
        return f"{line[0]}<{line[1:]}"
    if line[1:3] == "<<" and codes.is_known(line[3:6]):
        return line[0] + line[2:]
    return line


def _without_false_letters(names: str) -> str:
    """Names without letters read for fillers behind them.

    After the given names only fillers follow, so that single letters, equal letters and pairs
    that resemble fillers are fillers there; anything that could be a name stays.
    """
    surname, gap, given = names.partition("<<")
    kept, second_gap, tail = given.partition("<<")
    if given.startswith("<"):
        kept, second_gap, tail = "", "<<", given
    pieces = [piece for piece in tail.split("<") if piece]
    if gap and second_gap and all(_FILLER_LOOK_ALIKE.fullmatch(piece) for piece in pieces):
        return f"{surname}<<{kept}"
    return _LOOK_ALIKES_AT_END.sub("", names)


def _of_length(line: str, length: int) -> set[str]:
    """All lines of the length that lost or doubled characters can have made of this one."""
    missing = length - len(line)
    if missing == 0:
        return {line}
    step = _longer if missing > 0 else _shorter
    found = _in_one_run(line, missing)
    if abs(missing) == 1:
        found |= {line[:at] + "<" + line[at:] for at in range(length)} if missing > 0 else set()
        found |= _shorter_anywhere(line) if missing < 0 else set()
        found |= step(line)
    elif abs(missing) == 2:
        found |= {second for first in step(line) for second in step(first)}
    return found


def _in_one_run(line: str, missing: int) -> set[str]:
    """All that is missing or too much taken from the longest run of fillers."""
    run = max(re.finditer("<+", line), key=lambda match: len(match.group()), default=None)
    if run is None or len(run.group()) < max(_LONGEST_FILLER_RUN, 1 - missing):
        return set()
    fillers = "<" * (len(run.group()) + missing)
    return {line[: run.start()] + fillers + line[run.end() :]}


def _longer(line: str) -> set[str]:
    """One more of some character: recognition merges equal neighbours."""
    return {line[:at] + line[at] + line[at:] for at in range(len(line))}


def _shorter(line: str) -> set[str]:
    """One less of equal neighbours, or without the first or last character."""
    doubled = [run.start() for run in _EQUAL_RUN.finditer(line) if len(run.group()) > 1]
    return {line[:at] + line[at + 1 :] for at in doubled} | {line[1:], line[:-1]}


def _shorter_anywhere(line: str) -> set[str]:
    return {line[:at] + line[at + 1 :] for at in range(len(line))}


# --- letters and digits ---------------------------------------------------------------------


def _by_place(layout: Layout, lines: Lines) -> Lines:
    """Every letter in a place of digits as the digit it resembles, and the other way round."""
    issuer = _code_by_place(layout.issuer.of(lines))
    lines = _with(lines, dict(zip(layout.issuer.places, issuer, strict=True)))
    nationality = _code_by_place(layout.nationality.of(lines))
    changes = dict(zip(layout.nationality.places, nationality, strict=True))
    codes_at = {*layout.issuer.places, *layout.nationality.places}
    for place, kind in places(layout, of_kazakhstan=issuer == "KAZ").items():
        if place in codes_at or kind is Holds.BOTH:
            continue
        sign = lines[place[0]][place[1]]
        changes[place] = sign.translate(TO_DIGIT if kind is Holds.DIGITS else TO_LETTER)
    return _with(lines, changes)


def _code_by_place(code: str) -> str:
    """The only known code that the three characters can be misread from, else as it is."""
    if codes.is_known(code):
        return code
    choices = [{sign, *CONFUSED.get(sign, "")} for sign in code.translate(TO_LETTER)]
    known = [text for text in map("".join, product(*choices)) if codes.is_known(text)]
    return known[0] if len(known) == 1 else code.translate(TO_LETTER)


def _guided(layout: Layout, lines: Lines) -> Lines:
    """The only lines within two look-alikes that make every check digit hold, else the same."""
    failing = {name for name, ok in parse(lines, layout.name).checks.items() if not ok}
    if not failing or not failing <= _MENDABLE:
        return lines
    for count in range(1, _MOST_GUIDED + 1):
        solutions = {
            solution
            for changes in _substitutions(layout, lines, count)
            if parse(solution := _with(lines, changes), layout.name).checks_ok
        }
        if solutions:
            return solutions.pop() if len(solutions) == 1 else lines
    return lines


def _substitutions(layout: Layout, lines: Lines, count: int) -> Iterator[dict[Place, str]]:
    kinds = places(layout, of_kazakhstan=layout.issuer.of(lines) == "KAZ")
    options = {
        (line, position): CONFUSED[sign]
        for (line, position), kind in kinds.items()
        if kind is Holds.BOTH and (sign := lines[line][position]) in CONFUSED
    }
    for chosen in combinations(options, count):
        for signs in product(*(options[place] for place in chosen)):
            yield dict(zip(chosen, signs, strict=True))


def _with(lines: Lines, changes: Mapping[Place, str]) -> Lines:
    changed = [list(line) for line in lines]
    for (line, position), sign in changes.items():
        changed[line][position] = sign
    return tuple("".join(line) for line in changed)


def _changes(before: Lines, after: Lines) -> int:
    return sum(
        old != new
        for line_before, line_after in zip(before, after, strict=True)
        for old, new in zip(line_before, line_after, strict=True)
    )
