"""Russian and Kazakh numbers in words, as notarial acts write dates (domain.md section 7.2).

Only ordinals are understood as a whole number («двадцать шестого», «жиырма алтыншы»): a day or
a year in words always ends in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.text.normalise import fold

_CARDINALS = {
    "один": 1,
    "два": 2,
    "две": 2,
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "пятьдесят": 50,
    "шестьдесят": 60,
    "семьдесят": 70,
    "восемьдесят": 80,
    "девяносто": 90,
    "восемьсот": 800,
    "девятьсот": 900,
    "тысяча": 1000,
    "тысячи": 1000,
    "бір": 1,
    "екі": 2,
    "он": 10,
    "жиырма": 20,
    "отыз": 30,
    "қырық": 40,
    "елу": 50,
    "алпыс": 60,
    "жетпіс": 70,
    "сексен": 80,
    "тоқсан": 90,
    "сегіз": 8,
    "тоғыз": 9,
    "жүз": 100,
    "мың": 1000,
}
_RUSSIAN_ORDINAL_STEMS = {
    "перв": 1,
    "втор": 2,
    "четверт": 4,
    "пят": 5,
    "шест": 6,
    "седьм": 7,
    "восьм": 8,
    "девят": 9,
    "десят": 10,
    "одиннадцат": 11,
    "двенадцат": 12,
    "тринадцат": 13,
    "четырнадцат": 14,
    "пятнадцат": 15,
    "шестнадцат": 16,
    "семнадцат": 17,
    "восемнадцат": 18,
    "девятнадцат": 19,
    "двадцат": 20,
    "тридцат": 30,
    "сороков": 40,
    "пятидесят": 50,
    "шестидесят": 60,
    "семидесят": 70,
    "восьмидесят": 80,
    "девяност": 90,
    "двухтысячн": 2000,
}
_RUSSIAN_ORDINAL_ENDINGS = ("ое", "ого", "ому", "ый", "ой", "ым", "ом")
_RUSSIAN_THIRD = ("третье", "третьего", "третьему", "третий", "третьим")
_KAZAKH_ORDINALS = {
    "бірінші": 1,
    "екінші": 2,
    "үшінші": 3,
    "төртінші": 4,
    "бесінші": 5,
    "алтыншы": 6,
    "жетінші": 7,
    "сегізінші": 8,
    "тоғызыншы": 9,
    "оныншы": 10,
    "жиырмасыншы": 20,
    "отызыншы": 30,
    "қырқыншы": 40,
    "елуінші": 50,
    "алпысыншы": 60,
    "жетпісінші": 70,
    "сексенінші": 80,
    "тоқсаныншы": 90,
    "мыңыншы": 1000,
}
_FUZZY_FROM = 5


@dataclass(frozen=True, slots=True)
class Numeral:
    """One word of a number."""

    value: int
    ordinal: bool


@lru_cache(maxsize=4096)
def numeral_named(word: str) -> Numeral | None:
    """The number word that this is; one wrong letter is forgiven if it leaves no choice."""
    folded = fold(word)
    known = _words().get(folded)
    if known or len(folded) < _FUZZY_FROM:
        return known
    near = {
        numeral
        for name, numeral in _words().items()
        if len(name) >= _FUZZY_FROM and Levenshtein.distance(folded, name, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


def ordinal_number(numerals: Sequence[Numeral]) -> int | None:
    """The number that words in this order make, if they make one and end in an ordinal.

    Parts must fall in size («две тысячи двадцать шестого»); only hundreds and thousands multiply.
    """
    if not numerals or not numerals[-1].ordinal or any(n.ordinal for n in numerals[:-1]):
        return None
    total = part = 0
    for numeral in numerals:
        if numeral.value in (100, 1000):
            part = (part or 1) * numeral.value
        elif part and numeral.value >= _room_after(part):
            return None
        else:
            total, part = total + part, numeral.value
    return total + part


def _room_after(value: int) -> int:
    """What follows a part is smaller than this: units after tens, nothing after units."""
    return next((unit for unit in (1000, 100, 10) if value >= unit), 1)


@lru_cache(maxsize=1)
def _words() -> dict[str, Numeral]:
    ordinals = {
        stem + ending: number
        for stem, number in _RUSSIAN_ORDINAL_STEMS.items()
        for ending in _RUSSIAN_ORDINAL_ENDINGS
    }
    ordinals |= dict.fromkeys(_RUSSIAN_THIRD, 3) | _KAZAKH_ORDINALS
    words = {fold(word): Numeral(value, False) for word, value in _CARDINALS.items()}
    return words | {fold(word): Numeral(value, True) for word, value in ordinals.items()}
