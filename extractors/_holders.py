"""Holders of certificates and diplomas: a name as a whole line, or where a sentence puts it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors._columns import lines_of
from extractors._labelled import LabelledForm
from extractors._people import FoundName, names_in
from extractors._reading import Passage, found, missing, with_confidence
from extractors._running_text import RunningText
from extractors._wording import Hit, Wording
from pipeline.geometry import around_words, shared_height
from pipeline.model import Field
from pipeline.text.names.kinds import is_patronymic
from pipeline.text.normalise import clean, fold

_STEMS = (
    "решени аттестаци комисси протокол диплом сертификат certificate zertifikat zeugnis score"
    " қазтест казтест kaztest resmi ielts toefl report бакалавр магистр bachelor master degree"
    " степень дәрежесі specialt председ төраға шешім хаттама attestation commission minutes"
    " decision серия нөмірі номер куәлік удостоверени владел фамилия отчество әкесінің выдан"
    " берілді образован science engineering listening reading writing speaking language english"
    " british council cambridge goethe hanyu duolingo аудировани чтение письмо говорение лексик"
    " грамматик тыңдалым оқылым жазылым айтылым examination"
    " выписк ведомост зачетн приложен қосымша transcript record supplement studiengang"
    " кредит пайыз балл пәнд дисциплин cefr level overall administrator centre center"
)
NO_PEOPLE = tuple(fold(word) for word in _STEMS.split())
_WORDS = "test qazaq board тегі высшее жоғары білім arts қазақ тіл астана алматы шымкент ets"
NO_NAMES = frozenset(fold(word) for word in _WORDS.split())
_AROUND = (
    "документ document құжат name дата date күні страна country ел мемлекет адрес diploma студент"
    " student гражданин азамат қала город нао ао оао пао зао кеақ ақ тоо жшс ргп рмк рмқк гкп кмқк"
    " passport number place nationality sex gender имя аты тегі фамилия university university's"
    " teilnehmer teilnehmerin kandidat kandidatin prüfling"
    " факультет мекенжай session centre test candidate holder applicant major programme program"
)
AROUND = frozenset(fold(word) for word in _AROUND.split())
"""Words of a neighbouring line that begin with a capital and are no part of a name."""
PLACES = ("университет", "институт", "академия", "колледж", "universi", "institut", "academy")
"""Behind a name, or behind words in small letters, these make it that of a place of study."""
LEAST_SHARE = 0.8
TWO = 2
"""Words of a name without its patronymic."""
INCOMPLETE = 0.85
"""How sure a name at most is whose family name was not where names stand."""
LAST_WORD = re.compile(r"(?<![\w-])([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]{2,}(?:-[^\W\d_]+)?)\s+$")
NEXT_WORD = re.compile(r"\s+([^\W\d_]{4,})")


def is_person(name: str) -> bool:
    """Whether none of the words is one of such papers' own."""
    words = fold(name).split()
    return len(words) >= 2 and not any(_is_foreign(word) for word in words)


def is_holder(running: RunningText, name: FoundName) -> bool:
    """Whether a name is a person's and not the beginning of a university's."""
    behind = running.text[name.end : name.end + 48]
    for word in behind.split()[:3] if behind[:1].isspace() else ():
        if fold(word).startswith(PLACES):
            return False
        if word[:1].isupper():
            break
    return is_person(name.text)


def _is_foreign(word: str) -> bool:
    return word in NO_NAMES or word.startswith(NO_PEOPLE)


def whole_name(text: str) -> str | None:
    """The name that the text consists of: two words or more, initials alone are no holder.

    «Family, Given» stays as printed.
    """
    bare = clean(text)
    comma = re.fullmatch(r"([^\W\d_][^,]+), ([^,]+)", bare)
    plain = f"{comma[1]} {comma[2]}" if comma else bare
    names = names_in(plain)
    if len(names) != 1 or "." in names[0].text or not is_person(names[0].text):
        return None
    if len(names[0].text) < LEAST_SHARE * len(plain):
        return None
    return bare if comma else names[0].text


def one_name(text: str) -> str | None:
    """One word or several of a family or given name."""
    bare = clean(text)
    words = bare.split()
    if not 1 <= len(words) <= 4 or any(_is_foreign(fold(word)) for word in words):
        return None
    fits = all(re.fullmatch(r"[^\W\d_]+(?:['’ʼ.-][^\W\d_]*)*", word) for word in words)
    return bare if fits and bare[0].isupper() and len(bare) > 1 else None


