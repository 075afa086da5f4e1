"""KAZTEST and Qazaq Resmi Test papers, written by hand in several wordings."""

from datetime import date

import pytest

from extractors.state_language_certificate import extract
from tests.paper import column, paper

KAZAKH = (
    "ҚАЗТЕСТ",
    "СЕРТИФИКАТ № KT44556677",
    "Тегі, аты, әкесінің аты: Сейітқали Дана Ерланқызы",
    "ЖСН: 950101400014",
    "Деңгейі: орта деңгей (B1)",
    "Тыңдалым 14 / 20",
    "Лексика-грамматика 27 / 40",
    "Оқылым 28 / 40",
    "Жазылым 35 / 50",
    "Айтылым 32 / 50",
    "Жалпы балл 136 / 200",
    "Тестілеу күні: 02.02.2026",
    "Берілген күні: 05.02.2026",
    "Жарамдылық мерзімі: 05.02.2028 дейін",
)
RUSSIAN = (
    "КАЗТЕСТ",
    "Национальный центр тестирования",
    "СЕРТИФИКАТ",
    "Номер сертификата: KT44556677",
    "Ф.И.О. Сейткали Дана Ерлановна",
    "ИИН 950101400014",
    "Уровень владения казахским языком: C1",
    "Дата выдачи 5 февраля 2026 года",
    "Действителен до 5 февраля 2028 года",
)
BLOCKS = {"listening": 14, "lexico_grammar": 27, "reading": 28, "writing": 35, "speaking": 32}


def test_a_kazakh_certificate_of_five_blocks() -> None:
    read = extract([paper(*column(*KAZAKH))])
    assert read.test.value == "kaztest"
    assert read.kind.value == "certification"
    assert read.holder_name.value == "Сейітқали Дана Ерланқызы"
    assert read.iin.value == "950101400014"
    assert read.level.value == "B1"
    assert read.scores.value == BLOCKS
    assert read.total.value == 136
    assert read.certificate_number.value == "KT44556677"
    assert read.test_date.value == date(2026, 2, 2)
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.expiry_date.value == date(2028, 2, 5)


def test_a_russian_certificate_with_columns_of_maximum_and_result() -> None:
    rows = [
        *column(*RUSSIAN),
        (0.50, 0.4, "Максимальный балл"),
        (0.50, 0.7, "Набранный балл"),
    ]
    for number, (name, most, got) in enumerate(
        (("Аудирование", 20, 19), ("Чтение", 40, 38), ("Письмо", 50, 50), ("Говорение", 50, 44))
    ):
        top = 0.53 + 0.03 * number
        rows += [(top, 0.1, name), (top, 0.45, str(most)), (top, 0.75, str(got))]
    read = extract([paper(*rows)])
    assert read.scores.value == {"listening": 19, "reading": 38, "writing": 50, "speaking": 44}
    assert read.holder_name.value == "Сейткали Дана Ерлановна"
    assert read.level.value == "C1"
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.expiry_date.value == date(2028, 2, 5)
    assert read.test_date.value is None


def test_a_threshold_column_is_not_taken_for_the_result() -> None:
    rows = [
        (0.1, 0.1, "ҚАЗТЕСТ СЕРТИФИКАТ"),
        (0.2, 0.35, "Шекті балл"),
        (0.2, 0.7, "Жинаған балы"),
    ]
    for number, (name, least, got) in enumerate(
        (("Тыңдалым", 6, 12), ("Оқылым", 12, 30), ("Жазылым", 15, 41))
    ):
        top = 0.23 + 0.03 * number
        rows += [(top, 0.1, name), (top, 0.4, str(least)), (top, 0.75, str(got))]
    read = extract([paper(*rows)])
    assert read.scores.value == {"listening": 12, "reading": 30, "writing": 41}


