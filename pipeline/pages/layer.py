"""The text layer of a PDF page: its words in reading order, and whether they can be trusted.

A layer can be missing, rubbish (`trust`), hidden, or beside the point: a stamp of three words over
a scan of three hundred. Only words that are seen count; whether words over a picture say what the
picture shows is for the reader to find out by OCR.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from pipeline.geometry import clipped
from pipeline.model import Word
from pipeline.pages import order, trust
from pipeline.pages.order import Rectangle
from pipeline.pages.pdfium import Survey
from pipeline.pages.plumber import Character, Drawn, Picture
from pipeline.pages.raw import POINTS_PER_INCH, Image, TextState
from pipeline.text.normalise import nfc

ENGINE = "text-layer"
MOST_CHARACTERS = 50_000
"""A page in the smallest print has 15 000; more are no text for people."""
COVERING = 0.6
"""Share of the page from which on pictures are taken for a scan of it."""
PARTLY_COVERING = 0.2
"""Share from which on pictures may hold most of the text, when few words stand beside them."""
FEW_LETTERS = 300
OUTLINES_FROM = 200
"""Filled curves of letter size that are text drawn as shapes rather than a coat of arms."""
MOSTLY = 0.9
"""Share of invisible text from which on something else is what one sees."""
INK_DPI = 72.0
INK = 8
"""Grey levels between the lightest and the darkest pixel where a word can be seen."""
WORD_GAP = 0.15
"""Space between letters, in font sizes, that parts two words."""
_GRID = 64

Direction = Literal["level", "up", "down", "askew"]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Words, trust, and the resolution of the scan that fills the page, if one does."""

    words: tuple[Word, ...]
    state: TextState
    native_dpi: float | None


NO_LAYER = TextLayer((), "absent", None)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    box: Rectangle
    direction: Direction


def read(drawn: Drawn, survey: Survey, draw: Callable[[], Image | None]) -> TextLayer:
    """The layer of one page; `draw` gives the page at `INK_DPI`, None when that takes too long."""
    share = covered_share(drawn.pictures, drawn.width, drawn.height)
    dpi = _dpi(drawn.pictures) if share >= COVERING else None
    if survey.characters > MOST_CHARACTERS:
        return TextLayer((), "garbage", dpi)
    characters = _without_doubles(char for char in drawn.characters if _is_on_page(char, drawn))
    if _stand_in_one_place(characters):
        return TextLayer((), "garbage", dpi)
    pieces = list(_pieces(characters))
    level = [piece.text for piece in pieces if piece.direction == "level"]
    if sum(map(len, level)) < trust.FEWEST_LETTERS or 2 * len(level) < len(pieces):
        # A page whose text runs upwards was made lying on its side: OCR turns it.
        return TextLayer((), "absent", dpi)
    if trust.is_garbage(level):
        return TextLayer((), "garbage", dpi)
    picture = draw()
    if picture is None:
        return TextLayer((), "absent", dpi)
    seen = [
        piece
        for piece in pieces
        if not all(map(trust.is_lost, piece.text)) and _has_ink(piece.box, picture, drawn)
    ]
    letters = trust.letters_and_digits([piece.text for piece in seen])
    if letters < trust.FEWEST_LETTERS:
        return TextLayer((), "absent", dpi)
    says_all = (
        share < (PARTLY_COVERING if letters < FEW_LETTERS else COVERING)
        and drawn.outlines < max(OUTLINES_FROM, letters)
        and survey.invisible < MOSTLY
    )
    return TextLayer(_in_order(seen, drawn), "real" if says_all else "over_scan", dpi)


