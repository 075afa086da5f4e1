"""Machine-readable zones of invented cards and passports (ICAO 9303; domain.md sections 4.3, 5.3).

On purpose apart from `pipeline.identifiers`, as everything that truth is made of.
"""

from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a zone says about its holder; names in Latin letters, `sex` is `M` or `F`."""

    surname: str
    given_names: str
    birth: date
    sex: str
    iin: str


def check_digit(text: str) -> str:
    """Check digit over digits, capital Latin letters and the filler `<`."""
    values = (0 if char == "<" else int(char, 36) for char in text)
    return str(sum(v * _WEIGHTS[i % 3] for i, v in enumerate(values)) % 10)


def names(surname: str, given_names: str, width: int) -> str:
    """The name field: apostrophes dropped, hyphens and spaces become fillers, padded or cut."""

    def folded(name: str) -> str:
        return name.upper().replace("'", "").replace("-", "<").replace(" ", "<")

    return f"{folded(surname)}<<{folded(given_names)}"[:width].ljust(width, "<")


def card(number: str, holder: Holder, expiry: date) -> tuple[str, str, str]:
    """The three lines (TD1, 30 characters each) on the back of an identity card."""
    first = f"IDKAZ{number}{check_digit(number)}{holder.iin}<<<"
    birth, end = f"{holder.birth:%y%m%d}", f"{expiry:%y%m%d}"
    second = f"{birth}{check_digit(birth)}{holder.sex}{end}{check_digit(end)}KAZ{'<' * 11}"
    total = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    return first, second + total, names(holder.surname, holder.given_names, 30)


def passport(
    number: str, holder: Holder, expiry: date, *, personal_number: bool = True
) -> tuple[str, str]:
    """The two lines (TD3, 44 characters each) of a passport; the IIN fills the personal number."""
    first = "P<KAZ" + names(holder.surname, holder.given_names, 39)
    birth, end = f"{holder.birth:%y%m%d}", f"{expiry:%y%m%d}"
    personal = (holder.iin if personal_number else "").ljust(14, "<")
    second = (
        f"{number}{check_digit(number)}KAZ{birth}{check_digit(birth)}{holder.sex}"
        f"{end}{check_digit(end)}{personal}{check_digit(personal)}"
    )
    total = check_digit(second[0:10] + second[13:20] + second[21:43])
    return first, second + total


def with_wrong_digit(line: str, position: int) -> str:
    """The line with the check digit at `position` (from 0) raised by one."""
    digit = str((int(line[position]) + 1) % 10)
    return line[:position] + digit + line[position + 1 :]
