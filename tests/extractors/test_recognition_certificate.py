"""Certificates of recognition and nostrification, written by hand."""

from datetime import date

import pytest

from extractors.recognition_certificate import Fields, extract
from tests.paper import column, paper

RUSSIAN = (
    "УДОСТОВЕРЕНИЕ О ПРИЗНАНИИ",
    "ДОКУМЕНТА ОБ ОБРАЗОВАНИИ",
    "№ 0045678",
    "Настоящее удостоверение выдано Сейткали",
    "Дане Ерлановне в том, что диплом № 7788991,",
    "выданный 8 июня 2015 года организацией",
    "образования Нортбриджский технический университет",
    "(Великобритания), признается на территории Республики Казахстан.",
    "Дата выдачи: «01» ноября 2021 г.",
)
KAZAKH = (
    "БІЛІМ ТУРАЛЫ ҚҰЖАТТЫ ТАНУ ТУРАЛЫ КУӘЛІК",
    "№ 0045678",
    "Осы куәлік Сейітқали Дана Ерланқызына берілді. Нортбридж",
    "университеті (Ұлыбритания) 2015 жылғы «08» маусымда берген № 7788991",
    "диплом Қазақстан Республикасында танылады.",
    "Берілген күні: «01» қараша 2021 ж.",
)


def read(*lines: str) -> Fields:
    return extract([paper(*column(*lines))])


def test_russian_recognition() -> None:
    fields = read(*RUSSIAN)
    assert fields.kind.value == "recognition"
    assert fields.number.value == "0045678"
    assert fields.holder_name.value == "Сейткали Дане Ерлановне"
    assert fields.institution.value == "Нортбриджский технический университет"
    assert fields.issue_date.value == date(2021, 11, 1)


def test_kazakh_recognition() -> None:
    fields = read(*KAZAKH)
    assert fields.kind.value == "recognition"
    assert fields.number.value == "0045678"
    assert fields.holder_name.value == "Сейітқали Дана Ерланқызына"
    assert fields.institution.value == "Нортбридж университеті"
    assert fields.issue_date.value == date(2021, 11, 1)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            (
                "УДОСТОВЕРЕНИЕ О НОСТРИФИКАЦИИ",
                "№ 0045678",
                "Диплом № 7788991, выданный 27 июня 2012 года (Нортбриджский",
                "университет, Великобритания), нострифицирован. Владелец документа: Сейткали",
                "Дана Ерлановна.",
            ),
            "Сейткали Дана Ерлановна",
        ),
        (
            (
                "НОСТРИФИКАЦИЯЛАУ ТУРАЛЫ КУӘЛІК",
                "№ 0045678",
                "Нортбридж университеті (Ұлыбритания) берген № 7788991 диплом",
                "нострификацияланды. Куәлік Сейітқали Дана Ерланқызына берілді.",
            ),
            "Сейітқали Дана Ерланқызына",
        ),
    ],
)
def test_nostrification(lines: tuple[str, ...], name: str) -> None:
    fields = read(*lines)
    assert fields.kind.value == "nostrification"
    assert fields.number.value == "0045678"
    assert fields.holder_name.value == name
    assert fields.issue_date.value is None


def test_an_electronic_form_names_the_issuer_and_the_foreign_institution_apart() -> None:
    fields = extract(
        [
            paper(
                (0.05, 0.1, "РГП «Национальный центр развития высшего образования»"),
                (0.10, 0.1, "CERTIFICATE OF RECOGNITION"),
                (0.20, 0.1, "Куәлік нөмірі /"),
                (0.22, 0.1, "Номер удостоверения"),
                (0.21, 0.5, "0045678"),
                (0.30, 0.1, "Кімге берілді / Выдано"),
                (0.30, 0.5, "Сейткали Дана Ерлановна"),
                (0.40, 0.1, "Документ об образовании"),
                (0.40, 0.5, "диплом № 7788991, 27.06.2012"),
                (0.50, 0.1, "Организация образования"),
                (0.50, 0.5, "Нортбриджский университет"),
                (0.60, 0.1, "Дата выдачи"),
                (0.60, 0.5, "01.11.2021"),
            )
        ]
    )
    assert fields.number.value == "0045678"
    assert fields.holder_name.value == "Сейткали Дана Ерлановна"
    assert fields.institution.value == "Нортбриджский университет"
    assert fields.issue_date.value == date(2021, 11, 1)


