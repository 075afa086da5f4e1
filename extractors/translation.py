"""Translation of a foreign paper into Kazakh or Russian.

The translator's line and the notary's page stand behind it (domain.md section 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "translation",
    titles={
        "kk": "Аударма",
        "ru": "Перевод документа",
        "en": "Translation of a document",
    },
    anchors=(
        Anchor("перевод с английского языка на русский язык", 2.5),
        Anchor("перевод с английского языка на казахский язык", 2.5),
        Anchor("перевод с немецкого языка", 2.0),
        Anchor("перевод с французского языка", 2.0),
        Anchor("перевод с английского", 1.6),
        Anchor("перевод выполнен", 1.2),
        Anchor("перевел переводчик", 1.2),
        Anchor("перевод документа", opens=True),
        Anchor("ағылшын тілінен қазақ тіліне аударма", 2.5),
        Anchor("ағылшын тілінен орыс тіліне", 2.0),
        Anchor("ағылшын тілінен", 1.2),
        Anchor("неміс тілінен", 1.2),
        Anchor("аударған", 0.6),
        Anchor("аудармашы", 0.6),
        Anchor("переводчик", 0.5),
        Anchor("письмо приглашение", 0.9, opens=True),
        Anchor("приглашение на стажировку", 0.9, opens=True),
        Anchor("безусловное приглашение", 0.9),
        Anchor("шақыру хаты", 0.9, opens=True),
        Anchor("сөзсіз шақыру", 0.8),
        Anchor("шартсыз шақыру", 0.8),
        Anchor("кого это касается", 0.6),
        Anchor("тем кого это касается", 0.6),
        Anchor("с уважением", 0.2),
        Anchor("свидетельствую подлинность", -2.0),
        Anchor("зарегистрировано в реестре", -1.5),
        Anchor("тізілімде", -1.0),
        Anchor("куәландырамын", -1.5),
    ),
)

SourceType = Literal["invitation", "internship_programme"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a translation says of itself and of the applicant."""

    source_type: Field[SourceType]
    source_language: Field[str]
    target_language: Field[str]
    applicant_name: Field[str]
    translator_name: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
