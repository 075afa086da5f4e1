"""Internship programme approved by the sending and the receiving organisation.

Sections and approval blocks of domain.md section 15.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from extractors._reading import missing
from extractors._records import Approval
from pipeline.model import Anchor, DocumentType, Field, Page

TYPE = DocumentType(
    "internship_programme",
    titles={
        "kk": "Тағылымдама бағдарламасы",
        "ru": "Программа прохождения стажировки",
        "en": "Internship programme",
    },
    anchors=(
        Anchor("программа прохождения стажировки", 2.5, opens=True),
        Anchor("программа стажировки", 2.0, opens=True),
        Anchor("тағылымдамадан өту бағдарламасы", 2.5, opens=True),
        Anchor("тағылымдама бағдарламасы", 2.0, opens=True),
        Anchor("internship programme", 2.0, opens=True),
        Anchor("internship program", 1.8, opens=True),
        Anchor("training programme", opens=True),
        Anchor("training plan", 1.6, opens=True),
        Anchor("programme of internship", 2.0, opens=True),
        Anchor("календарный план", 1.2),
        Anchor("күнтізбелік жоспар", 1.2),
        Anchor("calendar plan", 1.2),
        Anchor("schedule", 0.3),
        Anchor("утверждаю", 0.9, opens=True),
        Anchor("бекітемін", 0.9, opens=True),
        Anchor("approved by", 0.9),
        Anchor("approved", 0.4),
        Anchor("согласовано", 0.7),
        Anchor("келісілді", 0.7),
        Anchor("agreed", 0.5),
        Anchor("ожидаемые результаты", 0.6),
        Anchor("күтілетін нәтижелер", 0.6),
        Anchor("expected results", 0.6),
        Anchor("цель стажировки", 0.7),
        Anchor("тағылымдаманың мақсаты", 0.7),
        Anchor("objectives", 0.4),
        Anchor("руководитель стажировки", 0.6),
        Anchor("supervisor", 0.4),
        Anchor("мотивационное письмо", -2.0),
        Anchor("мотивациялық хат", -2.0),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a programme says; one approval for each block found."""

    intern_name: Field[str]
    specialty: Field[str]
    host_organisation: Field[str]
    sending_organisation: Field[str]
    period_start: Field[date]
    period_end: Field[date]
    supervisor: Field[str]
    language: Field[str]
    approvals: Field[tuple[Approval, ...]]


def extract(pages: Sequence[Page]) -> Fields:
    """No field is read yet: each says which pages were searched."""
    return Fields(*(missing(pages) for _ in fields(Fields)))
