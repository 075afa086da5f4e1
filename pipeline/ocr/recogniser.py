"""Our own line recogniser: Kazakh, Russian and English print in one line image.

Features come from `backbone`; the head that turns them into characters was trained by this
project (training/README.md says how, and with what error) and carries its characters with it.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup import Image
from pipeline.errors import MissingToolError
from pipeline.ocr import backbone
from pipeline.text.homoglyphs import repair

ENGINE = "recogniser"
HEAD = Path(__file__).parent / "models" / "line-head.onnx"
MOST_PIXELS = 8192
"""Width of all lines of one batch together: it bounds memory; larger batches are not faster."""
SMALLEST = 4
"""Pixels; a crop that is lower or narrower holds no line."""

_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_](?=\.)")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SAME_SHAPE = frozenset("вгджзиклмнопстухцчшщъыьэюяёкқғңөұүіәcosuvwxzk")
"""Small letters that differ from their capitals in size alone."""
_NAME = re.compile(r"[^\W\d_]{3,}")

Shares = NDArray[np.float32]
WordReading = tuple[str, float, float, float]
"""Text, confidence 0..1, left and right end as fractions of the line's width."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What one line says. No words: the crop holds no print.

    The confidence of a word is the network's own, not yet calibrated; that of the line is the mean
    over its letters.
    """

    text: str
    confidence: float
    words: tuple[WordReading, ...]


NOTHING = LineReading("", 0.0, ())


def available() -> bool:
    """Whether this machine can read with it; without it the product reads with Tesseract only."""
    try:
        backbone.ready()
    except MissingToolError:
        return False
    return HEAD.is_file()


@lru_cache
def version() -> str:
    """Names the weights of both parts; part of the cache key of a reading."""
    head = hashlib.sha256(HEAD.read_bytes()).hexdigest()
    return f"{head[:12]}+{backbone.SOURCE_SHA256[:12]}"


def read_lines(lines: Sequence[Image]) -> list[LineReading]:
    """Readings of single upright text lines, grey or BGR, of any height, in the order given.

    A reading does not depend on the other lines of the call. MissingToolError without the models.
    """
    readings = [NOTHING] * len(lines)
    by_width: dict[int, list[tuple[int, backbone.Features]]] = defaultdict(list)
    for number, line in enumerate(lines):
        if min(line.shape[:2]) >= SMALLEST:
            prepared = backbone.prepared(line)
            by_width[prepared.shape[2]].append((number, prepared))
    for width, group in sorted(by_width.items()):
        count = max(1, MOST_PIXELS // width)
        for start in range(0, len(group), count):
            batch = group[start : start + count]
            shares = _read([prepared for _, prepared in batch])
            for (number, _), share in zip(batch, shares, strict=True):
                printed = backbone.columns(lines[number])
                readings[number] = _reading(share, printed)
    return readings


def _read(prepared: Sequence[backbone.Features]) -> Shares:
    """Lines x columns x outputs: how sure the network is of each character at each place."""
    (found,) = _session().run(None, {"features": backbone.features(prepared)})
    shares: Shares = found
    return shares


@lru_cache
def _session() -> Any:
    import onnxruntime

    if not HEAD.is_file():
        raise MissingToolError("The weights of the line recogniser are missing.", backbone.CURE)
    return onnxruntime.InferenceSession(
        str(HEAD), backbone.one_thread(), providers=["CPUExecutionProvider"]
    )


@lru_cache
def _characters() -> str:
    """The characters of the outputs from 1 on; output 0 is the blank of CTC."""
    return str(_session().get_modelmeta().custom_metadata_map["characters"])


@dataclass(frozen=True, slots=True)
class _Letter:
    """One character, the middle of the columns that say it, and how sure they are."""

    sign: str
    at: float
    sure: float


def _reading(shares: Shares, columns: float) -> LineReading:
    letters = _letters(shares)
    words = _with_initials(list(_words(letters, columns)))
    if not words:
        return NOTHING
    count = sum(len(text) for text, *_ in words)
    sure = sum(confidence * len(text) for text, confidence, *_ in words) / count
    return LineReading(" ".join(text for text, *_ in words), sure, words)


def _letters(shares: Shares) -> list[_Letter]:
    """The best path of CTC: repeats count once; doubt between characters weighs on the next."""
    signs = _characters()
    best = shares.argmax(1)
    changes = np.flatnonzero(np.diff(best, prepend=-1))
    runs = [
        (int(best[start]), int(start), int(end))
        for start, end in zip(changes, [*changes[1:], len(best)], strict=True)
    ]
    letters = []
    for place, (number, start, end) in enumerate(runs):
        if number == 0:
            continue
        sure = float(shares[start:end, number].max())
        if place and runs[place - 1][0] == 0:
            before = runs[place - 2][0] if place > 1 else 0
            sure *= _nothing_between(shares, runs[place - 1], {0, before, number})
        letters.append(_Letter(signs[number - 1], (start + end) / 2, sure))
    return letters


def _nothing_between(shares: Shares, gap: tuple[int, int, int], known: set[int]) -> float:
    """How sure it is that no further character stands in a gap, at its most doubtful column."""
    _, start, end = gap
    return float(shares[start:end, sorted(known)].sum(1).min())


def _words(letters: Sequence[_Letter], columns: float) -> Iterator[WordReading]:
    """Runs of letters between spaces, with their ends half a letter beyond the outer middles."""
    words: list[list[_Letter]] = [[]]
    for letter in letters:
        if letter.sign == " ":
            words.append([])
        else:
            words[-1].append(letter)
    for word in filter(None, words):
        first, last = word[0].at, word[-1].at
        half = (last - first) / (len(word) - 1) / 2 if len(word) > 1 else 1.0
        left = min(1.0, max(0.0, (first - half) / columns))
        right = max(left, min(1.0, (last + half) / columns))
        text = _LETTERS.sub(_in_one_case, repair("".join(letter.sign for letter in word)))
        yield text, float(np.prod([letter.sure for letter in word])), left, right


def _with_initials(words: Sequence[WordReading]) -> tuple[WordReading, ...]:
    """Initials in the script of the name beside them: nothing else tells «М.» from «M.»."""
    names = [
        (place, found.group())
        for place, word in enumerate(words)
        if (found := _NAME.search(word[0])) is not None
    ]
    if not names:
        return tuple(words)
    return tuple(
        (_beside(text, min(names, key=lambda name: abs(name[0] - place))[1]), sure, left, right)
        for place, (text, sure, left, right) in enumerate(words)
    )


def _beside(text: str, name: str) -> str:
    return _INITIAL.sub(lambda initial: repair(name + initial.group())[-1], text)


def _in_one_case(word: re.Match[str]) -> str:
    """A word with stray small or capital letters inside, where size alone tells them apart."""
    text = word.group()
    inner = text[1:]
    odd = [letter for letter in inner if letter.isupper() != inner[0].isupper()]
    if not odd and text[0].isupper() >= inner[0].isupper():
        return text
    capitals = sum(letter.isupper() for letter in text)
    small = [letter for letter in text if letter.islower()]
    if capitals > len(small) and all(letter in _SAME_SHAPE for letter in small):
        return text.upper()
    large = [letter for letter in inner if letter.isupper()]
    if capitals < len(small) and all(letter.lower() in _SAME_SHAPE for letter in large):
        return text[0] + inner.lower()
    return text
