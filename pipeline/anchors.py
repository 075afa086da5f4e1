"""Where the words of an anchor stand on a page: as they are, damaged, torn or letter-spaced.

Knows no document type; `classify` weighs what is found here.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.geometry import around_words
from pipeline.model import Anchor, Page
from pipeline.text.normalise import fold

FUZZY_FROM = 6
LEAST_LIKENESS = 90.0
LEAST_LIKENESS_TORN = 80.0
"""Enough where a reader has joined or split words."""
LEAST_LIKENESS_WORD = 65.0
WORD_FROM = 4
"""Shorter words may be damaged beyond comparison."""
HEAD = 0.45
"""An opening anchor counts fully in this upper part of a page, by half below it."""
LONGEST_HEADING = 9
"""A line of more words is a sentence."""
SPACED = re.compile(r"(?<!\S)(?:[^\W\d_]\s+){3,}[^\W\d_](?!\S)")
"""A word set with spaces between its letters: «Д И П Л О М»."""


class PageWords:
    """What a page says, folded: all of it, its head, and the lines that may be titles."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def all(self) -> str:
        """Everything on the page."""
        return _folded_page(self.page.text)

    @cached_property
    def head(self) -> str:
        """The upper part; all where nothing stands in it."""
        upper = " ".join(word.text for word in self.page.words if word.box.bottom <= HEAD)
        return _folded_page(upper or self.page.text)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Short lines of the upper part, each also with the one below: a title may be broken."""
        lines = [
            _folded_page(" ".join(word.text for word in line))
            for line in self.page.lines
            if len(line) <= LONGEST_HEADING and around_words(line).bottom <= HEAD
        ]
        return (*lines, *(f"{line} {below}" for line, below in pairwise(lines)))

    def likeness(self, anchor: Anchor) -> float:
        """1 for the anchor's words where they belong, less for a near match, 0 for none."""
        wanted = _folded(anchor.text)
        if anchor.heading:
            more = anchor.text.endswith("*")
            return max((_begins(wanted, line, more) for line in self.headings), default=0.0)
        if not anchor.opens:
            return likeness(wanted, self.all)
        return likeness(wanted, self.head) or likeness(wanted, self.all) / 2

    def opens_with(self, anchor: Anchor) -> bool:
        """Whether the anchor is a title and stands where titles do."""
        wanted = _folded(anchor.text)
        if anchor.heading:
            return self.likeness(anchor) > 0
        return anchor.opens and likeness(wanted, self.head) > 0

    def says(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of the phrases stands on the page, inflected words by their stems («*»)."""
        return any(_said(phrase, self.all) for phrase in phrases)


def _said(phrase: str, text: str) -> bool:
    wanted = _folded(phrase)
    if phrase.endswith("*"):
        return f" {wanted}" in f" {text}"
    return f" {wanted} " in f" {text} " or (len(wanted) > WORD_FROM and likeness(wanted, text) > 0)


def _begins(wanted: str, line: str, more: bool) -> float:
    """Whether a line begins with the words; a single one must be the whole line, unless «*»."""
    if " " not in wanted and not more:
        return float(line == wanted)
    if f"{line} ".startswith(f"{wanted} "):
        return 1.0
    near = fuzz.ratio(wanted, line[: len(wanted)]) if len(wanted) >= FUZZY_FROM else 0.0
    return near / 100 if near >= LEAST_LIKENESS else 0.0


def likeness(wanted: str, text: str) -> float:
    """1 for the words as they are in a text, less for a near match, 0 for none; both folded."""
    if f" {wanted}" in f" {text}":
        return 1.0
    if not FUZZY_FROM <= len(wanted) <= len(text):
        return 0.0
    near = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LEAST_LIKENESS)
    if near is None or not _same_words(wanted, text, near.dest_start, near.dest_end):
        return 0.0
    return float(near.score) / 100


def _same_words(wanted: str, text: str, start: int, end: int) -> bool:
    """Whether the words around a near match are the wanted ones, damaged or inflected.

    «Training placement» holds most letters of «training plan», «туу туралы» of «тану туралы».
    """
    start = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", max(start, end - 1))
    found, words = text[start : stop if stop >= 0 else len(text)].split(), wanted.split()
    if len(found) != len(words):
        return fuzz.ratio(wanted, " ".join(found)) >= LEAST_LIKENESS_TORN
    return all(
        len(word) < WORD_FROM or fuzz.ratio(word, other[: len(word) + 2]) >= LEAST_LIKENESS_WORD
        for word, other in zip(words, found, strict=True)
    )


@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return fold(text)


def _folded_page(text: str) -> str:
    """Folded, letter-spaced words joined."""
    return fold("\n".join(_joined_lines(text)))


def _joined_lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield SPACED.sub(lambda spaced: re.sub(r"\s", "", spaced.group()), line)
