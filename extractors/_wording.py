"""Where words of a phrase stand in running text, whatever their endings and one misread letter.

Stems end in `*` («нотариус*»); words are compared folded, long ones nearly (domain.md section 2.2).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from pipeline.text.normalise import fold

WORD = re.compile(r"[^\W_]+")
FUZZY_FROM = 6
"""Shorter words must match to the letter."""
LEAST_LIKENESS = 82.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at `start`..`end` of the text, and how well it matches (0..1)."""

    start: int
    end: int
    likeness: float


class Wording:
    """The words of a text, ready to be searched for phrases."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, phrases: Iterable[str], start: int = 0, end: int | None = None) -> list[Hit]:
        """All places of the phrases between two characters, in reading order."""
        words = self._words
        first = bisect_left(self._starts, start)
        last = len(words) if end is None else bisect_right(self._ends, end)
        hits = [hit for phrase in phrases for hit in self._places(phrase, first, last)]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def first(self, phrases: Iterable[str], start: int = 0, end: int | None = None) -> Hit | None:
        """The first place of any of the phrases."""
        return next(iter(self.find(phrases, start, end)), None)

    def _places(self, phrase: str, first: int, last: int) -> Iterator[Hit]:
        stems = _stems(phrase)
        words = self._words
        for at in range(first, last - len(stems) + 1):
            worst = _likeness(words[at][0], stems[0])
            for offset in range(1, len(stems)):
                if not worst:
                    break
                worst = min(worst, _likeness(words[at + offset][0], stems[offset]))
            if worst:
                yield Hit(words[at][1], words[at + len(stems) - 1][2], worst)

    @cached_property
    def _words(self) -> Sequence[tuple[str, int, int]]:
        found = ((_folded(m.group()), m.start(), m.end()) for m in WORD.finditer(self.text))
        return [word for word in found if word[0]]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start, _ in self._words]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, _, end in self._words]


_folded = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=4096)
def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(fold(part) + ("*" if part.endswith("*") else "") for part in phrase.split())


@lru_cache(maxsize=1 << 18)
def _likeness(word: str, stem: str) -> float:
    """0..1 for one folded word; 0 where it is another word."""
    bare = stem.rstrip("*")
    if stem.endswith("*"):
        if word.startswith(bare):
            return 1.0
        word = word[: len(bare)]
    if word == bare:
        return 1.0
    if len(bare) < FUZZY_FROM or abs(len(word) - len(bare)) > 1:
        return 0.0
    likeness = fuzz.ratio(word, bare, score_cutoff=LEAST_LIKENESS)
    return likeness / 100
