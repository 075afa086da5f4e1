"""Which way up a page is: by the shape of its text lines and by how single lines look."""

from collections.abc import Sequence

from pipeline.cleanup import Image, turned
from pipeline.ocr import latin, lines, tesseract
from pipeline.ocr.lines import Line

LOOKED_AT = 704
"""Pixels of the longer side; lines of cards are still found."""
MOST_LINES = 16
ASPECT = 4
"""Widths of a line, in its heights, that are looked at."""
ON_ITS_HEAD = 0.8
UPRIGHT = 0.5
"""Share of lines that look upside down, from which and up to which it is settled. Measured on
upright and turned pages: 0.0-0.63 upright, 0.69-1.0 on their head."""
FEWEST_LINES = 3
CERTAIN = 10.0
"""Sureness of the engine's guess that settles it: small print, whose lines look alike either way,
gives 24 and more, pages that mislead it 6 at most."""
SURE = 1.0
"""Sureness from which the engine's own guess counts where lines do not settle it."""


def upright(image: Image, *, on_its_side: bool, seconds: float) -> int:
    """Degrees (0, 90, 180, 270) to turn a grey page clockwise; 0 where it shows no text.

    `on_its_side` is what its letters say (`cleanup.lies_on_its_side`): of a page that also leans,
    lines found across the text would say the opposite.
    """
    found = [] if on_its_side else _lines(image)
    standing = sum(line.height > line.width for line in found)
    quarter = 90 if on_its_side or standing > len(found) / 2 else 0
    if quarter:
        image = turned(image, quarter)
        found = _lines(image)
    said, sure = tesseract.quarter_turns(image, seconds=seconds)
    if sure >= CERTAIN and said in (0, 180):
        return (quarter + said) % 360
    share, votes = _on_their_heads(image, found)
    if votes >= FEWEST_LINES and not UPRIGHT < share < ON_ITS_HEAD:
        flipped = share >= ON_ITS_HEAD
    elif sure < SURE:
        flipped = votes > 0 and share >= ON_ITS_HEAD
    elif said in (90, 270) and not votes:
        return (quarter + said) % 360
    else:
        flipped = said == 180
    return (quarter + 180 * flipped) % 360


def _on_their_heads(image: Image, found: Sequence[Line]) -> tuple[float, int]:
    """Share of the longest lines that look upside down, and how many were looked at."""
    wide = [line for line in found if line.width > line.height]
    longest = sorted(wide, key=lambda line: -line.width)[:MOST_LINES]
    votes = latin.upside_down([_start(image, line) for line in longest])
    return (sum(votes) / len(votes) if votes else 0.0), len(votes)


def _lines(image: Image) -> list[Line]:
    return [Line(corners) for corners in latin.detect(image, LOOKED_AT)]


def _start(image: Image, line: Line) -> Image:
    return lines.cut(image, line)[:, : ASPECT * lines.HEIGHT]
