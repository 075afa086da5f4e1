"""IIN by the vectors of the tax number sheet and of public fixtures; births in 1899."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identifiers import iin
from pipeline.identifiers.errors import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidIdentifierError,
    InvalidLength,
)


@pytest.mark.parametrize(
    "number",
    [
        "990115100007",
        "990115100017",  # the blind eleventh digit
        "990115100027",
        "990115100801",  # second pass
        "990115200003",
        "880412401006",
        "900101300811",  # second pass
        "901123300258",
        " 990115 100007 ",
        "990115-100007",
    ],
)
def test_valid(number: str) -> None:
    assert iin.is_valid(number)
    assert iin.validate(number) == iin.compact(number)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("990115100008", InvalidChecksum),
        *((f"99011510160{last}", InvalidChecksum) for last in range(10)),  # both passes give 10
        ("991315100000", InvalidComponent),
        ("990230100000", InvalidComponent),
        ("990115000000", InvalidComponent),
        ("990115700000", InvalidComponent),
        ("99011510000", InvalidLength),
        ("9901151000070", InvalidLength),
        ("", InvalidLength),
        ("99О115100007", InvalidFormat),
        ("٩٩٠١١٥١٠٠٠٠٧", InvalidFormat),
    ],
)
def test_invalid(number: str, error: type[InvalidIdentifierError]) -> None:
    with pytest.raises(error):
        iin.validate(number)
    assert not iin.is_valid(number)


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("990115100007", date(1899, 1, 15), "M"),
        ("990115200003", date(1899, 1, 15), "F"),
        ("880412401006", date(1988, 4, 12), "F"),
        ("900101300811", date(1990, 1, 1), "M"),
        ("000229500000", date(2000, 2, 29), "M"),
        ("000229600000", date(2000, 2, 29), "F"),
    ],
)
def test_birth_date_and_sex(number: str, birth: date, sex: str) -> None:
    assert iin.birth_date(number) == birth
    assert iin.sex(number) == sex


def test_no_check_digit_exists_for_some_numbers() -> None:
    assert iin.check_digit("99011510160") is None


def test_an_unassigned_sex_is_an_error() -> None:
    with pytest.raises(InvalidComponent):
        iin.sex("990115900000")


def test_errors_do_not_tell_the_number() -> None:
    for number in ("990115100008", "991315100000", "99011510000", "99О115100007"):
        with pytest.raises(InvalidIdentifierError) as caught:
            iin.validate(number)
        assert number not in str(caught.value)
        assert caught.value.__cause__ is None


@given(
    st.dates(date(1900, 1, 1), date(2040, 1, 1)),
    st.booleans(),
    st.integers(0, 9999),
    st.integers(1, 9),
)
def test_a_wrong_check_digit_never_passes(
    birth: date, female: bool, serial: int, step: int
) -> None:
    seventh = (3 if birth.year < 2000 else 5) + female
    first = f"{birth:%y%m%d}{seventh}{serial:04}"
    last = iin.check_digit(first)
    if last is None:
        return
    number = f"{first}{last}"
    assert iin.validate(number) == number
    assert iin.birth_date(number) == birth
    wrong = str((last + step) % 10)
    assert not iin.is_valid(first + wrong)
