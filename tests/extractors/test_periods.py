"""Periods as invitations, applications and programmes state them."""

from datetime import date

import pytest

from extractors._periods import Period, after_months, months_in, period_in

CASES = [
    ("from 1 February 2027 to 31 July 2027", date(2027, 2, 1), date(2027, 7, 31)),
    ("for a period of 6 months starting on 1 February 2027", date(2027, 2, 1), date(2027, 7, 31)),
    ("сроком на 12 (двенадцать) месяцев с 01.09.2027", date(2027, 9, 1), date(2028, 8, 31)),
    ("2027 жылғы 1 наурыздан бастап үш ай мерзімге", date(2027, 3, 1), date(2027, 5, 31)),
    ("с 1 марта 2027 года по 31 мая 2027 года", date(2027, 3, 1), date(2027, 5, 31)),
]


@pytest.mark.parametrize(("text", "start", "end"), CASES)
def test_first_and_last_day(text: str, start: date, end: date) -> None:
    period = period_in(text)
    assert period is not None
    assert (period.start, period.last_day) == (start, end)


def test_two_numbers_of_months_are_no_answer() -> None:
    assert months_in("3 months, at most 12 months") is None


def test_a_month_that_is_too_short_ends_with_its_last_day() -> None:
    assert after_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_nothing_follows_from_a_day_alone() -> None:
    assert period_in("dated 1 May 2027") is None
    assert Period(date(2027, 5, 1), None, None).last_day is None
