"""Words set with spaces between their letters, as titles are: «С П Р А В К А» is one word again."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.geometry import around_words
from pipeline.model import Page, Word

FEWEST = 4
"""Fewer single letters in a row are initials or marks of a test."""
MOSTLY = 0.6
"""Such a share of a spaced word stands letter by letter."""
NEXT_WORD = 1.7
"""A gap wider than the usual one by this factor parts two spaced words."""


def closed_up(page: Page) -> Page:
    """The page with letter-spaced words joined, each in one frame."""
    words: list[Word] = []
    for line in page.lines:
        run: list[Word] = []
        for word in line:
            if _is_letter(word):
                run.append(word)
                continue
            words += [*_joined(run), word]
            run = []
        words += _joined(run)
    return page if len(words) == len(page.words) else replace(page, words=tuple(words))


def _is_letter(word: Word) -> bool:
    # Kerned letters touch: «С П РА В К А».
    return len(word.text) <= 2 and word.text.isalpha() and word.text.isupper()


def _joined(run: Sequence[Word]) -> list[Word]:
    single = sum(len(word.text) == 1 for word in run)
    if len(run) < FEWEST or single < MOSTLY * len(run):
        return list(run)
    gaps = [right.box.left - left.box.right for left, right in pairwise(run)]
    usual = median(gaps)
    parts = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > NEXT_WORD * usual:
            parts.append([])
        parts[-1].append(word)
    return [_word(part) for part in parts]


def _word(letters: Sequence[Word]) -> Word:
    return replace(
        letters[0],
        text="".join(letter.text for letter in letters),
        box=around_words(letters),
        confidence=min(letter.confidence for letter in letters),
    )
