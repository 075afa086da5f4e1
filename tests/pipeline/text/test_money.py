"""Amounts as the three languages print them."""

from decimal import Decimal

import pytest

from pipeline.text.money import find_amounts

ONE = (
    ("14 400,00 EUR", "14400.00", "EUR"),
    ("14\u00a0400,00\u00a0EUR", "14400.00", "EUR"),
    ("14\u202f400\u2009EUR", "14400", "EUR"),
    ("€14,400.00", "14400.00", "EUR"),
    ("€ 500", "500", "EUR"),
    ("500€", "500", "EUR"),
    ("1200 (EUR)", "1200", "EUR"),
    ("EUR1,200", "1200", "EUR"),
    ("USD 1,200", "1200", "USD"),
    ("US$1,200.50", "1200.50", "USD"),
    ("A$ 900", "900", "AUD"),
    ("(total cost: CA$0)", "0", "CAD"),
    ("NZ$1,500", "1500", "NZD"),
    ("1.200,50 евро", "1200.50", "EUR"),
    ("1 200 долларов США", "1200", "USD"),
    ("3000 АҚШ доллары", "3000", "USD"),
    ("750 канадских долларов", "750", "CAD"),
    ("12 000 тенге", "12000", "KZT"),
    ("12 000 теңгені құрайды", "12000", "KZT"),
    ("850 000 ₸", "850000", "KZT"),
    ("1'200.50 CHF", "1200.50", "CHF"),
    ("5000.- CHF", "5000", "CHF"),
    ("2 500 фунтов стерлингов", "2500", "GBP"),
    ("12,000,000 won", "12000000", "KRW"),
    ("total: 0 EUR", "0", "EUR"),
    ("Training fee OEUR", "0", "EUR"),
    ("Total 900EUR", "900", "EUR"),
    ("Барлығы 1904 000 жапон иенасы", "1904000", "JPY"),
    ("в 2027 500 EUR", "500", "EUR"),
    ("14 400 (четырнадцать тысяч четыреста) евро", "14400", "EUR"),
)


@pytest.mark.parametrize(("text", "amount", "currency"), ONE)
def test_one_amount(text: str, amount: str, currency: str) -> None:
    (found,) = find_amounts(text)
    assert (found.money.amount, found.money.currency) == (Decimal(amount), currency)
    assert text[found.start : found.end] == found.text


SEVERAL = (
    ("Tuition EUR 1,200, housing EUR 3,000 and 40 days", (1200, 3000)),
    ("Tuition 1,200 EUR, housing 3,000 EUR", (1200, 3000)),
    ("US$ 3,000 per month x 4 = US$ 12,000", (3000, 12000)),
    ("1,200 $ 300 $", (1200, 300)),
    ("$1,200 $300", (1200, 300)),
    ("4 months x 3600 = 14 400 EUR", (14400,)),
    ("15.03.2026 EUR 500", (500,)),
)


@pytest.mark.parametrize(("text", "amounts"), SEVERAL)
def test_each_number_takes_its_own_currency(text: str, amounts: tuple[int, ...]) -> None:
    assert tuple(found.money.amount for found in find_amounts(text)) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "36 months",
        "B2 level",
        "15.03.2026",
        "№ 0000018",
        "100 вонючих",
        "5 европейских стран",
        "MX$ 300",
    ],
)
def test_numbers_without_a_currency_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("152 000 JPY × 3 456 000 JPY", (152_000, 456_000)),
        ("120 долларов США × 12 1 440 долларов США", (120, 1_440)),
        ("51 200 японских иен × 10 512 000 японских иен", (51_200, 512_000)),
        ("3 × 1 200 EUR 3 600 EUR", (1_200, 3_600)),
        ("600 EUR × 3 мес. 1 800 EUR", (600, 1_800)),
    ],
)
def test_a_factor_is_no_part_of_the_amount_behind_it(text: str, amounts: tuple[int, ...]) -> None:
    assert tuple(int(found.money.amount) for found in find_amounts(text)) == amounts
