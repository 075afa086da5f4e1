"""Certificate of the state language: KAZTEST or Qazaq Resmi Test.

Blocks and regimes of domain.md section 9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "state_language_certificate",
    titles={
        "kk": "Мемлекеттік тіл сертификаты",
        "ru": "Сертификат по государственному языку",
        "en": "State-language certificate",
    },
    anchors=(
        Anchor("қазтест", 2.0),
        Anchor("казтест", 2.0),
        Anchor("kaztest", 1.5),
        Anchor("qazaq resmi test", 2.5, opens=True),
        Anchor("ұлттық тестілеу орталығы", 0.8),
        Anchor("национальный центр тестирования", 0.8),
        Anchor("қазақ тілін меңгеру деңгейі"),
        Anchor("уровень владения казахским языком"),
        Anchor("тыңдалым", 0.7),
        Anchor("аудирование", 0.6),
        Anchor("оқылым", 0.5),
        Anchor("жазылым", 0.5),
        Anchor("айтылым", 0.5),
        Anchor("говорение", 0.5),
        Anchor("лексика-грамматика", 0.6),
        Anchor("лексика грамматикалық", 0.6),
        Anchor("certificate.testcenter.kz", 0.8),
        Anchor("ұбт", -1.5),
        Anchor("ент", -0.8),
    ),
)

Test = Literal["kaztest", "qazaq_resmi_test"]
Kind = Literal["certification", "diagnostic"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a state-language certificate says; scores are points as printed by block: listening,
    lexico_grammar, reading, writing, speaking."""

    test: Field[Test]
    kind: Field[Kind]
    holder_name: Field[str]
    iin: Field[str]
    level: Field[str]
    scores: Field[Mapping[str, int]]
    total: Field[int]
    certificate_number: Field[str]
    test_date: Field[date]
    issue_date: Field[date]
    expiry_date: Field[date]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
