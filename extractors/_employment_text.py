"""Certificates from work and employment contracts: who works where, as what, since when.

The employer stands in the letterhead or before its number; the post behind «в должности» or before
«болып жұмыс істейді» (domain.md section 13).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from extractors._application_text import name_of_block, tongue_of, tongues
from extractors._blocks import blocks
from extractors._careers import NOW, is_employer, told_posts
from extractors._columns import in_columns
from extractors._dated import date_after, date_before
from extractors._employment_posts import post_in
from extractors._holders import is_person
from extractors._people import FoundName, names_in
from extractors._reading import first_found, missing
from extractors._running_text import RunningText
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.language import language_of
from pipeline.text.normalise import clean, fold

TITLES = (
    "certificate of employment",
    "employment certificate",
    "справка",
    "анықтама",
    "трудовой договор",
    "еңбек шарты",
    "трудовой контракт",
)
HOLDER = (
    *("дана", "выдана", "настоящая справка дана", "осы анықтама", "гражданин", "гражданка"),
    *("гражданином", "гражданкой", "және", "и гр", "берілді", "республики казахстан", "работник"),
    *(
        "подтверждает что",
        "удостоверяет что",
        "certify that",
        "confirm that",
        "қызметкер",
        "с одной стороны и",
    ),
)
SINCE = (
    *("дата начала работы", "жұмыстың басталу күні", "приступить к работе", "жұмысты бастау"),
    *("работает", "работала", "работал", "начало работы", "бастап жұмыс", "принят* на работу"),
    *("жұмысқа кірісу", "дата приема на работу", "вступает в силу", "since", "employed from"),
)
FIXED = (
    *("на срок до", "по срок", "срок действия договора до", "дата окончания", "аяқталу күні"),
    *("мерзімі дейін", "до"),
)
UNLIMITED = ("неопределенн* срок", "белгіленбеген мерзім*", "белгісіз мерзім*", "бессрочн*")
WORKS = (
    "работает",
    "жұмыс істейтін*",
    "жұмыс істейді",
    "является сотрудником",
    "жұмыс істеп жүр*",
    *("is employed", "has been employed", "works as", "is working", "трудится"),
)
ENGLISH_EMPLOYER = re.compile(
    r"(?:employed\s+(?:by|at|with)|works?\s+(?:for|at)|working\s+(?:for|at))\s+"
    r"([A-Z\"«“][^.;:]{2,70}?)(?=\s+(?:as|since|from|in the)\b|[.,;:])"
)
TO_NUMBER = re.compile(r"^(.{5,160}?),?\s*(?:БИН|БСН)\s*[:№]?\s*(\d{12})")
PARTY = re.compile(r"^(.{5,160}?),?\s*(?:именуем\w+|бұдан әрі|далее)")
QUOTES = ("«", '"', "“", "„")
NUMBERS = frozenset({"иин", "жсн", "бин", "бсн"})
YEAR_SIGN = re.compile(r"^(?:г|ж)\.\s+")
PLACE = re.compile(r"^(?:[гғ]\.\s*[^\s,]+|[^\s,]+\s+қ\.|город\s+\S+|\S+\s+қаласы)[\s,]+")
NUMBER = re.compile(r"(?:БИН|БСН|BIN)\D{0,12}(\d{12})")


class EmploymentText:
    """A certificate or a contract read as running text, each column by itself."""

    def __init__(self, pages: Sequence[Page], kind: str | None) -> None:
        self.pages = tuple(pages)
        self.kind = kind
        self.running = RunningText([in_columns(page) for page in self.pages])
        self.rows = [row for page in self.pages for row in visual_rows(page)]
        self.wording = Wording(self.running.text)

    @cached_property
    def title(self) -> int:
        """Number of the row with the title, 0 where there is none."""
        for number, row in enumerate(self.rows):
            if len(row.words) <= 12 and Wording(row.text).first(TITLES):
                return number
        return 0

    @cached_property
    def body_start(self) -> int:
        """Where the text below the title begins."""
        hit = self.wording.first(TITLES)
        return hit.end if hit else 0

    @cached_property
    def holder(self) -> Field[str]:
        """The name behind the words that introduce the employee, nearest first."""
        best: tuple[int, Field[str]] | None = None
        names = [
            _without_given(name)
            for name in names_in(self.running.text, self.body_start)
            if is_person(name.text)
            and "." not in name.text
            and not NUMBERS.intersection(fold(name.text).split())
            and self.running.text[: name.start].rstrip()[-1:] not in QUOTES
        ]
        for cue in self.wording.find(HOLDER, self.body_start):
            for name in names:
                away = name.start - cue.end
                if 0 <= away <= 40 and (best is None or away < best[0]):
                    span = self.running.span(name.start, name.end)
                    best = away, span.field(name.text)
                    break
        if best is not None:
            return best[1]
        for name in names:
            span = self.running.span(name.start, name.end)
            return span.field(name.text, 0.75 * span.confidence)
        return missing(self.pages)

    @cached_property
    def employer(self) -> Field[str]:
        """The party that has a number in a contract; the letterhead of a certificate."""
        if self.kind == "contract":
            return first_found(self._party(), self._letterhead())
        return first_found(self._letterhead(), self._party(), self._of_history(), self._english())

    def _letterhead(self) -> Field[str]:
        named = []
        for page in self.pages[:1]:
            lines = [row.words for row in self.rows[: self.title] if row.page is page]
            for block in (part for whole in blocks(page, lines) for part in tongues(whole)):
                name = name_of_block(block)
                if name is not None and is_employer(name.value or ""):
                    named.append(name)
        language = language_of(self.running.text[self.body_start :])[0]
        own = [name for name in named if tongue_of(name.value or "") == language]
        return next(iter([*own, *named]), missing(self.pages))

    def _party(self) -> Field[str]:
        for paragraph in self.running.paragraphs:
            if paragraph.start < self.body_start - 5 and self.kind != "contract":
                continue
            for pattern in (TO_NUMBER, PARTY):
                match = pattern.match(paragraph.text)
                if match and is_employer(match[1]):
                    # Place and day of a contract may stand on the same line before the party.
                    dates = find_dates(match[1])
                    said = match[1][dates[-1].end if dates else 0 :].strip(" .,(")
                    said = YEAR_SIGN.sub("", said) if dates else said
                    said = PLACE.sub("", said)
                    at = self.running.text.index(said, paragraph.start)
                    above = self.running.text.rfind("\n", 0, max(0, at - 1)) + 1
                    whole = self.running.text[above : at + len(said)]
                    if said[0].islower() and len(whole) < 160 and is_employer(whole):
                        at, said = above, whole
                    return self.running.span(at, at + len(said)).field(clean(said))
        return missing(self.pages)

    def _of_history(self) -> Field[str]:
        for post, span in reversed(told_posts(self.running)):
            if post.end is None and post.employer:
                return span.field(post.employer)
        return missing(self.pages)

    def _english(self) -> Field[str]:
        for match, _ in self.running.matches(ENGLISH_EMPLOYER):
            return self.running.span(*match.span(1)).field(clean(match[1]))
        return missing(self.pages)

    @cached_property
    def employer_bin(self) -> Field[str]:
        """The first number labelled as a BIN."""
        for match, _ in self.running.matches(NUMBER):
            return self.running.span(match.start(1), match.end(1)).field(match[1])
        return missing(self.pages)

    @cached_property
    def position(self) -> Field[str]:
        """The post behind its words, in Kazakh before «болып»."""
        told = post_in(self.running, self.body_start)
        if told is not None:
            return told
        for post, span in reversed(told_posts(self.running)):
            if post.position:
                return span.field(post.position)
        return missing(self.pages)

    @cached_property
    def period(self) -> tuple[Field[date], Field[date], Field[bool]]:
        """First day, last day, and whether the post lasts."""
        history = told_posts(self.running)
        start = date_after(self.running, self.wording, SINCE, within=90)
        if start.value is None:
            start = date_before(self.running, self.wording, ("бастап",), within=12)
        if start.value is None:
            start = self._since()
        lasts = any(post.end is None for post, _ in history)
        ends = [post.end for post, _ in history if post.start == start.value and post.end]
        ends = [] if lasts else ends
        end: Field[date] = missing(self.pages)
        if ends:
            span = next(span for post, span in history if post.end == ends[0])
            end = span.field(ends[0])
        elif self.kind == "contract":
            if self.wording.first(UNLIMITED) is None:
                end = date_after(self.running, self.wording, FIXED[:-1], within=12)
        elif not lasts:
            end = self._until(start)
        if end.value is not None:
            return start, end, end_of(end)
        lasting = self.wording.first((*NOW, *UNLIMITED, *WORKS), self.body_start)
        if lasting is not None:
            span = self.running.span(lasting.start, lasting.end)
            return start, end, span.field(True)
        if self.kind == "contract" and start.value is not None:
            return start, end, Field(True, start.raw, 0.7 * start.confidence, start.evidence)
        return start, end, missing(self.pages)

    def _since(self) -> Field[date]:
        for match in re.finditer(r"\bс\s+", self.running.text[self.body_start :]):
            at = self.body_start + match.end()
            for dated in find_dates(self.running.text[at : at + 60]):
                if dated.start <= 2:
                    span = self.running.span(at + dated.start, at + dated.end)
                    return span.field(dated.value)
                break
        return missing(self.pages)

    def _until(self, start: Field[date]) -> Field[date]:
        """The day behind «по» that follows the first day directly."""
        if start.value is None:
            return missing(self.pages)
        dates = find_dates(self.running.text)
        for first, second in pairwise(dates):
            between = self.running.text[first.end : second.start]
            joint = set(fold(between).split()) & {"по", "до", "бастап"}
            if first.value == start.value < second.value and len(between) < 20 and joint:
                return self.running.span(second.start, second.end).field(second.value)
        return missing(self.pages)

    @cached_property
    def issued(self) -> Field[date]:
        """The day at the head: in a short row around the title or beside the outgoing number."""
        for row in self.rows[: self.title + 4]:
            day = _day_of_row(row)
            if day is not None:
                passage = row.span(day[1], day[2])
                if passage is not None:
                    return Field(day[0], passage.text, passage.confidence, (passage.evidence,))
        return missing(self.pages)


def _without_given(name: FoundName) -> FoundName:
    """«Дана» before a whole name is the verb («справка дана»), not the given name."""
    if name.text.startswith("Дана ") and len(name.text.split()) >= 3:
        return replace(name, text=name.text[5:].lstrip(), start=name.start + 5)
    return name


def end_of(end: Field[date]) -> Field[bool]:
    """A post with a last day does not last."""
    return Field(False, end.raw, end.confidence, end.evidence)


def _day_of_row(row: VisualRow) -> tuple[date, int, int] | None:
    dates = find_dates(row.text)
    letters = sum(sign.isalpha() for sign in row.text)
    if len(dates) != 1 or letters - sum(s.isalpha() for s in dates[0].text) > 28:
        return None
    return dates[0].value, dates[0].start, dates[0].end
