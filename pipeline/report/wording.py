"""Words of the report in every language: sentences, codes, dates, certainty."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.model import LANGUAGES, Language, Month, Phrase
from pipeline.report.messages import in_all_languages, load_catalogue

Said = Mapping[Language, str]
"""One text in every language."""

GRADES = ((0.95, "sure"), (0.8, "likely"), (0.6, "unsure"), (0.0, "weak"))
"""Least confidence of each grade; the limits are named in `report.grades.note`."""


def said(key: str, **values: Any) -> Said:
    """A sentence of the catalogue in every language."""
    return in_all_languages(Phrase(key, values))


def same(text: object) -> Said:
    """What reads alike in every language: a name, a number."""
    return dict.fromkeys(LANGUAGES, str(text))


def in_words(text: str | Said) -> Said:
    """A text that may have one wording for all languages."""
    return same(text) if isinstance(text, str) else text


def is_known(key: str) -> bool:
    """Whether the catalogue has a sentence for the key."""
    return key in load_catalogue("en")


def coded(token: object) -> Said:
    """The words for a code of the contract (`bachelor`, `kaz`); an unknown code stands as it is."""
    key = f"code.{token}"
    return said(key) if is_known(key) else same(token)


def on_day(day: date) -> Said:
    """A date as each language writes it."""
    return said("value.date", date=day)


def in_month(month: Month) -> Said:
    """A month in digits, `04.2025`; the English one with its name."""
    from babel.dates import format_date

    named = format_date(date(month.year, month.month, 1), "MMM yyyy", locale="en")
    digits = f"{month.month:02d}.{month.year}"
    return {"kk": digits, "ru": digits, "en": named}


def amount(number: Decimal, currency: str = "") -> Said:
    """An amount of money as each language writes it."""
    from babel.numbers import format_decimal

    return {
        language: f"{format_decimal(number, '#,##0.##', locale=language)} {currency}".strip()
        for language in LANGUAGES
    }


def grade(confidence: float) -> str:
    """The grade of a confidence, a key of the catalogue under `grade.`."""
    return next(name for least, name in GRADES if confidence >= least)


def joined(parts: list[Said], between: str = ", ") -> Said:
    """Texts one after another."""
    return {language: between.join(part[language] for part in parts) for language in LANGUAGES}
