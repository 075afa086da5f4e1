"""Lines of a zone brought to full length without inventing a character.

Recognition drops or doubles fillers and equal neighbours, and reads letters into the fillers
behind names.
"""

import re
from collections.abc import Iterator
from itertools import product

from pipeline.identifiers.mrz import codes
from pipeline.identifiers.mrz.layout import Layout, Lines
from pipeline.identifiers.mrz.places import FILLER_LOOK_ALIKES

_LOOK_ALIKES = re.compile(rf"([{FILLER_LOOK_ALIKES}])\1*|[{FILLER_LOOK_ALIKES}]{{2}}")
_LOOK_ALIKES_AT_END = re.compile(rf"([{FILLER_LOOK_ALIKES}])\1{{3,}}$")
# Six or more of them behind a second gap, where no name stands (ICAO 9303-3 section 4.6).
_LONG_FALSE_TAIL = re.compile(rf"[{FILLER_LOOK_ALIKES}R<]{{6,}}")
_EQUAL_RUN = re.compile(r"(.)\1*")
_LONG_RUN = 4
_MOST_ELSEWHERE = 2


def fitted(layout: Layout, lines: Lines) -> Iterator[tuple[Lines, ...]]:
    """The lines brought to full length in every way, the likeliest ways first.

    Each item holds ways that are equally likely: fillers of a run, then equal neighbours, then a
    character added anywhere. Lines that have their length give one item.
    """
    ways_of_lines = [
        _ways_of_names(layout, line)
        if number == layout.names.line
        else _ways_of_head(layout, number, line) + _ways(line, layout.length)
        for number, line in enumerate(lines)
    ]
    for depth in range(1, max(len(ways) for ways in ways_of_lines) + 1):
        together = (set().union(*ways[:depth]) for ways in ways_of_lines)
        yield tuple(product(*together))


def _ways_of_names(layout: Layout, line: str) -> list[set[str]]:
    mended = _with_names_mended(layout, line)
    return [{mended} if mended else set()]


def _with_names_mended(layout: Layout, line: str) -> str | None:
    head, names = "", line
    if layout.names.start:
        line = _with_its_head(layout, line)
        head, names = line[: layout.names.start], line[layout.names.start :]
    full = (head + _without_false_letters(names)).rstrip("<")
    return full.ljust(layout.length, "<") if len(full) <= layout.length else None


def _with_its_head(layout: Layout, line: str) -> str:
    """The line with both characters of its document code before a known state.

    `PKAZ` and `P<<KAZ` are `P<KAZ`; `<KAZ` and `CAZE` have lost the letter that opens every zone
    of the format.
    """
    if codes.is_known(line[2:5]):
        return line
    if codes.is_known(line[1:4]) and line[4:5].isalpha():
        opening = layout.opens_with
        return f"{line[0]}<{line[1:]}" if line[0] in opening else f"{opening[-1]}{line}"
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
    if (
        gap
        and second_gap
        and (
            all(_LOOK_ALIKES.fullmatch(piece) for piece in pieces)
            or _LONG_FALSE_TAIL.fullmatch(tail.rstrip("<"))
        )
    ):
        return f"{surname}<<{kept}"
    return _LOOK_ALIKES_AT_END.sub("", names)


def _ways_of_head(layout: Layout, number: int, line: str) -> list[set[str]]:
    """A card whose first letter is lost: `DKAZ`, `<UTO`."""
    lost = len(line) == layout.length - 1 and line[0] in "D<" and codes.is_known(line[1:4])
    return [{f"I{line}"}] if number == 0 and lost else []


def _ways(line: str, length: int) -> list[set[str]]:
    missing = length - len(line)
    if missing == 0:
        return [{line}]
    ways = [_in_one_run(line, missing)]
    if abs(missing) > _MOST_ELSEWHERE:
        return ways
    step = _with_a_neighbour if missing > 0 else _without_a_neighbour
    neighbours = step(line)
    if abs(missing) == 2:
        neighbours = {second for first in neighbours for second in step(first)}
    return [*ways, neighbours] + ([_without_one(line)] if missing == -1 else [])


def _in_one_run(line: str, missing: int) -> set[str]:
    """All that is missing or too much given to one run of fillers; much only to a long run."""
    least = 1 if abs(missing) <= _MOST_ELSEWHERE else _LONG_RUN
    return {
        line[: run.start()] + "<" * (len(run.group()) + missing) + line[run.end() :]
        for run in re.finditer("<+", line)
        if len(run.group()) >= max(least, 1 - missing)
    }


def _with_a_neighbour(line: str) -> set[str]:
    """One more of a run of equal characters, which recognition shortens.

    A character that stands alone is not doubled: measured on made-up numbers that had lost some
    other character, the check digit would then confirm a wrong number in one case of three.
    """
    runs = (run for run in _EQUAL_RUN.finditer(line) if len(run.group()) > 1)
    return {line[: run.start()] + run.group(1) + line[run.start() :] for run in runs}


def _without_a_neighbour(line: str) -> set[str]:
    """One less of equal neighbours, or without the first or last character."""
    doubled = [run.start() for run in _EQUAL_RUN.finditer(line) if len(run.group()) > 1]
    return {line[:at] + line[at + 1 :] for at in doubled} | {line[1:], line[:-1]}


def _without_one(line: str) -> set[str]:
    return {line[:at] + line[at + 1 :] for at in range(len(line))}
