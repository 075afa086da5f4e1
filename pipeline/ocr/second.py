"""A second reading of what Tesseract misreads while it seems sure: digits, Latin among Cyrillic.

Numbers are read by both engines: agreement raises confidence, disagreement lowers it, and the
Latin recogniser, which is better at digits, gives the value. Words of two scripts or with signs
inside are read again as Latin.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.cleanup import Image
from pipeline.model import Word
from pipeline.ocr import latin, recogniser
from pipeline.text.homoglyphs import digits, is_mixed, repair

MOST_WORDS = 60
"""Words of a page that are read again; a table of numbers has its own check, its sums."""
NUMBER = re.compile(r"[^\W\d_]?[\d.,/:-]*\d[\d.,/:-]*\d[\d.,/:-]*")
ODD = re.compile(r"[?$!\\%&@{}|~^]|(?<=[^\W\d_])\d|\d(?=[^\W\d_])")
LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,/'№-]*")
ENOUGH = 0.85
AGREED = 0.985
DISAGREED = 0.8
TAKEN_FOR_SIGN = frozenset({"Хе", "ХЕ", "Xe", "Ne", "Nе", "Ме", "№е", "№о", "Nо"})
"""What Tesseract makes of «№»."""
SETTLED = 0.88
"""Confidence of a word in which one reading overruled the other."""


def reread(image: Image, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of an upright page image, those that are worth it read once more.

    A word of two alphabets is first written in the one that its decisive letters belong to.
    """
    words = _with_number_signs([_in_one_script(word) for word in words])
    chosen = [
        index
        for index, word in enumerate(words)
        if word.engine != latin.ENGINE and (_is_number(word) or _is_odd(word))
    ]
    chosen = sorted(chosen, key=lambda index: words[index].confidence)[:MOST_WORDS]
    said = latin.read_words([_cut(image, words[index]) for index in chosen])
    changed = list(words)
    for index, (text, sure) in zip(chosen, said, strict=True):
        changed[index] = _settled(words[index], text.replace(" ", ""), sure)
    return _with_tails(image, changed)


def _with_tails(image: Image, words: list[Word]) -> tuple[Word, ...]:
    """Capitals whose tail Tesseract overlooks, read again by the line recogniser: Щ taken for Ш."""
    doubtful = [index for index, word in enumerate(words) if _may_lack_tail(word)][:MOST_WORDS]
    if doubtful and recogniser.available():
        readings = recogniser.read_lines([_cut(image, words[index]) for index in doubtful])
        for index, reading in zip(doubtful, readings, strict=True):
            word, said = words[index], reading.text.strip()
            if said != word.text and said.replace("Щ", "Ш") == word.text.replace("Щ", "Ш"):
                words[index] = replace(word, text=said, confidence=min(word.confidence, SETTLED))
    return tuple(words)


def _may_lack_tail(word: Word) -> bool:
    return word.from_ocr and (word.text[0] == "Ш" or ("Ш" in word.text and word.text.isupper()))


def _with_number_signs(words: Sequence[Word]) -> list[Word]:
    """«№» where it was taken for two letters: «Хе 4» before a number in the same line."""
    mended = list(words)
    for index in range(len(words) - 1):
        word, following = words[index], words[index + 1]
        before_number = following.line == word.line and following.text[0].isdigit()
        if word.from_ocr and word.text in TAKEN_FOR_SIGN and before_number:
            mended[index] = replace(word, text="№", confidence=min(word.confidence, DISAGREED))
    return mended


def _in_one_script(word: Word) -> Word:
    if not is_mixed(word.text):
        return word
    return replace(word, text=repair(word.text))


def _is_number(word: Word) -> bool:
    return NUMBER.fullmatch(word.text) is not None


def _is_odd(word: Word) -> bool:
    letters = word.text.strip('.,;:!?()«»"')
    return len(letters) > 2 and (ODD.search(letters) is not None or is_mixed(letters))


def _settled(word: Word, text: str, sure: float) -> Word:
    """One word from two readings."""
    if sure < ENOUGH or not LATIN_WORD.fullmatch(text):
        return replace(word, confidence=word.confidence * 0.9) if _is_number(word) else word
    if not _is_number(word):
        return replace(word, text=text, confidence=min(sure, DISAGREED), engine=latin.ENGINE)
    if text == word.text or digits(text) == digits(word.text):
        return replace(word, text=text, confidence=max(word.confidence, AGREED))
    if len(text) == len(word.text) and sum(c.isdigit() for c in text) >= 2:
        return replace(word, text=text, confidence=DISAGREED * sure, engine=latin.ENGINE)
    return replace(word, confidence=word.confidence * 0.7)


def _cut(image: Image, word: Word) -> Image:
    """The word with a margin of a third of its height."""
    height, width = image.shape[:2]
    box = word.box
    margin = max(2, round(0.3 * box.height * height))
    return image[
        max(0, round(box.top * height) - margin) : round(box.bottom * height) + margin,
        max(0, round(box.left * width) - margin) : round(box.right * width) + margin,
    ]
