"""Folding for labels, cleaning for values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalise import clean, fold, nfc


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ӘКЕСІНІҢ АТЫ", "Әкесінің аты:"),
        ("ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ", "КР ишки истер министрлиги"),
        ("Жеке куәлік", "ЖЕКЕ КУƏЛIК"),
        ("Жеке куәлік", "жеке куәл1к"),
        ("М Ə РТЕБЕСІ", "мәртебесі"),
        ("Учёная степень", "УЧЕНАЯ  СТЕПЕНЬ"),
        ("«Болашақ» стипендиясы", "Болашак стипендиясы"),
        ("Үндістан Ұлттық Һәм", "ундистан улттык хам"),
        ("СЕРТИФИКАТ", "CЕРTИФИКAТ"),
        ("Test Report Form", "TEST REPORT-FORM"),
        ("й", "и\u0306"),
    ],
)
def test_labels_agree_after_folding(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Форма № 072/у", "форма 072 у"),
        ("Тегі_____", "теги"),
        ("МЕЙІРІМ", "мейирим"),  # й is a letter of its own
        ("Anna-Maria", "anna maria"),
        ("  ", ""),
    ],
)
def test_folded_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="АаӘәIiКк -«»Ёёh.", max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("  : Сыдыков \u00a0 Бауыржан,", "Сыдыков Бауыржан"),
        ("Иванов И.И.", "Иванов И.И."),
        ("Алматы қ.", "Алматы қ."),
        ("г. Астана.", "г. Астана"),
        ("Мамин–Сибиряк;", "Мамин-Сибиряк"),
        ("Нур\u2011Султан", "Нур-Султан"),
        ("2025 — 2026", "2025 – 2026"),
        ("«Ромашка» ЖШС", "«Ромашка» ЖШС"),
        ("«Ромашка", "Ромашка"),
        ("Ромашка»", "Ромашка"),
        ('ТОО "Ромашка"', 'ТОО "Ромашка"'),
        ('"Ромашка', "Ромашка"),
        ("(по специальности)", "(по специальности)"),
        ("специальность)", "специальность"),
        ("| Бiлiм |", "Білім"),
        ("И\u0306од", "Йод"),
        ("...", ""),
    ],
)
def test_value_as_printed(raw: str, value: str) -> None:
    assert clean(raw) == value


@given(st.text(max_size=30))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_soft_hyphens_are_dropped() -> None:
    assert nfc("сти\u00adпендия") == "стипендия"
