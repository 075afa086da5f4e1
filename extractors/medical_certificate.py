"""Medical certificate, form 072/у, for those who travel abroad.

Forms that look alike: 082/у, 075/у and the Russian sanatorium card (domain.md section 11).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

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
    ),
)

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
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
