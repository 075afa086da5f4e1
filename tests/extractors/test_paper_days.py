"""Birth, issue and expiry of a paper settle each other where captions mislead or are lost."""

from datetime import date

import pytest

from extractors import identity_card, passport
from extractors._paper_days import is_term
from tests.paper import column, paper

HEAD = ("ПАСПОРТ / PASSPORT", "P KAZ N13579991")


def test_days_without_captions_are_told_by_their_order() -> None:
    page = paper(*column(*HEAD, "18.06.1994 940618419052", "09.06.2019 08.06.2029"))
    read = passport.extract([page])
    assert (read.birth_date.value, read.issue_date.value, read.expiry_date.value) == (
        date(1994, 6, 18),
        date(2019, 6, 9),
        date(2029, 6, 8),
    )


def test_the_day_of_expiry_is_not_taken_for_that_of_issue() -> None:
    rows = column(*HEAD, "DATE OF BIRTH", "18.06.1994", "DATE OF ISSUE", "08.06.2029")
    page = paper(*rows, *column("DATE OF EXPIRY", "08.06.2029", top=0.6), (0.9, 0.1, "09.06.2019"))
    assert passport.extract([page]).issue_date.value == date(2019, 6, 9)


def test_another_term_than_ten_years_is_doubted() -> None:
    rows = column(*HEAD, "DATE OF BIRTH", "18.06.1994", "DATE OF ISSUE", "09.06.2018")
    page = paper(*rows, *column("DATE OF EXPIRY", "08.06.2029", top=0.6))
    read = passport.extract([page])
    assert (read.issue_date.value, read.issue_date.confidence < 0.9) == (date(2018, 6, 9), True)


@pytest.mark.parametrize(
    ("issue", "expiry", "fits"),
    [
        (date(2022, 4, 8), date(2032, 4, 7), True),
        (date(2022, 4, 8), date(2032, 4, 8), True),
        (date(2024, 2, 29), date(2034, 2, 28), True),
        (date(2022, 4, 8), date(2052, 4, 7), False),
    ],
)
def test_a_paper_is_valid_ten_years(issue: date, expiry: date, *, fits: bool) -> None:
    assert is_term(issue, expiry) is fits


def test_names_printed_twice_are_found_without_captions() -> None:
    page = paper(*column(*HEAD, "МЫРЗАХМЕТОВА", "MYRZAKHMETOVA", "РАУШАН", "RAUSHAN"))
    read = passport.extract([page])
    assert (read.surname.value, read.given_names.value) == ("MYRZAKHMETOVA", "RAUSHAN")
    assert read.surname_cyrillic.value == "МЫРЗАХМЕТОВА"


def test_a_country_is_no_ethnicity() -> None:
    page = paper(*column("ЖЕКЕ КУӘЛІК / УДОСТОВЕРЕНИЕ ЛИЧНОСТИ", "ҰЛТЫ / НАЦИОНАЛЬНОСТЬ"))
    rows = column("ЖЕКЕ КУӘЛІК / УДОСТОВЕРЕНИЕ ЛИЧНОСТИ", "ҰЛТЫ / НАЦИОНАЛЬНОСТЬ", "ҚАЗАҚСТАН")
    assert identity_card.extract([page]).ethnicity.value is None
    assert identity_card.extract([paper(*rows)]).ethnicity.value is None
