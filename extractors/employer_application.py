"""Employer's application to train a specialist with the job kept.

Title by Order 318, appendix 2 (domain.md section 12).
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extractors import _application_cells as cells
from extractors import _application_terms as terms
from extractors._application_labels import LABELS
from extractors._application_months import months_of_period
from extractors._application_text import FOOT, ApplicationText
from extractors._blocks import segments
from extractors._internship_terms import specialty
from extractors._internship_terms import terms as internship_terms
from extractors._ledger import Ledger
from extractors._organisation_cells import organisation_in
from extractors._people import names_in
from extractors._periods import Period, period_in
from extractors._reading import Passage, first_found, found, missing, search
from extractors._retention import promised
from extractors._row_form import RowForm, RowLabel, found_again, read_words
from extractors._running_text import RunningText
from extractors._sides import sides
from extractors._underlined import UnderlinedForm
from extractors._visual_rows import VisualRow
from extractors._wording import Wording
from pipeline.model import Anchor, DocumentType, Field, Page, Word
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold

TYPE = DocumentType(
    "employer_application",
    titles={
        "kk": "Жұмыс берушінің өтінімі",
        "ru": "Заявка работодателя",
        "en": "Employer's application",
    },
    anchors=(
        Anchor("заявка работодателя", 2.5, opens=True),
        Anchor("на подготовку специалиста", 1.5, opens=True),
        Anchor("с условием сохранения места работы", 1.5),
        Anchor("с сохранением места работы", 1.2),
        Anchor("сохранения места работы"),
        Anchor("место работы сохраняется"),
        Anchor("жұмыс берушінің өтінімі", 2.5, opens=True),
        Anchor("маман даярлауға", 1.5, opens=True),
        Anchor("жұмыс орнын сақтау", 1.5),
        Anchor("жұмыс орны сақталады", 1.2),
        Anchor("жұмыс орнын сақтай отырып", 1.2),
        Anchor("центр международных программ", 0.4),
        Anchor("халықаралық бағдарламалар орталығы", 0.4),
        Anchor("исх", 0.2),
        Anchor("шығ", 0.2),
        Anchor("направляет", 0.3),
        Anchor("рекомендательное письмо", -1.5, opens=True),
        Anchor("ұсыныс хат", -1.5, opens=True),
        Anchor("мотивационное письмо", -1.5),
        Anchor("мотивациялық хат", -1.5),
    ),
)

ORDERS = ("приказ*", "бұйр*", "приложение", "қосымша", "закон*", "заң*")
PERIOD = (*LABELS["starts"], *LABELS["ends"], *LABELS["period"], "аралығында", "бастап")
OTHER_SIDE = re.compile(r"(?:принимающ|зарубежн|иностранн|направляющ)\w+\s*$", re.I)
ANSWER = re.compile(r"^\W*на\s+№", re.I)
NUMBER = re.compile(r"(?:№|\bN[o°º]?\.?(?=\s?\d))\s*([0-9A-ZА-Я][\w./-]*\d[\w./-]*|\d+)")
QUOTE = re.compile(r"[«»]")
OF_NAME = re.compile(r"(?:школ|больниц|поликлиник|мектеп|сад|лице|гимнази|емхана)\w*\s*$", re.I)
SIGNED_AT = re.compile(r"MII|\d\d:\d\d")
_DATE_WORDS = "г года год ж жыл жылгы от дата куни алматы астана город кала м п о"
DATE_WORDS = frozenset(_DATE_WORDS.split())
READ_WELL = 0.85
FEWEST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Fields:
    """What the employer applies for."""

    employer_name: Field[str]
    employer_bin: Field[str]
    outgoing_number: Field[str]
    date: Field[datetime.date]
    employee_name: Field[str]
    position: Field[str]
    specialty: Field[str]
    host_organisation: Field[str]
    country: Field[str]
    period_start: Field[datetime.date]
    period_end: Field[datetime.date]
    job_retention: Field[bool]
    signatory_name: Field[str]
    signatory_position: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """Read labels of a form where there are some, else letterhead, sentences and signature."""
    parted = [sides(page, LABELS) for page in pages]
    pages = tuple(part[0] for part in parted)
    beside = tuple(page for part in parted for page in part[1:])
    fields = _read(pages)
    if not beside:
        return fields
    # The first of two languages counts; what stands beside tells what it lacks.
    return _filled(fields, _read(beside))


def _filled(first: Fields, second: Fields) -> Fields:
    """The first reading, with the values of the second where it has none, less sure."""
    values = {}
    for name in Fields.__dataclass_fields__:
        own, other = getattr(first, name), getattr(second, name)
        less = replace(other, confidence=0.85 * other.confidence)
        unsaid = own.value is None or (name == "job_retention" and not own.value)
        values[name] = less if unsaid and other.value else own
    return Fields(**values)


def _read(pages: tuple[Page, ...]) -> Fields:
    parts = ApplicationText(pages)
    running = parts.body
    signatory, signatory_position = parts.signature
    lined = UnderlinedForm(pages)
    form, ledger = RowForm(lined.pages, LABELS), Ledger(lined.pages)
    named = first_found(
        lined.read("person", cells.person),
        ledger.read("person", cells.person),
        _entry(form, "employee", cells.name, 2),
    )
    if named.value is None:
        others = frozenset({fold(signatory.value)} if signatory.value else ())
        named, at = terms.employee(running, others)
    else:
        at = next((n for n in names_in(running.text) if n.text == named.value), None)
    employer = first_found(
        lined.read("employer", cells.own_name),
        ledger.read("employer", cells.own_name),
        form.read("employer", cells.employer, lines=4, directions="right", accept=_whole(form)),
        parts.employer,
    )
    start, end = _period(form, running, lined, ledger)
    host = first_found(
        lined.read("host", organisation_in),
        ledger.read("host", organisation_in),
        _entry(form, "host", cells.organisation, 3),
        terms.host(running, employer.value),
    )
    return Fields(
        employer_name=employer,
        employer_bin=first_found(
            form.read("bin", cells.business_number), search(pages, cells.valid_number, longest=1)
        ),
        outgoing_number=_outgoing(form, parts),
        date=_written_on(form, parts),
        employee_name=named,
        position=first_found(
            lined.read("position", cells.short),
            ledger.read("position", cells.short),
            _entry(form, "position", cells.phrase, 3),
            _post_below(form, named),
            terms.position(running, at),
        ),
        specialty=first_found(
            lined.read("specialty", cells.short),
            ledger.read("specialty", cells.short),
            _entry(form, "specialty", cells.phrase, 3),
            specialty(running),
        ),
        host_organisation=host,
        country=first_found(
            form.read("country", cells.phrase, lines=2, directions="right", accept=form.beside),
            terms.country_named(running),
        ),
        period_start=start,
        period_end=end,
        job_retention=_retention(running),
        signatory_name=signatory,
        signatory_position=signatory_position,
    )


def _whole(form: RowForm) -> Callable[[RowLabel], bool]:
    """Labels whose first word does not stand at the end of the row above: «Принимающая»."""

    def accept(label: RowLabel) -> bool:
        above = form.rows[label.row - 1].text if label.row else ""
        return form.beside(label) and not OTHER_SIDE.search(above)

    return accept


def _entry(
    form: RowForm, name: str, parse: Callable[[str], tuple[str, int, int] | None], lines: int
) -> Field[str]:
    """The value beside its label, else in the rows below a label that stands alone."""
    beside = form.read(name, parse, lines=lines, directions="right", accept=form.beside)
    if beside.value is not None:
        return beside
    for label, rows in form.under(name, lines):
        words: list[Word] = []
        for row in rows:
            # «(Канада)» under a host is a remark of its own, a post under a name another value.
            if words and (row.text.startswith("(") or name == "employee"):
                break
            words += row.words
        field = read_words(form.rows[label.row].page, words, parse)
        if field is not None:
            return found_again(field, 0.95 * field.confidence * min(1.0, label.likeness + 0.05))
    return missing(form.pages)


def _post_below(form: RowForm, named: Field[str]) -> Field[str]:
    """A short line right under the name that a label introduces: the post of the employee."""
    for label, rows in form.under("employee", 2):
        if len(rows) < 2 or not named.value or named.value not in clean(rows[0].text):
            continue
        text = rows[1].text
        if len(text.split()) <= 8 and not re.search(r"[\d:]", text):
            words = rows[1].words
            field = read_words(form.rows[label.row].page, words, cells.phrase)
            if field is not None:
                return found_again(field, 0.88 * field.confidence)
    return missing(form.pages)


def _retention(running: RunningText) -> Field[bool]:
    """True or False by the clause; False as well where a text that was read well has none."""
    for sentence in running.sentences:
        said = promised(sentence.text)
        if said is not None and said[0] is not None:
            return sentence.field(said[0])
    everything = running.span(0, len(running.text))
    said = promised(running.text)
    if said is not None and said[0] is not None:
        return everything.field(said[0], 0.8 * everything.confidence)
    read_well = running.pages and min(page.confidence for page in running.pages) >= READ_WELL
    if said is None and read_well and len(running.text.split()) >= FEWEST_WORDS:
        return everything.field(False, 0.9 * min(page.confidence for page in running.pages))
    return missing(running.pages)


def _period(
    form: RowForm, running: RunningText, lined: UnderlinedForm, ledger: Ledger
) -> tuple[Field[datetime.date], Field[datetime.date]]:
    below = lined.read("period", period_in)
    if below.value is not None and below.value.start and below.value.last_day:
        return (
            Field(below.value.start, below.raw, below.confidence, below.evidence),
            Field(below.value.last_day, below.raw, below.confidence, below.evidence),
        )
    both = form.read(
        "period", cells.both_days, lines=2, directions="right below", accept=form.beside
    )
    if both.value is not None:
        first, last = both.value
        return (
            Field(first, both.raw, both.confidence, both.evidence),
            Field(last, both.raw, both.confidence, both.evidence),
        )
    starts = form.read("starts", cells.only_day, directions="right", accept=form.beside)
    ends = form.read("ends", cells.only_day, directions="right", accept=form.beside)
    if starts.value and ends.value and starts.value < ends.value:
        return starts, ends
    days = ledger.both_days()
    if days.value is not None and days.value.start and days.value.end:
        return (
            Field(days.value.start, days.raw, days.confidence, days.evidence[:1]),
            Field(days.value.end, days.raw, days.confidence, days.evidence[1:]),
        )
    stated = internship_terms(running, missing(running.pages))
    if stated.start.value and not stated.end.value and stated.months.value:
        last_day = Period(stated.start.value, None, stated.months.value).last_day
        told = stated.months
        return stated.start, Field(last_day, told.raw, told.confidence, told.evidence)
    if stated.start.value is None:
        return months_of_period(running)
    return stated.start, stated.end


def _outgoing(form: RowForm, parts: ApplicationText) -> Field[str]:
    """The number beside «Исх. №», or the only number in the letterhead."""
    labelled = form.read("outgoing", cells.outgoing, directions="right", accept=form.beside)
    if labelled.value is not None:
        return labelled
    below = parts.rows[parts.title[1] : parts.title[1] + 2] if parts.title else []
    dated = [row for row in below if find_dates(row.text)]
    for row in (*parts.head, *dated, *parts.rows[-4:]):
        if Wording(row.text).first(ORDERS) is None and not ANSWER.match(row.text):
            match = next((m for m in NUMBER.finditer(row.text) if not _in_name(row.text, m)), None)
            passage = row.span(match.start(1), match.end(1)) if match else None
            if match and passage:
                return found(match[1], passage)
    return missing(parts.pages)


def _in_name(text: str, number: re.Match[str]) -> bool:
    """Whether a number belongs to a name: «Школа-лицей № 57», also where the name is parted."""
    behind = QUOTE.search(text, number.end())
    return bool(behind and behind.group() == "»") or bool(OF_NAME.search(text[: number.start()]))


def _written_on(form: RowForm, parts: ApplicationText) -> Field[datetime.date]:
    """The day of the letter: labelled, beside the number, or alone in a row; never a period."""
    labelled = form.read("date", cells.only_day, directions="right", accept=form.beside)
    if labelled.value is not None:
        return labelled
    closing = [row for row in parts.rows if row not in parts.head][::-1]
    for row in (*parts.head, *closing):
        if Wording(row.text).first((*ORDERS, *FOOT, *PERIOD)) or SIGNED_AT.search(row.text):
            continue
        dates = find_dates(row.text)
        if len({dated.value for dated in dates}) != 1:
            continue
        # A paper in two languages tells its day twice.
        rest = row.text
        for dated in reversed(dates):
            rest = rest[: dated.start] + rest[dated.end :]
        words = [word for word in fold(rest).split() if word not in DATE_WORDS]
        passage = row.span(dates[0].start, dates[0].end)
        if passage and (NUMBER.search(row.text) or len(words) <= 2):
            return found(dates[0].value, passage)
        if passage and row in parts.head and _stands_apart(row, passage):
            return found(dates[0].value, passage, 0.9 * passage.confidence)
    return missing(parts.pages)


def _stands_apart(row: VisualRow, passage: Passage) -> bool:
    """Whether the date is a piece of its own in a row of several columns."""
    own = {id(word) for word in passage.words}
    return any(
        own <= {id(word) for word in part} and len(part) <= len(own) + 3
        for part in segments(row.page, row.words)
    )
