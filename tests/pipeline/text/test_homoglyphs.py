"""One script per word."""

import pytest

from pipeline.text.homoglyphs import digits, is_mixed, repair, repair_text, to_latin_capitals


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("бекiтiлсiн", "бекітілсін"),  # Latin i
        ("МИНИСТРЛIГI", "МИНИСТРЛІГІ"),  # Latin capital I
        ("Иə", "Иә"),  # Latin schwa after a decisive letter
        ("МƏРТЕБЕСІ", "МӘРТЕБЕСІ"),
        ("əке", "әке"),  # no decisive letter but the schwa
        ("Hурлан", "Нурлан"),  # Latin H
        ("COВET", "COBET"),  # one Cyrillic В among Latin twins: most letters decide
        ("COВЕТ", "СОВЕТ"),
        ("бlлlм", "білім"),
        ("¥лттық", "Ұлттық"),
        ("КАSSYМОV", "KASSYMOV"),  # Cyrillic К А М О
        ("Маrсh", "March"),
        ("қаhарман", "қаһарман"),
        ("COBET", "COBET"),  # Latin letters only, nothing decides
        ("МОСКОВ", "МОСКОВ"),
        ("hope", "hope"),
        ("IELTS-ке", "IELTS-ке"),
        ("ІT", "ІT"),  # one letter of each: undecided
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_word_is_written_in_one_script(read: str, meant: str) -> None:
    assert repair(read) == meant


def test_words_of_a_text_are_decided_separately() -> None:
    assert repair_text("Bолашак,\n IELTS  жəне PhD") == "Bолашак,\n IELTS  және PhD".replace(
        "B", "В"
    )


def test_mixed_words_are_seen() -> None:
    assert is_mixed("Hурлан")
    assert not is_mixed("Нурлан")
    assert not is_mixed("IELTS-ке")


def test_number_zones_become_latin_capitals() -> None:
    assert to_latin_capitals("РКАZ<асЕ<Ү1") == "PKAZ<ACE<Y1"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("99О115lОООО7", "990115100007"),
        ("І5", "15"),
        ("Зб", "36"),
        ("2O2Б", "2026"),
        ("ВSZ", "852"),
        ("12Ж", "12Ж"),
    ],
)
def test_digit_zones(read: str, meant: str) -> None:
    assert digits(read) == meant
