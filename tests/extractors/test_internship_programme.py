"""Programmes: lines of the head in three languages, and the blocks of both organisations."""

from dataclasses import replace
from datetime import date

import pytest

from extractors.internship_programme import extract
from pipeline.model import Box, MarkKind, Page, PageMark
from tests.paper import Row, column, paper

LINES = {
    "kk": (
        "Тағылымдамадан өтуші: Ахметов Ерлан Болатұлы",
        "Мамандығы: геофизика",
        "Жіберуші ұйым: «Геосервис» ЖШС",
        "Қабылдаушы ұйым: Нордхейм университеті",
        "Тағылымдама мерзімі: 2027 жылғы 1 ақпан – 2027 жылғы 31 шілде",
        "Тағылымдама жетекшісі: проф. Карл Нильсен",
    ),
    "ru": (
        "Ф.И.О. стажера: Ахметов Ерлан Болатович",
        "Направление стажировки: геофизика",
        "Работодатель: ТОО «Геосервис»",
        "Место прохождения стажировки: Университет Нордхейма",
        "Сроки стажировки: с 1 февраля 2027 года по 31 июля 2027 года",
        "Научный руководитель: проф. Карл Нильсен",
    ),
    "en": (
        "Trainee: Akhmetov Yerlan",
        "Field of internship: Geophysics",
        "Employer: Geoservice LLP",
        "Host organisation: Nordheim University",
        "Period: from 01.02.2027 to 31.07.2027",
        "Academic supervisor: Prof. Karl Nilsen",
    ),
}
TITLES = {
    "kk": "Тағылымдамадан өту бағдарламасы",
    "ru": "Программа стажировки",
    "en": "Training Programme",
}
WANTED = {
    "kk": ("Ахметов Ерлан Болатұлы", "геофизика", "Нордхейм университеті", "«Геосервис» ЖШС"),
    "ru": ("Ахметов Ерлан Болатович", "геофизика", "Университет Нордхейма", "ТОО «Геосервис»"),
    "en": ("Akhmetov Yerlan", "Geophysics", "Nordheim University", "Geoservice LLP"),
}
BLOCKS: list[Row] = [
    (0.05, 0.1, "УТВЕРЖДАЮ"),
    (0.05, 0.6, "СОГЛАСОВАНО"),
    (0.075, 0.1, "Директор"),
    (0.075, 0.6, "Декан факультета"),
    (0.1, 0.1, "ТОО «Геосервис»"),
    (0.1, 0.6, "Университет Нордхейма"),
    (0.125, 0.1, "Сериков А. Б."),
    (0.125, 0.6, "д-р Эва Линд"),
    (0.15, 0.1, "05.03.2026"),
    (0.15, 0.6, "10.03.2026"),
]


def programme(language: str, *, without: int | None = None, blocks: bool = True) -> Page:
    lines = [line for at, line in enumerate(LINES[language]) if at != without]
    rows: list[Row] = [(0.25, 0.3, TITLES[language]), *column(*lines, top=0.3)]
    return paper(*(BLOCKS if blocks else []), *rows)


@pytest.mark.parametrize("language", sorted(LINES))
def test_reads_the_head(language: str) -> None:
    read = extract([programme(language, blocks=False)])
    got = (read.intern_name, read.specialty, read.host_organisation, read.sending_organisation)
    assert tuple(field.value for field in got) == WANTED[language]
    assert (read.period_start.value, read.period_end.value) == (
        date(2027, 2, 1),
        date(2027, 7, 31),
    )
    assert read.supervisor.value in ("проф. Карл Нильсен", "Prof. Karl Nilsen")
    assert read.language.value == {"kk": "kaz", "ru": "rus", "en": "eng"}[language]


@pytest.mark.parametrize("language", sorted(LINES))
@pytest.mark.parametrize(
    ("line", "field"),
    [
        (0, "intern_name"),
        (1, "specialty"),
        (2, "sending_organisation"),
        (3, "host_organisation"),
        (4, "period_start"),
        (4, "period_end"),
        (5, "supervisor"),
    ],
)
def test_leaves_open_what_is_not_there(language: str, line: int, field: str) -> None:
    page = programme(language, without=line, blocks=False)
    read = getattr(extract([page]), field)
    assert read.value is None
    assert read.searched


def test_reads_both_approvals_side_by_side() -> None:
    read = extract([programme("ru")]).approvals.value or ()
    assert [(one.side, one.organisation, one.name, one.date) for one in read] == [
        ("sending", "ТОО «Геосервис»", "Сериков А. Б.", date(2026, 3, 5)),
        ("receiving", "Университет Нордхейма", "д-р Эва Линд", date(2026, 3, 10)),
    ]


def test_says_who_signed_only_where_somebody_looked() -> None:
    page = programme("ru")
    unseen = extract([page]).approvals.value or ()
    assert [one.signed for one in unseen] == [None, None]
    pen = PageMark(MarkKind.SIGNATURE, Box(0.12, 0.12, 0.24, 0.15), 0.95)
    looked = replace(page, marks=(pen,), looked_for_marks=True)
    seen = extract([looked]).approvals.value or ()
    assert [one.signed for one in seen] == [True, False]
    assert [one.stamped for one in seen] == [False, False]


