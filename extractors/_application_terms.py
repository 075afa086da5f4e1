"""Who is sent where, as the sentences of an application say it: employee, post, host, country.

Names and words stay inflected as printed: «направляет Касымова Армана» (domain.md section 12).
"""

import re
from collections.abc import Iterator

from extractors._countries import country
from extractors._holders import is_person
from extractors._organisation_cells import organisation_in
from extractors._people import FoundName, names_in
from extractors._reading import missing
from extractors._running_text import RunningText
from extractors._wording import Hit, Wording
from pipeline.model import Field
from pipeline.text.names.kinds import is_patronymic, is_surname
from pipeline.text.normalise import clean, fold

SENDS = (
    *("направляет", "направляем", "направить", "рекомендует", "рекомендуем", "выдвигает"),
    *("представляет", "кандидатур*", "допустить к отбору", "командирует", "ходатайствует"),
    *("просит принять", "просим принять", "делегирует", "ұсынады", "жібереді", "жолдайды"),
    *("қызметкер*", "работник*", "сотрудник*", "специалист*", "маман*", "nominates", "sends"),
)
VERBS = (
    *("направляет", "направляем", "направить", "рекомендует", "рекомендуем", "выдвигает"),
    *("представляет", "командирует", "кандидатуру", "делегирует", "сообщает о направлении"),
)
OWN = re.compile(
    r"^(?:(?:сво\w+|наш\w+|нашей|данн\w+|кандидатур\w+|работник\w*|сотрудник\w*|специалист\w*"
    r"|организации|предприятия|учреждения|компании|г-на|г-жу|гр\.)\s*)+[—–-]?\s*",
    re.I,
)
POST = re.compile(
    r"(?:в\s+должности|на\s+должности|должность|занимающ\w+\s+должность|лауазымы)\s*[:—–-]*\s*"
    r"([^,.;()]{3,80}?)(?=\s*(?:[,;()]|\.(?:\s|$)|—|\s(?:в|на|для|с|и)\s|$))",
    re.I,
)
POST_BEFORE = re.compile(r"([^,.;:()]{3,60}?)\s+(?:лауазымында|лауазымын\s+атқар\w+)")
DASHED = re.compile(r"[—–-]\s+([^—–.;]{3,70}?)\s+[—–-](?:\s|,)")
RIGHT_BEFORE = re.compile(
    r"(?:[–—-]|сотрудник\w*|работник\w*|специалист\w*)\s+([а-яё][^–—.;:,«»]{2,70}?)\s*[–—-]?\s*$"
)
"""«своего сотрудника – редактора Искакову …»: what stands between a dash and the name."""
CIRCUMSTANCE = re.compile(
    r".*(?:»|\b(?:аясында|шеңберінде|негізінде|сәйкес|бойынша|қатысты|ұйымында|мекемесінде))\s"
)
APPOSED = re.compile(r"\s*[,(—–-]\s*([а-яёәғқңөұүһі][^,.;()]{2,60}?)(?=\s*[,.;()]|\s—)")
NO_POST = re.compile(
    r"^(?:для|иин|жсн|который|которая|явля|работающ|родивш|на\s|в\s|с\s|по\s|и\s|нашей|место|мест|қызметкер)",
    re.I,
)
KIND = re.compile(
    r"(?:университет|институт|академи|колледж|школ|центр|клиник|госпитал|лаборатор|орталы|емхана"
    r"|больниц|компани|завод|музе|аурухан|мекте[бп]|universit|institut|college|academy|hospital"
    r"|center|centre)\w*",
    re.I,
)
IN = re.compile(r"(?:\bв|\bво|на базе|\bпри)\s+(?=[«\"A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
NAMED_HOST = re.compile(
    r"(?:принимающ\w+\s(?:организаци|сторон)\w|қабылдаушы\s(?:ұйым|тарап))\s*[:—–-]\s*"
    r"([^.;:]{4,110}?)(?=[.;]|\n|$)",
    re.I,
)
HOST_ENDS = re.compile(
    r"[,;(»]|\.\s|\s(?:на территории|в период|сроком|с\s\d|с\s«|по\sспец|для|на срок|\(|—|«)"
    r"|\sв\s[А-Я]|$"
)
KAZAKH_HOST = re.compile(
    r"((?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\S*\s+)(?:\S+\s+){0,4}?\S*(?:нде|нда|не|на))(?=\s|,)"
)
RUSSIAN_CASE = re.compile(r"(?:ах|ом|ой|е|у|и)$")
CASES = re.compile(r"(?:ның|нің|дың|дің|тың|тің|нда|нде|да|де|та|те|ға|ге|қа|ке|на|не)$")
LATIN_OR_NAME = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]+")
NEAR = 160
STATES = ("республикасын", "штаттарын", "корольдиг", "федерациясын", "амирликтер")


def employee(running: RunningText, others: frozenset[str]) -> tuple[Field[str], FoundName | None]:
    """The name that stands nearest to the words that send somebody; those who sign are others."""
    wording = Wording(running.text)
    cues = wording.find(SENDS)
    scored = [
        (_likely(running.text, name, cues), -name.start, name)
        for name in names_in(running.text)
        if is_person(name.text) and fold(name.text) not in others
    ]
    scored = [one for one in scored if one[0] > 0]
    if not scored:
        return missing(running.pages), None
    score, _, name = max(scored, key=lambda one: one[:2])
    span = running.span(name.start, name.end)
    return span.field(name.text, span.confidence * (1.0 if score >= 2 else 0.8)), name