def lone_name(form: LabelledForm, top: float = 0.75) -> Field[str]:
    """The first line that is nothing but a name, beside no label and above the signatures."""
    for page in form.pages:
        boxes = [label.box for label in form.labels if label.page is page]
        for words in lines_of(page):
            passage = Passage(page, words)
            box = around_words(words)
            labelled = any(
                other.left <= box.left and shared_height(other, box) > 0.3 * box.height
                for other in boxes
            )
            name = None if labelled or box.top >= top else whole_name(passage.text)
            if name:
                return found(name, passage, 0.93 * passage.confidence)
    return missing(form.pages)


def name_after(
    running: RunningText, phrases: Iterable[str], *, within: int = 40, wording: Wording
) -> Field[str]:
    """The first name that follows one of the phrases within some letters of the text."""
    for hit in wording.find(phrases):
        end = min(len(running.text), hit.end + within + 80)
        for found_name in names_in(_unbroken(running), hit.end, end):
            name = _trimmed(found_name)
            if name.start - hit.end <= within and is_holder(running, name):
                return _field(running, name, hit)
    return missing(running.pages)


def name_before(
    running: RunningText, phrases: Iterable[str], *, within: int = 12, wording: Wording
) -> Field[str]:
    """The last name that stands in front of one of the phrases."""
    for hit in wording.find(phrases):
        names = names_in(_unbroken(running), max(0, hit.start - 120), hit.start)
        for found_name in reversed(names):
            name = _trimmed(found_name)
            if hit.start - name.end <= within and is_holder(running, name):
                return _field(running, name, hit)
    return missing(running.pages)


def fuller(labelled: Field[str], said: Field[str]) -> Field[str]:
    """The name beside a label, or the longer one when the next line carries it on."""
    if labelled.value is None or (said.value or "").startswith(labelled.value):
        return said if said.value is not None else labelled
    return labelled


def with_patronymic(running: RunningText, name: Field[str]) -> Field[str]:
    """The name with the patronymic that the next line carries on with.

    A given name with a patronymic lacks the family name: it ends the line before.
    """
    if name.value is None or len(name.value.split()) != TWO:
        return name
    if is_patronymic(name.value.split()[1]):
        return _with_family_name(running, name)
    start = _unbroken(running).find(name.value)
    end = start + len(name.value)
    following = NEXT_WORD.match(running.text, end)
    if start < 0 or following is None or not is_patronymic(following[1]):
        return name
    span = running.span(end, following.end())
    return Field(
        f"{name.value} {following[1]}",
        f"{name.raw} {following[1]}",
        min(name.confidence, span.confidence),
        (*name.evidence, *span.evidence),
    )


def _with_family_name(running: RunningText, name: Field[str]) -> Field[str]:
    start = _unbroken(running).find(name.value or "")
    before = LAST_WORD.search(running.text, 0, max(start, 0))
    if start < 0 or before is None or _is_foreign(fold(before[1])) or fold(before[1]) in AROUND:
        return with_confidence(name, min(name.confidence, INCOMPLETE))
    span = running.span(before.start(), start)
    return Field(
        f"{before[1]} {name.value}",
        f"{before[1]} {name.raw}",
        min(name.confidence, span.confidence, INCOMPLETE),
        (*span.evidence, *name.evidence),
    )


def _unbroken(running: RunningText) -> str:
    """The text on one line: in centred print every line looks like a paragraph of its own."""
    return running.text.replace("\n", " ")


def _trimmed(name: FoundName) -> FoundName:
    """The name without a word of the line before or the line behind."""
    start, text = name.start, name.text
    words = text.split()
    while len(words) > 2 and (fold(words[0]) in AROUND or _is_title(words[0], words[-1])):
        start += len(words[0]) + 1
        words = words[1:]
    while len(words) > 2 and (fold(words[-1]) in AROUND or _is_title(words[-1], words[0])):
        words = words[:-1]
    text = " ".join(words)
    if text == name.text:
        return name
    return replace(name, text=text, start=start, end=start + len(text))


def _is_title(word: str, other: str) -> bool:
    """Whether a word in capitals belongs to a title: the name beside it is in small letters."""
    return len(word) > TWO and word.isupper() and not other.isupper() and len(other) > TWO


def _field(running: RunningText, name: FoundName, hit: Hit) -> Field[str]:
    span = running.span(name.start, name.end)
    return span.field(name.text, span.confidence * min(1.0, hit.likeness + 0.03))
