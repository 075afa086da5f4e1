"""Medical certificate, form 072/у, for those who travel abroad.

Forms that look alike: 082/у, 075/у and the Russian sanatorium card (domain.md section 11).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors import _values as values
from extractors._countries import country
from extractors._holders import is_person
from extractors._invited import born_on
from extractors._ledger import Ledger
from extractors._medical_conclusion import verdict
from extractors._medical_head import MedicalHead
from extractors._medical_labels import LABELS
from extractors._name_rows import name_in_rows
from extractors._organisation_cells import organisation_in
from extractors._people import names_in
from extractors._reading import first_found, found, missing, search
from extractors._row_form import RowForm, RowLabel
from extractors._running_text import RunningText
from extractors._sides import sides
from extractors._wording import Wording
from pipeline.model import Anchor, Content, DocumentType, Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold

TYPE = DocumentType(
    "medical_certificate",
    titles={
        "kk": "Медициналық анықтама",
        "ru": "Медицинская справка",
        "en": "Medical certificate",
    },
    anchors=(
        Anchor("072/у", 1.2),
        Anchor("082/у"),
        Anchor("075/у"),
        Anchor("медицинская справка", 2.0, opens=True),
        Anchor("медициналық анықтама", 2.0, opens=True),
        Anchor("выезжающего за границу", 1.5),
        Anchor("выезжающих за границу", 1.5),
        Anchor("шетелге шығушы", 1.5),
        Anchor("шетелге шығатын", 1.2),
        Anchor("санаторно-курортная карта", 2.0, opens=True),
        Anchor("терапевт", 0.5),
        Anchor("практически здоров"),
        Anchor("противопоказаний", 0.6),
        Anchor("дені сау"),
        Anchor("қарсы көрсетілімдер", 0.6),
        Anchor("флюорография", 0.6),
        Anchor("министерство здравоохранения", 0.5),
        Anchor("денсаулық сақтау министрлігі", 0.5),
        Anchor("дәрігер", 0.5),
        Anchor("врач", 0.4),
        Anchor("қр дсм", 0.4),
        Anchor("medical certificate", 1.2, opens=True),
        Anchor("health certificate", 1.0, opens=True),
        Anchor("travelling abroad", 0.8),
        Anchor("travel abroad", 0.6),
        Anchor("form 072", 1.2),
        Anchor("form no 072", 1.2),
        Anchor("медицинское заключение", 0.8, opens=True),
    ),
    content=Content(
        (
            ("медицин*", "medical*", "072", "здоров*", "дені сау", "healthy", "денсаулы*"),
            ("выезж*", "выезд*", "за границу", "за рубеж", "шетел*", "abroad", "travel*"),
            ("справка", "анықтама*", "certificate", "заключение", "қорытынды*", "conclusion"),
            ("врач*", "дәрігер*", "терапевт*", "doctor", "physician"),
            (
                *("здоров*", "дені сау", "противопоказ*", "қарсы көрсет*", "healthy", "fit"),
                *("годен", "годна"),
            ),
            (
                *("поликлиник*", "больниц*", "емхана*", "аурухана*", "медицинский центр"),
                *("медициналық орталық*", "clinic*", "polyclinic*", "hospital"),
            ),
            ("рожден*", "туған*", "date of birth", "г р"),
        ),
        least=4,
        most_words=450,
    ),
)

GOING = (
    *("за границу", "за рубеж", "выезд*", "шетел*", "шет елге", "abroad", "travel*", "за предел*"),
)
TITLES = ("выдан*", "берілді", "медицинская справка", "утвержден*")
SPECIALIST = ("здоров", "здорова", "дені сау", "сау", "патологии нет", "healthy")
SIGNED = re.compile(
    r"\s(?:Дата\s|Берілген күні|Председатель|ДКК|Врач[ :]|Дәрігер|Төраға|М\.\s?[ПО]\.|Главный врач)"
)

CERTIFICATE_NUMBER = re.compile(r"\W{0,3}((?:[A-ZА-Я]{1,3}-?)?\d[\d/-]{0,11})(?![\w.])")

Purpose = Literal["travel_abroad", "other"]
Conclusion = Literal["fit", "unfit"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a medical certificate says; `conclusion` is None where it says neither."""

    form_number: Field[str]
    purpose: Field[Purpose]
    organisation: Field[str]
    certificate_number: Field[str]
    holder_name: Field[str]
    birth_date: Field[date]
    iin: Field[str]
    destination: Field[str]
    conclusion: Field[Conclusion]
    conclusion_text: Field[str]
    issue_date: Field[date]
    doctor_name: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """Read head, holder, conclusion and signature; tests and specialists are passed over."""
    pages = tuple(part for page in pages for part in sides(page, LABELS))
    head = MedicalHead(pages)
    form = RowForm(pages, LABELS)
    ledger, running = Ledger(pages), RunningText(pages)
    text = first_found(
        form.read("conclusion", _deciding, lines=4, directions="right below"),
        ledger.read("conclusion", _verdict_of),
        _told_conclusion(running),
        form.read("conclusion", _conclusion, lines=4, directions="right below"),
        ledger.read("conclusion", _some_text),
    )
    birth = first_found(
        form.read("birth", _day, directions="right left below"),
        ledger.read("birth", values.day),
        born_on(running),
    )

    def issued(text: str) -> tuple[date, int, int] | None:
        return _day_but(text, birth.value)

    return Fields(
        form_number=head.form_number,
        purpose=head.purpose,
        organisation=first_found(
            head.organisation,
            ledger.read("clinic", organisation_in),
            form.read("clinic", _clinic, lines=2, directions="right below"),
        ),
        certificate_number=first_found(
            head.number, form.read("number", _certificate_number, directions="right below")
        ),
        holder_name=_whole_name(
            running,
            first_found(
                name_in_rows(pages),
                ledger.read("person", _person),
                form.read("name", _name, lines=2, accept=_no_history(form)),
            ),
        ),
        birth_date=birth,
        iin=first_found(form.read("iin", _iin), search(pages, _valid_iin, longest=1)),
        destination=first_found(
            form.read("destination", _country, directions="right below"),
            ledger.read("destination", _land),
            form.read("purpose", _country_named, lines=2, directions="right below"),
            _going_to(running),
        ),
        conclusion=_verdict(text),
        conclusion_text=text,
        issue_date=first_found(
            form.read("issued", issued),
            ledger.read("issued", values.day),
            _other_than(head.day, birth.value),
            form.read("name", _only_day, directions="right"),
            form.read("day", issued, directions="right left below"),
            _last_day(form),
        ),
        doctor_name=first_found(_doctor(form), ledger.read("doctor", _person)),
    )


