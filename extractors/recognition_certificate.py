"""Certificate of recognition or nostrification of a foreign education document.

Issuer and wording of domain.md section 10.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._columns import in_columns
from extractors._dated import date_after
from extractors._holders import fuller, lone_name, name_after, name_before, whole_name
from extractors._institutions import institution, institution_in
from extractors._labelled import LabelledForm
from extractors._reading import first_found, missing
from extractors._recognition_words import (
    BEFORE_HOLDER,
    BEHIND_HOLDER,
    DIPLOMA_SAID,
    DIPLOMA_WORDS,
    ISSUED,
    KINDS,
    LABELS,
    SHORT,
    SIGNED_NUMBER,
    Kind,
    certificate_number,
)
from extractors._running_text import RunningText
from extractors._straight import as_printed, straightened
from extractors._wording import Wording
from pipeline.model import Anchor, DocumentType, Field, Page
from pipeline.text.dates import find_dates
from pipeline.text.normalise import fold

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


@dataclass(frozen=True, slots=True)
class Fields:
    """What a certificate of recognition says; `institution` is the foreign one."""

    kind: Field[Kind]
    number: Field[str]
    holder_name: Field[str]
    institution: Field[str]
    issue_date: Field[date]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the certificate; what it says of the foreign diploma is not taken for its own."""
    read: Fields = as_printed(_read(straightened(pages)), pages)
    return read


def _read(pages: Sequence[Page]) -> Fields:
    form = LabelledForm(pages, LABELS)
    text = RunningText([in_columns(page) for page in pages])
    wording = Wording(text.text)
    return Fields(
        kind=_kind(text, wording),
        number=_number(form, text),
        holder_name=_holder(form, text, wording),
        institution=_institution(form, text, wording),
        issue_date=_issue_date(form, text, wording),
    )


def _kind(text: RunningText, wording: Wording) -> Field[Kind]:
    """By the title; in running text a nostrification is always called so."""
    for phrases, kind in KINDS:
        hit = wording.first(phrases)
        if hit:
            span = text.span(hit.start, hit.end)
            return span.field(kind, span.confidence * min(1.0, hit.likeness + 0.03))
    return missing(text.pages)


def _number(form: LabelledForm, text: RunningText) -> Field[str]:
    """The first number after a number sign that is not the diploma's."""
    labelled = form.read("number", certificate_number)
    if labelled.value is not None:
        return labelled
    for match, span in text.matches(SIGNED_NUMBER):
        before = fold(text.text[max(0, match.start() - 30) : match.start()])
        behind = fold(text.text[match.end() : match.end() + 12])
        foreign = before.endswith(DIPLOMA_WORDS) or behind.startswith(DIPLOMA_WORDS)
        number = certificate_number(match["number"])
        if number and not foreign:
            return span.field(number)
    return missing(text.pages)


def _holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = form.read("holder", whole_name, directions="right below", rows=2, printed=True)
    return first_found(
        fuller(labelled, name_after(text, BEFORE_HOLDER, wording=wording)),
        name_before(text, BEHIND_HOLDER, wording=wording),
        lone_name(form),
    )


def _institution(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = form.read("institution", institution, rows=3, printed=True)
    if labelled.value is not None:
        return labelled
    title = wording.first(("удостоверени*", "куәлік*", "certificate*"))
    return institution_in(text, title.start if title else 0)


def _issue_date(form: LabelledForm, text: RunningText, wording: Wording) -> Field[date]:
    """The day the certificate was issued; the diploma's own day stands inside the sentence."""
    return first_found(
        form.read("issue_date", values.day, directions="right below"),
        date_after(text, wording, ISSUED, within=12),
        _last_date(text),
    )


def _last_date(text: RunningText) -> Field[date]:
    """A date behind the sentence, where place and date stand alone."""
    for span in reversed(text.sentences):
        dates = find_dates(span.text)
        words = span.text.split()
        if len(dates) == 1 and len(words) <= SHORT and not DIPLOMA_SAID.search(fold(span.text)):
            return span.field(dates[0].value, 0.75 * span.confidence)
    return missing(text.pages)
