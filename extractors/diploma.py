"""Diploma of higher education: state model (series ЖБ-Б) and own design (BD) since 2021.

Wording of domain.md section 10.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._columns import in_columns
from extractors._dated import date_after, date_before
from extractors._degrees import Degree, code_beside, degree, programme_code
from extractors._diploma_number import series_and_number, settled_series
from extractors._diploma_parts import (
    code_in_front,
    country,
    registration_number,
    specialty,
    without_captions,
)
from extractors._diploma_words import (
    BEFORE_DECISION,
    BEFORE_HOLDER,
    BEHIND_HOLDER,
    CONFERRED,
    DECISION,
    HONOURS,
    KAZAKHSTAN,
    LABELS,
    PROTOCOL_DATED,
    TITLES,
)
from extractors._holders import (
    fuller,
    lone_name,
    name_after,
    name_before,
    whole_name,
    with_patronymic,
)
from extractors._institutions import institution, institution_in, titled_institution
from extractors._labelled import LabelledForm
from extractors._name_rows import name_in_rows
from extractors._reading import first_found, missing
from extractors._running_text import RunningText
from extractors._straight import as_printed, straightened
from extractors._wording import Wording
from pipeline.model import Anchor, Content, DocumentType, Field, Page

TYPE = DocumentType(
    "diploma",
    titles={
        "kk": "Жоғары білім туралы диплом",
        "ru": "Диплом о высшем образовании",
        "en": "Diploma of higher education",
    },
    anchors=(
        Anchor("диплом бакалавра", 2.0, opens=True),
        Anchor("бакалавр дипломы", 2.0, opens=True),
        Anchor("диплом", 0.9, opens=True),
        Anchor("diploma", 0.8, opens=True),
        Anchor("жоғары білім туралы", 0.7),
        Anchor("о высшем образовании", 0.7),
        Anchor("аттестационной комиссии", 1.2),
        Anchor("аттестаттау комиссиясының", 1.2),
        Anchor("attestation commission"),
        Anchor("академическая степень"),
        Anchor("академиялық дәрежесі"),
        Anchor("присвоена квалификация"),
        Anchor("біліктілігі берілді"),
        Anchor("бакалавр", 0.5),
        Anchor("bachelor", 0.5),
        Anchor("жб-б", 1.2),
        Anchor("білім беру бағдарламасы", 0.5),
        Anchor("образовательная программа", 0.4),
        Anchor("регистрационный", 0.3),
        Anchor("тіркеу нөмірі", 0.3),
        Anchor("степень бакалавра", 0.8),
        Anchor("awarded the degree", 0.8),
        Anchor("admitted to the degree", 1.5),
        Anchor("conferred the degree", 1.2),
        Anchor("conferred upon", 0.8),
        Anchor("conferred on", 0.5),
        Anchor("bachelor of", 0.5),
        Anchor("requirements of the university", 0.4),
        Anchor("приложение к диплому", -2.5),
        Anchor("дипломға қосымша", -2.5),
        Anchor("дипломной работы", -1.0),
        Anchor("дипломной практики", -0.5),
        Anchor("дипломдық жұмыс", -1.0),
        Anchor("diploma thesis", -1.0),
        Anchor("diploma supplement", -2.5),
        Anchor("transcript", -2.0),
        Anchor("о признании", -1.5),
        Anchor("нострификац", -2.0),
        Anchor("признан в республике казахстан", -2.0),
        Anchor("признается в республике казахстан", -2.0),
        Anchor("қазақстан республикасында таныл", -2.0),
        Anchor("recognised in the republic", -2.0),
        Anchor("recognized in the republic", -2.0),
        Anchor("appendix to diploma", -2.5),
        Anchor("дипломына қосымша", -2.5),
        Anchor("наименование дисциплин", -2.0),
        Anchor("пәндердің атауы", -2.0),
        Anchor("пән атауы", -1.0),
        Anchor("кредит", -0.6),
    ),
    content=Content(
        (
            ("диплом*", "diplom*", "degree", "bachelorurkunde", "urkunde", "título de"),
            ("бакалавр*", "bachelor*", "специалист*", "магистр*", "master of", "маман*"),
            (
                *("аттестацион*", "аттестаттау*", "экзаменационной комиссии"),
                *("attestation commission", "examination board", "board of examiners", "senate"),
            ),
            (
                *("присвоен*", "присужден*", "берілді", "awarded", "conferred"),
                *("admitted to the degree", "verleiht", "décerné", "granted"),
            ),
            ("университет*", "university", "институт*", "institut*", "академи*", "hochschule"),
            (
                *("специальност*", "мамандығы", "образовательн*", "білім беру бағдарламасы"),
                *("programme", "program", "studiengang", "направлению подготовки"),
            ),
            ("ректор*", "rector", "chancellor", "vice chancellor", "декан*", "präsident", "dean"),
            ("регистрацион*", "тіркеу*", "registration", "reg no", "рег"),
        ),
        least=5,
        most_words=350,
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a diploma says."""

    series: Field[str]
    number: Field[str]
    holder_name: Field[str]
    degree: Field[Degree]
    specialty: Field[str]
    programme_code: Field[str]
    institution: Field[str]
    country: Field[str]
    award_date: Field[date]
    registration_number: Field[str]
    honours: Field[bool]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the diploma: labels where it is a form, else the sentence of each column in turn."""
    read: Fields = as_printed(_read(straightened(pages)), pages)
    return read


def _read(pages: Sequence[Page]) -> Fields:
    form = LabelledForm(pages, LABELS)
    columns = [in_columns(page) for page in pages]
    text = RunningText([without_captions(page) for page in columns])
    wording = Wording(text.text)
    series, number = series_and_number(columns)
    level = degree(text, wording, series.value)
    studied = specialty(form, text, wording)
    return Fields(
        series=settled_series(series, level.value),
        number=number,
        holder_name=with_patronymic(text, _holder(form, text, wording)),
        degree=level,
        specialty=studied,
        programme_code=first_found(
            programme_code(text), form.read("code", code_beside), code_in_front(studied)
        ),
        institution=_institution(form, columns, text),
        country=country(pages),
        award_date=_award_date(form, text, wording),
        registration_number=form.read("registration", registration_number),
        honours=_honours(text, wording),
    )


def _holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = form.read("holder", whole_name, rows=2, printed=True)
    return first_found(
        name_in_rows(form.pages),
        fuller(labelled, name_after(text, BEFORE_HOLDER, wording=wording)),
        name_before(text, BEHIND_HOLDER, wording=wording),
        lone_name(form),
    )


def _institution(form: LabelledForm, columns: Sequence[Page], text: RunningText) -> Field[str]:
    """Beside its label, as a line of its own above the sentence, else inside the sentence."""
    labelled = form.read("institution", institution, rows=2, printed=True)
    if labelled.value is not None:
        return labelled
    return first_found(titled_institution(columns, below=0.6), institution_in(text))


def _award_date(form: LabelledForm, text: RunningText, wording: Wording) -> Field[date]:
    """The day of the commission's decision, which is not the day of issue (domain.md 10.1)."""
    decided = first_found(
        form.read("award_date", values.day, directions="right below"),
        date_after(text, wording, DECISION, within=12),
        date_before(text, wording, BEFORE_DECISION, within=30),
        date_after(text, wording, BEFORE_DECISION, within=90),
        date_after(text, wording, PROTOCOL_DATED, within=16),
    )
    if decided.value is not None or any(wording.find(KAZAKHSTAN)):
        return decided
    return date_after(text, wording, CONFERRED, within=6)


def _honours(text: RunningText, wording: Wording) -> Field[bool]:
    """Whether honours are said; a diploma that says nothing of them is an ordinary one."""
    hit = wording.first(HONOURS)
    title = hit or wording.first(TITLES)
    if title is None:
        return missing(text.pages)
    span = text.span(title.start, title.end)
    return span.field(hit is not None, min(0.95, span.confidence) * title.likeness)