def _verdict(text: Field[str]) -> Field[Conclusion]:
    said = verdict(text.value) if text.value else None
    if said is None:
        return Field(None, None, 0.0, (), text.searched)
    return Field(said, text.raw, text.confidence, text.evidence)


def _clinic(text: str) -> tuple[str, int, int] | None:
    name = organisation_in(text)
    return (name, 0, len(text)) if name else None


def _certificate_number(text: str) -> tuple[str, int, int] | None:
    """Figures at the start of a cell, perhaps with letters or a stroke between them."""
    match = CERTIFICATE_NUMBER.match(text)
    return (match[1].strip("-/"), *match.span(1)) if match else None


def _conclusion(text: str) -> tuple[str, int, int] | None:
    stop = SIGNED.search(text)
    end = stop.start() if stop else len(text)
    return (clean(text[:end]), 0, end) if len(text[:end].strip()) > 3 else None


def _deciding(text: str) -> tuple[str, int, int] | None:
    """A conclusion that says fit or unfit."""
    told = _conclusion(text)
    return told if told and verdict(told[0]) else None


def _verdict_of(text: str) -> str | None:
    told = _deciding(text)
    return told[0] if told else None


def _some_text(text: str) -> str | None:
    told = _conclusion(text)
    return told[0] if told else None


def _told_conclusion(running: RunningText) -> Field[str]:
    """A sentence that speaks of going abroad and says fit or unfit."""
    for sentence in running.sentences:
        wording = Wording(sentence.text)
        going = wording.first(GOING) and not wording.first(TITLES)
        if going and len(sentence.text) < 220 and verdict(sentence.text):
            return sentence.field(clean(sentence.text), 0.85 * sentence.confidence)
    return missing(running.pages)


def _going_to(running: RunningText) -> Field[str]:
    """The country named shortly behind words of going there."""
    for hit in Wording(running.text).find(("выезд*", "шығ*", "travel*", "страну", "елге")):
        near = country().search(running.text, hit.end, hit.end + 60)
        if near:
            span = running.span(*near.span())
            return span.field(clean(near.group()), 0.9 * span.confidence)
    for hit in Wording(running.text).find(("еліне", "мемлекетіне", "елге")):
        for near in country().finditer(running.text, max(0, hit.start - 40), hit.start):
            if hit.start - near.end() <= 2:
                span = running.span(*near.span())
                return span.field(clean(near.group()), 0.9 * span.confidence)
    return missing(running.pages)


