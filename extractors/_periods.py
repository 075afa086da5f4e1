"""Periods of an internship: from a day to a day, or so many months from a day.

Forms of domain.md sections 2.3 and 6.1. A period of N months from a day ends on the eve of the
same day N months later.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.text.dates import find_dates, find_period
from pipeline.text.normalise import fold

MONTHS = re.compile(
    r"(\d{1,2})\s*(?:\([^)]{1,30}\)\s*)?-?(?:\s|х|ти)*(?:months?|месяц\w*|мес\b|ай\w{0,6}\b"
    r"|mois\b|monate?n?\b|ay\b|mes(?:i|es)\b)",
    re.I,
)
WORDED = re.compile(
    r"\b([a-zа-яёәғқңөұүһі]+(?:\s(?:бір|екі))?)[\s-](?:months?|месяц\w*|ай(?:ға|лық|дан)?\b)", re.I
)
ENDS = re.compile(
    r"(?:arriv|begin|start|commenc|прибы|начал|келу|баста|ankunft|beginn|début)\w*"
    r".{4,60}?(?:depart|end|finish|complet|убыт|оконч|заверш|кету|аяқта|abreise|ende|fin)",
    re.I | re.S,
)
"""First and last day, each with its word: «arrival …, departure …»."""
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "бір екі үш төрт бес алты жеті сегіз тоғыз он он·бір он·екі",
    "одного двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати",
    "an couple trois - - - - - - - - -",
)
NUMBERS = {
    fold(word.replace("·", " ")): number
    for row in _NUMBERS
    for number, word in enumerate(row.split(), 1)
    if word != "-"
}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day as far as stated, and the number of months where one is stated."""

    start: date | None
    end: date | None
    months: int | None

    @property
    def last_day(self) -> date | None:
        """The stated last day, else the one that follows from start and months."""
        if self.end or not self.start or not self.months:
            return self.end
        return after_months(self.start, self.months) - timedelta(days=1)


def after_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def months_in(text: str) -> int | None:
    """The only number of months that the text states, in digits or words; 1 to 60."""
    said = {int(match[1]) for match in MONTHS.finditer(text)}
    if not said:
        words = (NUMBERS.get(fold(match[1])) for match in WORDED.finditer(text))
        said = {number for number in words if number}
    said = {number for number in said if 1 <= number <= 60}
    return said.pop() if len(said) == 1 else None


def period_in(text: str) -> Period | None:
    """The only period of a text; None where it states none or several."""
    both = find_period(text)
    months = months_in(text)
    if both:
        return Period(both[0], both[1], months)
    days = {found.value for found in find_dates(text) if not found.ambiguous}
    if len(days) == 2 and ENDS.search(text):
        return Period(min(days), max(days), months)
    if months and len(days) == 1:
        return Period(days.pop(), None, months)
    return None
