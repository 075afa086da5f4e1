"""Certificate of recognition or nostrification of a foreign education document.

Issuer and wording of domain.md section 10.3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._columns import in_columns, lines_of
from extractors._dated import date_after
from extractors._holders import (
    fuller,
    lone_name,
    name_after,
    name_before,
    whole_name,
    with_patronymic,
)
from extractors._institutions import institution, institution_in
from extractors._labelled import LabelledForm
from extractors._name_rows import name_in_rows
from extractors._reading import Passage, first_found, found, missing
from extractors._recognition_words import (
    BEFORE_HOLDER,
    BEHIND_HOLDER,
    DATED_NUMBER,
    DIPLOMA_SAID,
    DIPLOMA_WORDS,
    ISSUED,
    KINDS,
    LABELS,
    LONE_DIGITS,
    LOWEST_NUMBER,
    MOST_DATED_WORDS,
    NOT_ITS_OWN,
    SHORT,
    SIGNED_NUMBER,
    WORD_OF_SENTENCE,
    WORDS_BEFORE_NUMBER,
    Kind,
    certificate_number,
)
from extractors._running_text import RunningText
from extractors._straight import as_printed, straightened
from extractors._wording import Wording
from pipeline.model import Anchor, Content, DocumentType, Field, Page
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
        Anchor("справка о нострификации", 2.0, opens=True),
        Anchor("справка о признании", 1.5, opens=True),
        Anchor("statement of recognition", 2.0, opens=True),
        Anchor("recognition statement", 1.5, opens=True),
        Anchor("certificate of nostrification", 2.0, opens=True),
        Anchor("enic", 0.6),
        Anchor("национальный центр развития высшего образования", 0.8),
        Anchor("жоғары білім беруді дамыту ұлттық орталығы", 0.8),
        Anchor("признан в республике казахстан", 2.0),
        Anchor("признается в республике казахстан", 2.0),
        Anchor("қазақстан республикасында таныл", 2.0),
        Anchor("recognised in the republic", 2.0),
        Anchor("recognized in the republic", 2.0),
        Anchor("recognition of a foreign", 1.5, opens=True),
        Anchor("recognition of foreign", 1.5, opens=True),
        Anchor("о признании и нострификации", 2.5, opens=True),
    ),
    content=Content(
        (
            (
                *("призна*", "тану", "танылады", "танылды", "recogni*", "нострифи*", "nostrif*"),
                *("баламалы*", "эквивалент*", "equivalen*"),
            ),
            ("диплом*", "diploma", "degree", "документ* об образовании", "білім туралы құжат*"),
            ("удостоверение", "куәлік", "certificate", "справка", "анықтама", "statement"),
            (
                *("enic", "национальный центр развития", "комитет*", "министерство*"),
                *("министрлігі", "ministry", "ұлттық орталығы", "committee"),
            ),
            ("республик*", "қазақстан*", "kazakhstan"),
            ("университет*", "university", "институт*", "institute", "учебн*", "оқу орны"),
        ),
        least=5,
        most_words=400,
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
        holder_name=with_patronymic(text, _holder(form, text, wording)),
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
    """Beside its label, behind a number sign, or alone at the head; never the diploma's."""
    labelled = form.read("number", certificate_number, directions="right below")
    if labelled.value is not None:
        return labelled
    for match, span in text.matches(SIGNED_NUMBER):
        number = certificate_number(match["number"])
        if number and not _of_another(text, *match.span()):
            return span.field(number)
    return _lone_number(form)


def _of_another(running: RunningText, start: int, end: int) -> bool:
    """Whether a number belongs to a diploma or an order named in front of it or behind it.

    What begins the next line says nothing of a number that stands in a line of its own.
    """
    text = running.text
    before = re.split(r"[;\n]", text[max(0, start - 60) : start])[-1]
    words = fold(before).split()[-WORDS_BEFORE_NUMBER:]
    if any(word.startswith(DIPLOMA_WORDS) for word in words):
        return True
    own = running.span(start, end).pieces
    beside = [
        piece
        for piece in running.span(max(0, start - 40), end + 40).pieces
        if own and piece.page is own[0].page and piece.word.line == own[-1].word.line
    ]
    alone = len(beside) <= len(own) + 1
    return not alone and fold(text[end : end + 12]).startswith(DIPLOMA_WORDS)


def _lone_number(form: LabelledForm) -> Field[str]:
    """The only number that stands alone at the head of the paper."""
    alone = [
        run
        for run in form.runs
        if run.box.top < LOWEST_NUMBER and LONE_DIGITS.fullmatch(run.text.strip(" .,;:"))
    ]
    if len(alone) != 1:
        return missing(form.pages)
    passage = Passage(alone[0].page, alone[0].words)
    return found(passage.text.strip(" .,;:"), passage, 0.8 * passage.confidence)


def _holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = form.read("holder", whole_name, directions="right below", rows=2, printed=True)
    return first_found(
        name_in_rows(form.pages),
        fuller(labelled, name_after(text, BEFORE_HOLDER, wording=wording)),
        name_before(text, BEHIND_HOLDER, wording=wording),
        lone_name(form),
    )


def _institution(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = form.read("institution", institution, rows=3, printed=True)
    if labelled.value is None:
        labelled = form.read("holder", institution, directions="right", printed=True)
    if labelled.value is not None:
        return labelled
    title = wording.first(("удостоверени*", "куәлік*", "certificate*"))
    return institution_in(text, title.start if title else 0)


def _issue_date(form: LabelledForm, text: RunningText, wording: Wording) -> Field[date]:
    """The day the certificate was issued; the diploma's own day stands inside the sentence."""
    return first_found(
        form.read("issue_date", values.day, directions="right below"),
        date_after(text, wording, ISSUED, within=12),
        form.read("date", values.day, directions="right below"),
        _beside_number(text),
        _dated_line(text.pages),
        _last_date(text),
    )


def _beside_number(text: RunningText) -> Field[date]:
    """«№ 0045678 от 01.11.2021»: the day behind the number of the certificate."""
    for match, _ in text.matches(SIGNED_NUMBER):
        gap = DATED_NUMBER.match(text.text, match.end())
        if gap is None or _of_another(text, *match.span()):
            continue
        for dated in find_dates(text.text[gap.end() : gap.end() + 40])[:1]:
            if dated.start <= 1:
                span = text.span(gap.end() + dated.start, gap.end() + dated.end)
                return span.field(dated.value, 0.93 * span.confidence)
    return missing(text.pages)


def _dated_line(pages: Sequence[Page]) -> Field[date]:
    """The last line that is no more than a place and a day."""
    for page in reversed(pages):
        for words in reversed(list(lines_of(page))):
            passage = Passage(page, words)
            dates = find_dates(passage.text) if len(words) <= MOST_DATED_WORDS else ()
            if len(dates) != 1 or NOT_ITS_OWN.search(fold(passage.text)):
                continue
            rest = passage.text[: dates[0].start] + passage.text[dates[0].end :]
            if not WORD_OF_SENTENCE.search(rest):
                return found(dates[0].value, passage, 0.85 * passage.confidence)
    return missing(pages)


def _last_date(text: RunningText) -> Field[date]:
    """A date behind the sentence, where place and date stand alone."""
    for span in reversed(text.sentences):
        dates = find_dates(span.text)
        words = span.text.split()
        if len(dates) == 1 and len(words) <= SHORT and not DIPLOMA_SAID.search(fold(span.text)):
            return span.field(dates[0].value, 0.75 * span.confidence)
    return missing(text.pages)
