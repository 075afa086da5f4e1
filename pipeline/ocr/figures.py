"""Numbers read a second time: a wrong figure is the worst that a reader can say.

Measured on 5 scanned pension extracts (1,550 numbers beside their text layer): Tesseract takes 3
for 5 and loses points in 16 while it is as sure as of the others, our line recogniser drops one of
two equal figures in 57, the Latin recogniser has none wrong. It decides; where it differs from the
first reading a third one is asked, and a number that no two readers agree on is too doubtful to
decide anything.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.cleanup import Image
from pipeline.model import Word
from pipeline.ocr import latin, recogniser
from pipeline.ocr.cutting import cut
from pipeline.text.homoglyphs import Script, digits, script_of

FRAME = "()[]{}«»\"“”;'‘’`|"
NUMBER = re.compile(r"[^\W\d_]?[\d.,/:-]*\d[\d.,/:-]*\d[\d.,/:-]*")
LATIN_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,/:№-]*")
SAMPLE = 60
"""Numbers of a page that are read again in any case, the least sure ones; a table has more."""
WEAK = 0.9
"""Numbers read with less confidence are all read again."""
MOST = 500
"""Numbers of a page that are read again where one of the sample was misread: a font that makes 3
look like 5 does so all over the page."""
ENOUGH = 0.85
AGREED = 0.985
SETTLED = 0.92
"""Two of three readers say so."""
OVERRULED = 0.75
"""The Latin recogniser alone against our own, which drops figures."""
UNSETTLED = 0.55
"""Each reader says something else; below what any rule decides on."""
UNHEARD = 0.9
"""What remains of the first reading where the second says nothing."""


def is_number(word: Word) -> bool:
    """Whether a word is a number of two figures or more, perhaps in brackets or quotes."""
    return NUMBER.fullmatch(word.text.strip(FRAME)) is not None


def reread(image: Image, words: Sequence[Word]) -> list[Word]:
    """The words of an upright page image, its numbers as the readers agree on them."""
    chosen = [
        index
        for index, word in enumerate(words)
        if word.from_ocr and word.engine != latin.ENGINE and is_number(word)
    ]
    # Our recogniser's numbers are all read again: its confidence does not tell a lost figure.
    chosen.sort(key=lambda index: (not _is_ours(words[index]), words[index].confidence))
    weak = sum(_is_ours(words[index]) or words[index].confidence < WEAK for index in chosen)
    least = min(MOST, max(SAMPLE, weak))
    settled = list(words)
    doubtful = _settle(image, settled, chosen[:least])
    if doubtful:
        _settle(image, settled, chosen[least:MOST])
    return settled


def _is_ours(word: Word) -> bool:
    return word.engine == recogniser.ENGINE


def _settle(image: Image, words: list[Word], chosen: Sequence[int]) -> bool:
    """Settle the chosen words in place; whether Tesseract was wrong in one of them."""
    said = latin.read_words([cut(image, words[index]) for index in chosen])
    open_ones: list[tuple[int, str, float]] = []
    for index, (text, sure) in zip(chosen, said, strict=True):
        word, bare = words[index], text.replace(" ", "").strip(FRAME)
        plain = LATIN_NUMBER.fullmatch(bare) and _has_figures(bare)
        if sure < ENOUGH or not plain or _letters(bare) > _letters(word.text):
            words[index] = replace(word, confidence=word.confidence * UNHEARD)
        elif _same(word.text, bare):
            better = max(word.confidence, AGREED)
            words[index] = replace(word, text=_within(word.text, bare), confidence=better)
        else:
            open_ones.append((index, bare, sure))
    if not open_ones:
        return False
    third = _third(image, [words[index] for index, *_ in open_ones])
    misread = False
    for (index, bare, sure), ours in zip(open_ones, third, strict=True):
        misread |= not _is_ours(words[index])
        words[index] = _decided(words[index], bare, sure, ours)
    return misread


def _third(image: Image, words: Sequence[Word]) -> list[str]:
    if not recogniser.available():
        return [""] * len(words)
    return [
        reading.text.replace(" ", "")
        for reading in recogniser.read_lines([cut(image, word) for word in words])
    ]


def _decided(word: Word, bare: str, sure: float, ours: str) -> Word:
    """One word from three readings: the first, the Latin one, our own of the word by itself."""
    doubled = _is_ours(word) and _without_doubles(word.text) == _without_doubles(bare)
    # Our reading of a cut-out does not confirm it against our reading of the line.
    agreed = _same(ours, bare) and not (_is_ours(word) and _goes_on(word.text, bare))
    if doubled or agreed:
        confidence = SETTLED * sure
    elif _goes_on(word.text, bare):
        return replace(word, confidence=min(word.confidence, OVERRULED))
    elif _is_ours(word):
        confidence = OVERRULED * sure
    elif _same(ours, word.text):
        return replace(word, confidence=min(word.confidence, UNSETTLED))
    else:
        confidence = UNSETTLED * sure
    text = _within(word.text, bare)
    return replace(word, text=text, confidence=confidence, engine=latin.ENGINE)


def _goes_on(first: str, second: str) -> bool:
    """Whether the second reading has only more at an end: a piece of the neighbour was cut out."""
    a, b = _figures(first), _figures(second)
    return b.startswith(a) or b.endswith(a)


def _has_figures(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) >= 2


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in digits(text))


def _same(first: str, second: str) -> bool:
    """Whether two readings say the same figures; points between them are the Latin reader's."""
    return _figures(first) == _figures(second)


def _figures(text: str) -> str:
    return "".join(sign for sign in digits(text.strip(FRAME)) if sign.isalnum())


def _without_doubles(text: str) -> str:
    return "".join(sign for sign, _ in groupby(_figures(text)))


def _within(printed: str, number: str) -> str:
    """The number in the brackets or quotes of the first reading, which knows Cyrillic letters."""
    bare = printed.strip(FRAME)
    if script_of(bare[0]) is Script.CYRILLIC and len(number) == len(bare):
        number = bare[0] + number[1:]
    return printed.replace(bare, number, 1)
