"""Appendix to a diploma (transcript): subjects with credits and grades.

Contents of domain.md section 10.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

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
        Anchor("орташа балл", 0.5),
    ),
)


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
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
