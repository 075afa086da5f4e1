"""Numbers by two readers and a third: what they agree on, and what nobody settles."""

import numpy as np
import pytest

from pipeline.model import Box, Word
from pipeline.ocr import cutting, figures, latin, recogniser
from pipeline.ocr.recogniser import LineReading

BLANK = np.full((200, 800, 3), 255, np.uint8)


def settled(
    monkeypatch: pytest.MonkeyPatch, *first: str, by: str = "tesseract", second: str, third: str
) -> list[Word]:
    """Words of one line after the second reading: Latin says `second`, ours alone `third`."""
    monkeypatch.setattr(latin, "read_words", lambda cuts: [(second, 0.99) for _ in cuts])
    monkeypatch.setattr(recogniser, "available", lambda: True)
    said = LineReading(third, 0.9, ())
    monkeypatch.setattr(recogniser, "read_lines", lambda cuts: [said for _ in cuts])
    words = [
        Word(text, Box(0.1 * n, 0.1, 0.1 * n + 0.08, 0.2), 0.95, 0, True, by)
        for n, text in enumerate(first)
    ]
    return figures.reread(BLANK, words)


def test_a_number_that_both_readers_say_is_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "24.04.2023", second="24.04.2023", third="")
    assert (word.text, word.confidence > 0.95) == ("24.04.2023", True)


def test_two_of_three_readers_overrule_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "24.04.2025", second="24.04.2023", third="24.04.2023")
    assert (word.text, word.confidence > 0.9) == ("24.04.2023", True)


def test_what_nobody_agrees_on_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "24.04.2025", second="24.04.2023", third="24.04.2028")
    assert word.confidence < 0.6


def test_a_figure_that_our_reader_drops_among_equal_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "3550,00", by="recogniser", second="35550,00", third="3550,00")
    assert (word.text, word.confidence > 0.9) == ("35550,00", True)


def test_a_piece_of_the_neighbour_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "2023", by="recogniser", second="20231", third="20231.")
    assert (word.text, word.confidence < 0.9) == ("2023", True)


def test_brackets_and_cyrillic_letters_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    (word,) = settled(monkeypatch, "(120840408102)", second="120840408102)", third="")
    assert word.text == "(120840408102)"
    (word,) = settled(monkeypatch, "Ж1234567", second="K1234567", third="Ж1234567")
    assert word.text == "Ж1234567"


def test_one_misread_number_has_all_of_the_table_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = ["11.2025"] * (figures.SAMPLE + 5)
    monkeypatch.setattr(figures, "cut", lambda image, word: image)
    words = settled(monkeypatch, *many[:9], second="11.2023", third="11.2023")
    assert {word.text for word in words} == {"11.2023"}
    monkeypatch.setattr(figures, "SAMPLE", 3)
    words = settled(monkeypatch, *many[:9], second="11.2023", third="11.2023")
    assert {word.text for word in words} == {"11.2023"}
    words = settled(monkeypatch, *many[:9], second="11.2025", third="")
    assert sum(word.confidence > 0.95 for word in words) == 3


def test_the_neighbour_of_a_word_is_not_cut_out_with_it() -> None:
    image = BLANK.copy()
    for left in (200, 220, 240, 300):  # three strokes of the word, one of its neighbour
        image[90:110, left : left + 10] = 0
    word = Word("111", Box(0.26, 0.45, 0.355, 0.55), 0.9, 0, True, recogniser.ENGINE)
    dark = (cutting.cut(image, word) < 128).any(axis=2).any(axis=0)
    assert int((np.diff(dark.astype(int)) == 1).sum()) == 3
