"""Whom a letter invites: name, birth date and passport number in running text.

A name is the applicant's when an invitation, a form of address, a birth date or a passport number
stands beside it; supervisors and signatories have other neighbours (domain.md section 6.1).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors import _values as values
from extractors._organisations import names_organisation
from extractors._people import FoundName, names_in
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import WORD, Wording
from pipeline.model import Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import fold

BORN = (
    *("born", "date of birth", "birth date", "d.o.b", "dob", "né", "née", "né e", "naissance"),
    *("geboren", "geb", "geburtsdatum", "doğum", "doğumlu", "nato", "nata", "nacido", "nacida"),
    *("дата рождения", "рождения", "родившийся", "родившаяся", "родившегося", "родившуюся"),
    *("г р", "туған күні", "туған", "туылған"),
)
PASSPORT = (
    *("passport*", "паспорт*", "төлқұжат*", "reisepass*", "passeport", "pasaport*", "passnummer"),
    *("pasaporte", "passaporto"),
)
INVITING = (
    *("invite*", "inviting", "application of", "acceptance of", "confirm that", "certify that"),
    *("inform you that", "accept*", "admitted", "admit", "offer", "welcome", "host*", "pleased to"),
    *("nominated", "candidate", "applicant", "intern", "trainee", "on behalf of", "regarding"),
    *("приглаша*", "пригласить", "приглашен*", "принима*", "принят*", "сообщаем что", "что"),
    *(
        "выдано",
        "выдана",
        "выдан",
        "подтвержда*",
        "для",
        "стажер*",
        "кандидат*",
        "зачислен*",
        "уведомля*",
        "согласие",
    ),
    *("шақыр*", "қабылда*", "растай*", "хабарла*", "тағылымдама*", "үміткер*"),
    *("lädt", "laden", "einladen", "bestätig*", "zulassen", "aufnehmen", "zugunsten"),
    *("inviter", "invitons", "invite", "accueillir", "confirm*", "accept*", "candidature"),
    *("davet*", "kabul", "sayın"),
)
SUPERVISING = (
    *(
        "supervis*",
        "mentor*",
        "tutor*",
        "guidance of",
        "encadr*",
        "betreu*",
        "danışman*",
        "contact",
    ),
    *("руководител*", "руководств*", "куратор*", "наставник*", "жетекші*", "тәлімгер*", "kontakt"),
    *("контакт*", "байланыс", "responsable", "sponsor*", "financed", "employer"),
)
SUBJECT = (
    *("field of", "area of", "areas of", "specialty", "department of", "faculty of", "bereich"),
    *("university of", "institute of", "school of", "academy of", "ministry of", "college of"),
    *("fachgebiet", "domaine", "специальности", "области", "направлению", "сфере"),
)
QUOTES = tuple('«»"“”„')
NEXT_WORD = re.compile(r"[ \u00a0]+([^\W\d_]+)")
"""A word behind nothing but a space: a comma or a new line ends a name."""
AHEAD = 90
FULL = 2
"""Words of a name that stands alone in its line."""
BEHIND = 45


def applicant(running: RunningText) -> Field[str]:
    """The name with the strongest neighbours; of equal ones the last, which is the fuller text."""
    text, wording = running.text, Wording(running.text)
    best: FoundName | None = None
    highest = 0.0
    names = [
        _in_its_line(name, running)
        for name in names_in(text)
        if not _is_quoted(name, text)
        and not names_organisation(name.text)
        and not _begins_organisation(name, text)
    ]
    for name in names:
        # Beyond five neighbours tell no more: a later, fuller text in another language counts.
        score = min(5.0, _score(name, wording))
        if score >= highest and score > 0:
            best, highest = name, score
    if best is None:
        return missing(running.pages)
    span = running.span(best.start, best.end)
    parts = set(fold(best.text).split())
    again = sum(bool(parts & set(fold(name.text).split())) for name in names) > 1
    trust = 1.0 if highest >= 4 or (again and highest >= 2) else 0.8
    return span.field(best.text, span.confidence * trust)


def _in_its_line(name: FoundName, running: RunningText) -> FoundName:
    """The name without the next line of an address: «Ms Aigul Serik» / «City Hospital No. 3»."""
    pieces = running.span(name.start, name.end).pieces
    if not pieces:
        return name
    first = pieces[0].word.line
    own = [piece for piece in pieces if piece.word.line == first]
    row = [word for word in pieces[0].page.words if word.line == first]
    if len(own) == len(pieces) or len(own) < FULL or len(row) > len(own) + 1:
        return name
    text = running.text[name.start : own[-1].end]
    return replace(name, text=text, end=own[-1].end, titled=text, titled_start=name.start)


def _is_quoted(name: FoundName, text: str) -> bool:
    """Whether quotation marks stand around it: «Дала Үні» is a firm."""
    return text[: name.start].rstrip()[-1:] in QUOTES and text[name.end : name.end + 1] in QUOTES


def _begins_organisation(name: FoundName, text: str) -> bool:
    """Whether the next word makes it the beginning of an organisation's name: «Montclair Higher
    School», «Rheintal Maschinenbau GmbH»."""
    following = NEXT_WORD.match(text, name.end)
    if following is None or name.honoured:
        return False
    return names_organisation(f"{name.text} {following[1]}")


def born_on(running: RunningText) -> Field[date]:
    """The date that stands at a word of birth."""
    wording = Wording(running.text)
    for hit in wording.find(BORN):
        piece = running.text[hit.end : hit.end + 45]
        for found in find_dates(piece)[:1]:
            between = piece[: found.start]
            if len(between) <= 22 and not found.ambiguous:
                span = running.span(hit.end + found.start, hit.end + found.end)
                return span.field(found.value)
        before = running.text[max(0, hit.start - 30) : hit.start]
        for found in find_dates(before)[-1:]:
            if len(before) - found.end <= 8 and wording.first(("doğumlu", "туған"), hit.start):
                at = max(0, hit.start - 30)
                return running.span(at + found.start, at + found.end).field(found.value)
    return missing(running.pages)


def passport_number(running: RunningText) -> Field[str]:
    """A passport number of Kazakhstan at the word passport, else anywhere."""
    wording = Wording(running.text)
    for hit in wording.find(PASSPORT):
        for match in WORD.finditer(running.text, hit.end, hit.end + 50):
            number = values.passport_number(match.group())
            if number:
                return running.span(*match.span()).field(number)
    for match in WORD.finditer(running.text):
        number = values.passport_number(match.group()) if match.group()[0] in "NnН" else None
        if number:
            span = running.span(*match.span())
            return span.field(number, span.confidence * 0.9)
    return missing(running.pages)


def _score(name: FoundName, wording: Wording) -> float:
    start, end = name.titled_start, name.end
    text = wording.text
    sentence = max(text.rfind(". ", 0, start) + 1, text.rfind("\n", 0, start), start - AHEAD)
    score = 0.0
    score += 3.0 if name.honoured else 0.0
    called = wording.text.find(f"Dear {name.text.split()[0]},")
    score += 3.0 if called >= 0 else 0.0
    score -= 6.0 if wording.text[:start].endswith(" in ") and not name.honoured else 0.0
    score += 3.0 if wording.first((*BORN, *PASSPORT), end, end + BEHIND) else 0.0
    score += 2.0 if wording.first(INVITING, sentence, start) else 0.0
    score += 1.5 if wording.first(INVITING, end, end + 60) else 0.0
    score -= 2.5 if " " not in name.text else 0.0
    score -= 2.0 if "." in name.text and not name.honoured else 0.0
    score -= 2.0 if start < name.start else 0.0
    if wording.first(SUPERVISING, max(sentence, start - 45), start):
        score -= 6.0
    if not name.honoured and wording.first(SUPERVISING, end, end + 60):
        score -= 4.0
    line = text.rfind("\n", 0, start) + 1
    if wording.first(SUBJECT, max(0, start - 32, line), start) and not name.honoured:
        score -= 6.0
    return score


def applicant_on(pages: Sequence[Page]) -> Field[str]:
    """The same for pages."""
    return applicant(RunningText(pages))
