"""How alike two spellings of one part of a name are, in Kazakh, Russian or Latin letters."""

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.text.homoglyphs import Script, repair_text, script_of
from pipeline.text.names.person import is_initial
from pipeline.text.normalise import fold, nfc
from pipeline.text.transliterate import canonical_latin, latin_forms, same_in_latin

_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_HARD = "бвгғджзкқлмнңпрстфх"
_VOWELS = "аәеиоөуұүыіэюя"
# What Russian papers write for letters of a Kazakh name. A soft sign may follow л.
_IN_RUSSIAN = {
    **{"ә": "аяэ", "ғ": "г", "қ": "кх", "ң": "н", "ө": "оу", "ұ": "у", "ү": "ую", "һ": "хг"},
    **{"і": "иы", "ы": "ыи", "й": "йи", "и": "и", "е": "еэ"},
}
# Changes that Russian and Latin papers make of a Kazakh name beside letter for letter: Дүйсен is
# Дюсен, Жүніс is Жунус, Тілеген is Тлеген, Құсайын is Кусаин, Ыбырай is Ибрай.
_CUSTOMARY = (
    (re.compile("үй"), "ю"),
    (re.compile(r"(?<=ү[бвгджзклмнпрстфх])і"), "у"),
    (re.compile(rf"(?<=[{_HARD}])і(?=[{_HARD}][{_VOWELS}])"), ""),
    (re.compile(rf"(?<=^ы[{_HARD}])ы(?=[{_HARD}])"), ""),
    (re.compile("йы"), "и"),
    (re.compile("й[іи]"), "й"),
)
# Shorter names that differ in one letter are different names: Дана and Дина.
_SHORTEST_WITH_AN_ERROR = 5


class Likeness(IntEnum):
    """From nothing in common to equal."""

    DIFFERENT = 0
    ONE_LETTER = 1
    INITIAL = 2
    LATIN_SPELLING = 3
    TRANSLITERATED = 4
    KAZAKH_RUSSIAN = 5
    EQUAL = 6


def plain(part: str) -> str:
    """Lower case in one script, Ё as Е, without anything but letters."""
    lower = repair_text(nfc(part)).casefold().replace("ё", "е")
    return "".join(letter for letter in lower if letter.isalpha())


def is_latin(part: str) -> bool:
    """Whether the part is written in Latin letters."""
    letters = plain(part)
    return bool(letters) and script_of(letters[0]) is Script.LATIN


@lru_cache(maxsize=4096)
def likeness(first: str, second: str) -> Likeness:
    """How alike two parts are, both in the nominative."""
    if is_initial(first) or is_initial(second):
        return Likeness.INITIAL if _same_initial(first, second) else Likeness.DIFFERENT
    left, right = plain(first), plain(second)
    if left == right:
        return Likeness.EQUAL
    if is_latin(first) and is_latin(second):
        if canonical_latin(left) == canonical_latin(right):
            return Likeness.LATIN_SPELLING
        return _one_letter(left, right)
    if is_latin(first) or is_latin(second):
        cyrillic, latin = (right, left) if is_latin(first) else (left, right)
        return _across_scripts(cyrillic, latin)
    return _in_cyrillic(left, right)


def _across_scripts(cyrillic: str, latin: str) -> Likeness:
    # Papers write Е for Ё, passports often YO.
    if any(same_in_latin(cyrillic, spelt) for spelt in (latin, latin.replace("yo", "e"))):
        return Likeness.TRANSLITERATED
    ours, theirs = canonical_latin(cyrillic), canonical_latin(latin)
    if theirs in {ours, *map(canonical_latin, _customary(cyrillic))}:
        return Likeness.LATIN_SPELLING
    return _one_letter(ours, theirs)


def _in_cyrillic(left: str, right: str) -> Likeness:
    kazakh = [not _KAZAKH_LETTERS.isdisjoint(word) for word in (left, right)]
    if kazakh[0] != kazakh[1]:
        ours, theirs = (left, right) if kazakh[0] else (right, left)
        if any(_written_in_russian(spelt, theirs) for spelt in _customary(ours)):
            return Likeness.KAZAKH_RUSSIAN
    if any(kazakh) and fold(left) == fold(right):
        return Likeness.KAZAKH_RUSSIAN
    return _one_letter(left, right)


def _customary(kazakh: str) -> set[str]:
    """The name, and the name with one or more of the customary changes."""
    spelt = {kazakh}
    for pattern, instead in _CUSTOMARY:
        spelt |= {pattern.sub(instead, name) for name in spelt}
    return spelt


def _written_in_russian(kazakh: str, russian: str) -> bool:
    """Whether the Russian word is a customary spelling of the Kazakh one."""
    reached = {0}
    for before, letter, following in zip(f" {kazakh}", kazakh, f"{kazakh[1:]} ", strict=False):
        options = _IN_RUSSIAN.get(letter, letter)
        if letter == "и" and following in "яю":
            options += "ь"
        if letter == "ж":
            reached |= {at + 1 for at in reached if russian.startswith("дж", at)}
        after = {at + 1 for at in reached if russian[at : at + 1] and russian[at] in options}
        if before + letter == "йі":  # Сейіт is written Сейт
            after |= reached
        if letter == "ң":
            after |= {at + 2 for at in reached if russian.startswith("нг", at)}
        if letter == "л":
            after |= {at + 1 for at in after if russian.startswith("ь", at)}
        reached = after
    return len(russian) in reached


def _one_letter(left: str, right: str) -> Likeness:
    if min(len(left), len(right)) < _SHORTEST_WITH_AN_ERROR:
        return Likeness.DIFFERENT
    near = Levenshtein.distance(left, right, score_cutoff=1) <= 1
    return Likeness.ONE_LETTER if near else Likeness.DIFFERENT


def _same_initial(first: str, second: str) -> bool:
    """Whether one may be the other's initial; a Latin initial may stand for several letters."""
    left, right = plain(first), plain(second)
    if not left or not right:
        return False
    if is_latin(first) == is_latin(second):
        short = min(len(left), len(right))
        if is_initial(first) and is_initial(second):
            return left == right
        return fold(left)[:short] == fold(right)[:short]
    cyrillic, latin = (right, left) if is_latin(first) else (left, right)
    return any(form.startswith(latin[:1].upper()) for form in latin_forms(cyrillic[:2]))