def covered_share(pictures: Sequence[Picture], width: float, height: float) -> float:
    """Share 0..1 of the page that lies under pictures; strips of one scan add up."""
    grid = np.zeros((_GRID, _GRID), bool)
    for picture in pictures:
        left, right = (round(_GRID * x / width) for x in (picture.left, picture.right))
        top, bottom = (round(_GRID * y / height) for y in (picture.top, picture.bottom))
        grid[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = True
    return float(grid.mean())


def _dpi(pictures: Sequence[Picture]) -> float | None:
    """Resolution of the largest picture; its sides may be turned, so areas are compared."""
    largest = max(pictures, key=_area)
    if not largest.pixels or not _area(largest):
        return None
    return float(np.sqrt(largest.pixels / _area(largest))) * POINTS_PER_INCH


def _area(picture: Picture) -> float:
    return (picture.right - picture.left) * (picture.bottom - picture.top)


def _is_on_page(char: Character, drawn: Drawn) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(0 <= x <= drawn.width and 0 <= y <= drawn.height)


def _without_doubles(characters: Iterator[Character]) -> list[Character]:
    """Some programs print bold by drawing each letter again a little beside itself."""
    taken: set[tuple[str, int, int, int]] = set()
    kept = []
    for char in characters:
        step = max(0.1, 0.1 * float(char["size"]))
        x, y = int(char["x0"] // step), int(char["top"] // step)
        text, size = char["text"], round(char["size"])
        around = {(text, size, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if text.isspace() or not around & taken:
            taken.add((text, size, x, y))
            kept.append(char)
    return kept


def _stand_in_one_place(characters: Sequence[Character]) -> bool:
    places = {(round(char["x0"]), round(char["top"])) for char in characters}
    return len(characters) >= 20 and len(places) < 0.2 * len(characters)


def _direction(char: Character) -> Direction:
    a, b, *_ = char["matrix"]
    if abs(b) <= 0.2 * abs(a):
        return "level" if a > 0 else "askew"
    if abs(a) <= 0.2 * abs(b):
        return "up" if b > 0 else "down"
    return "askew"


def _pieces(characters: Sequence[Character]) -> Iterator[_Piece]:
    """Words, those of upright lines first; text askew is a watermark and left out."""
    from pdfplumber.utils.text import extract_words

    directions = {id(char): _direction(char) for char in characters}
    flow: dict[Direction, dict[str, Any]] = {
        "level": {},
        "up": {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"},
        "down": {"char_dir_rotated": "ttb", "line_dir_rotated": "rtl"},
    }
    for direction, options in flow.items():
        chosen = [char for char in characters if directions[id(char)] == direction]
        for word in extract_words(chosen, x_tolerance_ratio=WORD_GAP, **options):
            text = nfc(word["text"]).strip()
            if text:
                box = (word["x0"], word["top"], word["x1"], word["bottom"])
                yield _Piece(text, box, direction)


def _has_ink(box: Rectangle, picture: Image, drawn: Drawn) -> bool:
    """Whether anything is drawn where a word stands: white on white is not, nor covered text."""
    rows, columns = picture.shape[:2]
    left, right = (round(x / drawn.width * columns) for x in (box[0], box[2]))
    # The upper and lower rims of a box may touch the lines above and below.
    rim = 0.15 * (box[3] - box[1])
    top, bottom = (round(y / drawn.height * rows) for y in (box[1] + rim, box[3] - rim))
    cut = picture[max(0, top) : max(1, bottom, top + 1), max(0, left) : max(1, right, left + 1)]
    if not cut.size:
        return False
    return bool((cut.max(axis=(0, 1)).astype(int) - cut.min(axis=(0, 1))).max() >= INK)


def _in_order(pieces: Sequence[_Piece], drawn: Drawn) -> tuple[Word, ...]:
    level = [piece for piece in pieces if piece.direction == "level"]
    found = order.lines([piece.box for piece in level], [piece.text for piece in level])
    lines = [[level[index] for index in line] for line in found]
    for piece in pieces:
        if piece.direction != "level":
            if not lines or not _continues(lines[-1][-1], piece):
                lines.append([])
            lines[-1].append(piece)
    return tuple(_word(piece, number, drawn) for number, line in enumerate(lines) for piece in line)


def _continues(before: _Piece, piece: _Piece) -> bool:
    """Whether a word that runs upwards or downwards stands in the line of the one before."""
    shared = min(before.box[2], piece.box[2]) - max(before.box[0], piece.box[0])
    return before.direction == piece.direction and shared > 0.5 * (piece.box[2] - piece.box[0])


def _word(piece: _Piece, line: int, drawn: Drawn) -> Word:
    left, top, right, bottom = piece.box
    box = clipped(
        left / drawn.width, top / drawn.height, right / drawn.width, bottom / drawn.height
    )
    return Word(piece.text, box, 1.0, line, from_ocr=False, engine=ENGINE)
