"""Employer's application to train a specialist with the job kept.

Title by Order 318, appendix 2 (domain.md section 12).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

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
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
