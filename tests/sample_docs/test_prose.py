"""Letters of an exact length."""

from random import Random

import pytest

from sample_docs import make_specimen, prose
from sample_docs.kazakh import Case, inflected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Мен инженер болып жұмыс істеймін.", 5),
        ("по-прежнему научно-исследовательская работа", 3),
        ("Мой принцип — честный труд", 4),
        ("завершил 12 проектов и сберёг 3,5 млн тенге", 8),
        ("«Болашақ» бағдарламасы № 7", 3),
        (" \n ", 0),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert prose.count_words(text) == words


@pytest.mark.parametrize(
    ("noun", "case", "form"),
    [
        ("университеті", "gen", "университетінің"),
        ("университеті", "loc", "университетінде"),
        ("аудандық соты", "loc", "аудандық сотында"),
        ("ауруханасы", "gen", "ауруханасының"),
        ("серіктестігі", "acc", "серіктестігін"),
        ("орталығы", "abl", "орталығынан"),
    ],
)
def test_inflected(noun: str, case: Case, form: str) -> None:
    assert inflected(noun, case) == form


@pytest.mark.parametrize("words", [250, 499, 500, 501, 530, 640])
@pytest.mark.parametrize("language", ["kaz", "rus"])
def test_a_letter_has_the_words_asked_for(words: int, language: str) -> None:
    letter = make_specimen(
        "motivation_letter", seed=words, layout="plain-sans", words=words, language=language
    )
    page_text = " ".join(page["text"] for page in letter.truth["pages"])
    frame = letter.truth["extra"]["page_word_count"] - words
    # Without title and addressee the frame is date and name: 1 to 4 words each.
    assert 2 <= frame <= 8
    assert sum(any(c.isalnum() for c in run) for run in page_text.split()) == words + frame


@pytest.mark.parametrize("topic", ["institution", "need", "results", "application"])
def test_a_topic_left_out_is_not_in_the_truth(topic: str) -> None:
    letter = make_specimen("motivation_letter", seed=4, words=260, without=[topic])
    assert topic not in letter.truth["fields"]["topics"]
    assert len(letter.truth["fields"]["topics"]) == 3


def test_too_short_a_letter_is_refused() -> None:
    stock = [prose.Sentence("a", 0, "Он екі сөз.", 3)]
    with pytest.raises(ValueError, match="no text of 5 words"):
        prose.compose(stock, {"a": 1}, 5, Random(0))  # noqa: S311


def test_line_hyphens_leave_the_count_alone() -> None:
    letter = make_specimen(
        "motivation_letter",
        seed=11,
        layout="spacious",
        language="rus",
        words=420,
        traps=["line_hyphens", "dashes"],
    )
    text = "\n".join(page["text"] for page in letter.truth["pages"])
    assert sum(line.endswith("-") for line in text.split("\n")) >= 3
    assert letter.truth["fields"]["word_count"] == 420
