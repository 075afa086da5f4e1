"""Doubtful words are read again: the sign of a number, capitals with a tail."""

import numpy as np
import pytest

from pipeline.ocr import latin, recogniser, second
from pipeline.ocr.recogniser import LineReading
from tests.paper import Row, paper

BLANK = np.full((842, 595, 3), 255, np.uint8)


def read(monkeypatch: pytest.MonkeyPatch, *rows: Row, ours: str = "") -> list[str]:
    """Texts after the second reading; the Latin engine sees nothing, ours says `ours`."""
    monkeypatch.setattr(latin, "read_words", lambda cuts: [("", 0.0) for _ in cuts])
    monkeypatch.setattr(recogniser, "available", lambda: True)
    said = LineReading(ours, 0.9, ())
    monkeypatch.setattr(recogniser, "read_lines", lambda cuts: [said for _ in cuts])
    return [word.text for word in second.reread(BLANK, paper(*rows).words)]


def test_sign_of_a_number_taken_for_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, (0.1, 0.1, "поликлиника Хе 4")) == ["поликлиника", "№", "4"]


def test_letters_that_no_number_follows_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, (0.1, 0.1, "Ме была")) == ["Ме", "была"]
    assert read(monkeypatch, (0.1, 0.1, "том Хе"), (0.2, 0.1, "4")) == ["том", "Хе", "4"]


def test_a_tail_that_only_our_reader_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, (0.1, 0.1, "ШЕРБАКОВ"), ours="ЩЕРБАКОВ") == ["ЩЕРБАКОВ"]


def test_another_word_is_not_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, (0.1, 0.1, "ШАРИПОВ"), ours="ЩЕРБАКОВ") == ["ШАРИПОВ"]


def test_a_series_that_both_other_readers_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "read_words", lambda cuts: [("BQ", 0.99) for _ in cuts])
    monkeypatch.setattr(recogniser, "available", lambda: True)
    said = LineReading("BQ", 0.9, ())
    monkeypatch.setattr(recogniser, "read_lines", lambda cuts: [said for _ in cuts])
    page = paper((0.1, 0.1, "ВО № 00001992485"), (0.2, 0.1, "ВО всех случаях"))
    texts = [word.text for word in second.reread(BLANK, page.words)]
    assert (texts[0], texts[3]) == ("BQ", "ВО")
    said = LineReading("ВО", 0.9, ())
    assert second.reread(BLANK, page.words)[0].text == "ВО"
