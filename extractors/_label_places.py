"""Where the words of a label stand: in a line, or over two lines of a narrow cell."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.geometry import around_words
from pipeline.model import Word
from pipeline.text.normalise import fold

FUZZY_FROM = 7
LEAST_LIKENESS = 84.0
LEAST_WRAPPED = 92.0
FEWEST_WORDS = 3
"""A label of fewer words does not wrap; two short ones stand under each other."""
SAME_LEFT = 0.008
NEXT_LINE = 0.9
"""The second line of a label follows within so many letter heights."""


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The form in which labels are compared."""
    return fold(text)


def places_in(text: str, spelling: str) -> Iterator[tuple[int, int, float]]:
    """Where a folded label stands in a folded line, at word borders, and how well it matches."""
    padded, wanted = f" {text} ", f" {spelling} "
    at = padded.find(wanted)
    exact = at >= 0
    while at >= 0:
        yield at, at + len(spelling), 1.0
        at = padded.find(wanted, at + 1)
    if exact or len(spelling) < FUZZY_FROM or len(text) < len(spelling) - 2:
        return
    near = fuzz.partial_ratio_alignment(spelling, text, score_cutoff=LEAST_LIKENESS)
    if near is None or near.dest_end - near.dest_start < len(spelling) - 2:
        return
    start = text.rfind(" ", 0, near.dest_start + 2) + 1
    end = text.find(" ", max(0, near.dest_end - 2))
    end = len(text) if end < 0 else end
    likeness = fuzz.ratio(spelling, text[start:end])
    if likeness >= LEAST_LIKENESS and not _lacks_a_word(text[start:end], spelling):
        yield start, end, likeness / 100


def _lacks_a_word(text: str, spelling: str) -> bool:
    """Whether a word of the label is missing: «certificate» is no «certificate no»."""
    fewer = text.count(" ") < spelling.count(" ")
    return fewer and len(text.replace(" ", "")) < len(spelling.replace(" ", "")) - 1


def wrapped_label(
    upper: Sequence[Word],
    lower: Sequence[Word],
    spellings: Sequence[tuple[str, str]],
) -> tuple[str, float] | None:
    """The label that two lines of one cell make together, with its likeness; None for none."""
    first, second = around_words(upper), around_words(lower)
    height = min(first.height, second.height)
    near = -0.3 * height < second.top - first.bottom < NEXT_LINE * height
    if not near or abs(first.left - second.left) > SAME_LEFT:
        return None
    head = folded(" ".join(word.text for word in upper))
    rest = folded(" ".join(word.text for word in lower))
    if any(spelling in (head, rest) for _, spelling in spellings):
        return None
    text = f"{head} {rest}"
    for name, spelling in spellings:
        if spelling.count(" ") + 1 < FEWEST_WORDS or not spelling.startswith(head[:FUZZY_FROM]):
            continue
        likeness = fuzz.ratio(text, spelling, score_cutoff=LEAST_WRAPPED)
        if likeness and len(head) < len(spelling) - 2:
            return name, likeness / 100
    return None
