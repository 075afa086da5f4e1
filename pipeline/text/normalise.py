"""Two views of printed text: `fold` for finding labels, `clean` for values (domain.md section 2.2).

A folded text is never shown and never stored as a value.
"""

import re
import unicodedata
from functools import lru_cache

from pipeline.text import homoglyphs

_FOLDED_LETTERS = str.maketrans("әғқңөұүһіё", "агкноуухие")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"))
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2014\u2015", "–"))
_DASH_IN_WORD = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
_ONE_BETWEEN_LETTERS = re.compile(r"(?<=[\u0400-\u052f])1(?=[\u0400-\u052f])")
_SPLIT_SCHWA = re.compile(r"(?<=[\u0400-\u052f]) ([Əə]) (?=[\u0400-\u052f])")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"), ("„", "“"))
_STRAY = " ,;:|*~`'_=<>\\/•·…-–\t\n"
_SHORT_BEFORE_DOT = re.compile(r"(?:^|[\s.])[^\W\d_]{1,2}\.$")


def nfc(text: str) -> str:
    """Unicode NFC without invisible characters.

    A Latin schwa that a text layer has split off a Cyrillic word («М Ə РТЕБЕСІ») is joined again.
    """
    joined = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _SPLIT_SCHWA.sub(r"\1", joined)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The form in which labels and anchors are compared, never values.

    Lower case, one script per word, Kazakh letters as their Russian neighbours (Қ as К, І as И),
    Ё as Е, punctuation as one space.
    """
    text = _ONE_BETWEEN_LETTERS.sub("І", homoglyphs.repair_text(nfc(text)))
    return _NOT_ALPHANUMERIC.sub(" ", text.casefold().translate(_FOLDED_LETTERS)).strip()


def clean(text: str) -> str:
    """A value as printed: NFC, one script per word, plain spaces and dashes, no stray ends.

    A final full stop stays where it belongs to an initial or an abbreviation of up to two letters.
    """
    text = nfc(text).translate(_HYPHENS).translate(_DASHES)
    text = _DASH_IN_WORD.sub("-", " ".join(text.split()))
    return _trim(homoglyphs.repair_text(text))


def _trim(text: str) -> str:
    while True:
        trimmed = _without_lonely_ends(text.strip(_STRAY).lstrip("."))
        if trimmed.endswith(".") and not _SHORT_BEFORE_DOT.search(trimmed):
            trimmed = trimmed.rstrip(".")
        if trimmed == text:
            return trimmed
        text = trimmed


def _without_lonely_ends(text: str) -> str:
    """Without a bracket or quote at either end whose partner is missing."""
    for opening, closing in _BRACKETS:
        if text.startswith(opening) and closing not in text:
            text = text[1:]
        if text.endswith(closing) and opening not in text:
            text = text[:-1]
    if text.count('"') == 1 and (text.startswith('"') or text.endswith('"')):
        text = text.strip('"')
    return text
