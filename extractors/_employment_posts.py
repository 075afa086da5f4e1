"""The post of an employee in the sentences of a certificate or contract (domain.md section 13).

Russian names it behind «в должности» or in the instrumental, Kazakh before «лауазымында» or
«болып», English behind «as».
"""

import re

from extractors._careers import is_employer
from extractors._running_text import RunningText
from pipeline.model import Field
from pipeline.text.dates import find_dates
from pipeline.text.normalise import clean, fold

RUSSIAN_POST = re.compile(
    r"(?:в\s+должности|на\s+должность|на\s+должности|в\s+качестве|должность)\s*[:—–-]?\s*"
    r"([^.;:]{3,90}?)(?=\s*(?:[.;,(]|\sс\s[\d«]|\sпо\s(?:наст|\d)|\sв\s(?-i:[А-ЯA-Z«\"])|$))",
    re.I,
)
QUOTED_POST = re.compile(
    r"(?:должност[ьи]|лауазымына?)\s*[:—–-]?\s*[«\"“]([^»\"”]{3,80})[»\"”]", re.I
)
KAZAKH_APPOINTED = re.compile(r"лауазымға\s+қабылдайды\s*:\s*([^.;]{3,80})")
KAZAKH_POST = re.compile(
    r"\s(?:лауазымында|лауазымын\s+атқар|болып\s+(?:жұмыс|қызмет|істе|тағайынд)"
    r"|қызметінде\s|қызметін\s+атқар|лауазымына\s+(?:қабыл|тағайынд))"
)
KAZAKH_BEFORE = re.compile(
    r"(?:»(?:\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*)*(?:-[дт][ае])?|\w{3,}(?:[ыі]н[дт][ае])|дейін|бастап|\d|[,:(])\s+"
)
"""What may stand before a post: an employer in the locative, or since when."""
INSTRUMENTAL = re.compile(
    r"(?:работает|работал\w?|трудится)\s(?:[^.;]{0,120}?[»\d]\s|[^.;]{0,60}?времени\s)?"
    r"((?:[а-яё]+(?:ым|им|ой|ей)\s)?[а-яё]+(?:ом|ем|ером|ором)(?:-[а-яё]+)?(?:\s(?!на\s|с\s|по\s)[а-яё]+){0,3})"
)
"""«работает в ТОО «…» главным агрономом»: the post in the instrumental, of one or more words."""
ENGLISH_POST = re.compile(
    r"(?:\bas\s+(?:an?\s+|the\s+)?|position\s+of\s+(?:an?\s+)?)"
    r"([A-Za-z][^.,;:\d]{2,60}?)(?=\s+(?:since|from|at|in the|on a)\b|[.,;:])"
)
NO_POSTS = ("время", "временем", "период", "образом", "днем", "полной", "настоящ", "сроком")
ROOM = 110
MOST_WORDS = 9


def post_in(running: RunningText, start: int) -> Field[str] | None:
    """The first post that the text names behind `start`; None where it names none."""
    text = running.text
    for match in QUOTED_POST.finditer(text, start):
        if not _is_house(match[1]):
            return running.span(*match.span(1)).field(clean(match[1]))
    for match in KAZAKH_APPOINTED.finditer(text, start):
        return running.span(*match.span(1)).field(clean(match[1]))
    kazakh = _kazakh(running, start)
    if kazakh is not None:
        return kazakh
    for match in RUSSIAN_POST.finditer(text, start):
        value = clean(match[1])
        if 2 < len(value) < 90 and not _is_house(value) and not find_dates(value):
            return running.span(*match.span(1)).field(value)
    for pattern in (INSTRUMENTAL, ENGLISH_POST):
        for match in pattern.finditer(text, start):
            value = clean(match[1])
            if _is_house(value) or find_dates(value) or fold(value).startswith(NO_POSTS):
                continue
            span = running.span(*match.span(1))
            return span.field(value, 0.85 * span.confidence)
    return None


def _is_house(said: str) -> bool:
    """Whether it is an organisation; «хранитель фондов» and «court secretary» are posts."""
    return is_employer(said) and not said[:1].islower()


def _kazakh(running: RunningText, start: int) -> Field[str] | None:
    """What stands between the employer or the time and «лауазымында»."""
    text = running.text
    for cue in KAZAKH_POST.finditer(text, start):
        begin = max(start, cue.start() - ROOM)
        before = [match.end() for match in KAZAKH_BEFORE.finditer(text, begin, cue.start())]
        if not before:
            continue
        value = clean(text[before[-1] : cue.start()])
        words = value.split()
        if 1 <= len(words) <= MOST_WORDS and len(value) > 2 and value[0].isalpha():
            return running.span(before[-1], cue.start()).field(value)
    return None
