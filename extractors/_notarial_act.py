"""The sentence in which a notary certifies: who, what, when, under which licence and number.

Wording of domain.md section 7.2, Russian and Kazakh. Where an act stands in two languages, the
first one counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from extractors._people import FoundName, names_in
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Hit, Wording
from pipeline.model import Field, Money, Page
from pipeline.text.dates import FoundDate, find_dates
from pipeline.text.money import find_amounts
from pipeline.text.normalise import fold

T = TypeVar("T")
Variant = Literal["translator_signature", "translation_correctness"]

OF_SIGNATURE = (
    "подлинность подпис*",
    "подлинности подпис*",
    "подлинность сделанной",
    "қолының түпнұсқалы*",
    "қолының түпнұсқасы*",
    "қолының түпнұсқа*",
    "қойған қолының",
    "қолдың түпнұсқалы*",
    "қолтаңбаның түпнұсқалы*",
    "подписи переводчик*",
    "қолтаңбасының түпнұсқалы*",
    "қолының шынайылы*",
    "қолының төлтума*",
    "authenticity of the signature",
    "authenticity of signature",
)
OF_TRANSLATION = (
    "верность перевода",
    "верность настоящего перевода",
    "верность этого перевода",
    "верности перевода",
    "верность данного перевода",
    "правильность перевода",
    "аударманың дұрыстығ*",
    "аударманың дәлдіг*",
    "аударманың дәлме",
    "аудармасының дұрыстығ*",
    "correctness of the translation",
    "accuracy of the translation",
)
NOTARY = ("нотариус*", "notary")
SPEAKER = re.compile(r"(?:^|[\s«\"(])(?:Я|Мен|Мною|I)\s*[,:–—-]?\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])")
TRANSLATOR = ("переводчик*", "аудармашы*", "translator")
TRANSLATION = ("аударман",)
"""Words one letter away from the translator that mean the translation; folded."""
LICENCE = ("лицензи*", "лиц", "licence", "license")
REGISTER = (
    "реестре",
    "в реестр",
    "реестр*",
    "реестровый",
    "тізілім*",
    "тізбе*",
    "register",
)
PAID = (
    "взыскано",
    "оплачен*",
    "уплачен*",
    "тариф*",
    "госпошлин*",
    "сумма",
    "плата",
    "оплата",
    "өндіріп",
    "өндірілді",
    "алынды",
    "төленген",
    "төленді",
    "төлем*",
    "сома*",
    "fee",
)
NUMBER = re.compile(r"(?:(?<!\w)|(?<=№)|(?<=[NМ][eoеоº°г]))(\d[\w/]*(?:\s?[-–/]\s?\d[\w/]*)*)")
TENGE = re.compile(
    r"[(,]\s?(?:т[еe][нң]г[еe]|тг|KZT)\.?\)?\s?[:–—-]?\s?(\d[\d ]*(?:[.,]\d\d)?)(?!\d)", re.I
)
"""A currency in the label and not behind the number: «төленді (теңге) 590»."""
TOWN = re.compile(r"(?:города|г\.|гор\.)\s*$")
LICENCE_NUMBER = re.compile(r"\d[\d-]{3,}")
DATE_LABELS = ("дата", "күні", "date")
REACH = 95
"""Number and date of a licence stand within so many characters of the word."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Number and day of the notary's licence."""

    number: Field[str]
    day: Field[date]


