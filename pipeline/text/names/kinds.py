"""What the ending of a name tells: patronymic, surname, sex (domain.md section 2.1).

All endings are compared after folding.
"""

from functools import lru_cache
from typing import Literal

from pipeline.text.normalise import fold

Sex = Literal["M", "F"]

_RUSSIAN_SONS = ("ович", "евич", "ильич", "кузьмич", "лукич", "фомич", "никитич")
_RUSSIAN_DAUGHTERS = ("овна", "евна", "ична")
_TURKIC_SONS = ("улы", "оглы", "uly", "oglu", "ogly")
_TURKIC_DAUGHTERS = ("кызы", "kyzy", "qyzy", "kizi")
# After «ұлы» and «қызы»: «ұлына», «қызының».
_KAZAKH_CASES = ("на", "не", "нын", "нин", "н", "нда", "нде", "нан", "нен", "мен")
_LATIN_SONS = ("ovich", "evich", "ovych")
_LATIN_DAUGHTERS = ("ovna", "evna", "ichna")
# Oblique cases of Russian patronymics: «Ивановича», «Ивановне».
_CASES_OF_SONS = ("", "а", "у", "ем", "е")
_CASES_OF_DAUGHTERS = ("а", "ы", "е", "у", "ой")
_SURNAMES = (
    *("ов", "ев", "ова", "ева", "ский", "ская", "цкий", "цкая", "енко"),
    *("ov", "ev", "ova", "eva", "yev", "yeva", "skiy", "sky", "skaya", "enko"),
)
_FEMININE_WITH_TWINS = (
    "айдана айжана алана альбина амина амира антонина ажара азиза алима арсена аруна асема аделя"
    " александра богдана валентина валерия владислава гульдана гульжана гульнара дана дилдара"
    " динара евгения жана жанара жасмина зарина захира илана инара камила карима карина кристина"
    " латифа лаура мадина малика мариана марина мирослава мунира надира назира наиля насима"
    " павлина рамиля рашида рената сабина саида салима самира станислава таира фарида фируза"
    " халида шарифа эльвира эльмира эмилия юлиана юлия яна ярослава"
)
_LONGEST_NAME_LIKE_A_SURNAME = 4  # «Лев», «Льва»
_OBLIQUE_SURNAMES = (
    *("ову", "овым", "ове", "овой", "еву", "евым", "еве", "евой"),
    *("ского", "скому", "ским", "ском", "ской", "скую", "ину", "иным", "иной"),
)


def sex_of_patronymic(word: str) -> Sex | None:
    """Sex that a patronymic tells in any case; None for any other word."""
    folded = fold(word).replace(" ", "")
    if folded.endswith(_with_cases(_TURKIC_SONS[:2], _KAZAKH_CASES)):
        return "M"
    if folded.endswith(_with_cases(_TURKIC_DAUGHTERS[:1], _KAZAKH_CASES)):
        return "F"
    daughters = tuple(ending[:-1] for ending in _RUSSIAN_DAUGHTERS)
    if folded.endswith((*_TURKIC_SONS, *_LATIN_SONS, *_with_cases(_RUSSIAN_SONS, _CASES_OF_SONS))):
        return "M"
    if folded.endswith((*_TURKIC_DAUGHTERS, *_LATIN_DAUGHTERS)):
        return "F"
    return "F" if folded.endswith(_with_cases(daughters, _CASES_OF_DAUGHTERS)) else None


@lru_cache(maxsize=16)
def _with_cases(endings: tuple[str, ...], cases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ending + case for ending in endings for case in cases)


def is_patronymic(word: str) -> bool:
    """Whether the word has the ending of a patronymic and something before it."""
    return sex_of_patronymic(word) is not None and not is_patronymic_ending(word)


def is_patronymic_ending(word: str) -> bool:
    """Whether the word is «ұлы» or «қызы» that stands apart."""
    return fold(word) in (*_TURKIC_SONS, *_TURKIC_DAUGHTERS)


def is_surname(word: str) -> bool:
    """Whether the word has an ending that only surnames have; «-ин» is not one («Алина»)."""
    folded = fold(word)
    return len(folded) > _LONGEST_NAME_LIKE_A_SURNAME and folded.endswith(
        (*_SURNAMES, *_OBLIQUE_SURNAMES)
    )


def is_oblique_surname(word: str) -> bool:
    """Whether a surname stands in a case that its ending alone tells («Касымову»)."""
    folded = fold(word)
    return len(folded) > _LONGEST_NAME_LIKE_A_SURNAME and folded.endswith(_OBLIQUE_SURNAMES)


def has_masculine_twin(given_name: str) -> bool:
    """Whether a woman's name looks like a man's name in the genitive (Дана, Александра)."""
    return fold(given_name) in _FEMININE_WITH_TWINS.split()


def masculine_twins(given_name: str) -> tuple[str, ...]:
    """What the man's name could be, lower case."""
    stem = given_name[:-1]
    return (stem, f"{stem}й", f"{stem}ь")


def father_of(patronymic: str) -> str | None:
    """The folded name of the father inside a patronymic, as far as it can be told."""
    folded = fold(patronymic).replace(" ", "")
    for ending in (*_TURKIC_SONS, *_TURKIC_DAUGHTERS, *_RUSSIAN_SONS[:2], *_RUSSIAN_DAUGHTERS[:2]):
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return folded[: -len(ending)]
    return None
