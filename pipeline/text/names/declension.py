"""Nominative forms that an inflected Russian name can come from.

«Касымовой Айгерим» is a dative, «Иванова Ивана» a genitive or a woman's name; every possible
reading is listed, and the parts of one name must agree in case and sex.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from pipeline.text.names.kinds import Sex, is_oblique_surname, sex_of_patronymic

Part = Literal["surname", "given", "patronymic"]
NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, PREPOSITIONAL = range(6)
_OBLIQUE = (GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, PREPOSITIONAL)
_CONSONANTS = "бвгджзйклмнпрстфхцчшщғқңһ"


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Endings in the order of the cases; `stems` are what may stand before them."""

    endings: tuple[str, str, str, str, str, str]
    sex: Sex | None
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A word understood as a form of `nominative`; sex None where the form does not tell it."""

    nominative: str
    case: int
    sex: Sex | None


_HARD = tuple(letter for letter in _CONSONANTS if letter not in "й")
_OF_FAMILIES = ("ов", "ев", "ин", "ын")
_ADJECTIVES = ("ск", "цк")
_PARADIGMS: dict[Part, tuple[Paradigm, ...]] = {
    "surname": (
        Paradigm(("", "а", "у", "а", "ым", "е"), "M", _OF_FAMILIES),
        Paradigm(("а", "ой", "ой", "у", "ой", "ой"), "F", _OF_FAMILIES),
        Paradigm(("ий", "ого", "ому", "ого", "им", "ом"), "M", _ADJECTIVES),
        Paradigm(("ая", "ой", "ой", "ую", "ой", "ой"), "F", _ADJECTIVES),
        Paradigm(("", "а", "у", "а", "ом", "е"), "M", _HARD),
        Paradigm(("", "а", "у", "а", "ем", "е"), "M", _HARD),
        Paradigm(("й", "я", "ю", "я", "ем", "е"), "M", ("",)),
        Paradigm(("ь", "я", "ю", "я", "ем", "е"), "M", ("",)),
        Paradigm(("а", "ы", "е", "у", "ой", "е"), None, ("",)),
    ),
    "given": (
        Paradigm(("", "а", "у", "а", "ом", "е"), "M", _HARD),
        Paradigm(("", "а", "у", "а", "ем", "е"), "M", _HARD),
        Paradigm(("ел", "ла", "лу", "ла", "лом", "ле"), "M", ("пав",)),
        Paradigm(("й", "я", "ю", "я", "ем", "е"), "M", ("",)),
        Paradigm(("ий", "ия", "ию", "ия", "ием", "ии"), "M", ("",)),
        Paradigm(("ь", "я", "ю", "я", "ем", "е"), "M", ("",)),
        Paradigm(("ь", "и", "и", "ь", "ью", "и"), "F", ("",)),
        Paradigm(("а", "ы", "е", "у", "ой", "е"), None, ("",)),
        Paradigm(("а", "и", "е", "у", "ой", "е"), None, ("г", "к", "х", "ж", "ш", "ч")),
        Paradigm(("а", "и", "е", "у", "ей", "е"), None, ("ж", "ш", "ч", "ц")),
        Paradigm(("я", "и", "е", "ю", "ей", "е"), None, ("",)),
        Paradigm(("ия", "ии", "ии", "ию", "ией", "ии"), "F", ("",)),
    ),
    "patronymic": (
        Paradigm(("", "а", "у", "а", "ем", "е"), "M", ("ич",)),
        Paradigm(("а", "ы", "е", "у", "ой", "е"), "F", ("овн", "евн", "ичн")),
    ),
}
_LEAST_STEM = 2


@lru_cache(maxsize=4096)
def readings(word: str, part: Part) -> frozenset[Reading]:
    """All readings of one lower-case Cyrillic word; most words can be nominatives as well."""
    sex = sex_of_patronymic(word) if part == "patronymic" else None
    found = set()
    if _may_be_nominative(word, part):
        found.add(Reading(word, NOMINATIVE, sex or _sex_of_nominative(word, part)))
    found |= {Reading(word, case, its_sex) for case, its_sex in _indeclinable(word, part)}
    for paradigm in _PARADIGMS[part]:
        for case in _OBLIQUE:
            ending = paradigm.endings[case]
            stem = word[: len(word) - len(ending)]
            if len(stem) < _LEAST_STEM or not word.endswith(ending) or not ending:
                continue
            if stem.endswith(paradigm.stems):
                found.add(Reading(stem + paradigm.endings[NOMINATIVE], case, paradigm.sex))
    return frozenset(found)


def _may_be_nominative(word: str, part: Part) -> bool:
    if part == "surname":
        return not is_oblique_surname(word)
    return part == "given" or word.endswith(("ич", "на", "ұлы", "улы", "зы", "глы"))


def _sex_of_nominative(word: str, part: Part) -> Sex | None:
    if part != "surname":
        return None
    if word.endswith((*_OF_FAMILIES, *(stem + "ий" for stem in _ADJECTIVES))):
        return "M"
    if word.endswith(tuple(f"{stem}а" for stem in _OF_FAMILIES)):
        return "F"
    return "F" if word.endswith(tuple(f"{stem}ая" for stem in _ADJECTIVES)) else None


def _indeclinable(word: str, part: Part) -> Iterator[tuple[int, Sex | None]]:
    """Names that look the same in every case: women's on consonants, any on other vowels.

    A woman's on a soft sign («Айгуль») is declined by the book and often left as it is.
    """
    if part == "patronymic":
        if word.endswith(("ұлы", "улы", "қызы", "кызы", "оглы")):
            yield from ((case, sex_of_patronymic(word)) for case in _OBLIQUE)
        return
    if part == "surname" and word.endswith((*_OF_FAMILIES, "ий", "ая")):
        return
    if word.endswith((*_CONSONANTS, "ь")):
        yield from ((case, "F") for case in _OBLIQUE)
    elif not word.endswith(("а", "я", "ь")):
        yield from ((case, None) for case in _OBLIQUE)


@dataclass(frozen=True, slots=True)
class NameReading:
    """One consistent reading of several parts of a name, in their order."""

    nominatives: tuple[str, ...]
    case: int
    sex: Sex | None


@lru_cache(maxsize=1024)
def readings_of_name(words: tuple[tuple[str, Part], ...]) -> frozenset[NameReading]:
    """Readings in which all words have the same case and no two differ in sex.

    A woman's surname on «-ова» does not agree with a patronymic on «-ович», and so on. An empty
    set means that the parts do not agree in any way.
    """
    found = set()
    for chosen in product(*(readings(word, part) for word, part in words)):
        cases = {reading.case for reading in chosen}
        sexes = {reading.sex for reading in chosen} - {None}
        if len(cases) == 1 and len(sexes) <= 1:
            nominatives = tuple(reading.nominative for reading in chosen)
            found.add(NameReading(nominatives, cases.pop(), next(iter(sexes), None)))
    return frozenset(found)
