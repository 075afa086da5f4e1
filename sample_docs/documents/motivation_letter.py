"""Motivation letter: an essay in Kazakh or Russian with an exactly known number of words.

Contents, date and signature at the end: domain.md section 16. The sentences stand in
`sample_docs/stock/letter_*.toml`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from sample_docs import calendar_words, drawing
from sample_docs.dossier import Dossier
from sample_docs.kazakh import inflected
from sample_docs.people import Name
from sample_docs.prose import Sentence, compose, count_words, sentences
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill

TOPICS = ("institution", "need", "results", "application")
FAULTS = frozenset({"no_date", "date_at_start", "unsigned", "nameless"})
OPTIONS = frozenset({"words", "language", "without", "traps"})
"""`words` of the body, `language` (kaz, rus, eng), topics left out, and `traps` for counting:
`hyphens`, `dashes`, `numbers` (a sentence each) and `line_hyphens` (words split at line ends)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter is set: `foot` is the order and place of date and signature.

    `holds` is how many characters fit on one page: a longer letter is set smaller, as people do
    to stay on one page; without it the letter runs on.
    """

    font: str
    size: float
    leading: float
    foot: str
    title: str | None = "center"
    addressee: bool = False
    salutation: bool = False
    justified: bool = False
    indent: int = 10
    gap: float = 0
    margin: str = "20mm 18mm 20mm 28mm"
    holds: int | None = None

    def fitting(self, characters: int) -> float:
        """Type size in points, at least 9."""
        if not self.holds or characters <= self.holds:
            return self.size
        return round(max(9.0, self.size * math.sqrt(self.holds / characters)), 1)


_STYLES = {
    "classic": Style("FreeSerif", 12, 1.2, "date-name", justified=True, holds=3050),
    "addressed": Style(
        "FreeSerif", 14, 1.25, "name-date", addressee=True, salutation=True, justified=True
    ),
    "plain-sans": Style("PT Sans", 11, 1.25, "one-line", title=None, indent=0, gap=2.5, holds=3300),
    "spacious": Style("Noto Serif", 12, 1.5, "right", justified=True),
    "compact": Style(
        "DejaVu Sans", 9.5, 1.3, "labels", title="left", indent=0, gap=2, margin="18mm", holds=3200
    ),
    "typed": Style("DejaVu Sans Mono", 9.5, 1.35, "date-name", addressee=True, indent=12),
}
LAYOUTS = tuple(_STYLES)
_LISTS = {"kaz": "letter_kk", "rus": "letter_ru", "eng": "letter_en"}
_PLAN = {"opening": 1, "background": 2, **dict.fromkeys(TOPICS, 2), "closing": 1}
_YEARS = {
    "kaz": ("бес жыл", "жеті жыл", "сегіз жыл", "тоғыз жыл", "он жыл", "он екі жыл"),
    "rus": ("пять лет", "семь лет", "восемь лет", "девять лет", "десять лет", "двенадцать лет"),
    "eng": ("five years", "seven years", "eight years", "nine years", "ten years"),
}
_NUMBERS = {
    "kaz": "үш төрт бес алты жеті сегіз тоғыз он он·бір он·екі",
    "rus": "три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "eng": "three four five six seven eight nine ten eleven twelve",
}


def draft(order: Order) -> Draft:
    """Print the letter; `word_count` is the body alone, `page_word_count` the whole pages."""
    rng, dossier, style = order.rng, order.dossier, _STYLES[order.layout]
    language = str(order.options.get("language") or rng.choice(["kaz", "rus"]))
    stock = load(_LISTS[language])
    without = frozenset(order.options.get("without", ()))
    traps: Sequence[str] = order.options.get("traps", ())
    salutation = stock["frame"]["salutation"] if style.salutation else None
    words = int(order.options.get("words") or rng.randint(320, 495))
    body = _body(
        stock, dossier, language, without, traps, words - count_words(salutation or ""), rng
    )
    paragraphs = _paragraphs(body)
    day = dossier.submitted_on - timedelta(days=rng.randint(0, 25))
    date_line = None if "no_date" in order.faults else _date_line(day, language, rng)
    author = None if "nameless" in order.faults else _author(_name(dossier, language), rng)
    frame = {
        "title": rng.choice(stock["frame"]["titles"]) if style.title else None,
        "addressee": rng.choice(stock["frame"]["addressee"]) if style.addressee else [],
        "date": date_line,
        "date_label": stock["frame"]["date_label"] if style.foot == "labels" else None,
        "signature_label": stock["frame"]["signature_label"] if style.foot == "labels" else None,
        "author": author,
    }
    at_start = "date_at_start" in order.faults
    split = "line_hyphens" in traps
    html = fill(
        "motivation_letter.html",
        language={"kaz": "kk", "rus": "ru", "eng": "en"}[language],
        style=style,
        size=style.fitting(sum(map(len, paragraphs))),
        salutation=salutation,
        paragraphs=[_with_soft_hyphens(p) if split else p for p in paragraphs],
        date_at_start=at_start,
        stroke=None
        if "unsigned" in order.faults
        else drawing.signature(dossier.same("hand"), None, "width:100%;height:100%"),
        ruled=rng.random() < 0.6,
        **frame,
    )
    signed = "unsigned" not in order.faults
    fields: dict[str, Any] = {
        "language": language,
        "word_count": words,
        "author_name": author,
        "date": day.isoformat() if date_line else None,
        "dated_at_end": bool(date_line) and not at_start,
        "signed_at_end": signed,
        "topics": [topic for topic in TOPICS if topic not in without],
    }
    whole = words + sum(
        count_words(" ".join(part) if isinstance(part, list) else part or "")
        for part in frame.values()
    )
    return Draft(
        html,
        fields,
        frozenset({"signature"} if signed else ()),
        extra={"page_word_count": whole, "traps": sorted(traps)},
    )


def _body(
    stock: Mapping[str, Any],
    dossier: Dossier,
    language: str,
    without: frozenset[str],
    traps: Sequence[str],
    words: int,
    rng: Random,
) -> list[Sentence]:
    topics: dict[str, Sequence[str]] = {}
    for topic in _PLAN:
        if topic not in without:
            topics[topic] = stock[topic]
        if topic == "background":
            topics["trap"] = [s for trap in traps for s in stock["traps"].get(trap, ())]
    written = sentences(topics, slots(dossier, language, rng), rng)
    least = {topic: number for topic, number in _PLAN.items() if topic not in without}
    return compose(written, least, words, rng, keep=[s for s in written if s.topic == "trap"])


def slots(dossier: Dossier, language: str, rng: Random) -> dict[str, str]:
    career, host, person = dossier.career, dossier.host, dossier.person
    number = _NUMBERS[language].split()[dossier.months - 3].replace("·", " ")
    common = {"years": rng.choice(_YEARS[language]), "name": _name(dossier, language).full}
    if language == "kaz":
        cases: tuple[Any, ...] = ("gen", "loc", "acc")
        employer, university = career.employer_kk_prose, host.kk
        return (
            common
            | {f"employer_{case}": inflected(employer, case) for case in cases}
            | {f"university_{case}": inflected(university, case) for case in cases}
            | {"university": university, "field": career.specialty_kk, "months": f"{number} ай"}
            | {"position": career.position_kk, "country": host.country_kk[0]}
            | {"country_gen": host.country_kk[1], "country_loc": host.country_kk[2]}
        )
    if language == "rus":
        months = "месяца" if dossier.months < 5 else "месяцев"
        return common | {
            "employer": career.employer_ru,
            "field_gen": career.specialty_ru[1],
            "position_gen": career.position_ru[1],
            "university": host.ru[0],
            "university_acc": host.ru[0],
            "university_gen": host.ru[1],
            "university_prep": host.ru[2],
            "country_gen": host.country_ru[1],
            "country_prep": host.country_ru[2],
            "months": f"{number} {months}",
            "a": "" if person.sex == "M" else "а",
            "sya": "ся" if person.sex == "M" else "ась",
        }
    return common | {
        "employer": career.employer_en,
        "field": career.specialty_en.lower(),
        "position": career.position_en,
        "university": host.en,
        "months": f"{number} months",
    }


def _name(dossier: Dossier, language: str) -> Name:
    person = dossier.person
    return {"kaz": person.kk, "rus": person.ru, "eng": person.latin}[language]


def _author(name: Name, rng: Random) -> str:
    return rng.choice([name.full, name.short, name.initials_last])


def _date_line(day: date, language: str, rng: Random) -> str:
    return rng.choice(calendar_words.written(day, language))


def _paragraphs(body: Sequence[Sentence]) -> list[str]:
    """A paragraph a topic, the opening together with the background; a long one is halved."""
    together = {"opening": "background", "trap": "background"}
    paragraphs = []
    for _, group in groupby(body, key=lambda s: together.get(s.topic, s.topic)):
        texts = [sentence.text for sentence in group]
        middle = (len(texts) + 1) // 2 if len(texts) > 6 else len(texts)
        paragraphs += [" ".join(half) for half in (texts[:middle], texts[middle:]) if half]
    return paragraphs


_VOWELS = frozenset("аәеёиоөуұүыіэюя")


def _with_soft_hyphens(text: str) -> str:
    """Soft hyphens between open syllables of long words, three letters from either end."""
    words = []
    for word in text.split(" "):
        letters = word.lower()
        marked = word
        for place in range(len(word) - 4, 2, -1):
            around = letters[place - 1 : place + 2]
            if not all(char.isalpha() for char in around):
                continue
            if around[0] in _VOWELS and around[1] not in _VOWELS and around[2] in _VOWELS:
                marked = marked[:place] + "\u00ad" + marked[place:]
        words.append(marked)
    return " ".join(words)
