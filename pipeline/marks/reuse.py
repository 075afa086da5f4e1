"""Fingerprints by which a page, or the text of a letter, is found again in another package.

Three grow more forgiving in turn: the hash of the file, a perceptual hash of the page's picture
(a rescan of the same paper), and a MinHash of the shingles of its text (a copied letter with a
few words changed). A fingerprint holds nothing that could be read back; it is text, so that it
can be stored and compared later.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.normalise import fold

SHINGLE = 5
"""Words in a row that must be the same."""
PERMUTATIONS = 64
LEAST_WORDS = 40
"""Shorter texts repeat each other by chance."""
SAME_PICTURE = 10
"""Differing bits of 256 up to which two pictures show the same paper."""
SAME_TEXT = 0.5
"""Share of common shingles from which a text is a copy; forms share less once filled in."""
_HEX = 8


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Of one page: `picture` is 256 bits, `text` 64 numbers, both hexadecimal, empty without."""

    picture: str = ""
    text: str = ""


def text_fingerprint(words: Sequence[str]) -> str:
    """MinHash of the shingles of a text; empty for a text too short to tell."""
    from datasketch import MinHash

    folded = [part for word in words if (part := "".join(filter(str.isalnum, fold(word))))]
    if len(folded) < LEAST_WORDS:
        return ""
    shingles = {
        " ".join(folded[start : start + SHINGLE]) for start in range(len(folded) - SHINGLE + 1)
    }
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return "".join(f"{int(value):0{_HEX}x}" for value in sketch.hashvalues)


def text_likeness(a: str, b: str) -> float:
    """Share of common shingles (Jaccard index) as far as two fingerprints tell; 0 without one."""
    if not a or len(a) != len(b):
        return 0.0
    places = range(0, len(a), _HEX)
    same = sum(a[place : place + _HEX] == b[place : place + _HEX] for place in places)
    return same / len(places)


def picture_distance(a: str, b: str) -> int | None:
    """Bits of 256 in which two pictures differ; None where one has no fingerprint."""
    if not a or not b:
        return None
    return (int(a, 16) ^ int(b, 16)).bit_count()
