"""Names printed twice, in Cyrillic and below it in Latin letters: each line is the other's proof.

Found without captions, which a photograph loses first (domain.md section 5).
"""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from extractors import _values as values
from extractors._reading import Passage, found, missing
from pipeline.model import Field, Page
from pipeline.text.transliterate import canonical_latin, same_in_latin

LEAST_LIKENESS = 75.0
"""A letter or two of the Cyrillic line may be misread."""
DOUBTED = 0.9


def twin_latin(pages: Sequence[Page], place: int) -> Field[str]:
    """The Latin line of the first (0) or second (1) name that stands twice on the pages."""
    twins = [twin for page in pages for twin in _twins(page)]
    return twins[place] if len(twins) == 2 else missing(pages)


def spelled(pages: Sequence[Page], latin: str) -> Field[str]:
    """The Cyrillic line that a Latin name spells, wherever it stands."""
    for page in pages:
        for line in page.lines:
            passage = Passage(page, line)
            name = values.cyrillic_name(passage.text)
            if name and same_in_latin(name, latin):
                return found(name, passage)
    return missing(pages)


def _twins(page: Page) -> list[Field[str]]:
    lines = [Passage(page, line) for line in page.lines]
    twins = []
    for above, below in pairwise(lines):
        name, latin = values.cyrillic_name(above.text), values.latin_name(below.text)
        if not name or not latin:
            continue
        if same_in_latin(name, latin):
            twins.append(found(latin, below))
        elif fuzz.ratio(canonical_latin(name), canonical_latin(latin)) >= LEAST_LIKENESS:
            twins.append(found(latin, below, DOUBTED * below.confidence))
    return twins
