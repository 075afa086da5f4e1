"""Cyrillic names in Latin letters, as passports print them (domain.md section 5.4).

The Latin spelling of a passport cannot be computed: its holder may have asked for another one.
So `same_in_latin` accepts every customary spelling, letter by letter, and `latin_forms` lists a
bounded number of them. `canonical_latin` brings both scripts to one skeleton for loose matching.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from pipeline.text.homoglyphs import repair_text
from pipeline.text.normalise import nfc

# What a Cyrillic letter may become, the most usual first. Sources: ICAO 9303-3 section 6.B and
# the practice of Kazakhstan.
_LETTERS = {
    **{"А": "A", "Б": "B", "В": "V W", "Г": "G", "Д": "D", "Е": "E YE", "Ё": "E YO YE IO"},
    **{"Ж": "ZH J", "З": "Z S", "И": "I Y", "Й": "Y I J", "К": "K C", "Л": "L", "М": "M"},
    **{"Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S SS", "Т": "T", "У": "U OU W"},
    **{"Ф": "F PH", "Х": "KH H", "Ц": "TS C TZ", "Ч": "CH TCH", "Ш": "SH SCH"},
    **{"Щ": "SHCH SCH SH", "Ъ": " IE", "Ы": "Y I", "Ь": " I", "Э": "E", "Ю": "YU IU JU"},
    **{"Я": "YA IA JA", "І": "I Y", "Ғ": "G GH", "Һ": "H KH", "Ә": "A AE E YA", "Қ": "K Q KH"},
    **{"Ң": "N NG", "Ө": "O U", "Ұ": "U Y", "Ү": "U YU"},
}
# Pairs that have spellings of their own.
_PAIRS = {
    **{"ИЙ": "IY II Y I", "ЫЙ": "YY IY YI Y I", "ЙЯ": "YA IA AYA", "ИЯ": "IYA IA IIA YA"},
    **{"КС": "KS X", "ДЖ": "DZH J DJ", "ЬЕ": "YE IE E", "ЬЯ": "YA IA IYA", "ЬЮ": "YU IU"},
    **{"ЙЕ": "YE E IE", "ЪЕ": "YE E"},
}
_ALTERNATIVES = {
    **{letter: tuple(forms.split(" ")) for letter, forms in _LETTERS.items()},
    **{pair: tuple(forms.split(" ")) for pair, forms in _PAIRS.items()},
}
# Both scripts end here: the ICAO spelling, with the customary ones made equal to it.
_CANONICAL = (
    ("TCH", "CH"),
    ("SHCH", "SCH"),
    ("KH", "H"),
    ("ZH", "J"),
    ("DJ", "J"),
    ("GH", "G"),
    ("PH", "F"),
    ("OU", "U"),
    ("W", "V"),
    ("Q", "K"),
    ("X", "KS"),
    ("YE", "E"),
    ("Y", "I"),
)
# YURII is YURIY; no spelling doubles an I before a consonant.
_REPEATED = re.compile(r"(S)S+|(I)I+(?![B-DF-HJ-NP-TV-Z])")
_CANONICAL_CYRILLIC = {
    **{"Е": "E", "Ё": "E", "Ж": "J", "Й": "I", "Х": "H", "Ы": "I", "Ю": "IU", "Я": "IA"},
    **{"Ъ": "", "Ь": "", "Щ": "SCH", "ДЖ": "J"},
}
_MOST_FORMS = 256
_LETTERS_ONLY = re.compile(r"[^A-Z]")


def canonical_latin(text: str) -> str:
    """A skeleton that the spellings of one name in Cyrillic and Latin mostly share.

    Words in upper case with single spaces. Looser than a spelling and coarser than a name: equal
    skeletons suggest the same name and prove nothing. «ИА» and «Я» stay «IA», so that Диана does
    not become Дана.
    """
    words = re.findall(r"[^\W\d_]+", repair_text(nfc(text)).upper().replace("'", ""))
    return " ".join(filter(None, map(_canonical_word, words)))


def latin_forms(cyrillic: str) -> frozenset[str]:
    """Up to 256 customary Latin spellings of one Cyrillic word, upper case."""
    choices: list[tuple[str, ...]] = []
    amount = 1
    for forms in _units(_upper(cyrillic)):
        room = max(1, _MOST_FORMS // amount)
        kept = forms[:room]
        amount *= len(kept)
        choices.append(kept)
    return frozenset(map("".join, product(*choices)))


def same_in_latin(cyrillic: str, latin: str) -> bool:
    """Whether the Latin word is a customary spelling of the Cyrillic one.

    Hyphens, apostrophes and spaces are ignored on both sides: passports omit or replace them.
    """
    letters, printed = _upper(cyrillic), _LETTERS_ONLY.sub("", nfc(latin).upper())
    return bool(letters) and bool(printed) and _spells(letters, printed)


def _spells(letters: str, printed: str) -> bool:
    """Follow every way to spell, keeping only how far each has come."""
    reached: dict[int, set[int]] = {0: {0}}
    for at in range(len(letters)):
        for place in reached.get(at, ()):
            for length in (1, 2):
                for form in _forms_at(letters, at, length):
                    if printed.startswith(form, place):
                        reached.setdefault(at + length, set()).add(place + len(form))
    return len(printed) in reached.get(len(letters), ())


def _forms_at(letters: str, at: int, length: int) -> tuple[str, ...]:
    forms = _ALTERNATIVES.get(letters[at : at + length], ())
    # A doubled S keeps the sound of С between vowels only: KASSYMOV, but SADYKOV.
    if letters[at : at + length] == "С" and not _between_vowels(letters, at):
        return forms[:1]
    return forms


def _between_vowels(letters: str, at: int) -> bool:
    vowels = "АЕЁИОУЫЭЮЯІӘӨҰҮ"
    inside = 0 < at < len(letters) - 1
    return inside and letters[at - 1] in vowels and letters[at + 1] in vowels


def _units(letters: str) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(letters):
        length = 2 if letters[at : at + 2] in _PAIRS else 1
        yield _forms_at(letters, at, length)
        at += length


@lru_cache(maxsize=4096)
def _canonical_word(word: str) -> str:
    latin = word
    for cyrillic, form in _CANONICAL_CYRILLIC.items():
        if len(cyrillic) == 2:
            latin = latin.replace(cyrillic, form)
    latin = "".join(_canonical_letter(letter) for letter in latin)
    for spelling, form in _CANONICAL:
        latin = latin.replace(spelling, form)
    return _REPEATED.sub(lambda match: match[1] or match[2], latin)


def _canonical_letter(letter: str) -> str:
    if letter in _CANONICAL_CYRILLIC:
        return _CANONICAL_CYRILLIC[letter]
    return _ALTERNATIVES.get(letter, (letter,))[0]


def _upper(cyrillic: str) -> str:
    return "".join(letter for letter in repair_text(nfc(cyrillic)).upper() if letter in _LETTERS)
