"""A second reading of what Tesseract misreads while it seems sure.

Numbers have a module of their own (`figures`). Words of two scripts or with signs inside are read
again as Latin; capitalised words, which names are, by our line recogniser: agreement raises
confidence, disagreement lowers it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from pipeline.cleanup import Image
from pipeline.model import Word
from pipeline.ocr import figures, latin, recogniser
from pipeline.ocr.cutting import cut
from pipeline.text.homoglyphs import is_mixed, repair

MOST_WORDS = 60
"""Words of a page that are read again for one reason."""
ODD = re.compile(r"[?$!\\%&@{}|~^]|(?<=[^\W\d_])\d|\d(?=[^\W\d_])")
LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,/'№-]*")
CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
SMALL = "а-яёәғқңөұүһі"
NAME = re.compile(rf"[{CAPITAL}][{SMALL}]{{2,}}(?:-[{CAPITAL}][{SMALL}]+)?|[{CAPITAL}-]{{3,}}")
BOTH_SCRIPTS = re.compile(r"[ABEKMHOPCTYX]{2,}")
"""A word of Latin letters that are Cyrillic ones too."""
CYRILLIC_WORD = re.compile(rf"[{CAPITAL}{SMALL}]{{3,}}")
PAIR = re.compile(rf"[A-Z{CAPITAL}][A-Z{CAPITAL}0]")
SERIES = re.compile(r"[A-Z]{2}")
LONG_NUMBER = re.compile(r"\d{8}")
EDGES = ".,;:()«»\"“”'"
ENOUGH = 0.85
DISAGREED = 0.8
TAKEN_FOR_SIGN = frozenset({"Хе", "ХЕ", "Xe", "Ne", "Nе", "Ме", "Мг", "№е", "№о", "Nо"})
"""What Tesseract makes of «№»."""
SETTLED = 0.88
"""Confidence of a word in which one reading overruled the other."""
SUSPECT = 0.935
"""Measured on 2,440 capitalised words of scans: Tesseract was wrong in 12, all below this."""
OURS_SURE = 0.95
"""From here our recogniser overrules such a word in letters: right in all 11 of them; below it was
wrong where Tesseract was right."""
CONFIRMED = 0.97
UNCONFIRMED = 0.89
"""What a suspect word comes to where our recogniser says something else, unsure itself."""


def reread(image: Image, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of an upright page image, those that are worth it read once more.

    A word of two alphabets is first written in the one that its decisive letters belong to.
    """
    changed = figures.reread(image, _with_number_signs(_in_script_of_line(words)))
    chosen = [
        index
        for index, word in enumerate(changed)
        if word.engine != latin.ENGINE and not figures.is_number(word) and _is_odd(word)
    ]
    chosen = sorted(chosen, key=lambda index: changed[index].confidence)[:MOST_WORDS]
    said = latin.read_words([cut(image, changed[index]) for index in chosen])
    for index, (text, sure) in zip(chosen, said, strict=True):
        if sure >= ENOUGH and LATIN_WORD.fullmatch(text.replace(" ", "")):
            changed[index] = replace(
                changed[index],
                text=text.replace(" ", ""),
                confidence=min(sure, DISAGREED),
                engine=latin.ENGINE,
            )
    return _with_names(image, _with_series(image, changed))


def _with_series(image: Image, words: list[Word]) -> list[Word]:
    """Two capitals before a long number, as both other readers say them.

    Tesseract takes the series «BQ» and «BD» of a diploma for Cyrillic «ВО»; both others read all
    of 34 right.
    """
    chosen = [index for index, word in enumerate(words) if _is_series(word, words[index + 1 :])]
    if not chosen or not recogniser.available():
        return words
    cuts = [cut(image, words[index]) for index in chosen]
    said = zip(latin.read_words(cuts), recogniser.read_lines(cuts), strict=True)
    for index, ((text, sure), ours) in zip(chosen, said, strict=True):
        word, bare = words[index], text.strip(EDGES + " ")
        if sure >= ENOUGH and SERIES.fullmatch(bare) and ours.text.strip(EDGES + " ") == bare:
            told = word.text.replace(word.text.strip(EDGES), bare, 1)
            words[index] = replace(word, text=told, confidence=CONFIRMED, engine=latin.ENGINE)
    return words


