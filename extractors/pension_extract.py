"""Extract of mandatory pension contributions (e-government service P601).

Layout of domain.md section 14.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from extractors._reading import missing
from extractors._records import Contribution
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "pension_extract",
    titles={
        "kk": "Міндетті зейнетақы жарналары туралы үзінді",
        "ru": "Выписка о пенсионных взносах",
        "en": "Extract of pension contributions",
    },
    anchors=(
        Anchor("о поступлении и движении средств вкладчика", 2.5, opens=True),
        Anchor("қаражатының түсуі және қозғалысы туралы", 2.5, opens=True),
        Anchor("receipt and movement of funds", 2.0, opens=True),
        Anchor("единого накопительного пенсионного фонда", 1.2),
        Anchor("бірыңғай жинақтаушы зейнетақы қоры", 1.2),
        Anchor("движении средств вкладчика", 1.2),
        Anchor("обязательных пенсионных взносов", 0.8),
        Anchor("міндетті зейнетақы жарналары", 0.8),
        Anchor("ттк/кнп"),
        Anchor("кнп", 0.6),
        Anchor("обработанные", 0.8),
        Anchor("возвращенные", 0.5),
        Anchor("выписка с индивидуального пенсионного счета", 1.8, opens=True),
        Anchor("остатках и о движении денег", 1.5),
        Anchor("енпф", 0.6),
        Anchor("бжзқ", 0.6),
        Anchor("стр 1 из", 0.2),
        Anchor("пенсионных выплатах и пособиях", -3.0),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What an extract says; rows in the order of the paper."""

    holder_name: Field[str]
    iin: Field[str]
    received_on: Field[date]
    period_start: Field[date]
    period_end: Field[date]
    rows: Field[tuple[Contribution, ...]]
    pages_declared: Field[int]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
