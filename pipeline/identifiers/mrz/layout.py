"""Where the parts of a machine-readable zone stand, and its check digit (ICAO 9303 parts 3-7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Lines = tuple[str, ...]
# Line and position, both from 0.
Place = tuple[int, int]

_WEIGHTS = (7, 3, 1)
_VALUES = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_VALUES["<"] = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive, from 0) of one line."""

    line: int
    start: int
    end: int

    def of(self, lines: Sequence[str]) -> str:
        """What stands there."""
        return lines[self.line][self.start : self.end]

    @property
    def places(self) -> tuple[Place, ...]:
        """Place of every character."""
        return tuple((self.line, position) for position in range(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Layout:
    """One of the five formats; a missing part is None. `opens_with`: its possible first letters."""

    name: str
    opens_with: str
    count: int
    length: int
    names: Span
    number: Span
    number_check: Span
    nationality: Span
    birth: Span
    birth_check: Span
    sex: Span
    expiry: Span
    expiry_check: Span
    optional: Span
    optional_check: Span | None
    second_optional: Span | None
    composite: tuple[Span, ...]
    composite_check: Span | None
    code: Span = Span(0, 0, 2)
    issuer: Span = Span(0, 2, 5)

    @property
    def checked(self) -> tuple[tuple[str, Span, Span], ...]:
        """(name, what is checked, its check digit) for every simple check digit."""
        pairs = [
            ("number", self.number, self.number_check),
            ("birth", self.birth, self.birth_check),
            ("expiry", self.expiry, self.expiry_check),
        ]
        if self.optional_check:
            pairs.append(("personal", self.optional, self.optional_check))
        return tuple(pairs)


def _two_lines(name: str, length: int, *, composite: bool, personal_check: bool) -> Layout:
    """Passports, TD2 cards and visas differ only in what follows the expiry date."""
    optional_end = length - composite - personal_check
    return Layout(
        name=name,
        opens_with={"TD2": "ACI", "TD3": "P"}.get(name, "V"),
        count=2,
        length=length,
        names=Span(0, 5, length),
        number=Span(1, 0, 9),
        number_check=Span(1, 9, 10),
        nationality=Span(1, 10, 13),
        birth=Span(1, 13, 19),
        birth_check=Span(1, 19, 20),
        sex=Span(1, 20, 21),
        expiry=Span(1, 21, 27),
        expiry_check=Span(1, 27, 28),
        optional=Span(1, 28, optional_end),
        optional_check=Span(1, optional_end, optional_end + 1) if personal_check else None,
        second_optional=None,
        composite=((Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, length - 1)) if composite else ()),
        composite_check=Span(1, length - 1, length) if composite else None,
    )


LAYOUTS = {
    "TD1": Layout(
        name="TD1",
        opens_with="ACI",
        count=3,
        length=30,
        names=Span(2, 0, 30),
        number=Span(0, 5, 14),
        number_check=Span(0, 14, 15),
        nationality=Span(1, 15, 18),
        birth=Span(1, 0, 6),
        birth_check=Span(1, 6, 7),
        sex=Span(1, 7, 8),
        expiry=Span(1, 8, 14),
        expiry_check=Span(1, 14, 15),
        optional=Span(0, 15, 30),
        optional_check=None,
        second_optional=Span(1, 18, 29),
        composite=(Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
        composite_check=Span(1, 29, 30),
    ),
    "TD2": _two_lines("TD2", 36, composite=True, personal_check=False),
    "TD3": _two_lines("TD3", 44, composite=True, personal_check=True),
    "MRVA": _two_lines("MRVA", 44, composite=False, personal_check=False),
    "MRVB": _two_lines("MRVB", 36, composite=False, personal_check=False),
}


def check_digit(text: str) -> int:
    """Check digit of digits, capitals and fillers: weights 7 3 1, modulus 10 (ICAO 9303-3 4.9).

    Raises ValueError for any other character.
    """
    try:
        return sum(_VALUES[sign] * _WEIGHTS[i % 3] for i, sign in enumerate(text)) % 10
    except KeyError:
        raise ValueError("a zone holds digits, capitals and fillers only") from None


def with_changes(lines: Lines, changes: Mapping[Place, str]) -> Lines:
    """The lines with other characters in some places."""
    changed = [list(line) for line in lines]
    for (line, position), sign in changes.items():
        changed[line][position] = sign
    return tuple("".join(line) for line in changed)
