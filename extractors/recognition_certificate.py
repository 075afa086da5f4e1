"""Certificate of recognition or nostrification of a foreign education document.

Issuer and wording of domain.md section 10.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from extractors._reading import missing
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "recognition_certificate",
    titles={
        "kk": "Білім туралы құжатты тану туралы куәлік",
        "ru": "Удостоверение о признании документа об образовании",
        "en": "Certificate of recognition of an education document",
    },
    anchors=(
        Anchor("удостоверение о признании", 2.5, opens=True),
        Anchor("о признании документа об образовании", 2.0, opens=True),
        Anchor("удостоверение о нострификации", 2.5, opens=True),
        Anchor("о нострификации", 1.8, opens=True),
        Anchor("тану туралы куәлік", 2.5, opens=True),
        Anchor("нострификациялау туралы куәлік", 2.5, opens=True),
        Anchor("білім туралы құжатты тану", 1.8),
        Anchor("certificate of recognition", 2.0, opens=True),
        Anchor("нострификация"),
        Anchor("enic", 0.6),
        Anchor("национальный центр развития высшего образования", 0.8),
        Anchor("жоғары білім беруді дамыту ұлттық орталығы", 0.8),
    ),
)

Kind = Literal["recognition", "nostrification"]


@dataclass(frozen=True, slots=True)
class Fields:
    """What a certificate of recognition says; `institution` is the foreign one."""

    kind: Field[Kind]
    number: Field[str]
    holder_name: Field[str]
    institution: Field[str]
    issue_date: Field[date]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
