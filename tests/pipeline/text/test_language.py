"""Kazakh, Russian, English, or none of them."""

import pytest

from pipeline.text.language import language_of
from pipeline.text.normalise import fold

KAZAKH = """Мен, Сынақов Үлгі, Болашақ халықаралық стипендиясының тағылымдамасына қатысуға ниет
білдіремін. Қазіргі уақытта инженер болып жұмыс істеймін. Тағылымдама барысында жаңа
технологияларды меңгеріп, алған білімімді еліміздің өнеркәсібінде қолдануды мақсат етемін."""
RUSSIAN = """Настоящим подтверждаю намерение пройти стажировку в рамках международной стипендии
Болашак. В настоящее время работаю инженером. Во время стажировки планирую освоить новые
технологии, которые затем применю в промышленности нашей страны."""
ENGLISH = """We are pleased to invite you to our department as a visiting researcher. The
internship will take place from 1 September to 31 December 2026, and its total cost is given in
the table below. This invitation is unconditional."""
GERMAN = """Sehr geehrte Frau Doktor, wir freuen uns, Sie zu einem Forschungsaufenthalt an unserem
Institut einladen zu können. Der Aufenthalt beginnt am ersten September und endet am letzten
Dezember. Die Kosten werden von der Stiftung getragen, eine Bescheinigung liegt bei."""


@pytest.mark.parametrize(
    ("text", "language"), [(KAZAKH, "kaz"), (RUSSIAN, "rus"), (ENGLISH, "eng")]
)
def test_letters(text: str, language: str) -> None:
    found, confidence = language_of(text)
    assert found == language
    assert confidence > 0.75


def test_kazakh_that_lost_its_letters_in_recognition() -> None:
    assert language_of(fold(KAZAKH).replace("и", "i"))[0] == "kaz"
    assert language_of(fold(KAZAKH))[0] == "kaz"


def test_kazakh_with_latin_letters_for_its_own() -> None:
    text = KAZAKH.replace("і", "i").replace("ә", "ə")
    assert language_of(text)[0] == "kaz"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ЖЕКЕ КУӘЛІК", "kaz"),
        ("УДОСТОВЕРЕНИЕ ЛИЧНОСТИ", "rus"),
        ("Letter of invitation to the internship", "eng"),
        ("Мотивациялық хат", "kaz"),
        ("Программа прохождения стажировки", "rus"),
        ("Заявка работодателя на подготовку специалиста", "rus"),
    ],
)
def test_short_texts_have_little_confidence(text: str, language: str) -> None:
    found, confidence = language_of(text)
    assert found == language
    assert confidence <= 0.75


def test_a_bilingual_form_is_told_with_doubt() -> None:
    found, confidence = language_of(f"{KAZAKH}\n{RUSSIAN}")
    assert found in ("kaz", "rus")
    assert confidence < 0.75


@pytest.mark.parametrize("text", ["", "990115100007", "KASSYMOVA AIGERIM", GERMAN, "–"])
def test_no_language(text: str) -> None:
    assert language_of(text) == (None, 0.0)


def test_noise_does_not_change_the_language() -> None:
    noisy = "".join("~" if index % 17 == 0 else sign for index, sign in enumerate(RUSSIAN))
    assert language_of(noisy)[0] == "rus"
    noisy = "".join("~" if index % 17 == 0 else sign for index, sign in enumerate(KAZAKH))
    assert language_of(noisy)[0] == "kaz"