def test_scraps_of_a_seal_in_a_block_do_not_make_its_words_doubtful() -> None:
    scraps: list[Row] = [(0.112, 0.2, "Ж", 0.1), (0.137, 0.7, "МСмы", 0.15)]
    head = column(*LINES["ru"], top=0.3)
    read = extract([paper(*BLOCKS, *scraps, (0.25, 0.3, TITLES["ru"]), *head)]).approvals
    assert [one.name for one in read.value or ()] == ["Сериков А. Б.", "д-р Эва Линд"]
    assert read.confidence > 0.8


def test_a_doubtful_day_makes_an_approval_doubtful() -> None:
    rows = [(*row[:3], 0.3) if row[2] == "10.03.2026" else row for row in BLOCKS]
    page = paper(*rows, (0.25, 0.3, TITLES["ru"]), *column(*LINES["ru"], top=0.3))
    assert extract([page]).approvals.confidence == pytest.approx(0.3)


def test_one_approval_stays_one() -> None:
    rows: list[Row] = [row for row in BLOCKS if row[1] < 0.5]
    page = paper(*rows, (0.25, 0.3, TITLES["ru"]), *column(*LINES["ru"], top=0.3))
    read = extract([page]).approvals.value or ()
    assert [one.side for one in read] == ["sending"]


def test_without_blocks_nobody_has_approved() -> None:
    read = extract([programme("ru", blocks=False)]).approvals
    assert read.value is None
    assert read.searched


def test_months_from_a_day_print_no_last_day() -> None:
    lines = [*LINES["ru"][:4], "Срок стажировки: 6 месяцев с 1 февраля 2027 года"]
    page = paper((0.1, 0.3, TITLES["ru"]), *column(*lines, top=0.2))
    read = extract([page])
    assert read.period_start.value == date(2027, 2, 1)
    assert read.period_end.value is None


def test_a_misread_label_is_still_a_label() -> None:
    lines = [line.replace("Работодатель", "Рaбoтoдaтeлъ") for line in LINES["ru"]]
    page = paper((0.1, 0.3, TITLES["ru"]), *column(*lines, top=0.2))
    assert extract([page]).sending_organisation.value == "ТОО «Геосервис»"


def test_a_cell_that_wraps_is_read_whole() -> None:
    page = paper(
        (0.1, 0.3, TITLES["en"]),
        (0.2, 0.1, "Host organisation"),
        (0.2, 0.5, "Nordheim University"),
        (0.217, 0.5, "of Applied Sciences"),
        (0.25, 0.1, "Trainee"),
        (0.25, 0.5, "Akhmetov Yerlan"),
    )
    read = extract([page])
    assert read.host_organisation.value == "Nordheim University of Applied Sciences"
    assert read.intern_name.value == "Akhmetov Yerlan"


def test_rows_of_the_form_are_no_approvals() -> None:
    rows = [
        (0.10, 0.10, "Тағылымдамадан өту бағдарламасы"),
        (0.15, 0.10, "Жіберуші ұйым"),
        (0.15, 0.45, "«Үлгі» ЖШС"),
        (0.18, 0.10, "Қабылдаушы ұйым"),
        (0.18, 0.45, "Сынақ университеті"),
        (0.21, 0.10, "Тағылымдама мерзімі"),
        (0.21, 0.45, "01.04.2027 – 31.08.2027"),
        (0.24, 0.10, "Тағылымдама жетекшісі"),
        (0.24, 0.45, "д-р Хелен Марсден"),
        (0.80, 0.10, "Басшы"),
        (0.80, 0.55, "Проректор"),
        (0.83, 0.10, "«Үлгі» ЖШС"),
        (0.83, 0.55, "Сынақ университеті"),
        (0.86, 0.10, "Омарова Салтанат Берікқызы"),
        (0.86, 0.55, "проф. Грэм Уитлоу"),
        (0.89, 0.10, "Күні: 18.08.2026"),
        (0.89, 0.55, "Күні: 20.08.2026"),
    ]
    approvals = extract([paper(*rows)]).approvals.value
    assert approvals is not None
    assert {(made.side, made.name) for made in approvals} == {
        ("sending", "Омарова Салтанат Берікқызы"),
        ("receiving", "проф. Грэм Уитлоу"),
    }


def test_a_piece_without_a_letter_does_not_end_the_reading() -> None:
    """A speck that was read as a quotation mark stands on many scans."""
    rows: list[Row] = [(0.02, 0.5, '"'), (0.6, 0.1, "«")]
    head = column(*LINES["ru"], top=0.3)
    page = paper(*rows, (0.25, 0.3, TITLES["ru"]), *head)
    assert extract([page]).intern_name.value == "Ахметов Ерлан Болатович"
