"""The head of a pension extract: holder, IIN, day of receipt, period, and how many pages it has.

In text layers of the e-government the value may stand before its label (domain.md section 14.2),
so a label's own row is read on both sides before the rows around it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import prod
from typing import TypeVar

from extractors import _values as values
from extractors._pension_table import Table
from extractors._people import names_in
from extractors._reading import Passage, found, missing, with_confidence
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.model import Field, Page
from pipeline.text.dates import find_dates, find_period
from pipeline.text.normalise import clean

T = TypeVar("T")
LABELS = {
    "iin": ("жсн иин", "иин", "жсн", "iin", "иин жсн"),
    "name": (
        "таә фио",
        "фио",
        "таә",
        "ф и о",
        "т а ә",
        "вкладчик*",
        "салымшы*",
        "фамилия имя отчество",
        "тегі аты әкесінің аты",
        "аты жөні",
        "владелец счета",
        "получатель",
        "depositor",
        "full name",
    ),
    "received": (
        "алу күні дата получения",
        "дата получения",
        "алу күні",
        "алынған күні",
        "дата и время получения",
        "алу күні мен уақыты",
        "берілген күні",
        "дата выдачи",
        "дата формирования",
        "қалыптастырылған күні",
        "қалыптастыру күні",
        "сформирован*",
        "по состоянию на",
        "жағдай* бойынша",
        "жағдайына",
        "date of receipt",
        "as of",
    ),
    "period": (
        "период",
        "за период",
        "кезең",
        "кезең*",
        "мерзім",
        "мерзімі",
        "period",
        "аралығы",
        "аралығында",
    ),
}
HEADINGS = (
    "сумма",
    "сомасы",
    "сома",
    "статус",
    "мәртебе*",
    "кнп",
    "ттк",
    "плательщик*",
    "төлеуші*",
    "посредник",
    "делдал",
    "номер",
    "нөмірі",
    "период",
    "мерзім",
    "дата",
    "төлем",
)
WEAK = 0.8
"""How sure a value is that stands without a label."""
OF_PAGES = re.compile(
    r"(?:стр\w*|лист|бет|парақ|page)[.:]?\s*(\d{1,3})\s*(?:из|/|of|-?ден|-?дан|барлығы)\s*(\d{1,3})",
    re.I,
)
KAZAKH_OF_PAGES = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})\s*-?\s*бет", re.I)
# «Стр 2 из 3» in small print, as engines misread it: «Стр 2 33», «1u33», «СтрЗиз 4».
DAMAGED_OF_PAGES = re.compile(r"^(?:стр)?\s*([\dз])\s*(?:[uи]?[з3]|из)\s*(\d)$", re.I)
DAMAGED = 0.4
"""How sure one footer is that is read so."""
FOOT = 0.9
NAME = re.compile(r"[^\W\d_][^\W\d_'’-]+(?:\s+[^\W\d_][^\W\d_'’.-]*\.?){1,4}")


@dataclass(frozen=True)
class Head:
    """What stands above the table on the first page that has a head."""

    pages: tuple[Page, ...]
    table: Table

    @cached_property
    def rows(self) -> tuple[VisualRow, ...]:
        """Rows above the headings of the first table, or above its first row."""
        rows: list[VisualRow] = []
        for page in self.pages[:2]:
            first = next((row.row for row in self.table.rows if row.page is page), None)
            for row in visual_rows(page):
                is_first = first is not None and row.middle >= first.middle
                if is_first or len(_headings(row)) >= 3:
                    return tuple(rows)
                rows.append(row)
        return tuple(rows)

    @cached_property
    def iin(self) -> Field[str]:
        """Twelve figures in the form of an IIN beside their label, else alone in the head."""
        return self._read("iin", _iin_in)

    @cached_property
    def holder_name(self) -> Field[str]:
        """The name beside its label: it ends where a comma or a number does."""
        return self._read("name", _name_in, anywhere=False)

    @cached_property
    def received_on(self) -> Field[date]:
        """The day beside «Дата получения» or «по состоянию на»."""
        return self._read("received", _only_day, anywhere=False)

    @cached_property
    def period(self) -> tuple[Field[date], Field[date]]:
        """First and last day of the period."""
        both = self._read("period", _period_in)
        if both.value is None:
            return missing(self.pages), missing(self.pages)
        return tuple(Field(day, both.raw, both.confidence, both.evidence) for day in both.value)  # type: ignore[return-value]  # two

    def _read(
        self, name: str, parse: Callable[[str], tuple[T, int, int] | None], *, anywhere: bool = True
    ) -> Field[T]:
        for place, row in enumerate(self.rows):
            for start, end in _labels(row, name):
                for other, first, last in self._places(place, start, end):
                    field = _parsed(other, first, last, parse)
                    if field is not None:
                        return field
        if anywhere:
            for row in self.rows:
                field = _parsed(row, 0, len(row.text), parse)
                if field is not None:
                    return with_confidence(field, WEAK * field.confidence)
        return missing(self.pages)

    def _places(self, place: int, start: int, end: int) -> Iterator[tuple[VisualRow, int, int]]:
        """Where a value may stand: behind its label, before it, in the rows below and above."""
        row = self.rows[place]
        taken = sorted(span for name in LABELS for span in _labels(row, name))
        stop = min((first for first, _ in taken if first >= end), default=len(row.text))
        begin = max((last for _, last in taken if last <= start), default=0)
        yield row, end, stop
        yield row, begin, start
        for near in (place + 1, place - 1):
            if 0 <= near < len(self.rows) and not any(
                list(_labels(self.rows[near], name)) for name in LABELS
            ):
                yield self.rows[near], 0, len(self.rows[near].text)


def pages_declared(pages: Sequence[Page]) -> Field[int]:
    """M of «Стр N из M», the number that most pages name; the more of them, the surer it is."""
    told = [named for place, page in enumerate(pages, 1) for named in _of_pages(page, place)]
    if not told:
        return missing(pages)
    times = Counter(number for number, _, _ in told)
    number, count = times.most_common(1)[0]
    same = [(passage, sure) for value, passage, sure in told if value == number]
    doubt = prod(1 - sure for _, sure in same)
    best = max(same, key=lambda pair: pair[1])[0]
    return found(number, best, (1 - doubt) * count / times.total())


def _of_pages(page: Page, place: int) -> Iterator[tuple[int, Passage, float]]:
    """The number of pages that a page names, with its words and how sure they are.

    A damaged footer counts where its first figure is the place of the page.
    """
    for row in visual_rows(page):
        match = OF_PAGES.search(row.text) or KAZAKH_OF_PAGES.search(row.text)
        if match and 1 <= int(match[1]) <= int(match[2]):
            passage = row.span(*match.span())
            if passage is not None:
                yield int(match[2]), passage, passage.confidence
            continue
        damaged = DAMAGED_OF_PAGES.match(row.text.strip()) if row.box.top > FOOT else None
        if damaged and int(damaged[1].lower().replace("з", "3")) == place <= int(damaged[2]):
            yield int(damaged[2]), Passage(page, tuple(row.words)), DAMAGED


def _headings(row: VisualRow) -> set[str]:
    wording = Wording(row.text)
    return {heading for heading in HEADINGS if wording.first([heading])}


def _labels(row: VisualRow, name: str) -> list[tuple[int, int]]:
    """Where the labels of a field stand in a row; pieces that touch are one."""
    spans: list[tuple[int, int]] = []
    for hit in Wording(row.text).find(LABELS[name]):
        if spans and hit.start <= spans[-1][1] + 3:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans


def _parsed(
    row: VisualRow, start: int, end: int, parse: Callable[[str], tuple[T, int, int] | None]
) -> Field[T] | None:
    hit = parse(row.text[start:end])
    if hit is None:
        return None
    value, first, last = hit
    passage = row.span(start + first, start + last)
    return found(value, passage) if passage is not None else None


def _iin_in(text: str) -> tuple[str, int, int] | None:
    for match in re.finditer(r"\S+", text):
        number = values.iin_number(match.group().strip(":;,.()№/"))
        if number:
            return number, *match.span()
    spaced = re.search(r"(?:\d[ -]?){11}\d", text)
    number = values.iin_number(spaced.group()) if spaced else None
    return (number, *spaced.span()) if spaced and number else None


def _name_in(text: str) -> tuple[str, int, int] | None:
    for hit in names_in(text):
        return hit.text, hit.start, hit.end
    match = NAME.search(text)
    if match and all(part[0].isupper() for part in match.group().split()):
        return clean(match.group()), *match.span()
    return None


def _only_day(text: str) -> tuple[date, int, int] | None:
    dates = find_dates(text)
    if len(dates) != 1:
        return None
    return dates[0].value, dates[0].start, dates[0].end


def _period_in(text: str) -> tuple[tuple[date, date], int, int] | None:
    both = find_period(text)
    dates = find_dates(text)
    if both is None or not dates:
        return None
    return both, dates[0].start, dates[-1].end
