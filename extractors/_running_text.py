"""Running text of several pages as one string, with the way back from characters to words.

Line ends become spaces and a word split by a hyphen at a line end is whole again; a line that
starts a paragraph (more space above it than its neighbours have) begins with a line break.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TypeVar

from pipeline.geometry import around_words
from pipeline.model import Evidence, Field, Page, Word
from pipeline.text.normalise import nfc

T = TypeVar("T")

PARAGRAPH = 1.45
"""A gap of so many usual gaps between lines begins a paragraph."""
GREETING = ("Dear", "Уважаем", "Құрметті", "Sehr", "Sayın", "Monsieur", "Madame", "Chère", "Cher")
"""A line that begins so is a form of address, and what follows is another paragraph."""
SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+(?=[«\"“A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d(•-])|\n+")
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|г|гг|ж|жж|т|ул|им|см|стр|руб|долл|No|Dr|Mr|Ms|Prof)\.$"
)
"""A full stop behind these ends no sentence."""
COMPOUND = re.compile(
    r"(?<!\w)(?:врач|инженер|учител[ьяею]|педагог|техник|слесар|эксперт|психолог|тренер|менеджер"
    r"|экономист|юрист|дәрігер|мұғалім|оператор|лаборант|вице|экс|премьер)\w{0,3}[-‐]$",
    re.I,
)
DAY = re.compile(r"(?<!\w)[0-3]?\d\.$")
_MONTHS = (
    "jan|feb|mär|maer|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|led|únor|břez|dub|květ|červ"
    "|srp|září|říj|listop|pros|st[yu]c|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|gru"
)
MONTH = re.compile(rf"\s*(?:{_MONTHS})\w*", re.I)
"""A day's full stop before a month's name ends no sentence: «vom 1. März»."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    word: Word
    page: Page


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the running text with the words it covers."""

    start: int
    end: int
    text: str
    pieces: tuple[_Piece, ...]

    @property
    def confidence(self) -> float:
        """That of the weakest word; 0 without words."""
        return min((piece.word.confidence for piece in self.pieces), default=0.0)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """One frame a page around the words."""
        proofs = []
        pages = {id(piece.page): piece.page for piece in self.pieces}
        for key, page in pages.items():
            words = [piece.word for piece in self.pieces if id(piece.page) == key]
            text = " ".join(word.text for word in words)
            proofs.append(Evidence(page.file, page.number, around_words(words), text))
        return tuple(proofs)

    def field(self, value: T, confidence: float | None = None) -> Field[T]:
        """A field of that value resting on these words."""
        sure = self.confidence if confidence is None else confidence
        return Field(value, self.text, max(0.0, min(1.0, sure)), self.evidence)


class RunningText:
    """The text of pages in reading order."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = tuple(pages)
        self._pieces: list[_Piece] = []
        self.text = self._joined()
        self._starts = [piece.start for piece in self._pieces]

    def span(self, start: int, end: int) -> Span:
        """The words that characters `start`..`end` of the text touch."""
        first = max(0, bisect_right(self._starts, start) - 1)
        pieces = []
        for piece in self._pieces[first:]:
            if piece.start >= end:
                break
            if piece.end > start:
                pieces.append(piece)
        return Span(start, end, self.text[start:end].strip(), tuple(pieces))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """All places of a pattern, each with its words."""
        for match in pattern.finditer(self.text):
            yield match, self.span(*match.span())

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences and list items in reading order."""
        spans, start = [], 0
        for match in SENTENCE_END.finditer(self.text):
            if match.group()[0] != "\n" and self._goes_on(start, match):
                continue
            if self.text[start : match.start()].strip():
                spans.append(self.span(start, match.start()))
            start = match.end()
        if self.text[start:].strip():
            spans.append(self.span(start, len(self.text)))
        return tuple(spans)

    def _goes_on(self, start: int, gap: re.Match[str]) -> bool:
        """Whether the full stop before a gap ends an abbreviation or the number of a day."""
        before = self.text[start : gap.start()]
        day = DAY.search(before) and MONTH.match(self.text, gap.start())
        return bool(day or ABBREVIATED.search(before))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches between paragraph breaks."""
        spans, start = [], 0
        for part in self.text.split("\n"):
            if part.strip():
                spans.append(self.span(start, start + len(part)))
            start += len(part) + 1
        return tuple(spans)

    def _joined(self) -> str:
        text = ""
        for page in self.pages:
            breaks = _paragraph_starts(page)
            for number, line in enumerate(page.lines):
                for place, word in enumerate(line):
                    said = nfc(word.text)
                    glued = place == 0 and _is_split(text, said) and number not in breaks
                    if glued and not _is_compound(text):
                        text = text[:-1]
                    elif text and not glued:
                        text += "\n" if place == 0 and number in breaks else " "
                    self._pieces.append(_Piece(len(text), len(text) + len(said), word, page))
                    text += said
        return text


def _is_split(text: str, following: str) -> bool:
    """Whether a hyphen at the end of a line splits a word: «органи-» «зация»."""
    return (
        len(text) > 2
        and text[-1] in "-\u00ad‐"
        and text[-2].isalpha()
        and text[-2].islower()
        and following[:1].islower()
    )


def _is_compound(text: str) -> bool:
    """Whether the hyphen is the word's own: «врач-» «кардиохирург»."""
    return COMPOUND.search(text) is not None


def _paragraph_starts(page: Page) -> frozenset[int]:
    """Numbers of the lines that begin a paragraph; the first line of a page always does."""
    tops = [min(word.box.top for word in line) for line in page.lines]
    bottoms = [max(word.box.bottom for word in line) for line in page.lines]
    lefts = [min(word.box.left for word in line) for line in page.lines]
    steps = [b - a for a, b in pairwise(tops) if b > a]
    usual = median(steps) if steps else 0.0
    starts = {0}
    for number in range(1, len(tops)):
        far = tops[number] - tops[number - 1] > PARAGRAPH * usual
        back = tops[number] < tops[number - 1] - (bottoms[number] - tops[number])
        indented = (
            lefts[number] - lefts[number - 1] > 0.02
            and number + 1 < len(lefts)
            and (lefts[number] - lefts[number + 1] > 0.02)
        )
        greeting = page.lines[number - 1][0].text.startswith(GREETING)
        if far or back or indented or (greeting and len(page.lines[number - 1]) <= 6):
            starts.add(number)
    return frozenset(starts)
