"""Internship programme approved by the sending and the receiving organisation.

Sections and approval blocks of domain.md section 15.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors._approvals import approvals
from extractors._form_rows import FormRows
from extractors._internship_terms import specialty as told_specialty
from extractors._internship_terms import terms
from extractors._ledger import Ledger
from extractors._organisation_cells import organisation_in
from extractors._people import names_in
from extractors._periods import period_in
from extractors._programme_labels import LABELS
from extractors._reading import first_found, missing
from extractors._records import Approval
from extractors._running_text import RunningText
from extractors._tagged_parties import supervised_by, tagged
from extractors._underlined import UnderlinedForm
from pipeline.model import Anchor, DocumentType, Evidence, Field, Page
from pipeline.text.language import language_of
from pipeline.text.normalise import clean

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
        Anchor("internship programme", 1.5, opens=True),
        Anchor("internship program", 1.5, opens=True),
        Anchor("training programme", opens=True),
        Anchor("training plan", 1.6, opens=True),
        Anchor("programme of internship", 2.0, opens=True),
        Anchor("календарный план", 1.2),
        Anchor("күнтізбелік жоспар", 1.2),
        Anchor("calendar plan", 1.2),
        Anchor("schedule", 0.3),
        Anchor("утверждаю", 0.6),
        Anchor("бекітемін", 0.6),
        Anchor("approved by", 0.6),
        Anchor("approved", 0.4),
        Anchor("согласовано", 0.5),
        Anchor("келісілді", 0.5),
        Anchor("agreed", 0.5),
        Anchor("ожидаемые результаты", 0.4),
        Anchor("күтілетін нәтижелер", 0.4),
        Anchor("expected results", 0.4),
        Anchor("цель стажировки", 0.7),
        Anchor("тағылымдаманың мақсаты", 0.7),
        Anchor("objectives", 0.4),
        Anchor("руководитель стажировки", 0.6),
        Anchor("supervisor", 0.4),
        Anchor("plan of internship", 2.0, opens=True),
        Anchor("internship plan", 2.0, opens=True),
        Anchor("work plan", 1.0, opens=True),
        Anchor("план прохождения стажировки", 2.0, opens=True),
        Anchor("план стажировки", 1.5, opens=True),
        Anchor("тағылымдама жоспары", 2.0, opens=True),
        Anchor("тағылымдамадан өту жоспары", 2.0, opens=True),
        Anchor("план график", 0.8),
        Anchor("жұмыс жоспары", 0.8),
        Anchor("задачи стажировки", 0.6),
        Anchor("тағылымдаманың міндеттері", 0.6),
        Anchor("перевод с", -2.0),
        Anchor("переведено", -2.0),
        Anchor("исполнитель перевода", -2.0),
        Anchor("переводчик", -2.0),
        Anchor("аудармашы", -2.0),
        Anchor("аударылған", -2.0),
        Anchor("аударманы орындаған", -2.0),
        Anchor("опись документов", -3.0),
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
    """Read the head of the programme by its labels and the blocks of those who approve it."""
    pages = tuple(pages)
    lined = UnderlinedForm(pages)
    rows = FormRows(lined.pages, LABELS)
    ledger, running = Ledger(lined.pages), RunningText(pages)
    host = first_found(
        lined.read("host", organisation_in),
        rows.read("host", organisation_in),
        ledger.read("host", organisation_in),
        tagged(running, "host"),
    )
    sending = first_found(
        lined.read("employer", organisation_in),
        rows.read("sending", organisation_in),
        ledger.read("employer", organisation_in),
        tagged(running, "sending"),
    )
    period = first_found(
        lined.read("period", period_in),
        rows.read("period", period_in),
        ledger.read("period", period_in),
        ledger.both_days(),
    )
    stay = terms(running, period)
    return Fields(
        intern_name=first_found(
            tagged(running, "intern"),
            lined.read("person", person),
            rows.read("intern", person),
            ledger.read("person", person),
        ),
        specialty=first_found(
            lined.read("specialty", subject),
            rows.read("specialty", subject),
            ledger.read("specialty", subject),
            told_specialty(running),
        ),
        host_organisation=host,
        sending_organisation=sending,
        period_start=stay.start,
        period_end=stay.end,
        supervisor=first_found(
            lined.read("supervisor", titled_person),
            rows.read("supervisor", titled_person),
            ledger.read("supervisor", titled_person),
            supervised_by(running),
        ),
        language=_language(pages),
        approvals=approvals(rows, host.value, sending.value),
    )


def person(text: str) -> str | None:
    """The only name of a cell."""
    names = names_in(text)
    return names[0].text if len(names) == 1 else None


def titled_person(text: str) -> str | None:
    """The only name of a cell, with its academic title."""
    names = names_in(text)
    return names[0].titled if len(names) == 1 else None


def subject(text: str) -> str | None:
    """A specialty: a few words without figures, without the quotation marks around them."""
    name = clean(text)
    if len(name) > 2 and name[0] == "«" and name[-1] == "»" and name.count("«") == 1:
        name = name[1:-1]
    good = len(name) > 2 and len(name.split()) <= 14 and not any(map(str.isdigit, name))
    return name if good else None


def _language(pages: Sequence[Page]) -> Field[str]:
    """The language in which most of the text is written."""
    running = RunningText(pages)
    language, sure = language_of(running.text)
    if language is None or not pages or not pages[0].words:
        return missing(pages)
    proofs = tuple(Evidence(page.file, page.number, None) for page in pages)
    return Field(language, None, min(0.98, 0.5 + sure / 2), proofs)
