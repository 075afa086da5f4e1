"""Own machine-readable zones, against the vectors of domain.md section 20 and ICAO 9303."""

from datetime import date

import pytest

from sample_docs import zones

HOLDER = zones.Holder("Synaqov", "Ulgi", date(1899, 1, 15), "M", "990115100007")


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C3", "6"), ("740812", "2"), ("120415", "9"), ("<<<<<<", "0")]
)
def test_check_digit(text: str, digit: str) -> None:
    assert zones.check_digit(text) == digit


class Day(date):
    """29.02.2034 does not exist; the vectors use it on purpose."""

    def __format__(self, form: str) -> str:
        return "340229"


def test_card() -> None:
    assert zones.card("000000018", HOLDER, Day(2034, 2, 28)) == (
        "IDKAZ0000000181990115100007<<<",
        "9901155M3402292KAZ<<<<<<<<<<<1",
        "SYNAQOV<<ULGI<<<<<<<<<<<<<<<<<",
    )


def test_card_of_a_public_fixture() -> None:
    holder = zones.Holder("A", "B", date(1988, 4, 12), "F", "880412401006")
    first, second, _ = zones.card("041236587", holder, date(2031, 4, 11))
    assert first[:15] == "IDKAZ0412365878"[:15]
    assert second[:18] == "8804123F3104116KAZ"
    assert second[29] == "2"


def test_passport() -> None:
    assert zones.passport("N00000018", HOLDER, Day(2034, 2, 28)) == (
        "P<KAZSYNAQOV<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "N000000182KAZ9901155M3402292990115100007<<90",
    )


def test_passport_without_personal_number_is_complete() -> None:
    first, second = zones.passport("N00000018", HOLDER, date(2034, 2, 28), personal_number=False)
    assert (len(first), len(second)) == (44, 44)
    assert second[28:43] == "<" * 14 + "0"


@pytest.mark.parametrize(
    ("surname", "given", "width", "field"),
    [
        ("Ivanova-Kim", "Anna", 20, "IVANOVA<KIM<<ANNA<<<"),
        ("O'Neil", "Mary Ann", 20, "ONEIL<<MARY<ANN<<<<<"),
        ("Kudaibergenova", "Anastassiya", 20, "KUDAIBERGENOVA<<ANAS"),
    ],
)
def test_names(surname: str, given: str, width: int, field: str) -> None:
    assert zones.names(surname, given, width) == field


def test_wrong_digit_changes_one_place() -> None:
    assert zones.with_wrong_digit("9901155M", 6) == "9901156M"
    assert zones.with_wrong_digit("9901159M", 6) == "9901150M"
