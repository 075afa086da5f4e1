"""What cells of an application hold: a number, days, a name, an organisation, a phrase.

Each reader takes the text of a cell and tells the value and where it stands, or None.
"""

import datetime
import re

from extractors._careers import is_employer
from extractors._holders import is_person
from extractors._label_grammar import role_of
from extractors._organisation_cells import organisation_in
from extractors._people import names_in
from extractors._periods import period_in
from pipeline.identifiers import bin as bin_number
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold


def both_days(text: str) -> tuple[tuple[datetime.date, datetime.date], int, int] | None:
    period = period_in(text)
    if period is None or period.start is None or period.last_day is None:
        return None
    return (period.start, period.last_day), 0, len(text)


def outgoing(text: str) -> tuple[str, int, int] | None:
    match = re.search(r"[0-9А-ЯA-Z][\w./-]*\d[\w./-]*|\d+", text)
    if not match or find_dates(match.group()):
        return None
    return match.group().strip("./-"), *match.span()


def only_day(text: str) -> tuple[datetime.date, int, int] | None:
    dates = find_dates(text)
    return (dates[0].value, dates[0].start, dates[0].end) if len(dates) == 1 else None


def business_number(text: str) -> tuple[str, int, int] | None:
    match = re.search(r"(?:\d[ -]?){11}\d", text)
    number = re.sub(r"\D", "", match.group()) if match else ""
    return (number, *match.span()) if match and number[4] in "456" else None


def valid_number(text: str) -> str | None:
    bare = text.strip(",;.:()")
    return bare if bin_number.is_valid(bare) else None


def name(text: str) -> tuple[str, int, int] | None:
    for name in names_in(text):
        if is_person(name.text):
            return name.text, name.start, name.end
    return None


def person(text: str) -> str | None:
    """The only name of a cell."""
    names = [name for name in names_in(text) if is_person(name.text)]
    return names[0].text if len(names) == 1 else None


def short(text: str) -> str | None:
    """A cell that is a phrase."""
    told = phrase(text)
    return told[0] if told and (told[0][0].islower() or role_of(told[0]) is None) else None


def own_name(text: str) -> str | None:
    """A cell that names an organisation and is no label itself."""
    name = organisation_in(text)
    return name if name and is_employer(name) and role_of(name) is None else None


def employer(text: str) -> tuple[str, int, int] | None:
    told = organisation(text)
    return told if told and not told[0][0].islower() and role_of(told[0]) is None else None


def organisation(text: str) -> tuple[str, int, int] | None:
    value = clean(text)
    letters = sum(sign.isalpha() for sign in value)
    return (value, 0, len(text)) if letters > 3 and not find_dates(value) else None


def phrase(text: str) -> tuple[str, int, int] | None:
    """A phrase that ends with its sentence, or with the clause of the next field."""
    stop = re.search(r"[;]|[.,](?=\s|$)|\s[—–]\s", text)
    piece = text[: stop.start()] if stop else text
    value = clean(piece)
    # «… мамандығы бойынша өтеді» at the start of a line is a sentence and no label.
    sentence = fold(value).startswith(("бойынша", "по "))
    if len(value) < 2 or len(value.split()) > 12 or find_dates(value) or sentence:
        return None
    return value, 0, len(piece)