class NotarialAct:
    """One inscription as running text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self.running = RunningText(self.pages)
        self.text = self.running.text
        self.wording = Wording(self.text)

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """All dates of the act."""
        return find_dates(self.text)

    @property
    def variant(self) -> Field[Variant]:
        """Which of the two legal forms the inscription has."""
        signature = self.wording.first(OF_SIGNATURE)
        translation = self.wording.first(OF_TRANSLATION)
        if signature and (not translation or signature.start <= translation.start):
            return self._field("translator_signature", signature)
        if translation:
            return self._field("translation_correctness", translation)
        return missing(self.pages)

    @property
    def notary(self) -> Field[str]:
        """The notary's name as the act prints it: after «Я,», else beside the word «нотариус»."""
        for match in SPEAKER.finditer(self.text):
            name = next(iter(names_in(self.text, match.end(), match.end() + 70)), None)
            if name and name.start - match.end() < 4:
                after = self.wording.first(NOTARY, name.end, name.end + 260)
                if after:
                    return self._name(name)
        names: list[FoundName] = []
        for hit in self.wording.find(NOTARY):
            behind = names_in(self.text, hit.end, hit.end + 70)
            near = [name for name in behind if name.start - hit.end < 45][:1]
            names += [self._without_town(name) for name in near]
            before = names_in(self.text, max(0, hit.start - 60), hit.start)
            names += [name for name in before if hit.start - name.end < 12][-1:]
        names = [name for name in names if not self._is_translator(name)]
        full = sorted(names, key=lambda name: -len(name.text.replace(".", "")))
        return self._name(full[0], 0.9) if full else missing(self.pages)

    def _without_town(self, name: FoundName) -> FoundName:
        """«нотариус города Астаны Орлова Татьяна»: the town is no part of the name."""
        first, _, rest = name.text.partition(" ")
        if not TOWN.search(self.text[: name.start]) or len(rest.split()) < 2:
            return name
        start = name.start + len(first) + 1
        return replace(name, text=rest, start=start, titled=rest, titled_start=start)

    @property
    def translator(self) -> Field[str]:
        """The translator whose signature is certified; a correctness form often names none."""
        notary = set(fold(self.notary.value or "").split())
        for hit in self.wording.find(TRANSLATOR):
            if fold(self.text[hit.start : hit.end]).startswith(TRANSLATION):
                continue
            name = self._next_name(hit)
            if name and not notary & set(fold(name.text).split()):
                return self._name(name)
        return missing(self.pages)

    def _next_name(self, hit: Hit) -> FoundName | None:
        """The first name behind a word, also one whose surname ends the line above."""
        plain = next(iter(names_in(self.text, hit.end, hit.end + 130)), None)
        joined = next(iter(names_in(self.text.replace("\n", " "), hit.end, hit.end + 130)), None)
        if joined is None or plain is None or joined.start == plain.start:
            return plain
        first = self.text[joined.start : joined.end].split("\n")[0]
        return joined if len(first.split()) == 1 else plain

    @cached_property
    def licence(self) -> Licence:
        """Number and day that stand nearest to the word «лицензия»."""
        nothing = Licence(missing(self.pages), missing(self.pages))
        for hit in self.wording.find(LICENCE):
            number = _nearest(hit, list(self._licence_numbers(hit)))
            if not number:
                continue
            day = _nearest(
                hit, [(found.start, found.end, found.value) for found in self._dates_near(hit)]
            )
            return Licence(
                self.running.span(number[0], number[1]).field(number[2]),
                self.running.span(day[0], day[1]).field(day[2]) if day else missing(self.pages),
            )
        return nothing

    @property
    def register_number(self) -> Field[str]:
        """The number under which the act stands in the register."""
        for hit in self.wording.find(REGISTER):
            stop = min(len(self.text), hit.end + 60)
            for match in NUMBER.finditer(self.text, hit.end, stop):
                if any(found.start <= match.start() < found.end for found in self.dates):
                    continue
                value = re.sub(r"\s", "", match[1]).replace("–", "-")
                return self.running.span(match.start(1), match.end(1)).field(value)
        return missing(self.pages)

    @property
    def written_on(self) -> Field[date]:
        """The day of the act: in words or figures, and not that of the licence."""
        licensed = self.licence.day.value
        others = [found for found in self.dates if found.value != licensed]
        if not others:
            return missing(self.pages)
        worded = [found for found in others if not found.text[:1].isdigit()]
        named = [found for found in others if self._has_label(found)]
        best = (worded or named or others)[0]
        agree = all(found.value == best.value for found in others)
        sure = self.running.span(best.start, best.end)
        return sure.field(best.value, sure.confidence * (1.0 if agree or worded else 0.85))

    @property
    def fee(self) -> Field[Money]:
        """What the notary took."""
        amounts = [found for found in find_amounts(self.text) if found.money.currency == "KZT"]
        for found in amounts:
            near = self.wording.find(PAID, max(0, found.start - 70), found.end + 40)
            if near:
                return self.running.span(found.start, found.end).field(found.money)
        for match in TENGE.finditer(self.text):
            if self.wording.find(PAID, max(0, match.start() - 40), match.start()):
                number = Decimal(re.sub(r"\s", "", match[1]).replace(",", "."))
                span = self.running.span(match.start(1), match.end(1))
                money = Money(number.quantize(Decimal("0.01")), "KZT")
                return span.field(money, span.confidence * 0.9)
        if len(amounts) == 1:
            span = self.running.span(amounts[0].start, amounts[0].end)
            return span.field(amounts[0].money, span.confidence * 0.85)
        return missing(self.pages)

    def _field(self, value: Variant, hit: Hit) -> Field[Variant]:
        span = self.running.span(hit.start, hit.end)
        return span.field(value, max(span.confidence, 0.5) * hit.likeness)

    def _name(self, name: FoundName, trust: float = 1.0) -> Field[str]:
        span = self.running.span(name.start, name.end)
        return span.field(name.text, span.confidence * trust)

    def _is_translator(self, name: FoundName) -> bool:
        return bool(self.wording.first(TRANSLATOR, max(0, name.start - 30), name.start))

    def _has_label(self, found: FoundDate) -> bool:
        return bool(self.wording.first(DATE_LABELS, max(0, found.start - 30), found.start))

    def _licence_numbers(self, hit: Hit) -> Iterator[tuple[int, int, str]]:
        start, stop = max(0, hit.start - REACH), hit.end + REACH
        dates = [(found.start, found.end) for found in self._dates_near(hit)]
        for match in NUMBER.finditer(self.text, start, stop):
            value = re.sub(r"\s", "", match[1])
            inside = any(a <= match.start() < b for a, b in dates)
            if not inside and LICENCE_NUMBER.fullmatch(value) and len(value) < 12:
                yield match.start(1), match.end(1), value

    def _dates_near(self, hit: Hit) -> list[FoundDate]:
        return [
            found
            for found in self.dates
            if hit.start - REACH <= found.start and found.end <= hit.end + REACH
        ]


def _nearest(hit: Hit, places: Sequence[tuple[int, int, T]]) -> tuple[int, int, T] | None:
    """The place with the fewest characters between it and the word."""
    return min(places, key=lambda at: max(at[0] - hit.end, hit.start - at[1]), default=None)
