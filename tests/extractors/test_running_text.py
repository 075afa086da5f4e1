"""Running text is whole sentences, and every character knows the word it came from."""

import re

from extractors._running_text import RunningText
from tests.paper import column, paper


def test_a_word_split_at_a_line_end_is_whole_and_frames_both_lines() -> None:
    text = RunningText([paper(*column("Работа в органи-", "зации продолжается"))])
    assert "в организации продолжается" in text.text
    (_, span), *_ = text.matches(re.compile("организации"))
    assert len(span.pieces) == 2
    (proof,) = span.evidence
    assert proof.box is not None
    assert proof.box.bottom > 0.125


def test_sentences_end_at_full_stops_but_not_at_initials() -> None:
    text = RunningText([paper(*column("Принят А. Б. Сынақов с 1 мая 2026 г. Оплата за", "год."))])
    said = [sentence.text for sentence in text.sentences]
    assert said == ["Принят А. Б. Сынақов с 1 мая 2026 г. Оплата за год."]
    text = RunningText([paper(*column("The stay is free. Housing costs 300 EUR."))])
    assert [s.text for s in text.sentences] == ["The stay is free.", "Housing costs 300 EUR."]


def test_a_wider_gap_begins_a_paragraph() -> None:
    rows = [*column("one", "two", "three"), *column("four", "five", top=0.3)]
    assert [p.text for p in RunningText([paper(*rows)]).paragraphs] == [
        "one two three",
        "four five",
    ]


def test_confidence_is_that_of_the_weakest_word() -> None:
    text = RunningText([paper((0.1, 0.1, "sure"), (0.125, 0.1, "weak", 0.4))])
    assert text.span(0, 4).confidence == 0.96
    assert text.span(0, len(text.text)).confidence == 0.4


def test_the_day_of_a_german_date_ends_no_sentence() -> None:
    text = RunningText(
        [paper(*column("Das Praktikum dauert vom 1. März bis 31. Juli. Es ist", "frei."))]
    )
    said = [sentence.text for sentence in text.sentences]
    assert said == ["Das Praktikum dauert vom 1. März bis 31. Juli.", "Es ist frei."]
