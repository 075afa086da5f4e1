"""Grammar of single values: text of a passage to a value, None when it is not of that form."""

import re
from datetime import date
from typing import Literal

from extractors._vocabulary import AUTHORITIES, ETHNICITIES, PLACES, one_of
from pipeline.identifiers import iin
from pipeline.text.dates import find_dates
from pipeline.text.homoglyphs import digits, to_latin_capitals
from pipeline.text.normalise import clean, fold

Sex = Literal["M", "F"]

NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,}(?:[- ][А-ЯЁӘҒҚҢӨҰҮҺІ]{2,})*")
LATIN_NAME = re.compile(r"[A-Z]{2,}(?:[-' ][A-Z]+)*")
PLACE = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][А-ЯЁӘҒҚҢӨҰҮҺІA-Zа-яёәғқңөұүһіa-z .,'/-]{2,}")
CARD_NUMBER = re.compile(r"\d{9}")
PASSPORT_NUMBER = re.compile(r"N\d{8}")
SEXES: dict[str, Sex] = {"М": "M", "M": "M", "Е": "M", "E": "M", "Ж": "F", "F": "F", "Ә": "F"}
"""Printed letters: Russian М/Ж, Kazakh Е/Ә, Latin M/F (domain.md section 4.2)."""


def day(text: str) -> date | None:
    """The only date in the text."""
    dates = find_dates(text)
    return dates[0].value if len(dates) == 1 else None


def period(text: str) -> tuple[date, date] | None:
    """Two dates, the earlier first, as the card prints issue and expiry on one line."""
    dates = [found.value for found in find_dates(text)]
    if len(dates) != 2 or dates[0] > dates[1]:
        return None
    return dates[0], dates[1]


def iin_number(text: str) -> str | None:
    """Twelve digits in the form of an IIN, whether or not its check digit holds."""
    squeezed = digits(re.sub(r"[\s.-]", "", text))
    if not re.fullmatch(r"\d{12}", squeezed) or not 1 <= int(squeezed[6]) <= 6:
        return None
    return squeezed if 1 <= int(squeezed[2:4]) <= 12 and 1 <= int(squeezed[4:6]) <= 31 else None


def valid_iin(text: str) -> str | None:
    """Twelve digits whose check digit holds: a form that stands out without a label."""
    number = iin_number(text)
    return number if number and iin.is_valid(number) else None


def card_number(text: str) -> str | None:
    """Nine digits, the number of an identity card (domain.md section 4.3)."""
    squeezed = digits(re.sub(r"[\s№]", "", text))
    return squeezed if CARD_NUMBER.fullmatch(squeezed) else None


def passport_number(text: str) -> str | None:
    """N and eight digits (domain.md section 5.1)."""
    squeezed = re.sub(r"[\s№]", "", text)
    if not squeezed:
        return None
    number = to_latin_capitals(squeezed[0]) + digits(squeezed[1:])
    return number if PASSPORT_NUMBER.fullmatch(number) else None


def cyrillic_name(text: str) -> str | None:
    """A name in Cyrillic capitals, as cards and passports print it."""
    name = clean(text)
    return name if NAME.fullmatch(name) else None


def latin_name(text: str) -> str | None:
    """A name in Latin capitals; text with Cyrillic letters is another name line."""
    name = clean(text)
    return name if LATIN_NAME.fullmatch(name) else None


def sex(text: str) -> Sex | None:
    """The letter of the sex, alone or as `М / M`."""
    letters = {SEXES.get(part.upper()) for part in re.split(r"[\s/]+", text.strip()) if part}
    return letters.pop() if len(letters) == 1 else None


def authority(text: str) -> str | None:
    """The issuing authority of an identity paper."""
    return one_of(AUTHORITIES, place)(text)


def ethnicity(text: str) -> str | None:
    """An ethnicity in capitals; a country is none."""
    return None if region_names(text) else one_of(ETHNICITIES, cyrillic_name)(text)


def region_names(text: str) -> bool:
    """Whether the text names a country or a region by the ending of such names."""
    return re.search(r"СТАН\b|ОБЛЫСЫ|ОБЛАСТЬ", text) is not None


def region(text: str) -> str | None:
    """A birth place or a country."""
    return one_of(PLACES, place)(text)


def place(text: str) -> str | None:
    """A place, a country, an authority: words that begin with a capital letter, no digits."""
    name = clean(text)
    return name if PLACE.fullmatch(name) and len(fold(name)) > 2 else None