def _person(text: str) -> str | None:
    """The only name of a cell."""
    names = [name for name in names_in(text) if is_person(name.text)]
    return names[0].text if len(names) == 1 else None


def _whole_name(running: RunningText, field: Field[str]) -> Field[str]:
    """The name as running text has it where a line break has cut off a part."""
    if field.value is None or len(field.value.split()) > 2:
        return field
    short = fold(field.value).split()
    for name in names_in(running.text):
        parts = fold(name.text).split()
        if len(short) < len(parts) <= 3 and set(short) <= set(parts) and is_person(name.text):
            span = running.span(name.start, name.end)
            return span.field(name.text, min(field.confidence, span.confidence))
    return field


def _land(text: str) -> str | None:
    told = _country(text)
    return told[0] if told else None


def _day_but(text: str, birth: date | None) -> tuple[date, int, int] | None:
    """The first day that is not the birth date."""
    for dated in find_dates(text):
        if dated.value != birth:
            return dated.value, dated.start, dated.end
    return None


def _other_than(field: Field[date], birth: date | None) -> Field[date]:
    if field.value is not None and field.value == birth:
        return Field(None, None, 0.0, (), field.searched)
    return field


def _name(text: str) -> tuple[str, int, int] | None:
    for name in names_in(text):
        if is_person(name.text):
            return name.text, name.start, name.end
    return None


def _day(text: str) -> tuple[date, int, int] | None:
    for dated in find_dates(text):
        return dated.value, dated.start, dated.end
    return None


def _iin(text: str) -> tuple[str, int, int] | None:
    match = re.search(r"(?:\d[ -]?){11}\d", text) or re.search(r"\S{12}", text)
    number = values.iin_number(match.group()) if match else None
    return (number, *match.span()) if match and number else None


def _valid_iin(text: str) -> str | None:
    return values.valid_iin(text.strip(",;.:()"))


def _country(text: str) -> tuple[str, int, int] | None:
    stop = re.search(r"\s/\s|[,.;()]", text)
    piece = text[: stop.start()] if stop else text
    name = clean(piece)
    if not name[:1].isupper() or len(name) > 60 or find_dates(name):
        return None
    return name, 0, len(piece)


def _country_named(text: str) -> tuple[str, int, int] | None:
    """The last name of a country in «для выезда за границу, Канада»."""
    hits = list(country().finditer(text))
    if not hits:
        return None
    return clean(hits[-1].group()), *hits[-1].span()


def _only_day(text: str) -> tuple[date, int, int] | None:
    """A day where nothing else stands: «Берілді: 01.02.2026» names no person."""
    dates = find_dates(text)
    if len(dates) != 1 or len(text) - len(dates[0].text) > 6:
        return None
    return dates[0].value, dates[0].start, dates[0].end


def _no_history(form: RowForm) -> Callable[[RowLabel], bool]:
    """Rows of specialists name doctors and never the holder."""
    told = {label.row for label in form.named("specialist")}
    return lambda label: label.row not in told


def _last_day(form: RowForm) -> Field[date]:
    """A day that stands alone in a row below the conclusion."""
    bottom = max((label.row for label in form.named("conclusion")), default=None)
    if bottom is None:
        return missing(form.pages)
    for row in form.rows[bottom + 1 :]:
        dates = find_dates(row.text)
        alone = len(dates) == 1 and len(row.text) - len(dates[0].text) <= 12
        passage = row.span(dates[0].start, dates[0].end) if alone else None
        if passage is not None:
            return found(dates[0].value, passage, 0.85 * passage.confidence)
    return missing(form.pages)


def _doctor(form: RowForm) -> Field[str]:
    """Who signs: the chair of the commission, else the head, else a doctor below the conclusion."""
    bottom = max((label.row for label in form.named("conclusion")), default=0)

    def signs(label: RowLabel) -> bool:
        row = form.rows[label.row]
        return label.row > bottom and Wording(row.text).first(SPECIALIST) is None

    return first_found(
        *(
            form.read(name, _name, directions="right below above", accept=signs)
            for name in ("chair", "head", "doctor")
        )
    )
