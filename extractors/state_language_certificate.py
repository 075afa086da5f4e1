"""Certificate of the state language: KAZTEST or Qazaq Resmi Test.

Blocks and regimes of domain.md section 9.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors import _values as values
from extractors._block_scores import block_scores, total_points
from extractors._captions import captioned_dates
from extractors._columns import in_columns
from extractors._dated import date_after, date_before
from extractors._holders import lone_name, name_after, name_before, whole_name
from extractors._labelled import LabelledForm
from extractors._name_rows import name_in_rows
from extractors._reading import first_found, missing, search
from extractors._running_text import RunningText
from extractors._state_language import (
    BEFORE_HOLDER_ENDS,
    DATES_IN_SENTENCES,
    ISSUED_TO,
    KINDS,
    LABELS,
    LEVEL,
    LEVEL_WORDS,
    NEAR_LEVEL,
    OTHER_DATES,
    SAID_IIN,
    TESTS,
    TWELVE_DIGITS,
    Kind,
    Test,
    any_number,
    known_number,
    level_code,
    level_in_words,
)
from extractors._straight import as_printed, straightened
from extractors._wording import Wording
from pipeline.geometry import shared_height, shared_width
from pipeline.model import Anchor, Content, DocumentType, Evidence, Field, Page

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
        Anchor("ұлттық бірыңғай тестілеу", -2.5),
        Anchor("единое национальное тестирование", -2.5),
        Anchor("kazakh language proficiency", 1.5),
        Anchor("қазақ тілін білу деңгейі", 1.0),
    ),
    content=Content(
        (
            (
                *("қазақ тіл*", "казахским языком", "казахского языка", "казахскому языку"),
                *("kazakh language", "мемлекеттік тіл*", "государственного языка"),
                *("государственным языком", "qazaq til*", "state language"),
            ),
            ("сертификат*", "certificate"),
            ("уровень", "уровня", "уровне", "деңгей*", "level"),
            ("тыңдалым", "аудирование", "listening"),
            ("оқылым", "чтение", "reading"),
            ("жазылым", "письмо", "writing"),
            ("айтылым", "говорение", "speaking"),
            ("тестілеу*", "тестирован*", "testing", "test"),
        ),
        least=4,
        most_words=350,
    ),
)


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
    """Read the certificate: labels first, then what its own grammar tells apart."""
    read: Fields = as_printed(_read(straightened(pages)), pages)
    return read


def _read(pages: Sequence[Page]) -> Fields:
    form = LabelledForm(pages, LABELS)
    text = RunningText([in_columns(page) for page in pages])
    wording = Wording(text.text)
    captions = captioned_dates(form, ("test_date", *OTHER_DATES))
    total = total_points(pages)
    return Fields(
        test=_test(text, wording),
        kind=_kind(text, wording),
        holder_name=_holder(form, text, wording),
        iin=_iin(form, text),
        level=_level(form, text, wording),
        scores=block_scores(pages, total.value),
        total=total,
        certificate_number=_number(form, pages),
        test_date=captions.get("test_date") or _test_date(form, text, wording),
        issue_date=captions.get("issue_date") or _date("issue_date", form, text, wording),
        expiry_date=captions.get("expiry_date") or _date("expiry_date", form, text, wording),
    )


def _test(text: RunningText, wording: Wording) -> Field[Test]:
    for phrases, name in TESTS:
        hit = wording.first(phrases)
        if hit:
            span = text.span(hit.start, hit.end)
            return span.field(name, span.confidence * hit.likeness)
    return missing(text.pages)


def _kind(text: RunningText, wording: Wording) -> Field[Kind]:
    """A diagnostic test gives a reference only (domain.md section 9)."""
    for phrases, kind in KINDS:
        hit = wording.first(phrases)
        if hit:
            span = text.span(hit.start, hit.end)
            return span.field(kind, span.confidence * hit.likeness)
    return missing(text.pages)


def _holder(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    labelled = first_found(name_in_rows(form.pages), form.read("holder", whole_name, rows=2))
    if labelled.value is not None:
        return labelled
    return first_found(
        lone_name(form),
        name_after(text, ISSUED_TO, wording=wording),
        name_before(text, BEFORE_HOLDER_ENDS, wording=wording),
    )


def _date(name: str, form: LabelledForm, text: RunningText, wording: Wording) -> Field[date]:
    """Beside its label, else in a sentence."""
    behind, before = DATES_IN_SENTENCES[name]
    return first_found(
        form.read(name, values.day, directions="right below"),
        date_after(text, wording, behind),
        date_before(text, wording, before),
    )


def _test_date(form: LabelledForm, text: RunningText, wording: Wording) -> Field[date]:
    """The day of the test; a date that the paper gives to another day is none."""
    read = _date("test_date", form, text, wording)
    others = [form.read(name, values.day, directions="right below") for name in OTHER_DATES]
    taken = [proof for other in others for proof in other.evidence]
    if any(_together(proof, other) for proof in read.evidence for other in taken):
        return missing(text.pages)
    return read


def _together(first: Evidence, second: Evidence) -> bool:
    """Whether two values rest on the same words."""
    if first.page != second.page or first.box is None or second.box is None:
        return False
    boxes = first.box, second.box
    return shared_height(*boxes) > 0 and shared_width(*boxes) > 0


def _iin(form: LabelledForm, text: RunningText) -> Field[str]:
    """Twelve digits whose check digit holds, wherever they stand; else those at the label."""
    for match, span in text.matches(TWELVE_DIGITS):
        number = values.valid_iin(match.group())
        if number:
            return span.field(number)
    labelled = first_found(
        search(text.pages, values.valid_iin), form.read("iin", values.iin_number)
    )
    if labelled.value is not None:
        return labelled
    for match, _ in text.matches(SAID_IIN):
        number = values.iin_number(match["number"])
        if number:
            span = text.span(*match.span("number"))
            return span.field(number, 0.9 * span.confidence)
    return missing(text.pages)


def _level(form: LabelledForm, text: RunningText, wording: Wording) -> Field[str]:
    """The code beside the word «level»; without a code the level in words."""
    labelled = form.read("level", level_code)
    if labelled.value is not None:
        return labelled
    codes = [match for match in LEVEL.finditer(text.text) if level_code(match.group())]
    near = [
        (abs(hit.start - match.start()), match)
        for match in codes
        for hit in wording.find(LEVEL_WORDS)
        if abs(hit.start - match.start()) <= NEAR_LEVEL
    ]
    if near:
        match = min(near, key=lambda pair: pair[0])[1]
        span = text.span(*match.span())
        return span.field(str(level_code(match.group())))
    if len({level_code(match.group()) for match in codes}) == 1:
        span = text.span(*codes[0].span())
        return span.field(str(level_code(codes[0].group())), 0.9 * span.confidence)
    named = form.read("level", level_in_words)
    if named.value is not None:
        return named
    return _level_in_sentence(text, wording)


def _level_in_sentence(text: RunningText, wording: Wording) -> Field[str]:
    for hit in wording.find(LEVEL_WORDS):
        before = text.text[max(0, hit.start - 25) : hit.start]
        level = level_in_words(before)
        if level:
            span = text.span(max(0, hit.start - 25), hit.end)
            return span.field(level, 0.85 * span.confidence)
    return missing(text.pages)


def _number(form: LabelledForm, pages: Sequence[Page]) -> Field[str]:
    return first_found(
        search(pages, known_number, longest=2),
        form.read("number", any_number, directions="right below"),
    )
