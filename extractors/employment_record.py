"""Proof of employment: labour book, contract, certificate, register extract, service record.

Kinds of domain.md section 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from extractors._reading import missing
from extractors._records import Employment
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "employment_record",
    titles={
        "kk": "Еңбек қызметін растайтын құжат",
        "ru": "Документ о трудовой деятельности",
        "en": "Proof of employment",
    },
    anchors=(
        Anchor("трудовая книжка", 2.5, opens=True),
        Anchor("еңбек кітапшасы", 2.5, opens=True),
        Anchor("трудовой договор", 1.6, opens=True),
        Anchor("еңбек шарты", 1.6, opens=True),
        Anchor("справка с места работы", 2.5, opens=True),
        Anchor("жұмыс орнынан анықтама", 2.5, opens=True),
        Anchor("дана в том что", 0.8),
        Anchor("действительно работает", 1.2),
        Anchor("жұмыс істейтіні"),
        Anchor("жұмыс істейді", 0.6),
        Anchor("сведения о трудовой деятельности", 2.5, opens=True),
        Anchor("еңбек қызметі туралы мәліметтер", 2.5, opens=True),
        Anchor("еңбек қызметі туралы ақпарат", 2.0, opens=True),
        Anchor("послужной список", 2.5, opens=True),
        Anchor("қызметтік тізім", 2.5, opens=True),
        Anchor("принят на работу", 0.8),
        Anchor("принята на работу", 0.8),
        Anchor("жұмысқа қабылданды", 0.8),
        Anchor("по настоящее время", 0.6),
        Anchor("қазіргі уақытқа дейін", 0.6),
        Anchor("уволен", 0.4),
        Anchor("работодатель", 0.4),
        Anchor("жұмыс беруші", 0.3),
        Anchor("приказ", 0.3),
        Anchor("бұйрық", 0.3),
        Anchor("enbek.kz", 0.8),
        Anchor("заявка работодателя", -2.5),
        Anchor("жұмыс берушінің өтінімі", -2.5),
        Anchor("медицинская", -1.5),
        Anchor("медициналық", -1.5),
    ),
)

Kind = Literal["labour_book", "contract", "certificate", "register_extract", "service_record"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a paper says of employment; the newest post, and all posts in `entries`."""

    kind: Field[Kind]
    holder_name: Field[str]
    employer_name: Field[str]
    employer_bin: Field[str]
    position: Field[str]
    start_date: Field[date]
    end_date: Field[date]
    current: Field[bool]
    entries: Field[tuple[Employment, ...]]
    issue_date: Field[date]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
