"""Counting words as a word processor does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n\t ", 0),
        ("Мен Болашақ стипендиясына үміткермін.", 4),
        ("по-прежнему", 1),
        ("ғылыми-зерттеу жұмысы", 2),
        ("сти-\nпендия", 1),
        ("сти- \n  пендия", 1),
        ("ғылыми-\nзерттеу жұмысы", 2),  # a compound that happens to stand at the line end
        ("сти\u00ad\nпендия", 1),
        ("сти¬\nпендия", 1),
        ("цель – знания", 2),
        ("цель - знания", 2),
        ("цель —\nзнания", 2),
        ("цель -\nзнания", 2),
        ("в 2026-\n2027 году", 3),
        ("Задачи-\n1. Первая", 3),
        ("• пункт", 1),
        ("1) пункт", 2),
        ("№ 5", 1),
        ("IELTS 6.5, IT", 3),
        ("и/или", 1),
        ("«Болашақ»", 1),
        ("а\u00a0б", 2),
        ("15.03.2026 ж.", 2),
        ("строка\nстрока", 2),
        ("абзац\n\nабзац", 2),
        ("...", 0),
    ],
)
def test_count(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.sampled_from(["сөз", "по-прежнему", "2026", "IT."]), max_size=60))
def test_line_breaks_and_lone_dashes_do_not_matter(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)
    assert count_words("\n".join(words)) == len(words)
    assert count_words(" – ".join(words)) == len(words)
