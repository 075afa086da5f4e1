"""Own numbers of the specimens, against the vectors of domain.md section 20."""

from datetime import date
from random import Random

import pytest

from sample_docs import iin


@pytest.mark.parametrize(
    ("first_eleven", "digit"),
    [
        ("99011510000", 7),
        ("99011510001", 7),
        ("99011510002", 7),
        ("99011510080", 1),
        ("99011510160", None),
        ("99011520000", 3),
        ("88041240100", 6),
        ("90010130081", 1),
        ("90112330025", 8),
    ],
)
def test_check_digit(first_eleven: str, digit: int | None) -> None:
    assert iin.check_digit(first_eleven) == digit


@pytest.mark.parametrize(
    ("birth", "sex", "start"),
    [
        (date(1899, 1, 15), "M", "9901151"),
        (date(1985, 2, 10), "F", "8502104"),
        (date(1985, 2, 10), "M", "8502103"),
        (date(2001, 1, 15), "F", "0101156"),
    ],
)
def test_issued_number_tells_birth_and_sex(birth: date, sex: str, start: str) -> None:
    number = iin.issue(birth, sex, Random(1))  # noqa: S311
    assert len(number) == 12
    assert number.startswith(start)
    assert iin.check_digit(number[:11]) == int(number[11])


def test_wrong_digit_is_wrong_and_the_only_change() -> None:
    spoiled = iin.with_wrong_digit("990115100007", Random(3))  # noqa: S311
    assert spoiled[:11] == "99011510000"
    assert spoiled[11] != "7"
