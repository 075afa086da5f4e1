"""BIN by computed vectors and public fixtures."""

import pytest

from pipeline.identifiers import bin as bin_
from pipeline.identifiers.errors import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidIdentifierError,
    InvalidLength,
)


@pytest.mark.parametrize(
    "number", ["000140000002", "180440012349", "990940003030", "0001 4000 0002"]
)
def test_valid(number: str) -> None:
    assert bin_.validate(number) == number.replace(" ", "")
    assert bin_.is_valid(number)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("991340000007", InvalidComponent),  # month 13, check digit right
        ("990040000000", InvalidComponent),
        ("990115100007", InvalidComponent),  # an IIN
        ("000170000000", InvalidComponent),
        ("000144000000", InvalidComponent),
        ("000140000003", InvalidChecksum),
        ("00014000000", InvalidLength),
        ("00014000000O", InvalidFormat),
    ],
)
def test_invalid(number: str, error: type[InvalidIdentifierError]) -> None:
    with pytest.raises(error):
        bin_.validate(number)
    assert not bin_.is_valid(number)


def test_check_digit_of_the_second_pass() -> None:
    assert bin_.check_digit("18044001234") == 9
