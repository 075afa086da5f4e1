"""Specialty and period of an internship in running text (domain.md section 6.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from extractors._countries import country
from extractors._periods import Period, months_in, period_in
from extractors._reading import missing
from extractors._running_text import RunningText, Span
from extractors._wording import Wording
from pipeline.model import Field
from pipeline.text.dates import find_dates, find_period
from pipeline.text.money import find_amounts
from pipeline.text.normalise import clean

T = TypeVar("T")
RECKONED = re.compile(r"[×*]|\d\s?[xх]\s|per month|в месяц|айына", re.I)
"""A sentence that multiplies a price by months tells no period."""
MONTH = 30.4
"""Days of a month, on average."""
SHORTEST = 13
"""Days from the first to the last of the shortest internship."""
CUES = (
    *("in the field of", "in the area of", "in the areas of", "in the specialty of"),
    *("in the speciality of", "in the discipline of", "in the sphere of", "field of study"),
    *("field of training", "field of internship", "area of training", "area of specialisation"),
    *("area of specialization", "area of internship", "with a focus on", "specializing in"),
    *("specialising in", "in the subject of", "in the domain of"),
    *("по специальности", "по направлению", "в области", "в сфере", "специальность"),
    *("по профилю", "направление стажировки", "область стажировки"),
    *("im fachgebiet", "im bereich", "fachrichtung", "auf dem gebiet", "im fach", "fachgebiet"),
    *("dans le domaine suivant", "dans le domaine de", "dans le domaine", "en spécialité"),
    *("spécialité", "domaine"),
)
BEFORE = (
    *("мамандығы бойынша", "саласы бойынша", "саласында", "бағыты бойынша", "мамандық бойынша"),
    *("alanında", "dalında"),
)
STOPS = re.compile(
    r"[.;,](?=\s|\d|$)|\(|\sein\.|\n\n|»|[”\"]"
    r"|\s(?:ein|at the|from|for a|for the|during|under|starting|with|between)\s"
    r"|\s(?:в период|сроком|на базе|с \d|vom|zu absolvieren|du \d|pour une|au sein)\s?|\s–\s"
)
PERIOD = (
    *("period", "duration", "internship", "will take place", "will last", "stay", "from", "dates"),
    *("start*", "begin*", "training", "срок*", "период*", "стажировк*", "продолжительн*"),
    *(
        "мерзім*",
        "кезең*",
        "ұзақтығ*",
        "тағылымдама*",
        "dauer*",
        "praktikum",
        "zeitraum",
        "beginnt",
    ),
    *("appointment", "effective", "placement", "visit", "scheduled", "fellowship", "attachment"),
    *("secondment", "exchange", "through", "programm*", "residency", "hosted", "пребывани*"),
    *("stage", "période", "durée", "déroulera", "staj*", "süre*", "tarihleri", "programme"),
)
SUBJECT = re.compile(
    r"\b(?:training|internship|placement|traineeship|topics|research|practice|course|studies"
    r"|specialist|experience|visit|fellowship|programme|scholar|intern|trainee)\s(?:stay\s)?in\s"
    r"((?:[A-Z][\w-]+)(?:\s(?:(?:and|of|for|&)\s)?[A-Z][\w-]+){0,6})"
)
"""«practical training in Court Administration», and no country behind it."""
NOT_PERIOD = (
    *("born", "valid until", "respond", "reply", "deadline", "arriv*", "rental", "passport"),
    *("рождения", "действительн*", "не позднее", "до истечения", "insurance"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """First and last day as printed, and the number of months where one is printed."""

    start: Field[date]
    end: Field[date]
    months: Field[int]


def specialty(running: RunningText) -> Field[str]:
    """The wording behind «in the field of» and its like; the last one said in full."""
    text = running.text
    wording = Wording(text)
    best: Field[str] = missing(running.pages)
    behind = 0
    for hit in wording.find(CUES):
        start = hit.end
        if hit.start < behind:
            continue
        behind = hit.end
        while start < len(text) and text[start] in ' \n:«"“„':
            start += 1
        stop = STOPS.search(text, start)
        end = min(stop.start() if stop else len(text), start + 110)
        value = clean(text[start:end])
        if len(value) >= 3 and len(value.split()) <= 10 and not value[0].isdigit():
            best = running.span(start, end).field(value)
    if best.value is not None:
        return best
    for hit in wording.find(BEFORE):
        piece = text[max(0, hit.start - 110) : hit.start].rstrip()
        quoted = re.search(r"[«\"“„]([^»\"”«]{3,90})[»\"”]$", piece)
        words = quoted or re.search(r"((?:[A-ZА-ЯӘҒҚҢӨҰҮҺІ][\w-]+\s?){1,6})$", piece)
        if words:
            offset = max(0, hit.start - 110)
            span = running.span(offset + words.start(1), offset + words.end(1))
            return span.field(clean(words[1]))
    for match in SUBJECT.finditer(text):
        if country().search(match[1]) is None and "Kazakhstan" not in match[1]:
            span = running.span(*match.span(1))
            return span.field(clean(match[1]), 0.95 * span.confidence)
    return best


def terms(running: RunningText, labelled: Field[Period]) -> Terms:
    """The labelled period, else the one that most sentences state; of equal ones the first."""
    if labelled.value is not None:
        return _labelled(running, labelled, labelled.value)
    nothing = Terms(missing(running.pages), missing(running.pages), missing(running.pages))
    stated = list(_periods(running)) or list(_in_paragraphs(running)) or list(_bare_ranges(running))
    if not stated:
        return nothing
    votes = [
        sum(other.start == period.start and other.end == period.end for _, other in stated)
        for _, period in stated
    ]
    at, period = max(zip(stated, votes, strict=True), key=lambda pair: pair[1])[0]
    starts = {other.start for _, other in stated}
    sure = at.confidence * (1.0 if len(starts) == 1 else 0.75)
    months = period.months or next(
        (other.months for _, other in stated if other.months and other.start == period.start), None
    )
    return Terms(
        _day(running, at, period.start, sure),
        _day(running, at, period.end, sure),
        at.field(months, sure) if months else _spoken_months(running, period),
    )


def _spoken_months(running: RunningText, period: Period) -> Field[int]:
    """The number of months that another sentence tells, where it is that of the days."""
    if period.start is None or period.end is None:
        return missing(running.pages)
    days = (period.end - period.start).days + 1
    for sentence in running.sentences:
        text = sentence.text
        told = Wording(text).first(PERIOD) and not (find_amounts(text) or RECKONED.search(text))
        months = months_in(text) if told else None
        if months and abs(days - months * MONTH) < MONTH / 2:
            return sentence.field(months)
    return missing(running.pages)


def _labelled(running: RunningText, cell: Field[Period], period: Period) -> Terms:
    def part(value: T | None) -> Field[T]:
        if value is None:
            return missing(running.pages)
        return Field(value, cell.raw, cell.confidence, cell.evidence)

    return Terms(part(period.start), part(period.end), part(period.months))


def _periods(running: RunningText) -> Iterator[tuple[Span, Period]]:
    for sentence in running.sentences:
        wording = Wording(sentence.text)
        if not wording.first(PERIOD):
            continue
        text = sentence.text
        avoid = wording.first(NOT_PERIOD)
        period = period_in(text)
        if period is None and avoid:
            period = _last_range(text)
        if period and (period.start or period.months):
            yield sentence, period
    # Cells of forms are no sentences: neighbours belong together.
    for first, second in zip(running.sentences, running.sentences[1:], strict=False):
        joined = f"{first.text} {second.text}"
        if len(joined) < 160 and Wording(first.text).first(PERIOD):
            alone = period_in(first.text) or period_in(second.text)
            both = period_in(joined) if alone is None else None
            if both and months_in(joined) and len(find_dates(joined)) == 1:
                yield running.span(first.start, second.end), both


def _in_paragraphs(running: RunningText) -> Iterator[tuple[Span, Period]]:
    """«vom 1. Februar bis zum 31. Juli»: where a day's full stop has cut the sentence."""
    for paragraph in running.paragraphs:
        both = find_period(paragraph.text)
        if both and Wording(paragraph.text).first(PERIOD):
            yield paragraph, Period(both[0], both[1], months_in(paragraph.text))


def _bare_ranges(running: RunningText) -> Iterator[tuple[Span, Period]]:
    """A range of days in a sentence that speaks of nothing else."""
    for sentence in running.sentences:
        both = find_period(sentence.text)
        if both and (both[1] - both[0]).days >= SHORTEST and not _avoided(sentence):
            yield sentence, Period(both[0], both[1], months_in(sentence.text))


def _avoided(sentence: Span) -> bool:
    return Wording(sentence.text).first(NOT_PERIOD) is not None


def _last_range(text: str) -> Period | None:
    """The range at the end of a sentence that names a birth date as well."""
    days = find_dates(text)
    if len(days) < 3:
        return None
    return period_in(text[days[-3].end :])


def _day(running: RunningText, at: Span, day: date | None, sure: float) -> Field[date]:
    if day is None:
        return missing(running.pages)
    for found in find_dates(running.text[at.start : at.end]):
        if found.value == day:
            span = running.span(at.start + found.start, at.start + found.end)
            return span.field(day, min(sure, span.confidence))
    return at.field(day, sure)
