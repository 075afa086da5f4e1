"""Cyrillic names and the Latin letters of passports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.transliterate import canonical_latin, latin_forms, same_in_latin

PAIRS = [
    ("Қасымов", "KASSYMOV"),
    ("Касымова", "KASSYMOVA"),
    ("Касымов", "KASYMOV"),
    ("Айгерім", "AIGERIM"),
    ("Әйгерім", "AYGERIM"),
    ("Сынақов", "SYNAQOV"),
    ("Үлгі", "ULGI"),
    ("Өмірбек", "OMIRBEK"),
    ("Ғалым", "GALYM"),
    ("Жәнібек", "ZHANIBEK"),
    ("Хилл", "KHILL"),
    ("Щербакова", "SHCHERBAKOVA"),
    ("Дмитрий", "DMITRIY"),
    ("Дмитрий", "DMITRII"),
    ("Мария", "MARIYA"),
    ("Мария", "MARIIA"),
    ("Юлия", "YULIYA"),
    ("Алиев", "ALIYEV"),
    ("Александр", "ALEXANDR"),
    ("Татьяна", "TATYANA"),
    ("Наталья", "NATALIA"),
    ("Цой", "TSOY"),
    ("Бауыржан", "BAUYRZHAN"),
    ("Ахмедьяров", "AKHMEDYAROV"),
]


@pytest.mark.parametrize(("cyrillic", "latin"), PAIRS)
def test_customary_spellings(cyrillic: str, latin: str) -> None:
    assert same_in_latin(cyrillic, latin)
    assert same_in_latin(cyrillic.upper(), latin.title())
    assert canonical_latin(cyrillic) == canonical_latin(latin)
    assert latin in latin_forms(cyrillic)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Артём", "ARTYOM"),
        ("Нұр-Сұлтан", "NURSULTAN"),
        ("Күләш", "KULYASH"),
        ("Хасан", "HASSAN"),
        ("Джамбул", "JAMBUL"),
        ("Жанар", "JANAR"),
        ("Евгений", "YEVGENY"),
    ],
)
def test_spellings_that_only_the_letters_tell(cyrillic: str, latin: str) -> None:
    assert same_in_latin(cyrillic, latin)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Дана", "DIANA"),
        ("Марат", "MURAT"),
        ("Касымов", "KASSYMOVA"),
        ("Садыков", "SSADYKOV"),
        ("Асан", "ASAM"),
        ("Асан", ""),
        ("", "ASAN"),
        ("123", "123"),
        ("Айдар", "AIDARBEK"),
    ],
)
def test_other_names(cyrillic: str, latin: str) -> None:
    assert not same_in_latin(cyrillic, latin)


def test_skeleton_keeps_diana_and_dana_apart() -> None:
    assert canonical_latin("Диана") == "DIANA"
    assert canonical_latin("Dana") == "DANA"


def test_skeleton_of_a_whole_name() -> None:
    assert canonical_latin("Қасымова  Айгерім") == canonical_latin("Kassymova AYGERIM")
    assert canonical_latin("O'Neil, Anna-Maria") == "ONEIL ANNA MARIA"


@given(st.text("абвгдежзийклмнопрстухчшыюяәғқңөұүі", min_size=1, max_size=12))
def test_forms_are_bounded_and_accepted(word: str) -> None:
    forms = latin_forms(word)
    assert 1 <= len(forms) <= 256
    assert all(same_in_latin(word, form) for form in forms)
