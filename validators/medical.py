"""Rules on the medical certificate (MED)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors import medical_certificate
from pipeline.model import Document, Phrase, Reason
from validators._periods import months_later
from validators._rule import Draft, day, failed, passed, rule, text, unclear, unreadable
from validators._signing import bears

Certificate = medical_certificate.Fields
_NUMBER = re.compile(r"\d+")


@rule("MED-01", reads=medical_certificate.TYPE)
def is_the_form_for_travel(paper: Certificate, *, form_number: str) -> Iterator[Draft]:
    """Form and purpose: the same number is a sanatorium card elsewhere (domain.md section 11)."""
    form, purpose = paper.form_number, paper.purpose
    wanted = text(form_number)
    if form.value is not None and _digits(form.value) != _digits(form_number):
        yield failed(form=form.value).on(form).compared(wanted, text(form.value))
        return
    if purpose.value is not None and purpose.value != "travel_abroad":
        yield failed("purpose").on(purpose)
        return
    for name, field in (("form_number", form), ("purpose", purpose)):
        if field.value is None:
            yield unreadable(name, field)
    if form.value is not None and purpose.value is not None:
        yield passed(form=form.value).on(form, purpose).compared(wanted, text(form.value))


@rule("MED-02", reads=medical_certificate.TYPE)
def conclusion_says_fit(paper: Certificate) -> Iterator[Draft]:
    """The doctors' words are shown; what they say neither way is not guessed."""
    conclusion = paper.conclusion
    if conclusion.value is None:
        yield unreadable("conclusion", conclusion)
        return
    draft = passed() if conclusion.value == "fit" else failed()
    yield draft.on(conclusion, paper.conclusion_text)


@rule("MED-03", reads=medical_certificate.TYPE)
def is_recent(paper: Certificate, *, submitted_on: date, most_months: int) -> Iterator[Draft]:
    """How long the form is valid no official text says: an older one is for a person."""
    issued = paper.issue_date.value
    if issued is None:
        yield unreadable("issue_date", paper.issue_date)
        return
    values: dict[str, Any] = {"date": issued, "months": most_months}
    if issued > submitted_on:
        draft = failed("later", **values)
    elif months_later(issued, most_months) < submitted_on:
        draft = unclear(Reason.NEEDS_HUMAN, "old", **values)
    else:
        draft = passed(**values)
    yield draft.on(paper.issue_date).compared(
        Phrase("value.not_after", {"date": submitted_on}), day(issued)
    )


@rule("MED-04", reads=medical_certificate.TYPE)
def bears_stamp_and_signature(_paper: Certificate, *, document: Document) -> Iterator[Draft]:
    """Certificates from a medical information system are signed electronically."""
    yield from bears(document, "stamp", "signature", or_electronic=True)


def _digits(form: str) -> int:
    found = _NUMBER.search(form)
    return int(found.group()) if found else 0
