"""Amounts of money as letters, calculations and inscriptions print them (domain.md section 6.2).

Only a number with a currency beside it is an amount. A sign that several currencies share counts
as the usual one: $ the US dollar, ¥ the yen, and a crown or peso is not read at all.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Money
from pipeline.text.normalise import fold

# Spaces that stand between the thousands, Swiss apostrophes among them.
_GAP = "[ \u00a0\u2009\u202f'’]"
_STARTS = r"(?:(?<![\w.,])|(?<=[A-Z]{3}))"
_CENTS = r"(?:[.,]\d{1,2})?"
_LISTED = "USD EUR GBP CHF JPY KRW CNY KZT RUB AUD CAD SGD HKD CZK PLN SEK NOK DKK TRY HUF MYR NZD"
_CODES = frozenset(_LISTED.split())
_CODE = "(?:" + "|".join(sorted(_CODES)) + ")"
_ENDS = rf"(?!(?!{_CODE}\b)[^\W_]|[.,]\d)"
# A group that begins with a nought goes on a number, whose first gap a reader overlooked.
_OVERLOOKED = rf"\d{{4,6}}(?:{_GAP}0\d\d(?:{_GAP}\d{{3}})*)"
_NUMBER = re.compile(
    rf"{_STARTS}(?:\d{{1,3}}(?:{_GAP}\d{{3}})+{_CENTS}{_ENDS}|{_OVERLOOKED}{_CENTS}{_ENDS}"
    rf"|\d{{1,3}}(?:[.,]\d{{3}})+{_CENTS}{_ENDS}|\d+{_CENTS}{_ENDS})"
)
# The letter that readers take a nought before a currency for: «OEUR».
_NOUGHT = re.compile(rf"(?<!\w)[OО](?= ?{_CODE}\b)")
# One or two digits before whole groups: a factor, or thousands.
_FACTOR = re.compile(rf"\d{{1,2}}{_GAP}(?=\d{{3}}(?!\d))")
# What stands between an amount and its factor: the sign, perhaps the currency's second word.
_MULTIPLIED = re.compile(r"\s*(?:[^\W\d_]{1,8}\.?\s*)?[×xх*]\s*")
# The longer first: CA$ ends like A$.
_SIGNS = {
    "us$": "USD",
    "ca$": "CAD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₸": "KZT",
    "₽": "RUB",
    "₺": "TRY",
}
# Words by their folded beginning; the first that fits counts.
_WORDS = (
    ("доллар сша", "USD"),
    ("доллара сша", "USD"),
    ("долларов сша", "USD"),
    ("долл сша", "USD"),
    ("ақш доллар", "USD"),
    ("us dollar", "USD"),
    ("u s dollar", "USD"),
    ("канадск", "CAD"),
    ("канада доллар", "CAD"),
    ("австралийск", "AUD"),
    ("австралия доллар", "AUD"),
    ("сингапурск", "SGD"),
    ("сингапур доллар", "SGD"),
    ("доллар", "USD"),
    ("долл", "USD"),
    ("dollar", "USD"),
    ("евро", "EUR"),
    ("еуро", "EUR"),
    ("euro", "EUR"),
    ("фунт", "GBP"),
    ("pound", "GBP"),
    ("швейцарск", "CHF"),
    ("швейцария франк", "CHF"),
    ("swiss franc", "CHF"),
    ("японск", "JPY"),
    ("жапон иен", "JPY"),
    ("иен", "JPY"),
    ("yen", "JPY"),
    ("южнокорейск", "KRW"),
    ("онтустик корея вон", "KRW"),
    ("корея вон", "KRW"),
    ("шведск", "SEK"),
    ("норвежск", "NOK"),
    ("датск", "DKK"),
    ("чешск", "CZK"),
    ("турецк", "TRY"),
    ("вон", "KRW"),
    ("won", "KRW"),
    ("юан", "CNY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("тенге", "KZT"),
    ("теңге", "KZT"),
    ("tenge", "KZT"),
    ("рубл", "RUB"),
    ("тг", "KZT"),
)
_FOLDED_WORDS = tuple((fold(word), currency) for word, currency in _WORDS)
_ENDING = re.compile(r"[^\W\d_]{0,6}(?!\w)")
_SHORT_ENDING = re.compile(r"[аыу]?(?!\w)")
_SHORT_WORD = 3
# Between the number and its currency, besides a space: «14 400,00 (EUR)», «1,200.- CHF», «5000-€».
_BETWEEN = re.compile(r"(?:[.,]?[-–]{1,2})?[ \u00a0\u2009\u202f(]{0,3}")
_GLUED_SIGN = re.compile(r"[$€£¥₩]\d")
_SPELT_OUT = re.compile(r"[ \u00a0]?\([^()\d]{3,80}\)[ \u00a0]?")
_LONGEST_BEFORE = 12
_LONGEST_AFTER = 28


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount at `start`..`end` of the text, its currency included."""

    start: int
    end: int
    money: Money
    text: str


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """All amounts of the text in reading order; numbers without a currency are none.

    A currency between two numbers belongs to the one it is written at without a gap, else to the
    number before it, unless every amount of the line has it in front.
    """
    printed, text = text, _NOUGHT.sub("0", text)
    numbers = [match.span() for match in _NUMBER.finditer(text)]
    leading = _leading_style(text, numbers)
    found: list[FoundAmount] = []
    taken = 0
    for position, (number, end) in enumerate(numbers):
        start = _behind_factor(text, taken, number, end)
        before = _currency_before(text, start, taken)
        after = _currency_after(text, end)
        if before and after and (leading or before[0] == after[0]):
            after = None if _opens_next(text, after, numbers, position) else after
        if leading and after and not before and _opens_next(text, after, numbers, position):
            continue  # «EUR 900 × 11 EUR 9,900»: the currency is that of the amount behind it.
        chosen = before if before and (leading or not after or _touches(text, start)) else after
        if chosen is None:
            continue
        currency, place = chosen
        span = (min(start, place), max(end, place))
        if chosen is before and after and after[0] == currency:
            span = (span[0], after[1])
        money = Money(_value(text[start:end]), currency)
        found.append(FoundAmount(*span, money, printed[span[0] : span[1]]))
        taken = span[1]
    return tuple(found)


