"""How much of a text stands in another one, word for word."""

from hashlib import blake2b

from pipeline.text.normalise import fold

RUN = 5
"""Words that follow each other and are compared as one: shorter runs are everybody's phrases."""


def shingles(text: str) -> frozenset[int]:
    """Numbers of all runs of words, folded; they can be stored and give no text away by themselves.

    A text shorter than a run has one number for all of it, an empty text none.
    """
    words = fold(text).split()
    if not words:
        return frozenset()
    starts = range(max(1, len(words) - RUN + 1))
    return frozenset(_number(" ".join(words[start : start + RUN])) for start in starts)


def shared(first: frozenset[int], second: frozenset[int]) -> float:
    """0..1: the share of the smaller text's runs that the other has; 0 where one is empty."""
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=6).digest(), "big")
