"""Whether the letters of a text layer are the letters of a language.

A text layer can be rubbish although the page looks fine: fonts without a map to Unicode,
a code page taken for another, legacy Kazakh fonts that put ќ where қ is drawn. Only what such
layers look like is known here, not how a page is drawn.
"""

import unicodedata
from collections.abc import Sequence

from pipeline.text import homoglyphs
from pipeline.text.homoglyphs import Script

FEWEST_LETTERS = 12
"""A layer with fewer letters and digits says nothing about a page."""
_VOWELS = frozenset("аәеёиіоөуұүыэюяaeiouyəıæø")
# Letters of Serbian and Macedonian, which stand for Kazakh ones in legacy 8-bit fonts.
_LEGACY = frozenset("ЂЃЉЊЋЌЏђѓљњћќџ")
_CONSONANTS_IN_A_ROW = 6


def letters_and_digits(words: Sequence[str]) -> int:
    """How much a layer says."""
    return sum(sign.isalnum() for word in words for sign in word)


def is_garbage(words: Sequence[str]) -> bool:
    """Whether the words, as the text layer gives them, are not what a person reads on the page."""
    if not words:
        return False
    tests = (_unmapped, _foreign, _mojibake, _legacy, _mixed, _consonants, _implausible)
    return any(test(words) for test in tests)


def _unmapped(words: Sequence[str]) -> bool:
    """Characters without Unicode: a few symbols are bullets, one inside a word is a lost letter."""
    torn = sum("(cid:" in word or _is_torn(word) for word in words)
    lost = sum(is_lost(sign) for word in words for sign in word) + sum(
        word.count("(cid:") for word in words
    )
    return torn > 0.05 * len(words) or lost > 0.3 * sum(map(len, words))


def _is_torn(word: str) -> bool:
    return any(map(is_lost, word)) and any(map(str.isalpha, word))


def is_lost(sign: str) -> bool:
    """Whether a character stands for one that the text layer does not know."""
    return sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs")


def _foreign(words: Sequence[str]) -> bool:
    """Most letters are neither Cyrillic nor Latin, which no engine here could read either."""
    letters = _letters(words)
    foreign = sum(homoglyphs.script_of(letter) is None for letter in letters)
    return len(letters) >= 20 and foreign > 0.5 * len(letters)


def _mojibake(words: Sequence[str]) -> bool:
    """cp1251 taken for Latin-1: «Ïðèâåò». No European language has so many accents."""
    latin = [letter for letter in _letters(words) if homoglyphs.script_of(letter) is Script.LATIN]
    accented = sum(letter > "\x7f" for letter in latin)
    return len(latin) >= 30 and accented > 0.5 * len(latin)


def _legacy(words: Sequence[str]) -> bool:
    hit = sum(not _LEGACY.isdisjoint(word) for word in words)
    return len(words) >= 10 and hit > 0.05 * len(words)


def _mixed(words: Sequence[str]) -> bool:
    """Words of both scripts that no exchange of look-alikes makes a word of one."""
    spelled = [word for word in words if sum(map(str.isalpha, word)) > 1]
    mixed = sum(homoglyphs.is_mixed(homoglyphs.repair(word)) for word in spelled)
    return len(spelled) >= 10 and mixed > 0.25 * len(spelled)


def _consonants(words: Sequence[str]) -> bool:
    """Too few or too many vowels for any language: letters shifted to other places.

    Russian, Kazakh, English, German have 38 to 45 % vowels; long lists of codes somewhat fewer.
    """
    letters = _letters(words)
    vowels = sum(map(_is_vowel, letters))
    return len(letters) >= 120 and not 0.25 <= vowels / len(letters) <= 0.65


def _implausible(words: Sequence[str]) -> bool:
    spelled = [word for word in words if sum(map(str.isalpha, word)) > 1]
    plausible = sum(map(_is_plausible, spelled))
    return len(spelled) >= 20 and plausible < 0.5 * len(spelled)


def _is_plausible(word: str) -> bool:
    """Whether a word can be pronounced, or is an abbreviation in capitals."""
    if word.isupper() and sum(map(str.isalpha, word)) <= 5:
        return True
    run = longest = 0
    for letter in filter(str.isalpha, word):
        run = 0 if _is_vowel(letter) else run + 1
        longest = max(longest, run)
    return any(map(_is_vowel, word)) and longest < _CONSONANTS_IN_A_ROW


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.lower())[0] in _VOWELS or letter.lower() in _VOWELS


def _letters(words: Sequence[str]) -> list[str]:
    return [sign for word in words for sign in word if sign.isalpha()]
