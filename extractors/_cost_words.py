"""Words of calculations and totals, and the amounts of a text (domain.md section 6.2)."""

from dataclasses import replace
from decimal import Decimal

from pipeline.model import Money
from pipeline.text.money import FoundAmount
from pipeline.text.money import find_amounts as find_any_amounts
from pipeline.text.normalise import fold

TOTAL = tuple(
    fold(word)
    for word in (
        "total",
        "grand total",
        "итого",
        "всего",
        "барлығы",
        "жиыны",
        "жалпы",
        "gesamt",
        "summe",
        "toplam",
        "sum total",
        "total cost",
        "sum",
        "overall",
        "amount due",
        "amount payable",
        "к оплате",
        "общая сумма",
        "общая стоимость",
        "totale",
        "montant total",
    )
)
TOTAL_IN_TEXT = (
    *(
        "in all",
        "altogether",
        "total cost*",
        "total amount*",
        "total fee*",
        "total of",
        "in total",
        "total",
        "amounts to",
    ),
    *("overall cost*", "full cost", "cost of the internship", "programme fee", "tuition fee"),
    *("общая стоимость", "общая сумма", "итого", "всего", "полная стоимость", "составля*"),
    *("стоимость стажировки", "жалпы құны", "жалпы сома*", "барлығы", "құны", "құрайды"),
    *("gesamtkosten", "gesamtbetrag", "insgesamt", "belaufen", "beträgt", "coût total"),
    *("montant total", "s'élève", "élève", "au total", "toplam", "maliyet*"),
)
CHARGED = (
    *("charge*", "fee*", "cost*", "price", "sum of", "amount of", "payable", "to pay", "budget"),
    *("стоимость*", "оплат*", "плат*", "сумм*", "ақысы", "төлем*", "сома*", "kosten", "gebühr*"),
    *("betrag", "frais", "coût*", "ücret*", "bedel*"),
)
"""Weaker words before a total: the largest amount of the text counts, or the sum of the items."""
FREE = ("free of charge", "бесплатн*", "тегін", "kostenlos", "kostenfrei", "gratuit*", "ücretsiz")


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """All amounts of a text in hundredths, as the result prints them."""
    cents = Decimal("0.01")
    return tuple(
        replace(found, money=Money(found.money.amount.quantize(cents), found.money.currency))
        for found in find_any_amounts(text)
    )
