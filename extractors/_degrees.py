"""The degree that a diploma gives: by its wording, then by series and programme code.

Levels of domain.md section 10.1; a college diploma is told from a bachelor's by the level of
education and the qualification it names, not by the name of the institution.
"""

import re
from typing import Literal

from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Wording
from pipeline.model import Field
from pipeline.text.homoglyphs import to_latin_capitals

Degree = Literal["bachelor", "specialist", "master", "doctor", "college"]

WORDED: tuple[tuple[Degree, tuple[str, ...]], ...] = (
    (
        "doctor",
        (
            "степень доктора",
            "диплом доктора",
            "доктора философии",
            "доктора по профилю",
            "доктор философии",
            "кандидат* наук",
            "философия докторы",
            "доктор дипломы",
            "докторы дәрежесі",
            "докторы дипломы",
            "phd докторы",
            "бейіні бойынша доктор",
            "doctor of",
            "doctoral degree",
            "degree of doctor",
            "ph d",
            "phd",
        ),
    ),
    (
        "master",
        (
            "степень магистра",
            "диплом магистра",
            "магистра наук",
            "магистр дипломы",
            "магистрі академиялық",
            "магистрі дәрежесі",
            "магистр дәрежесі",
            "магистрі",
            "квалификация магистр*",
            "магистр",
            "master of",
            "master s degree",
            "master s diploma",
            "masters degree",
            "degree of master",
        ),
    ),
    (
        "bachelor",
        (
            "степень бакалавра",
            "диплом бакалавра",
            "бакалавр дипломы",
            "бакалавры",
            "бакалавр",
            "бакалавра",
            "квалификация бакалавр*",
            "bachelor of",
            "bachelor s degree",
            "bachelor s diploma",
            "bachelors degree",
            "degree of bachelor",
            "bachelor",
        ),
    ),
    (
        "college",
        (
            "техническом и профессиональном",
            "технического и профессионального",
            "среднем профессиональном",
            "среднего профессионального",
            "послесреднем образовании",
            "среднем специальном",
            "техникалық және кәсіптік",
            "техникалық және кәсіби",
            "орта білімнен кейінгі",
            "орта кәсіптік",
            "кәсіптік бастауыш",
            "technical and vocational",
            "vocational education",
            "post secondary",
            "associate degree",
            "младший специалист",
            "кіші маман",
            "прикладной бакалавр",
            "қолданбалы бакалавр",
            "applied bachelor",
        ),
    ),
    (
        "specialist",
        (
            "диплом специалиста",
            "маман дипломы",
            "маман біліктілігі",
            "степень специалиста",
            "высшем профессиональном",
            "specialist diploma",
            "specialist degree",
            "specialist s diploma",
            "qualification specialist",
            "qualification of specialist",
            "specialist s degree",
            "degree of specialist",
            "degree of a specialist",
            "diploma of specialist",
            "присвоена квалификация",
            "присуждена квалификация",
            "квалификация присвоена",
            "біліктілігі берілді",
            "біліктілігі берілген",
            "квалификация",
            "qualification of",
        ),
    ),
)
"""Wordings by degree; a later group counts only where none of the earlier ones is said."""
MENTIONS = (
    "в магистратур*",
    "магистратураға",
    "право поступления",
    "түсуге құқық",
    "admission to",
    "for admission",
)
NEAR_MENTION = 30
OF_SERIES: dict[str, Degree] = {
    "ЖБ-Б": "bachelor",
    "ZHB-B": "bachelor",
    "BD": "bachelor",
    "ЖБ": "specialist",
    "ZHB": "specialist",
    "BQ": "specialist",
    "ЖООК-М": "master",
    "ZHOOK-M": "master",
    "MD": "master",
    "MBA": "master",
    "ЖООК-Д": "doctor",
    "DBA": "doctor",
    "PHD": "doctor",
    "ТКБ": "college",
    "ТКПБ": "college",
    "ОТБ": "college",
    "КОБ": "college",
    "ТЖКБ": "college",
}
OF_CODE: dict[str, Degree] = {
    "5B": "bachelor",
    "6B": "bachelor",
    "6M": "master",
    "7M": "master",
    "6D": "doctor",
    "8D": "doctor",
}
COLLEGE_WORDS = ("колледж*", "college*", "училищ*", "техникум*")
HIGHER_WORDS = ("высшем образовании", "жоғары білім туралы", "университет*", "universit*")
CODE = re.compile(r"(?<![\w])(?P<level>[5-8][BВMМDДД])(?P<rest>\d{5,6})(?!\d)")


