"""How alike names of organisations and specialties are."""

import pytest

from pipeline.text.alike import in_text, organisation_likeness, same_language, wording_likeness

ONE = (
    ("ТОО «Алтын Дән»", 'Товарищество с ограниченной ответственностью "Алтын Дән"'),
    ("«Үлгі» ЖШС", "ТОО «Улги»"),
    ("University of Sampleton", "The University of Sampleton"),
    (
        "«Үлгі көпбейінді ауруханасы» шаруашылық жүргізу құқығындағы"
        " коммуналдық мемлекеттік кәсіпорны",
        "Коммунальное государственное предприятие на праве хозяйственного ведения"
        " «Многопрофильная больница Улги»",
    ),
    ("№ 5 мектеп-лицей КММ", "КГУ «Школа-лицей № 5»"),
    ("Үлгілі ұлттық университеті", "Национальный университет Улгили"),
)
OPEN = (
    ("TU Sampleton", "Technical University of Sampleton"),
    ("КГП «Городская больница № 1»", "КГП «Городская больница № 2»"),
    ("№ 5 мектеп-лицей КММ", "КГУ «Школа-лицей № 7»"),
)
TWO = (
    ("ТОО «Алтын Дән»", "ТОО «Ак бидай»"),
    ("Sampleton Institute of Technology", "Northern Medical School"),
    ("Қалалық аурухана", "Городская поликлиника"),
)


@pytest.mark.parametrize("names", ONE)
def test_one_organisation(names: tuple[str, str]) -> None:
    assert organisation_likeness(*names) >= 0.9


@pytest.mark.parametrize("names", OPEN)
def test_neither_one_nor_two(names: tuple[str, str]) -> None:
    assert 0.6 <= organisation_likeness(*names) < 0.85


@pytest.mark.parametrize("names", TWO)
def test_two_organisations(names: tuple[str, str]) -> None:
    assert organisation_likeness(*names) <= 0.5


def test_endings_of_a_case_do_not_count() -> None:
    assert wording_likeness("Информационные системы", "информационным системам") == 1.0
    assert wording_likeness("", "информационным системам") == 0.0


def test_a_wording_is_found_in_a_text() -> None:
    text = "Настоящим Университет Сэмплтона приглашает вас"
    assert in_text("университета сэмплтона", text) == 1.0
    assert in_text("Северная медицинская школа", text) < 0.6
    assert in_text("Университет", "") == 0.0


def test_languages_of_short_names() -> None:
    assert same_language("Городская типография", "Северный ветер")
    assert not same_language("Городская типография", "Қалалық баспахана")
    assert not same_language("University of Sampleton", "Университет Сэмплтона")


def test_a_kazakh_name_makes_no_kazakh_text() -> None:
    text = (
        "Университет Хокусей подтверждает, что гражданин Қуандық Дәурен приглашается на стажировку"
        " по специальности «защита растений» сроком на шесть месяцев"
    )
    assert same_language("защита растений", text)
    assert not same_language("өсімдік қорғау", text)
