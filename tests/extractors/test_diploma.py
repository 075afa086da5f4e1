"""Diplomas of both generations, of colleges and from abroad, written by hand."""

from datetime import date

import pytest

from extractors.diploma import Fields, extract
from tests.paper import Row, column, paper

KAZAKH = (
    "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ",
    "Есіл мемлекеттік университеті",
    "БАКАЛАВР ДИПЛОМЫ",
    "BD № 00004455667",
    "Аттестаттау комиссиясының 2023 жылғы «14»",
    "маусымдағы № 5 шешімімен Сейітқали Дана",
    "Ерланқызына «6B06106 – Есептеу техникасы»",
    "білім беру бағдарламасы бойынша",
    "академиялық дәрежесі берілді.",
    "Тіркеу нөмірі № 815",
)
RUSSIAN = (
    "РЕСПУБЛИКА КАЗАХСТАН",
    "Есильский государственный университет",
    "ДИПЛОМ БАКАЛАВРА",
    "BD № 00004455667",
    "Решением Аттестационной комиссии от 14 июня",
    "2023 года (протокол № 5) Сейткали Дане",
    "Ерлановне присуждена академическая степень",
    "бакалавра по образовательной программе",
    "«6B06106 – Вычислительная техника».",
    "Регистрационный № 815",
)


def read(*lines: str) -> Fields:
    return extract([paper(*column(*lines))])


def test_two_columns_are_read_one_after_the_other_and_the_first_counts() -> None:
    rows: list[Row] = []
    for number, (kazakh, russian) in enumerate(zip(KAZAKH, RUSSIAN, strict=True)):
        top = 0.1 + 0.03 * number
        rows += [(top, 0.02, kazakh), (top, 0.54, russian)]
    fields = extract([paper(*rows)])
    assert fields.series.value == "BD"
    assert fields.number.value == "00004455667"
    assert fields.holder_name.value == "Сейітқали Дана Ерланқызына"
    assert fields.degree.value == "bachelor"
    assert fields.specialty.value == "Есептеу техникасы"
    assert fields.programme_code.value == "6B06106"
    assert fields.institution.value == "Есіл мемлекеттік университеті"
    assert fields.country.value == "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ"
    assert fields.award_date.value == date(2023, 6, 14)
    assert fields.registration_number.value == "815"
    assert fields.honours.value is False


def test_a_russian_diploma() -> None:
    fields = read(*RUSSIAN)
    assert fields.holder_name.value == "Сейткали Дане Ерлановне"
    assert fields.specialty.value == "Вычислительная техника"
    assert fields.institution.value == "Есильский государственный университет"
    assert fields.award_date.value == date(2023, 6, 14)


def test_lines_to_be_filled_in_with_captions_below() -> None:
    fields = read(
        "РЕСПУБЛИКА КАЗАХСТАН",
        "ДИПЛОМ",
        "ЖБ № 0123456",
        "Настоящий диплом выдан",
        "Сейткали Дане Ерлановне",
        "фамилия, имя, отчество",
        "в том, что она в 1999 году поступила в",
        "Есильский педагогический институт",
        "полное наименование учебного заведения",
        "и в 2004 году окончила полный курс по специальности",
        "031440 – История",
        "шифр и наименование специальности",
        "Решением Государственной аттестационной комиссии от 20 июня 2004 года",
        "присвоена квалификация учителя истории.",
        "г. Есиль, «28» июня 2004 г.",
    )
    assert fields.series.value == "ЖБ"
    assert fields.number.value == "0123456"
    assert fields.degree.value == "specialist"
    assert fields.holder_name.value == "Сейткали Дане Ерлановне"
    assert fields.institution.value == "Есильский педагогический институт"
    assert fields.specialty.value == "История"
    assert fields.programme_code.value == "031440"
    assert fields.award_date.value == date(2004, 6, 20)


def test_an_english_diploma_from_abroad() -> None:
    fields = read(
        "University of Northbridge",
        "United Kingdom",
        "This is to certify that",
        "Dana Seitkali",
        "has been awarded the degree of",
        "Bachelor of Science in Marine Biology",
        "with honours",
        "conferred on 12 July 2016",
        "Diploma No. 55667788",
    )
    assert fields.holder_name.value == "Dana Seitkali"
    assert fields.degree.value == "bachelor"
    assert fields.institution.value == "University of Northbridge"
    assert fields.country.value == "United Kingdom"
    assert fields.specialty.value == "Marine Biology"
    assert fields.award_date.value == date(2016, 7, 12)
    assert fields.honours.value is True
    assert fields.number.value == "55667788"
    assert fields.series.value is None


