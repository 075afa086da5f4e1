"""Which lines of a page are read once more as lines of a machine-readable zone."""

import numpy as np
import pytest

from pipeline.model import Box, Word
from pipeline.ocr import latin, zone
from pipeline.ocr.lines import Line

PAGE = np.full((1000, 1000, 3), 255, np.uint8)
CODE = "P<UTOSYNAQOV<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<<"


def line(top: float) -> Line:
    """A line over most of the page, 40 pixels high."""
    corners = [(100, top), (900, top), (900, top + 40), (100, top + 40)]
    return Line(np.asarray(corners, np.float32))


def words(top: float, *texts: str, sure: float = 0.97, reach: float = 800) -> list[Word]:
    """Words side by side over `reach` pixels of a line."""
    wide = reach / 1000 / len(texts)
    return [
        Word(
            text,
            Box(0.1 + n * wide, top / 1000, 0.1 + (n + 1) * wide, (top + 40) / 1000),
            sure,
            int(top),
            from_ocr=True,
            engine="tesseract",
        )
        for n, text in enumerate(texts)
    ]


def read_again(monkeypatch: pytest.MonkeyPatch, said: list[Word]) -> int:
    """How many lines the second reader is shown; three lines stand on the page."""
    shown: list[int] = []

    def note(images: list[np.ndarray]) -> tuple[tuple[str, float], ...]:
        shown.append(len(images))
        return tuple(("", 0.0) for _ in images)

    monkeypatch.setattr(latin, "read_words", note)
    monkeypatch.setattr(latin, "upside_down", lambda images: (False,) * len(images))
    zone.zone_of_image(PAGE, said, [line(100), line(200), line(300)])
    return max(shown, default=0)


LABEL = ("REPUBLIC", "OF", "UTOPIA", "PASSPORT")


def test_print_that_was_surely_read_from_end_to_end_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_again(monkeypatch, words(100, *LABEL)) == 2


@pytest.mark.parametrize(
    "said",
    [
        words(100, *LABEL, sure=0.8),
        words(100, *LABEL, reach=300),
        words(100, CODE),
        words(100, CODE.replace("<", "K")),
        words(100, "P<UTO", "SYNAQOV", "ULGI"),
        [],
    ],
    ids=["unsure", "a part of the line", "code", "fillers misread", "pieces of code", "unread"],
)
def test_what_may_be_code_is(monkeypatch: pytest.MonkeyPatch, said: list[Word]) -> None:
    assert read_again(monkeypatch, said) == 3
