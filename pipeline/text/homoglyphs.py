"""Letters that look alike in Latin and Cyrillic print (domain.md section 2.2).

Recognition and careless typing mix the scripts inside a word. A word is written in one script;
the letters that exist in only one of the two tell which. Parts joined by a hyphen are words of
their own («IELTS-ке»).
"""

import re
from enum import Enum
from functools import lru_cache

_CYRILLIC_TO_LATIN = dict(
    zip("АВЕКМНОРСТУХІЈЅҺҮӘасеорухіјѕһкә", "ABEKMHOPCTYXIJShYƏaceopyxijshkə", strict=True)
)
_LATIN_TO_CYRILLIC = dict(
    zip("ABEKMHOPCTYXIJƏaceopyxijhklə", "АВЕКМНОРСТУХІЈӘасеорухіјһкіә", strict=True)
)
_TO_CYRILLIC = str.maketrans(_LATIN_TO_CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC_TO_LATIN)
# The yen sign stands for Ұ where a reader has no Kazakh letters.
_SIGNS_TO_CYRILLIC = str.maketrans({"¥": "Ұ"})
_TO_CAPITALS = str.maketrans(
    {letter: twin.upper() for letter, twin in _CYRILLIC_TO_LATIN.items() if twin not in "Əə"}
)
_TO_DIGITS = str.maketrans(
    {
        **dict.fromkeys("OoОоQDӨө", "0"),
        **dict.fromkeys("IilІі|!]", "1"),
        **dict.fromkeys("Zz", "2"),
        **dict.fromkeys("ЗзЭэ", "3"),
        **dict.fromkeys("Чч", "4"),
        **dict.fromkeys("SsЅѕ", "5"),
        **dict.fromkeys("БбGb", "6"),
        **dict.fromkeys("ВBв&", "8"),
        **dict.fromkeys("gq", "9"),
    }
)
_PART = re.compile(r"(?:[^\W\d_]|¥)+")


class Script(Enum):
    """The alphabet a word is written in."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"


def script_of(letter: str) -> Script | None:
    """Alphabet of one letter by its code point; None for anything else."""
    if "\u0400" <= letter <= "\u052f":
        return Script.CYRILLIC
    if letter.isalpha() and letter < "\u02b0":
        return Script.LATIN
    return None


def is_mixed(word: str) -> bool:
    """Whether one part of the word holds letters of both alphabets."""
    return any(_is_mixed_part(part) for part in _PART.findall(word))


def repair(word: str) -> str:
    """The word in one script.

    Where no letter is decisive, a mixed word takes the script of most of its letters, and a word
    in one script stays as it is.
    """
    return _PART.sub(lambda match: _repair_part(match.group()), word)


def repair_text(text: str) -> str:
    """Every word of the text in one script; white space is kept."""
    return repair(text)


def to_latin_capitals(text: str) -> str:
    """Upper case, with Cyrillic look-alikes as Latin letters, for number and MRZ zones."""
    return text.upper().translate(_TO_CAPITALS)


def digits(text: str) -> str:
    """Letters taken for the digits they resemble, for zones that hold digits only.

    Maps and does not judge: letters without a resembling digit stay.
    """
    return text.translate(_TO_DIGITS)


def _is_mixed_part(part: str) -> bool:
    return len({script_of(letter) for letter in part} - {None}) == 2


@lru_cache(maxsize=20_000)
def _repair_part(part: str) -> str:
    match _script_of_part(part):
        case Script.CYRILLIC:
            return _keep_case(part.translate(_TO_CYRILLIC).translate(_SIGNS_TO_CYRILLIC))
        case Script.LATIN:
            return part.translate(_TO_LATIN)
        case _:
            return part


def _script_of_part(part: str) -> Script | None:
    cyrillic = sum(_only_cyrillic(letter) for letter in part)
    latin = sum(_only_latin(letter) for letter in part)
    if cyrillic != latin:
        return Script.CYRILLIC if cyrillic > latin else Script.LATIN
    if not _is_mixed_part(part):
        return None
    if not latin and ("Ə" in part or "ə" in part):
        return Script.CYRILLIC
    balance = sum(_side(letter) for letter in part)
    if not balance:
        return None
    return Script.CYRILLIC if balance > 0 else Script.LATIN


def _only_cyrillic(letter: str) -> bool:
    return script_of(letter) is Script.CYRILLIC and letter not in _CYRILLIC_TO_LATIN


def _only_latin(letter: str) -> bool:
    return script_of(letter) is Script.LATIN and letter not in _LATIN_TO_CYRILLIC


def _side(letter: str) -> int:
    match script_of(letter):
        case Script.CYRILLIC:
            return 1
        case Script.LATIN:
            return -1
        case _:
            return 0


def _keep_case(word: str) -> str:
    """A small і between capitals is a capital one, and the other way round."""
    letters = [letter for letter in word if letter not in "Ііһ"]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return word.upper()
    if letters and all(letter.islower() for letter in letters[1:]):
        return word[0] + word[1:].lower()
    return word
