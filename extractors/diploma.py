"""Diploma of higher education: state model (series ЖБ-Б) and own design (BD) since 2021.

Wording of domain.md section 10.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

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
        Anchor("приложение к диплому", -2.5),
        Anchor("дипломға қосымша", -2.5),
        Anchor("diploma supplement", -2.5),
        Anchor("transcript", -2.0),
        Anchor("о признании", -1.5),
        Anchor("нострификац", -2.0),
        Anchor("наименование дисциплин", -2.0),
        Anchor("пәндердің атауы", -2.0),
        Anchor("пән атауы", -1.0),
        Anchor("кредит", -0.6),
    ),
)

Degree = Literal["bachelor", "specialist", "master", "doctor", "college"]


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
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
