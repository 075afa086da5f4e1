"""Individual identification numbers of invented people.

Written from domain.md section 3.1 alone and on purpose apart from `pipeline.identifiers`: a truth
computed by the code under test would prove nothing.
"""

from datetime import date
from random import Random

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def check_digit(first_eleven: str) -> int | None:
    """Twelfth digit for the first eleven; None where the number is never issued."""
    for weights in (_FIRST, _SECOND):
        rest = sum(int(d) * w for d, w in zip(first_eleven, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def issue(birth: date, sex: str, rng: Random) -> str:
    """A valid number for a birth date and a sex (`M` or `F`), serial chosen at random."""
    century = 2 * (birth.year // 100 - 18) + (1 if sex == "M" else 2)
    while True:
        eleven = f"{birth:%y%m%d}{century}{rng.randrange(10000):04d}"
        digit = check_digit(eleven)
        if digit is not None:
            return f"{eleven}{digit}"


def with_wrong_digit(iin: str, rng: Random) -> str:
    """The same number with a last digit that does not belong to it."""
    return iin[:-1] + rng.choice([d for d in "0123456789" if d != iin[-1]])