def _behind_factor(text: str, taken: int, start: int, end: int) -> int:
    """Where a number begins without the factor by which the amount before it is multiplied.

    «152 000 JPY × 3 456 000 JPY» is a row of a table whose word «months» stands on the next line.
    """
    factor = _FACTOR.match(text, start, end)
    return factor.end() if factor and taken and _MULTIPLIED.fullmatch(text, taken, start) else start


def _leading_style(text: str, numbers: list[tuple[int, int]]) -> bool:
    """Whether the first amount has its currency in front: a text keeps to one manner."""
    for start, end in numbers:
        before, after = _currency_before(text, start, 0), _currency_after(text, end)
        if before or after:
            return before is not None
    return False


def _opens_next(
    text: str, after: tuple[str, int], numbers: list[tuple[int, int]], position: int
) -> bool:
    """Whether the currency behind this number stands directly in front of the next one."""
    if position + 1 == len(numbers):
        return False
    start = numbers[position + 1][0]
    following = _currency_before(text, start, 0)
    return following is not None and following[1] < after[1]


def _touches(text: str, start: int) -> bool:
    return start > 0 and not text[start - 1].isspace()


def _currency_before(text: str, start: int, taken: int) -> tuple[str, int] | None:
    """(currency, its first place) directly in front of a number."""
    first = max(taken, start - _LONGEST_BEFORE)
    passage = text[first:start].rstrip(" \u00a0\u2009\u202f:")
    for sign, currency in _SIGNS.items():
        if passage.casefold().endswith(sign):
            before = passage[: len(passage) - len(sign)][-1:]
            # «MX$» is a dollar of some other country.
            return None if before.isalpha() else (currency, first + len(passage) - len(sign))
    code = passage[-3:]
    alone = len(passage) == 3 or not passage[-4:-3].isalnum()
    if code in _CODES and alone:
        return code, first + len(passage) - 3
    folded = fold(passage)
    if folded.endswith((" euro", " евро")) or folded in ("euro", "евро"):
        return "EUR", first + len(passage) - 4
    return None


def _currency_after(text: str, end: int) -> tuple[str, int] | None:
    """(currency, place behind it) behind a number; the sum in words may stand between."""
    gap = _BETWEEN.match(text, end)
    place = gap.end() if gap else end
    if place > end and _GLUED_SIGN.match(text, place):
        return None  # «6 $6,600»: the sign is that of the number it touches.
    found = _currency_at(text, place)
    if found is None:
        words = _SPELT_OUT.match(text, end)
        found = _currency_at(text, words.end()) if words else None
    return found


def _currency_at(text: str, place: int) -> tuple[str, int] | None:
    passage = text[place : place + _LONGEST_AFTER]
    lowered = passage.casefold()
    for sign, currency in _SIGNS.items():
        if lowered.startswith(sign):
            return currency, place + len(sign)
    if passage[:3] in _CODES and not passage[3:4].isalnum():
        return passage[:3], place + 3
    folded = fold(passage)
    for word, currency in _FOLDED_WORDS:
        if folded.startswith(word):
            end = place + _length_of(passage, word)
            ending = _ending(word).match(text, end)
            if ending:
                return currency, ending.end()
    return None


def _length_of(passage: str, word: str) -> int:
    """How far the folded word reaches in the passage as printed."""
    for length in range(len(word), len(passage) + 1):
        if fold(passage[:length]) == word:
            return length
    return len(passage)


def _ending(word: str) -> re.Pattern[str]:
    """Endings of a case may follow («долларов», «теңгені»); short words allow one letter."""
    return _SHORT_ENDING if len(word) <= _SHORT_WORD else _ENDING


def _value(printed: str) -> Decimal:
    """The number: a last group of one or two digits behind a stop is the fraction."""
    bare = re.sub(_GAP, "", printed)
    whole, stop, rest = bare, "", ""
    place = max(bare.rfind("."), bare.rfind(","))
    if place >= 0 and len(bare) - place - 1 <= 2:
        whole, stop, rest = bare[:place], ".", bare[place + 1 :]
    return Decimal(re.sub(r"[.,]", "", whole) + stop + rest)