MISREAD_CODE = re.compile(r"(?<!\w)(?P<level>[5-8]8)(?P<rest>\d{5,6})(?=\s*[–—-]\s*[^\W\d_])")
"""A code whose B was taken for an eight."""
NUMERIC_CODE = re.compile(
    r"(?<![\d.№])(?P<code>\d{6,7}|\d{2}\.\d{2}\.\d{2})(?=\s*[–—-]\s*[«“\"]?[^\W\d_]|\s[«“\"])"
    r"|(?<=[«“\"„])(?P<quoted>\d{6,7}|\d{2}\.\d{2}\.\d{2})(?=\s+[^\W\d_])"
)
"""Codes of digits alone, as colleges and older classifiers print them in front of the name."""


def degree(running: RunningText, wording: Wording, series: str | None) -> Field[Degree]:
    """The degree; surer where series or programme code say the same."""
    said = _said(running, wording)
    hinted = {
        hint
        for hint in (OF_SERIES.get(series.upper()) if series else None, _of_code(running.text))
        if hint
    }
    if said.value is None:
        return said
    if said.value == "specialist" and _at_college(wording):
        return _as(said, "college", 0.85)
    if said.value == "bachelor" and "college" in hinted:
        return _as(said, "college", 0.7)
    if said.value in hinted:
        return _as(said, said.value, 0.5 + 0.5 * said.confidence)
    if hinted:
        return _as(said, said.value, 0.75 * said.confidence)
    return said


def programme_code(running: RunningText) -> Field[str]:
    """The code of the programme: 6B06106, 5B020300, 7M…; Latin letters."""
    for match, span in running.matches(CODE):
        level = to_latin_capitals(match["level"]).replace("Д", "D")
        return span.field(level + match["rest"])
    for match, span in running.matches(MISREAD_CODE):
        return span.field(f"{match['level'][0]}B{match['rest']}", 0.85 * span.confidence)
    for match, span in running.matches(NUMERIC_CODE):
        return span.field(match["code"] or match["quoted"], 0.95 * span.confidence)
    return missing(running.pages)


def code_beside(text: str) -> str | None:
    """A code beside its label: with a letter or of digits alone."""
    match = CODE.fullmatch(text.strip(" –—-:.,"))
    if match:
        return to_latin_capitals(match["level"]).replace("Д", "D") + match["rest"]
    bare = text.strip(" –—-:.,")
    return bare if re.fullmatch(r"\d{6,7}|\d{2}\.\d{2}\.\d{2}", bare) else None


def code_places(text: str) -> list[tuple[int, int]]:
    """Characters of all programme codes of a text."""
    return [
        match.span()
        for pattern in (CODE, MISREAD_CODE, NUMERIC_CODE)
        for match in pattern.finditer(text)
    ]


def _said(running: RunningText, wording: Wording) -> Field[Degree]:
    applied = wording.first(("прикладн* бакалавр*", "қолданбалы бакалавр*", "applied bachelor"))
    if applied:
        return running.span(applied.start, applied.end).field("college")
    mentions = wording.find(MENTIONS)
    for name, phrases in WORDED:
        for hit in wording.find(phrases):
            if any(m.start <= hit.start < m.end + NEAR_MENTION for m in mentions):
                continue
            span = running.span(hit.start, hit.end)
            return span.field(name, span.confidence * min(1.0, hit.likeness + 0.03))
    return missing(running.pages)


def _at_college(wording: Wording) -> bool:
    return bool(wording.first(COLLEGE_WORDS)) and not wording.first(HIGHER_WORDS)


def _of_code(text: str) -> Degree | None:
    match = CODE.search(text)
    level = to_latin_capitals(match["level"]).replace("Д", "D") if match else ""
    return OF_CODE.get(level)


def _as(field: Field[Degree], value: Degree, confidence: float) -> Field[Degree]:
    return Field(value, field.raw, max(0.0, min(1.0, confidence)), field.evidence)