def _is_series(word: Word, following: Sequence[Word]) -> bool:
    if not word.from_ocr or not PAIR.fullmatch(word.text.strip(EDGES)):
        return False
    return any(LONG_NUMBER.search(other.text) for other in following[:2] if other.line == word.line)


def _with_names(image: Image, words: list[Word]) -> tuple[Word, ...]:
    """Capitalised words that may be misread, read again by our recogniser.

    Tesseract loses Kazakh letters (ұ, қ, ә) and the tail of Щ there.
    """
    doubtful = [index for index, word in enumerate(words) if _may_be_misread(word)]
    doubtful = sorted(doubtful, key=lambda index: words[index].confidence)[:MOST_WORDS]
    if doubtful and recogniser.available():
        readings = recogniser.read_lines([cut(image, words[index]) for index in doubtful])
        for index, reading in zip(doubtful, readings, strict=True):
            said = reading.text.strip(EDGES + " ")
            words[index] = _compared(words[index], said, reading.confidence)
    return tuple(words)


def _may_be_misread(word: Word) -> bool:
    if not word.from_ocr or word.engine in (latin.ENGINE, recogniser.ENGINE):
        return False
    bare = word.text.strip(EDGES)
    if not NAME.fullmatch(bare):
        return False
    return word.confidence < SUSPECT or bare[0] == "Ш" or ("Ш" in bare and bare.isupper())


def _compared(word: Word, said: str, sure: float) -> Word:
    """The word in the light of what our recogniser says to it."""
    bare = word.text.strip(EDGES)
    if said == bare:
        return replace(word, confidence=max(word.confidence, CONFIRMED))
    if said.casefold() == bare.casefold():
        return word
    if sure < ENOUGH:
        limit = 1.0 if word.confidence >= SUSPECT else UNCONFIRMED
        return replace(word, confidence=min(word.confidence, limit))
    if said.replace("Щ", "Ш") == bare.replace("Щ", "Ш"):
        return _overruled(word, bare, said, SETTLED)
    if word.confidence >= SUSPECT:
        return word
    if sure >= OURS_SURE and len(said) == len(bare) and _near(said, bare):
        return _overruled(word, bare, said, SETTLED * sure)
    return replace(word, confidence=min(word.confidence, DISAGREED))


def _overruled(word: Word, bare: str, said: str, confidence: float) -> Word:
    confidence = min(word.confidence, confidence)
    return replace(word, text=word.text.replace(bare, said, 1), confidence=confidence)


def _near(said: str, bare: str) -> bool:
    return bool(NAME.fullmatch(said)) and Levenshtein.distance(said, bare) <= len(bare) // 2


def _with_number_signs(words: Sequence[Word]) -> list[Word]:
    """«№» where it was taken for two letters: «Хе 4» before a number in the same line."""
    mended = list(words)
    for index in range(len(words) - 1):
        word, following = words[index], words[index + 1]
        before_number = following.line == word.line and following.text[0].isdigit()
        if word.from_ocr and word.text in TAKEN_FOR_SIGN and before_number:
            mended[index] = replace(word, text="№", confidence=min(word.confidence, DISAGREED))
    return mended


def _in_script_of_line(words: Sequence[Word]) -> list[Word]:
    """Words in one script each; «TOO» beside a Cyrillic word is «ТОО».

    What stands behind a stroke may be the same in another language.
    """
    mended = [_in_one_script(word) for word in words]
    for index, word in enumerate(mended):
        bare = word.text.strip(EDGES)
        if not word.from_ocr or not BOTH_SCRIPTS.fullmatch(bare):
            continue
        around = [
            other for other in mended[max(0, index - 1) : index + 2] if other.line == word.line
        ]
        names = [found.group() for other in around if (found := CYRILLIC_WORD.search(other.text))]
        if names and not any("/" in other.text for other in around):
            said = repair(names[0] + bare)[len(names[0]) :]
            mended[index] = replace(word, text=word.text.replace(bare, said, 1))
    return mended


def _in_one_script(word: Word) -> Word:
    if not is_mixed(word.text):
        return word
    return replace(word, text=repair(word.text))


def _is_odd(word: Word) -> bool:
    letters = word.text.strip('.,;:!?()«»"')
    return len(letters) > 2 and (ODD.search(letters) is not None or is_mixed(letters))
