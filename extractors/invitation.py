"""Unconditional invitation of the host organisation: who, what for, when, at what cost.

Recognised by wording of domain.md sections 6 and 19.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from extractors._reading import missing
from extractors._records import Condition, CostItem
from pipeline.model import Anchor, DocumentType, Field, Money, Page

TYPE = DocumentType(
    "invitation",
    titles={
        "kk": "Шақыру хаты",
        "ru": "Приглашение принимающей организации",
        "en": "Invitation of the host organisation",
    },
    anchors=(
        Anchor("letter of invitation", 2.0, opens=True),
        Anchor("invitation letter", 2.0, opens=True),
        Anchor("letter of acceptance", 2.0, opens=True),
        Anchor("acceptance letter", 1.5, opens=True),
        Anchor("unconditional invitation", 2.0),
        Anchor("unconditional offer", 1.5),
        Anchor("to whom it may concern", 0.6),
        Anchor("we are pleased to invite", 1.8),
        Anchor("pleased to confirm", 0.8),
        Anchor("we hereby invite", 1.5),
        Anchor("invite you", 0.8),
        Anchor("internship", 0.5),
        Anchor("visiting researcher", 0.7),
        Anchor("host institution", 0.6),
        Anchor("dear mr", 0.4),
        Anchor("dear ms", 0.4),
        Anchor("dear dr", 0.3),
        Anchor("cost of the internship", 0.8),
        Anchor("programme fee", 0.5),
        Anchor("sincerely", 0.4),
        Anchor("yours faithfully", 0.4),
        Anchor("einladung", opens=True),
        Anchor("lettre d'invitation", 1.5, opens=True),
        Anchor("internship programme", -0.7),
        Anchor("training plan", -0.7),
        Anchor("calendar plan", -1.0),
        Anchor("approved by", -0.8),
        Anchor("certificate", -0.4),
        Anchor("test report", -2.0),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What an invitation says; `unconditional` is None where the text does not settle it."""

    applicant_name: Field[str]
    birth_date: Field[date]
    passport_number: Field[str]
    host_organisation: Field[str]
    host_country: Field[str]
    specialty: Field[str]
    period_start: Field[date]
    period_end: Field[date]
    duration_months: Field[int]
    total_cost: Field[Money]
    cost_items: Field[tuple[CostItem, ...]]
    cost_breakdown: Field[bool]
    unconditional: Field[bool]
    conditions: Field[tuple[Condition, ...]]
    letter_date: Field[date]
    signatory_name: Field[str]
    signatory_position: Field[str]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
