"""Pages written by hand: rows of text at chosen places, as a reader would give them."""

from collections.abc import Iterable

from pipeline.geometry import clipped
from pipeline.model import MachineReadableZone, Page, Source, Word

LETTER = 0.011
"""Width of a letter as a share of the page: 11 pt print on A4."""
HEIGHT = 0.013

Row = tuple[float, float, str] | tuple[float, float, str, float]
"""Top, left, text, and how sure the reader is (0.96 unless said)."""


def paper(
    *rows: Row,
    file: str = "paper.pdf",
    number: int = 1,
    source: Source = Source.OCR,
    mrz: MachineReadableZone | None = None,
    quality: tuple[str, ...] = (),
) -> Page:
    """An A4 page with words at the given places; rows in reading order."""
    words = [word for line, row in enumerate(rows) for word in _words(line, row)]
    return Page(file, number, 595.0, 842.0, 0, source, tuple(words), quality, mrz)


def column(*lines: str, left: float = 0.1, top: float = 0.1, step: float = 0.025) -> list[Row]:
    """Rows under each other."""
    return [(top + index * step, left, line) for index, line in enumerate(lines)]


def _words(line: int, row: Row) -> Iterable[Word]:
    top, left, text = row[:3]
    sure = row[3] if len(row) == 4 else 0.96
    for part in text.split():
        right = left + LETTER * len(part)
        yield Word(part, clipped(left, top, right, top + HEIGHT), sure, line, True, "tesseract")
        left = right + LETTER