def test_an_english_letter() -> None:
    fields = read(
        "CERTIFICATE OF RECOGNITION OF AN EDUCATION DOCUMENT",
        "No. 0045678",
        "This certificate is issued to Seitkali Dana to confirm that diploma No. 7788991 of",
        "8 June 2015, awarded by Northbridge University of Applied Sciences (Germany), is",
        "recognised in the Republic of Kazakhstan.",
        "Date of issue: 1 November 2021",
    )
    assert fields.kind.value == "recognition"
    assert fields.number.value == "0045678"
    assert fields.holder_name.value == "Seitkali Dana"
    assert fields.institution.value == "Northbridge University of Applied Sciences"
    assert fields.issue_date.value == date(2021, 11, 1)


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        (("№ 0045678",), "number"),
        (("Дата выдачи: «01» ноября 2021 г.",), "issue_date"),
        (("образования Нортбриджский технический университет",), "institution"),
        (RUSSIAN[3:5], "holder_name"),
    ],
)
def test_what_is_not_printed_is_none(gone: tuple[str, ...], name: str) -> None:
    field = getattr(read(*(line for line in RUSSIAN if line not in gone)), name)
    assert field.value is None
    assert field.searched


def test_damaged_letters() -> None:
    fields = read(*(line.replace("Дата выдачи", "Дата вылачи") for line in RUSSIAN))
    assert fields.issue_date.value == date(2021, 11, 1)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "УДОСТОВЕРЕНИЕ",
            "о признании документа об образовании",
            "Серия АА 0045678",
            "Настоящим удостоверяется, что документ об образовании – диплом магистра № 7788991",
            "от 8 июня 2015 года, выданный Нортбриджским техническим университетом",
            "на имя Сейткали Даны Ерлановны, признан в Республике Казахстан.",
            "Приказ Комитета от 25 октября 2021 года № 412",
            "г. Астана 1 ноября 2021 года",
        ),
        (
            "СПРАВКА О ПРИЗНАНИИ",
            "Рег. № АА 0045678 от 01.11.2021",
            "Гражданин: Сейткали Даны Ерлановны",
            "Документ: диплом бакалавра, серия и номер 7788991 от 08.06.2015",
            "Выдан: Нортбриджским техническим университетом",
            "Страна: Великобритания",
        ),
        (
            "Білім туралы құжатты тану туралы",
            "КУӘЛІК",
            "Нөмірі: АА 0045678",
            "Күні: 01.11.2021",
            "Құжат иесінің аты-жөні: Сейткали Даны Ерлановны",
            "Диплом нөмірі: 7788991",
            "Диплом берілген күні: 08.06.2015",
            "Дипломды берген оқу орны: Нортбриджским техническим университетом",
            "Мемлекет: Ұлыбритания",
        ),
        (
            "STATEMENT OF RECOGNITION",
            "Our ref: АА 0045678",
            "Date: 1 November 2021",
            "Name of applicant: Сейткали Даны Ерлановны",
            "Name of qualification: Bachelor, diploma No. 7788991 dated 8 June 2015",
            "Awarding body: Нортбриджским техническим университетом",
            "Country: United Kingdom",
        ),
    ],
)
def test_further_wordings_and_forms(lines: tuple[str, ...]) -> None:
    fields = read(*lines)
    assert fields.kind.value == "recognition"
    assert fields.number.value == "АА 0045678"
    assert fields.holder_name.value == "Сейткали Даны Ерлановны"
    assert fields.institution.value == "Нортбриджским техническим университетом"
    assert fields.issue_date.value == date(2021, 11, 1)


LABELLED = (
    "УДОСТОВЕРЕНИЕ О НОСТРИФИКАЦИИ",
    "№ 0049026",
    "Диплом № 3317435, выданный 16 июня 2012 года",
    "(Харбридж технологический институт, Канада), нострифицирован.",
)


def test_a_name_goes_on_to_its_patronymic_in_the_next_line() -> None:
    fields = read(*LABELLED, "Владелец документа: Сейткали Дана", "Ерлановна.")
    assert fields.holder_name.value == "Сейткали Дана Ерлановна"


def test_a_family_name_at_the_end_of_the_line_before() -> None:
    fields = read(*LABELLED, "Владелец документа: Сейткали", "Дана Ерлановна.")
    assert fields.holder_name.value == "Сейткали Дана Ерлановна"


def test_a_number_above_the_word_diploma_is_the_certificates_own() -> None:
    assert read(*LABELLED).number.value == "0049026"


def test_a_number_whose_line_ends_before_the_word_diploma_is_the_diplomas() -> None:
    lines = ("берілді. Ол оқу орнының 2015 жылғы № 7788991", "диплом Қазақстанда танылады.")
    assert read(KAZAKH[0], *lines).number.value is None