@pytest.mark.parametrize(
    ("lines", "degree"),
    [
        (("ДИПЛОМ МАГИСТРА", "присуждена академическая степень магистра наук"), "master"),
        (("МАГИСТР ДИПЛОМЫ", "педагогика ғылымдарының магистрі дәрежесі берілді"), "master"),
        (("ДИПЛОМ", "присуждена степень доктора философии (PhD)"), "doctor"),
        (("ДИПЛОМ", "о высшем образовании", "присвоена квалификация инженера"), "specialist"),
        (("ДИПЛОМ", "жоғары білім туралы", "инженер біліктілігі берілді"), "specialist"),
        (("ДИПЛОМ", "о техническом и профессиональном образовании"), "college"),
        (("ДИПЛОМ", "техникалық және кәсіптік білім туралы", "техник біліктілігі"), "college"),
        (("ДИПЛОМ", "Есильский колледж", "присвоена квалификация техника"), "college"),
        (("DIPLOMA", "Northbridge College", "the degree of Bachelor of Arts"), "bachelor"),
        (("DIPLOMA", "the degree of Master of Arts"), "master"),
        (("ДИПЛОМ БАКАЛАВРА", "дает право поступления в магистратуру"), "bachelor"),
        (("ДИПЛОМ",), None),
    ],
)
def test_degrees_by_their_wording(lines: tuple[str, ...], degree: str | None) -> None:
    assert read(*lines).degree.value == degree


@pytest.mark.parametrize(
    ("line", "series", "number"),
    [
        ("ЖБ-Б № 0123456", "ЖБ-Б", "0123456"),
        ("ЖБ–Б №0123456", "ЖБ-Б", "0123456"),
        ("ЖБ-6 No 0123456", "ЖБ-Б", "0123456"),
        ("ВD № 00001234567", "BD", "00001234567"),
        ("BD N 00001234567", "BD", "00001234567"),
        ("ZhB-B 0123456", "ZhB-B", "0123456"),
        ("ЖООК-М № 0004321", "ЖООК-М", "0004321"),
        ("серия ВСГ номер 1234567", "ВСГ", "1234567"),
        ("Протокол № 1234567", None, None),
        ("Регистрационный № 123456", None, None),
    ],
)
def test_series_and_number(line: str, series: str | None, number: str | None) -> None:
    fields = read("ДИПЛОМ", line)
    assert fields.series.value == series
    assert fields.number.value == number


@pytest.mark.parametrize("line", ["Диплом с отличием", "ҮЗДІК ДИПЛОМ", "cum laude"])
def test_honours(line: str) -> None:
    assert read("ДИПЛОМ", line).honours.value is True


def test_a_form_with_labels_in_two_languages() -> None:
    fields = extract(
        [
            paper(
                (0.10, 0.1, "ДИПЛОМ БАКАЛАВРА"),
                (0.20, 0.1, "Тегі, аты /"),
                (0.22, 0.1, "Фамилия, имя"),
                (0.20, 0.6, "Сейітқали Дана"),
                (0.22, 0.6, "Сейткали Дана"),
                (0.30, 0.1, "Оқу орны /"),
                (0.32, 0.1, "Учебное заведение"),
                (0.30, 0.5, "Есіл мемлекеттік университеті"),
                (0.32, 0.5, "Есильский государственный университет"),
                (0.40, 0.1, "Мамандығы / Специальность"),
                (0.40, 0.5, "Тарих"),
                (0.42, 0.5, "История"),
                (0.50, 0.1, "Дата решения комиссии"),
                (0.50, 0.5, "14.06.2023"),
                (0.60, 0.1, "Дата выдачи"),
                (0.60, 0.5, "20.06.2023"),
            )
        ]
    )
    assert fields.holder_name.value == "Сейітқали Дана"
    assert fields.institution.value == "Есіл мемлекеттік университеті"
    assert fields.specialty.value == "Тарих"
    assert fields.award_date.value == date(2023, 6, 14)


@pytest.mark.parametrize(
    ("gone", "names"),
    [
        (("BD № 00004455667",), ("series", "number")),
        (("Есильский государственный университет",), ("institution",)),
        (("«6B06106 – Вычислительная техника».",), ("specialty", "programme_code")),
        (RUSSIAN[4:6], ("award_date",)),
    ],
)
def test_what_is_not_printed_is_none(gone: tuple[str, ...], names: tuple[str, ...]) -> None:
    fields = read(*(line for line in RUSSIAN if line not in gone))
    for name in names:
        field = getattr(fields, name)
        assert field.value is None
        assert field.searched


def test_the_day_of_issue_is_not_the_day_of_the_decision() -> None:
    fields = read("РЕСПУБЛИКА КАЗАХСТАН", "ДИПЛОМ БАКАЛАВРА", "г. Есиль, «28» июня 2004 г.")
    assert fields.award_date.value is None


def test_the_rector_is_not_the_holder() -> None:
    assert read("ДИПЛОМ БАКАЛАВРА", "Ректор К. Б. Усенов").holder_name.value is None