def _likely(text: str, name: FoundName, cues: list[Hit]) -> float:
    words = name.text.split()
    score = 2.0 * any(map(is_patronymic, words)) + 1.0 * any(map(is_surname, words))
    if KIND.search(name.text) or country().fullmatch(name.text):
        return 0.0
    before = [cue for cue in cues if 0 <= name.start - cue.end < NEAR]
    if before:
        score += 1.5 - (name.start - before[-1].end) / NEAR
    if text[: name.start].rstrip()[-1:] in '«"“':
        return 0.0
    return score


def position(running: RunningText, name: FoundName | None) -> Field[str]:
    """The post of the employee: beside its label, between the verb and the name, or apposed."""
    text = running.text
    start = max(0, name.start - NEAR) if name else 0
    end = name.end + NEAR if name else len(text)
    for pattern in (POST, POST_BEFORE):
        for match in pattern.finditer(text, start, min(len(text), end)):
            before = fold(text[max(0, match.start() - 40) : match.start()])
            if before.endswith(("работы", "место", "и", "места", "мен")):
                continue
            told = CIRCUMSTANCE.match(match[1])
            begin = match.start(1) + (told.end() if told else 0)
            if field := _post(running, begin, match.end(1)):
                return field
    if name is None:
        return missing(running.pages)
    behind = APPOSED.match(text, name.end)
    if behind and (field := _post(running, behind.start(1), behind.end(1))):
        return field
    ahead = text[max(0, name.start - 90) : name.start]
    told = RIGHT_BEFORE.search(ahead)
    if told:
        at = name.start - len(ahead)
        if field := _post(running, at + told.start(1), at + told.end(1)):
            return field
    for verb in reversed(Wording(text).find(VERBS, start, name.start)):
        between = text[verb.end : name.start]
        dashed = DASHED.search(between)
        if dashed:
            at = verb.end + dashed.start(1)
            if field := _post(running, at, verb.end + dashed.end(1)):
                return field
        offset = len(between) - len(between.lstrip())
        own = OWN.match(between.lstrip())
        offset += own.end() if own else 0
        if field := _post(running, verb.end + offset, name.start):
            return field
    return missing(running.pages)


def _post(running: RunningText, start: int, end: int) -> Field[str] | None:
    said = running.text[start:end]
    value = clean(said.strip(" —–-,:\n"))
    if len(value) < 4 or len(value.split()) > 9 or NO_POST.match(value) or "." in value[:-1]:
        return None
    if not any(sign.isalpha() for sign in value):
        return None
    return running.span(start, end).field(value)


def host(running: RunningText, employer: str | None) -> Field[str]:
    """Where the internship takes place: the organisation behind «в», or in the Kazakh locative."""
    text = running.text
    for match in NAMED_HOST.finditer(text):
        name = organisation_in(match[1])
        if name and not _is_own(name, employer):
            at = match.start(1) + max(0, match[1].find(name))
            return running.span(at, at + len(name)).field(name)
    for match in IN.finditer(text):
        stop = HOST_ENDS.search(text, match.end())
        end = stop.start() if stop else len(text)
        said = text[match.end() : end]
        if KIND.search(said) and len(said.split()) <= 9 and not _is_own(said, employer):
            return running.span(match.end(), end).field(clean(said))
    for match in KAZAKH_HOST.finditer(text):
        said = match[1]
        words = said.split()
        if KIND.match(words[-1]) and not _is_own(said, employer):
            words = _without_country(words)
            end = match.end(1)
            start = end - len(" ".join(words))
            return running.span(start, end).field(clean(" ".join(words)))
    return missing(running.pages)


def _without_country(words: list[str]) -> list[str]:
    """Words behind «Тағылымдама» and behind the country in the genitive."""
    for place in range(len(words) - 1, 0, -1):
        last = fold(words[place - 1])
        told = last.startswith("тагылымдама") or last.startswith(STATES)
        if told or any(_country_of(" ".join(words[at:place])) for at in range(place)):
            return words[place:]
    return words


def _is_own(said: str, employer: str | None) -> bool:
    return bool(employer) and fold(said)[:25] in fold(employer or "")


def country_named(running: RunningText) -> Field[str]:
    """The first country other than Kazakhstan, as printed."""
    for start, end in _countries(running.text):
        return running.span(start, end).field(clean(running.text[start:end]))
    return missing(running.pages)


def _countries(text: str) -> Iterator[tuple[int, int]]:
    words = list(re.finditer(r"[\w'’-]+", text))
    for at, word in enumerate(words):
        if not word.group()[0].isupper():
            continue
        for length in (4, 3, 2, 1):
            last = words[min(at + length, len(words)) - 1]
            if _country_of(text[word.start() : last.end()]):
                yield word.start(), last.end()
                break


def _country_of(said: str) -> bool:
    if any(country().fullmatch(form) for form in (said, CASES.sub("", said))):
        return True
    ending = RUSSIAN_CASE.search(said)
    bare = said[: ending.start()] if ending and len(said) > 4 else ""
    return bool(bare) and any(country().fullmatch(bare + end) for end in ("", "а", "я", "ы"))