def test_points_above_the_names_of_blocks() -> None:
    names = ("Тыңдалым", "Оқылым", "Жазылым", "Айтылым")
    rows = [(0.1, 0.1, "Qazaq Resmi Test СЕРТИФИКАТ"), (0.13, 0.1, "ID: QRT-12345678")]
    for number, (name, got) in enumerate(zip(names, ("18", "32", "37", "39"), strict=True)):
        left = 0.1 + 0.2 * number
        rows += [(0.40, left + 0.02, got), (0.44, left, name)]
    read = extract([paper(*rows)])
    assert read.test.value == "qazaq_resmi_test"
    assert read.certificate_number.value == "QRT-12345678"
    assert read.scores.value == {"listening": 18, "reading": 32, "writing": 37, "speaking": 39}


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Деңгейі: ортадан жоғары", "B2"),
        ("Деңгейі: жоғары", "C1"),
        ("Уровень: средний", "B1"),
        ("Уровень: выше среднего", "B2"),
        ("Уровень: В2", "B2"),
        ("қазақ тілін меңгерудің базалық деңгейін (А2) көрсетті", "A2"),
    ],
)
def test_levels_in_words_and_in_letters_of_either_alphabet(words: str, level: str) -> None:
    assert extract([paper(*column("ҚАЗТЕСТ СЕРТИФИКАТ", words))]).level.value == level


@pytest.mark.parametrize(
    "line",
    [
        "АНЫҚТАМА диагностикалық тестілеуден өткені туралы",
        "СПРАВКА о прохождении диагностического тестирования, не является сертификатом",
    ],
)
def test_a_diagnostic_reference_is_no_certification(line: str) -> None:
    assert extract([paper(*column("ҚАЗТЕСТ", line))]).kind.value == "diagnostic"


@pytest.mark.parametrize(
    ("line", "name"),
    [(2, "holder_name"), (3, "iin"), (4, "level"), (12, "issue_date"), (13, "expiry_date")],
)
def test_what_is_not_printed_is_none_and_no_neighbour(line: int, name: str) -> None:
    rows = [text for number, text in enumerate(KAZAKH) if number != line]
    field = getattr(extract([paper(*column(*rows))]), name)
    assert field.value is None
    assert field.searched


def test_without_blocks_and_number_nothing_is_made_up() -> None:
    read = extract([paper(*column("ҚАЗТЕСТ", "СЕРТИФИКАТ", "Берілген күні: 05.02.2026"))])
    assert read.scores.value is None
    assert read.certificate_number.value is None
    assert read.total.value is None


def test_the_director_is_not_the_holder() -> None:
    read = extract([paper(*column("ҚАЗТЕСТ", "СЕРТИФИКАТ", "Директор: Р. Ж. Емелбаев"))])
    assert read.holder_name.value is None


def test_labels_damaged_by_recognition() -> None:
    rows = [
        line.replace("Берілген күні", "Берiлген кунi").replace("Жарамдылық", "Жарамдылык")
        for line in KAZAKH
    ]
    read = extract([paper(*column(*rows))])
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.expiry_date.value == date(2028, 2, 5)


def test_dates_in_a_sentence() -> None:
    lines = (
        "ҚАЗТЕСТ СЕРТИФИКАТ",
        "Осы сертификат Сейітқали Дана Ерланқызына берілді.",
        "Сертификат 2028 жылғы 5 ақпанға дейін жарамды.",
    )
    assert extract([paper(*column(*lines))]).expiry_date.value == date(2028, 2, 5)


def test_a_russian_certificate_in_sentences() -> None:
    lines = (
        "СЕРТИФИКАТ",
        "Национальный центр тестирования",
        "Настоящим подтверждается, что Сейткали Дана Ерлановна",
        "(ИИН: 950101400014), прошла 2 февраля 2026 года тестирование по системе",
        "КАЗТЕСТ и подтвердила владение казахским языком на уровне B1.",
        "Результаты: аудирование – 14 баллов, лексика-",
        "грамматика – 27 баллов,",
        "чтение – 28 баллов, письмо – 35 баллов, говорение – 32 балла.",
        "Общее количество баллов – 136 из 200.",
        "Зарегистрировано за № KT44556677 от 05.02.2026.",
        "Сертификат действителен в течение двух лет, до 05.02.2028.",
    )
    read = extract([paper(*column(*lines))])
    assert read.holder_name.value == "Сейткали Дана Ерлановна"
    assert read.iin.value == "950101400014"
    assert read.level.value == "B1"
    assert read.scores.value == BLOCKS
    assert read.total.value == 136
    assert read.test_date.value == date(2026, 2, 2)
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.expiry_date.value == date(2028, 2, 5)


