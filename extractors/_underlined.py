"""Values with their labels below them, as forms with lines to fill in and captions have them.

«Қасымов Арман» stands on a line and «(қызметкердің тегі, аты)» under it in small print (blanks of
domain.md sections 12 and 15). Readers that look right of a label or below it would take the next
value; so the captions are taken off the pages that those see.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from extractors._form_rows import FormRows, Piece
from extractors._label_grammar import role_of
from extractors._reading import Passage, found, missing
from pipeline.geometry import same_row, shared_width
from pipeline.model import Field, Page, Word
from pipeline.text.normalise import fold

T = TypeVar("T")
FEWEST = 2
"""A page with fewer captions than this is set otherwise, unless one stands in brackets."""
REACH = 1.5
"""A value stands above its caption within so many letter heights."""
NEARER = 0.85
"""How much nearer the value above stands than what stands below."""
SMALL = 0.93
"""Captions are printed smaller than their values, unless they stand in brackets."""
LEVEL = 0.012
MOST_LINES = 3
TRUST = 0.95
_SIGNING = ("қолы", "подпись", "мп", "мо", "signature", "қол", "м п", "м о")
SIGNING = frozenset(fold(word) for word in _SIGNING)


@dataclass(frozen=True, slots=True)
class _Caption:
    role: str
    piece: Piece
    lines: tuple[tuple[Word, ...], ...]


class UnderlinedForm:
    """The captions of a document's pages, none where its pages are set otherwise."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._given = tuple(pages)

    @cached_property
    def captions(self) -> tuple[_Caption, ...]:
        """All captions of the pages that are set so, in reading order."""
        pieces = FormRows(self._given, {}).pieces
        return tuple(
            caption
            for page in self._given
            for caption in _captions([piece for piece in pieces if piece.page is page])
        )

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages without their captions and without the values these name."""
        taken = {
            id(word)
            for caption in self.captions
            for words in (caption.piece.words, *caption.lines)
            for word in words
        }
        if not taken:
            return self._given
        return tuple(
            replace(page, words=tuple(word for word in page.words if id(word) not in taken))
            for page in self._given
        )

    def read(self, role: str, parse: Callable[[str], T | None]) -> Field[T]:
        """The first value above a caption of the role, all its lines or the nearest ones."""
        for caption in self.captions:
            if caption.role != role:
                continue
            for count in range(len(caption.lines), 0, -1):
                words = tuple(word for line in caption.lines[-count:] for word in line)
                passage = Passage(caption.piece.page, words)
                value = parse(passage.text)
                if value is not None:
                    return found(value, passage, TRUST * passage.confidence)
        return missing(self._given)


def _captions(pieces: Sequence[Piece]) -> list[_Caption]:
    made = [caption for piece in pieces if (caption := _caption(piece, pieces)) is not None]
    sure = any(caption.piece.words[0].text.startswith("(") for caption in made)
    return made if sure or len(made) >= FEWEST else []


def _caption(piece: Piece, pieces: Sequence[Piece]) -> _Caption | None:
    text = _text(piece)
    bracketed = text.startswith("(") and text.rstrip(".,").endswith(")")
    said = text.strip("()")
    # «(наименование организации, БИН)»: what comes first is what the line begins with.
    role = role_of(said.split(",")[0]) or role_of(said)
    if role is None or text.endswith(":") or _signs(piece, pieces):
        return None
    beside = [other for other in pieces if other is not piece and _level(other, piece)]
    above = _nearest_above(piece, pieces)
    if above is None or (beside and not bracketed):
        return None
    if role_of(_text(above).rstrip(":")) is not None and not bracketed:
        return None
    small = piece.box.height < SMALL * above.box.height
    gap = piece.box.top - above.box.bottom
    below = min(
        (
            other.box.top - piece.box.bottom
            for other in pieces
            if other.box.top > piece.box.middle[1] and shared_width(other.box, piece.box) > 0
        ),
        default=1.0,
    )
    if not bracketed and not (small and gap < NEARER * below):
        return None
    return _Caption(role, piece, tuple(reversed(list(_value(above, pieces)))))


def _signs(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether it stands in a row of captions under signature and name of those who sign."""
    return any(
        fold(_text(other)) in SIGNING or fold(_text(other).strip("()")) in SIGNING
        for other in pieces
        if _level(other, piece)
    )


def _nearest_above(piece: Piece, pieces: Sequence[Piece]) -> Piece | None:
    near = [
        other
        for other in pieces
        if other is not piece
        and shared_width(other.box, piece.box) > 0
        and -0.5 * other.box.height
        <= piece.box.top - other.box.bottom
        <= REACH * max(piece.box.height, other.box.height)
        and other.box.middle[1] < piece.box.middle[1]
    ]
    return max(near, key=lambda other: other.box.bottom, default=None)


def _value(last: Piece, pieces: Sequence[Piece]) -> Iterator[tuple[Word, ...]]:
    """The line above a caption and those above it that belong to it, the nearest first."""
    yield last.words
    line = last
    for _ in range(MOST_LINES - 1):
        above = _nearest_above(line, pieces)
        if above is None or above.box.height < SMALL * line.box.height:
            return
        gap = line.box.top - above.box.bottom
        text = _text(above)
        if text.startswith("(") or gap > 0.9 * line.box.height or text.endswith(":"):
            return
        if role_of(text) is not None:
            return
        yield above.words
        line = above


def _level(first: Piece, second: Piece) -> bool:
    return first is not second and (
        same_row(first.box, second.box)
        or abs(first.box.middle[1] - second.box.middle[1]) < LEVEL / 2
    )


def _text(piece: Piece) -> str:
    return " ".join(word.text for word in piece.words)
