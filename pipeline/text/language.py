"""Which of Kazakh, Russian and English a text is written in (domain.md section 2.4).

Every word votes by its letters, as a frequent word or by its ending. Text that lost the Kazakh
letters in recognition is still told by its words and endings.
"""

import re
from functools import lru_cache
from typing import Literal

from pipeline.text.homoglyphs import Script, repair_text, script_of
from pipeline.text.normalise import fold, nfc

LanguageCode = Literal["kaz", "rus", "eng"]

_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
# Kazakh keeps them in a few borrowed words only.
_RUSSIAN_LETTERS = frozenset("ъёщ")
_FREQUENT: dict[LanguageCode, str] = {
    "kaz": (
        "және мен бен пен үшін бойынша туралы болып бар жоқ осы бұл керек қазіргі арқылы ретінде"
        " сондай деген маған менің өз кейін дейін жұмыс білім тәжірибе мақсат елім бір оның тиіс"
        " жылғы жылы болған соң деп емес сіз біз олар алу беру берілген туған тегі аты күні"
        " облысы қаласы ауданы жылдың нөмірі"
    ),
    "rus": (
        "и в на что для по как это мой моя я также которые при после работа опыт знания обучение"
        " не с из от до за об к у то его все но ее их был была было быть так или если мы она они"
        " года году год является которая которая который настоящим выдано дата место город номер"
        " имя фамилия отчество между свою своей без"
    ),
    "eng": (
        "the and of to in for with that my is will this from your at by be as are we our you have"
        " has it or which not an date"
    ),
}
# Endings after folding, each typical of one language only.
_ENDINGS: dict[LanguageCode, str] = {
    "kaz": (
        "нын нин дын дин тын тин лар лер дар дер тар тер мын мин ган ген кан кен атын етин ында"
        " инде ымыз имиз дагы деги тагы теги лык лик дык дик тык тик"
    ),
    "rus": "ого ему ому ться ется ости ость ание ания ении ение ения ыми ами ями ая ое ые ый ий ую",
    "eng": "ing tion tions ment ness ity ally",
}
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WITH_ENDING = 5
_VOTE_OF_ENDING = 0.5
# A text of so many votes is told apart with half confidence: a label of three words proves little.
_HALF_SURE = 2.0
# English text of some length always has articles and prepositions.
_MANY_LATIN_WORDS = 25
_LEAST_FREQUENT_SHARE = 0.08


def language_of(text: str) -> tuple[LanguageCode | None, float]:
    """`kaz`, `rus`, `eng` or None, with confidence 0..1.

    None with 0 for a text without words, for other languages, and where nothing speaks for any of
    the three. A bilingual form gives its stronger language with a confidence near its share.
    """
    votes: dict[LanguageCode, float] = {"kaz": 0.0, "rus": 0.0, "eng": 0.0}
    latin = frequent = 0
    for word in _WORD.findall(repair_text(nfc(text))):
        latin += script_of(word[0]) is Script.LATIN
        language, vote = _vote(word)
        if language:
            votes[language] += vote
            frequent += language == "eng" and vote == 1
    if latin >= _MANY_LATIN_WORDS and frequent < _LEAST_FREQUENT_SHARE * latin:
        votes["eng"] = 0.0
    total = sum(votes.values())
    if not total:
        return None, 0.0
    winner = max(votes, key=lambda language: votes[language])
    return winner, votes[winner] / (total + _HALF_SURE)


@lru_cache(maxsize=8192)
def _vote(word: str) -> tuple[LanguageCode | None, float]:
    """The language that one word speaks for, and how strongly."""
    lower = word.casefold()
    if not _KAZAKH_LETTERS.isdisjoint(lower):
        return "kaz", 1.0
    if not _RUSSIAN_LETTERS.isdisjoint(lower):
        return "rus", 1.0
    folded = fold(word)
    known = _frequent_words().get(folded)
    if known:
        return known, 1.0
    latin = script_of(word[0]) is Script.LATIN
    if len(folded) >= _SHORTEST_WITH_ENDING:
        for language, endings in _ENDINGS.items():
            if (language == "eng") is latin and folded.endswith(tuple(endings.split())):
                return language, _VOTE_OF_ENDING
    return None, 0.0


@lru_cache(maxsize=1)
def _frequent_words() -> dict[str, LanguageCode]:
    return {fold(word): language for language, words in _FREQUENT.items() for word in words.split()}