def test_a_kazakh_certificate_in_sentences() -> None:
    lines = (
        "QAZAQ RESMI TEST",
        "Сейітқали Дана Ерланқызы",
        "ЖСН 950101400014;",
        "2026 жылғы 2 ақпанда өткен Qazaq Resmi Test нәтижесі бойынша",
        "қазақ тілін B2 (ортадан жоғары) деңгейінде меңгерген.",
        "Тыңдалым: 15 ұпай; Оқылым: 30 ұпай; Жазылым: 41 ұпай; Айтылым: 40 ұпай.",
        "Барлық ұпай саны: 126",
        "№ QRT-2026004455",
        "Берілді: 2026 жылғы 5 ақпан",
        "2028 жылғы 5 ақпанға дейін жарамды",
    )
    read = extract([paper(*column(*lines))])
    assert read.iin.value == "950101400014"
    assert read.scores.value == {"listening": 15, "reading": 30, "writing": 41, "speaking": 40}
    assert read.total.value == 126
    assert read.test_date.value == date(2026, 2, 2)
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.expiry_date.value == date(2028, 2, 5)


def test_the_day_of_issue_beside_the_name_of_the_test_is_not_the_day_of_the_test() -> None:
    lines = ("СЕРТИФИКАТ", "Берілген күні: 05.02.2026 ҚАЗТЕСТ жүйесі", "Деңгейі B1")
    read = extract([paper(*column(*lines))])
    assert read.issue_date.value == date(2026, 2, 5)
    assert read.test_date.value is None


TWO_LANGUAGES = (
    (0.10, 0.08, "СЕРТИФИКАТ"),
    (0.10, 0.55, "СЕРТИФИКАТ"),
    (0.13, 0.08, "ҚАЗТЕСТ № KT44556677"),
    *((0.40 + 0.04 * row, 0.08, name) for row, name in enumerate(("Тыңдалым", "Оқылым"))),
    (0.48, 0.08, "Лексика-грамматика"),
    (0.52, 0.08, "Жазылым"),
    (0.56, 0.08, "Айтылым"),
    (0.60, 0.08, "Жалпы балл"),
    *((0.40 + 0.04 * row, 0.55, name) for row, name in enumerate(("Аудирование", "Чтение"))),
    (0.48, 0.55, "Лексика-грамматика"),
    (0.52, 0.55, "Письмо"),
    (0.56, 0.55, "Говорение"),
    (0.60, 0.55, "Общий балл"),
)


def _in_two_languages(
    left: tuple[str, ...], right: tuple[str, ...]
) -> list[tuple[float, float, str]]:
    numbers = [
        (0.40 + 0.04 * row, place, number)
        for place, column_of in ((0.42, left), (0.88, right))
        for row, number in enumerate(column_of)
    ]
    return [*TWO_LANGUAGES, *numbers]


def test_of_two_readings_of_a_block_that_counts_which_makes_up_the_total() -> None:
    rows = _in_two_languages(
        ("14", "28", "27", "35", "3", "136"), ("14", "28", "27", "35", "32", "136")
    )
    scores = extract([paper(*rows)]).scores
    assert scores.value == BLOCKS
    assert scores.confidence > 0.9


def test_blocks_that_do_not_make_up_the_total_are_doubtful() -> None:
    rows = _in_two_languages(
        ("14", "28", "27", "35", "3", "136"), ("14", "28", "27", "35", "3", "136")
    )
    scores = extract([paper(*rows)]).scores
    assert scores.value == {**BLOCKS, "speaking": 3}
    assert scores.confidence <= 0.5


def test_a_block_read_in_two_ways_is_doubtful_without_a_total() -> None:
    rows = _in_two_languages(("14", "28", "27", "35", "3"), ("14", "28", "27", "35", "32"))
    assert extract([paper(*rows)]).scores.confidence <= 0.5


def test_doubtful_points_that_make_up_the_total_are_sure() -> None:
    rows = _in_two_languages(("14", "28", "27", "35", "32", "136"), ())
    doubtful = [(*row[:3], 0.4) if row[2] in ("27", "35") else row for row in rows]
    scores = extract([paper(*doubtful)]).scores
    assert scores.value == BLOCKS
    assert scores.confidence >= 0.85
