"""Appendix to a diploma (transcript): subjects with credits and grades.

Contents of domain.md section 10.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors._appendix_words import (
    BEFORE_HOLDER,
    BEHIND_HOLDER,
    BORN,
    GPA,
    GRADE,
    HEAD_PAGES,
    LABELS,
    LOWEST_NAME,
    MEAN,
    MOST_GRADE,
)
from extractors._columns import in_columns
from extractors._diploma_number import series_and_number, settled_series
from extractors._holders import (
    lone_name,
    name_after,
    name_before,
    whole_name,
    with_patronymic,
)
from extractors._institutions import institution, institution_in, titled_institution
from extractors._labelled import LabelledForm, Run
from extractors._name_rows import name_in_rows
from extractors._reading import Passage, first_found, found, missing
from extractors._running_text import RunningText
from extractors._straight import as_printed, straightened
from extractors._subjects import counted_subjects
from extractors._wording import Wording
from pipeline.model import Anchor, Content, DocumentType, Field, Page

TYPE = DocumentType(
    "diploma_appendix",
    titles={
        "kk": "Дипломға қосымша",
        "ru": "Приложение к диплому",
        "en": "Appendix to the diploma (transcript)",
    },
    anchors=(
        Anchor("приложение к диплому", 2.5, opens=True),
        Anchor("дипломға қосымша", 2.5, opens=True),
        Anchor("diploma supplement", 2.5, opens=True),
        Anchor("выписка из зачетной ведомости", 1.8, opens=True),
        Anchor("transcript", 1.8, opens=True),
        Anchor("транскрипт", 1.8, opens=True),
        Anchor("без диплома недействительно", 1.5),
        Anchor("дипломсыз жарамсыз", 1.5),
        Anchor("дипломсыз жарамды емес", 1.2),
        Anchor("наименование дисциплин", 1.4),
        Anchor("пәндердің атауы", 1.4),
        Anchor("пән атауы", 0.8),
        Anchor("кредит", 0.6),
        Anchor("gpa", 0.8),
        Anchor("ects", 0.5),
        Anchor("оценка", 0.3),
        Anchor("баға", 0.3),
        Anchor("средний балл", 0.5),
        Anchor("итоговая аттестация", 0.5),
        Anchor("профессиональная практика", 0.5),
        Anchor("қорытынды аттестаттау", 0.5),
        Anchor("кәсіптік практика", 0.5),
        Anchor("орташа балл", 0.5),
        Anchor("appendix to diploma", 2.0, opens=True),
        Anchor("appendix to the diploma", 2.0, opens=True),
        Anchor("supplement to diploma", 2.0, opens=True),
        Anchor("supplement to the diploma", 2.0, opens=True),
        Anchor("дипломына қосымша", 2.5, opens=True),
        Anchor("academic record", 1.5, opens=True),
    ),
    content=Content(
        (
            ("диплом*", "diplom*", "транскрипт*", "transcript*", "academic record*"),
            ("кредит*", "credit*", "ects", "часов", "сағат*", "hours"),
            ("оценк*", "баға*", "grade*", "mark*", "балл*"),
            ("дисциплин*", "предмет*", "пән*", "course*", "subject*", "modul*"),
            (
                *("gpa", "средний балл", "средневзвешен*", "орташа*", "grade point average"),
                *("итого", "барлығы", "total"),
            ),
            ("отлично", "хорошо", "өте жақсы", "жақсы", "excellent", "very good", "b+"),
        ),
        least=4,
    ),
)


HEAD_LETTERS = 900
"""The head above the table of subjects is no longer."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What an appendix says; `subjects` is how many it lists."""

    diploma_series: Field[str]
    diploma_number: Field[str]
    holder_name: Field[str]
    institution: Field[str]
    gpa: Field[Decimal]
    subjects: Field[int]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the head of the appendix, its subject table and the mean grade below it."""
    read: Fields = as_printed(_read(straightened(pages)), pages)
    return read


def _read(pages: Sequence[Page]) -> Fields:
    form = LabelledForm(pages[:HEAD_PAGES], LABELS)
    text = RunningText([in_columns(page) for page in pages])
    wording = Wording(text.text)
    series, number = series_and_number(text.pages)
    return Fields(
        diploma_series=settled_series(series, None),
        diploma_number=number,
        holder_name=with_patronymic(text, _holder(form, text, wording)),
        institution=_institution(form, text),
        gpa=_gpa(text, wording),
        subjects=counted_subjects(pages),
    )


def _holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = first_found(name_in_rows(form.pages), form.read("holder", whole_name, rows=2))
    if labelled.value is not None:
        return labelled
    return first_found(
        name_before(text, BEHIND_HOLDER, within=6, wording=wording),
        name_before(text, BORN, within=24, wording=wording),
        name_after(text, BEFORE_HOLDER, wording=wording),
        lone_name(form, top=LOWEST_NAME),
    )


def _institution(form: LabelledForm, text: RunningText) -> Field[str]:
    """Beside its label; a value that wraps goes on in small letters."""
    for label in form.labels:
        if label.name != "institution":
            continue
        read = _wrapped(form.beside(label)) or _wrapped(form.under(label)[:2])
        if read:
            return found(str(institution(read.text)), read, read.confidence)
    return first_found(
        titled_institution(text.pages, below=0.4), institution_in(text, 0, HEAD_LETTERS)
    )


def _wrapped(runs: Sequence[Run]) -> Passage | None:
    for start, first in enumerate(runs):
        words = list(first.words)
        for run in runs[start + 1 :]:
            if not run.text[0].islower() or run.page is not first.page:
                break
            words += run.words
        passage = Passage(first.page, tuple(words))
        if institution(passage.text):
            return passage
    return None


def _gpa(text: RunningText, wording: Wording) -> Field[Decimal]:
    """The number behind the words «GPA» or «средний балл», at most 5 (or 100)."""
    form = LabelledForm(text.pages, {"gpa": GPA[0][0], "number": ("№",)})
    beside = form.read("gpa", _mean_grade, directions="right")
    if beside.value is not None:
        return beside
    for phrases, most in GPA:
        for hit in reversed(wording.find(phrases)):
            match = GRADE.match(text.text, hit.end)
            value = Decimal(match["grade"].replace(",", ".")) if match else None
            if match and value and 1 <= value <= most:
                span = text.span(*match.span("grade"))
                sure = span.confidence * min(1.0, hit.likeness + 0.03)
                return span.field(value, sure * (1.0 if value % 1 else 0.85))
    return missing(text.pages)


def _mean_grade(text: str) -> Decimal | None:
    """The mean grade in its own cell, at most 5."""
    match = MEAN.fullmatch(text)
    value = Decimal(match["grade"].replace(",", ".")) if match else None
    return value if value is not None and 1 <= value <= MOST_GRADE else None
