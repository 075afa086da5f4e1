"""Money and days as letters of different countries write them."""

from datetime import date
from decimal import Decimal

from sample_docs import calendar_words

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CAD": "CA$", "JPY": "¥", "KRW": "₩"}
_WORDS = {
    "rus": {
        "EUR": "евро",
        "USD": "долларов США",
        "GBP": "фунтов стерлингов",
        "CAD": "канадских долларов",
        "JPY": "японских иен",
        "KRW": "южнокорейских вон",
    },
    "kaz": {
        "EUR": "еуро",
        "USD": "АҚШ доллары",
        "GBP": "фунт стерлинг",
        "CAD": "Канада доллары",
        "JPY": "жапон иенасы",
        "KRW": "оңтүстік корей воны",
    },
}
_MONTHS = {
    "deu": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fra": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "tur": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}


def _grouped(amount: Decimal, comma: str, point: str, cents: bool) -> str:
    plain = f"{amount:,.2f}" if cents else f"{amount:,.0f}"
    return plain.replace(",", "\0").replace(".", point).replace("\0", comma)


def money(amount: Decimal, currency: str, style: str) -> str:
    """An amount in a style: `code` EUR 14,400.00; `after` 14,400 EUR; `sign` €14,400;
    `german` 14.400,00 EUR; `french` 14 400,00 €; `rus`, `kaz` 14 400 евро or еуро;
    `spaced` 14 400 EUR.

    Yen and won have no hundredths. Spaces inside do not break.
    """
    cents = currency not in ("JPY", "KRW")
    gap = "\u00a0"
    if style == "code":
        return f"{currency}{gap}{_grouped(amount, ',', '.', cents)}"
    if style == "after":
        return f"{_grouped(amount, ',', '.', False)}{gap}{currency}"
    if style == "sign":
        return f"{_SIGNS[currency]}{_grouped(amount, ',', '.', False)}"
    if style == "german":
        return f"{_grouped(amount, '.', ',', cents)}{gap}{currency}"
    if style == "french":
        return f"{_grouped(amount, gap, ',', cents)}{gap}{_SIGNS[currency]}"
    if style == "spaced":
        return f"{_grouped(amount, gap, ',', False)}{gap}{currency}"
    return f"{_grouped(amount, gap, ',', False)}{gap}{_WORDS[style][currency]}"


def truth(amount: Decimal, currency: str) -> dict[str, str]:
    """Money in the form of the result."""
    return {"amount": f"{amount:.2f}", "currency": currency}


def day(when: date, style: str) -> str:
    """A day in a style: `dots` 12.03.2026; `day-first` 12 March 2026; `month-first` March 12, 2026;
    `short` 12-Mar-2026; `deu`, `fra`, `tur`, `rus`, `kaz`: the month in that language.
    """
    if style == "dots":
        return calendar_words.dotted(when)
    if style in ("day-first", "month-first"):
        return calendar_words.written(when, "eng")[style == "month-first"]
    if style == "short":
        return f"{when.day:02d}-{calendar_words.written(when, 'eng')[1][:3]}-{when.year}"
    if style == "rus":
        return calendar_words.written(when, "rus")[1]
    if style == "kaz":
        return calendar_words.written(when, "kaz")[1]
    number = "1er" if style == "fra" and when.day == 1 else str(when.day)
    dot = "." if style == "deu" else ""
    return f"{number}{dot} {_MONTHS[style].split()[when.month - 1]} {when.year}"
