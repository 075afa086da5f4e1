"""Business identification numbers of invented organisations.

Written from domain.md section 3.2; the check digit is that of the individual number.
"""

from random import Random

from sample_docs import iin


def issue(year: int, month: int, rng: Random, *, branch: bool = False) -> str:
    """A valid number of a resident legal entity registered in that month."""
    while True:
        eleven = f"{year % 100:02d}{month:02d}4{int(branch)}{rng.randrange(100_000):05d}"
        digit = iin.check_digit(eleven)
        if digit is not None:
            return f"{eleven}{digit}"
