"""Print under a blue seal is read without the seal; what has a colour of its own is left alone."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from pipeline.cleanup import Image
from pipeline.model import Box, Word
from pipeline.ocr import ink, reader, tesseract
from pipeline.ocr.tesseract import RawWord
from pipeline.settings import Settings
from tests.drawing import page
from tests.raw_pages import scanned

BLUE = np.array((170, 70, 60), float)
LINES = ["Saltanat Omarova", "29 July 2026", "the director of the institute"]


def sealed(lines: Sequence[str] = LINES) -> Image:
    """Part of a page at 200 dpi, in colour; the ink of a seal lies over its lines like a filter."""
    grey = page(lines, size=(1200, 700), at=(100, 250))
    seal = np.zeros(grey.shape, np.uint8)
    for radius, thick in ((150, 6), (135, 3), (60, 3)):
        cv2.circle(seal, (330, 320), radius, 255, thick, cv2.LINE_AA)
    for step in range(24):
        angle = step / 24 * 2 * np.pi
        place = (round(315 + 105 * np.cos(angle)), round(330 + 105 * np.sin(angle)))
        cv2.putText(seal, "H", place, cv2.FONT_HERSHEY_DUPLEX, 1.0, 255, 2)
    share = (seal / 255.0)[..., None]
    paper = np.repeat(grey[..., None], 3, axis=2).astype(float)
    return np.asarray(paper * (1 - share) + paper * (BLUE / 255) * share, np.uint8)


def word(text: str, box: Box, sure: float, line: int = 0) -> Word:
    return Word(text, box, sure, line, from_ocr=True, engine="tesseract")


def texts(words: Sequence[Word]) -> list[str]:
    return [known.text for known in words]


def silent(monkeypatch: pytest.MonkeyPatch, *said: RawWord) -> None:
    """An engine that reads these words of whatever it is shown."""
    monkeypatch.setattr(tesseract, "read", lambda *_args, **_options: said)


def test_a_name_and_a_day_under_a_seal_are_read() -> None:
    scraps = [
        word("Sal", Box(0.08, 0.35, 0.16, 0.41), 0.4, 0),
        word("Жу", Box(0.2, 0.44, 0.35, 0.5), 0.3, 1),
        word("institute", Box(0.45, 0.53, 0.62, 0.58), 0.96, 2),
    ]
    read = ink.uncovered(sealed(), scraps, slope=0.0, seconds=30)
    found = " ".join(texts(read.words))
    assert "Saltanat Omarova" in found
    assert "29 July 2026" in found
    assert "Жу" not in found
    assert [known.line for known in read.words] == sorted(known.line for known in read.words)


def test_without_coloured_ink_no_engine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "read", None)
    grey = page(LINES, size=(1200, 700), at=(100, 250))
    words = [word("Omarova", Box(0.2, 0.35, 0.4, 0.41), 0.4)]
    for image in (grey, np.repeat(grey[..., None], 3, axis=2)):
        assert ink.uncovered(image, words, slope=0.0, seconds=30).words == tuple(words)


def test_coloured_paper_is_no_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "read", None)
    card = sealed()
    card[:, :] = np.minimum(card, (235, 200, 170))
    words = [word("Omarova", Box(0.2, 0.35, 0.4, 0.41), 0.4)]
    assert ink.uncovered(card, words, slope=0.0, seconds=30).words == tuple(words)


def test_words_printed_in_colour_stay_where_nothing_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent(monkeypatch)
    sure = word("Heading", Box(0.2, 0.35, 0.4, 0.41), 0.9)
    scrap = word("ЛА", Box(0.2, 0.44, 0.4, 0.5), 0.2, 1)
    read = ink.uncovered(sealed(), [sure, scrap], slope=0.0, seconds=30)
    assert texts(read.words) == ["Heading"]


def test_a_doubtful_word_where_no_ink_is_known_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    silent(monkeypatch)
    grey = page(LINES, size=(1200, 700), at=(100, 250))
    pale = np.asarray(cv2.GaussianBlur(grey, (0, 0), 2.0), np.uint8)
    image = np.repeat(pale[..., None], 3, axis=2)
    words = [
        word("institute", Box(0.45, 0.53, 0.62, 0.58), 0.96),
        word("Omarovey", Box(0.3, 0.36, 0.45, 0.41), 0.3, 1),
    ]
    assert ink.uncovered(image, words, slope=0.0, seconds=30).words == tuple(words)


def test_a_word_is_not_replaced_by_a_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = word("Saltanat", Box(0.08, 0.35, 0.25, 0.42), 0.7)
    first = ink.uncovered(sealed(), [whole], slope=0.0, seconds=30).words
    (box,) = [known.box for known in first if known.text == "Saltanat"]
    assert box != whole.box
    part = RawWord("Salta", *_in_band(whole.box), 0.97, 0)
    silent(monkeypatch, part)
    assert texts(ink.uncovered(sealed(), [whole], slope=0.0, seconds=30).words) == ["Saltanat"]


def _in_band(box: Box) -> tuple[float, float, float, float]:
    """Pixels of a box in any of the stretches that may be read, at any of the scales."""
    return box.left * 1200 * 0.5, 0.0, box.right * 1200 * 2, 2000.0


def test_a_scanned_page_is_read_without_the_ink_of_its_seal() -> None:
    sheet = np.full((1654, 1200, 3), 255, np.uint8)
    sheet[300:1000] = sealed()
    read = reader.read_page(scanned(sheet), Settings(workers=1)).page.text
    assert "Saltanat Omarova" in read
    assert "29 July 2026" in read
