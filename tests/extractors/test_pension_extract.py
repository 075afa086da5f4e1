"""Pension extracts: rows of every column set, over pages, and what a paper does not say."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import pension_extract
from extractors._records import Contribution
from pipeline.model import Month, Page
from tests.paper import Row, paper

HEAD: list[Row] = [
    (0.04, 0.05, "Документ сформирован порталом электронного правительства"),
    (0.08, 0.05, "ИИН: 990115300000"),
    (0.10, 0.05, "ФИО: СЫНАҚОВ ҮЛГІ МЫСАЛҰЛЫ"),
    (0.12, 0.05, "Дата получения: 19.08.2026 20:43:58"),
    (0.14, 0.05, "Период: 01.01.2022 - 19.08.2026"),
]
HEADINGS: list[Row] = [
    (0.20, 0.05, "Дата"),
    (0.20, 0.20, "КНП"),
    (0.20, 0.26, "Плательщик"),
    (0.20, 0.52, "БИН"),
    (0.20, 0.68, "Сумма"),
    (0.20, 0.78, "Статус"),
    (0.20, 0.92, "Период"),
]


def cells(top: float, *texts: str) -> list[Row]:
    """One row of figures: date, code, payer's number, amount, status, month."""
    lefts = (0.05, 0.20, 0.26, 0.52, 0.68, 0.78, 0.92)
    return [(top, left, text) for left, text in zip(lefts, texts, strict=True) if text]


def line(top: float, month: str, **other: str) -> list[Row]:
    """A row whose payer is written on one line, unless said otherwise."""
    said = {
        "day": "09.09.2022",
        "code": "010",
        "payer": "ТОО «Мысал»",
        "bin": "000140000002",
        "amount": "12000.00",
        "status": "ОБРАБОТАННЫЕ",
    } | other
    return cells(top, *said.values(), month)


def rows_of(*pages: Page) -> tuple[Contribution, ...]:
    return pension_extract.extract(pages).rows.value or ()


def test_head_and_rows() -> None:
    page = paper(*HEAD, *HEADINGS, *line(0.25, "082022"), *line(0.28, "09.2022"))
    fields = pension_extract.extract([page])
    assert fields.iin.value == "990115300000"
    assert fields.holder_name.value == "СЫНАҚОВ ҮЛГІ МЫСАЛҰЛЫ"
    assert fields.received_on.value == date(2026, 8, 19)
    assert (fields.period_start.value, fields.period_end.value) == (
        date(2022, 1, 1),
        date(2026, 8, 19),
    )
    first = Contribution(
        Month(2022, 8), "000140000002", "ТОО «Мысал»", "010", Decimal("12000.00"), "processed"
    )
    assert fields.rows.value is not None
    assert fields.rows.value[0] == first
    assert [str(row.month) for row in fields.rows.value] == ["2022-08", "2022-09"]


def test_values_before_their_labels() -> None:
    fields = pension_extract.extract(
        [
            paper(
                (0.05, 0.05, "990115300000"),
                (0.07, 0.05, "ТЕСТОВ ҮЛГІ ТАӘ/ФИО:"),
                (0.09, 0.05, "ЖСН/ИИН:"),
                (0.11, 0.05, "19.08.2026 20:43:58 Алу күні/Дата получения:"),
                (0.13, 0.05, "01.01.2022 - 19.08.2026 Период:"),
                *line(0.25, "082022"),
            )
        ]
    )
    assert fields.iin.value == "990115300000"
    assert fields.holder_name.value == "ТЕСТОВ ҮЛГІ"
    assert fields.received_on.value == date(2026, 8, 19)
    assert fields.period_start.value == date(2022, 1, 1)


def test_kazakh_statement_with_the_month_first_and_no_head_on_the_second_page() -> None:
    lefts = (0.05, 0.18, 0.30, 0.38, 0.62, 0.78)

    def row(top: float, *texts: str) -> list[Row]:
        return [(top, left, text) for left, text in zip(lefts, texts, strict=True)]

    first = paper(
        (0.05, 0.05, "Салымшы: СЫНАҚОВ ҮЛГІ, ЖСН 990115300000"),
        (0.07, 0.05, "19.05.2026 жағдайы бойынша"),
        *row(0.12, "Мерзім", "Сомасы", "ТТК", "Төлеуші", "БСН", "Мәртебе"),
        *row(0.15, "082022", "12 000,00", "010", "«Мысал» ЖШС", "000140000002", "ӨҢДЕЛГЕН"),
    )
    second = paper(
        *row(0.05, "092022", "1 512 000,50", "015", "«Мысал» ЖШС", "000140000002", "ҚАЙТАРЫЛҒАН"),
        number=2,
    )
    fields = pension_extract.extract([first, second])
    assert fields.holder_name.value == "СЫНАҚОВ ҮЛГІ"
    assert fields.received_on.value == date(2026, 5, 19)
    rows = fields.rows.value or ()
    assert [(r.month, r.amount, r.code, r.payer_name, r.status) for r in rows] == [
        (Month(2022, 8), Decimal("12000.00"), "010", "«Мысал» ЖШС", "processed"),
        (Month(2022, 9), Decimal("1512000.50"), "015", "«Мысал» ЖШС", "returned"),
    ]


def wrapped(top: float, month: str, *parts: tuple[float, str]) -> list[Row]:
    return [
        *line(top, month, payer=""),
        *[(top + down, 0.26, text) for down, text in parts],
        (top, 0.40, "НАО ГК"),
        (top + 0.014, 0.40, "Правительство"),
    ]


@pytest.mark.parametrize("first", [0.0, -0.007])
def test_wrapped_payers_stay_in_their_rows(first: float) -> None:
    lines = ((first, "АО «Сынақ"), (first + 0.014, "Үлгі»"))
    page = paper(
        *HEADINGS,
        *[row for at in range(3) for row in wrapped(0.25 + at * 0.04, f"0{at + 1}2023", *lines)],
    )
    assert [row.payer_name for row in rows_of(page)] == ["АО «Сынақ Үлгі»"] * 3


def test_returned_rows_and_other_codes_are_told() -> None:
    page = paper(
        *HEADINGS,
        *line(0.25, "012023", status="ВОЗВРАЩЕННЫЕ"),
        *line(0.28, "022023", code="015", amount="500"),
        *line(0.31, "032023", code="122", amount="900,10"),
    )
    told = [(row.code, row.status) for row in rows_of(page)]
    assert told == [("010", "returned"), ("122", "processed")]


def test_a_row_whose_month_is_unread_is_left_out_and_costs_confidence() -> None:
    whole = pension_extract.extract(
        [paper(*HEADINGS, *line(0.25, "012023"), *line(0.28, "022023"))]
    )
    torn = pension_extract.extract([paper(*HEADINGS, *line(0.25, "012023"), *line(0.28, "0?2023"))])
    assert len(torn.rows.value or ()) == 1
    assert torn.rows.confidence < 0.6 < whole.rows.confidence


def test_misread_figures_and_statuses() -> None:
    page = paper(
        *HEADINGS,
        *line(0.25, "О12О23", code="О1О", status="ОБРАБ0ТАННЫЕ"),
        *line(0.28, "02.2О23", status="ВОЗВРАШЕННЫЕ", bin="00014000OOO2"),
    )
    rows = rows_of(page)
    assert [(str(r.month), r.code, r.status) for r in rows] == [
        ("2023-01", "010", "processed"),
        ("2023-02", "010", "returned"),
    ]
    assert {row.payer_bin for row in rows} == {"000140000002"}


def test_document_numbers_are_not_months() -> None:
    page = paper(
        *HEADINGS,
        *[
            row
            for at in range(3)
            for row in [
                *line(0.25 + at * 0.03, f"0{at + 4}2023"),
                (0.25 + at * 0.03, 0.13, "012022"),
            ]
        ],
    )
    assert [str(row.month) for row in rows_of(page)] == ["2023-04", "2023-05", "2023-06"]


def test_totals_and_signatures_are_no_rows() -> None:
    page = paper(
        *HEADINGS,
        *line(0.25, "012023"),
        (0.30, 0.60, "Итого: 12000.00"),
        (0.33, 0.05, "Подписано ЭЦП 19.08.2026 в 10:00 БИН 000140000002"),
    )
    assert len(rows_of(page)) == 1


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("iin", "ИИН"),
        ("holder_name", "ФИО"),
        ("received_on", "Дата"),
        ("period_start", "Период"),
        ("period_end", "Период"),
    ],
)
def test_what_the_head_lacks_is_missing(name: str, label: str) -> None:
    head = [row for row in HEAD if not row[2].startswith(label)]
    fields = pension_extract.extract([paper(*head, *HEADINGS, *line(0.25, "012023"))])
    assert getattr(fields, name).value is None
    assert getattr(fields, name).searched


def test_a_head_alone_has_no_rows() -> None:
    assert pension_extract.extract([paper(*HEAD)]).rows.value is None


@pytest.mark.parametrize("said", ["Стр 1 из 4", "1/4 бет", "Page 1 of 4", "Стр. 1 из 4"])
def test_pages_declared(said: str) -> None:
    page = paper(*HEAD, (0.95, 0.8, said))
    assert pension_extract.extract([page]).pages_declared.value == 4


def footers(*said: str, sure: float = 0.96) -> list[Page]:
    """Pages with these footers, the head on the first."""
    return [
        paper(*(HEAD if number == 1 else ()), (0.95, 0.8, text, sure), number=number)
        for number, text in enumerate(said, 1)
    ]


def test_footers_that_name_the_same_number_are_surer_together() -> None:
    read = pension_extract.extract(
        footers("Стр 1 из 3", "Стр 2 из 3", "Стр 3 из 3", sure=0.5)
    ).pages_declared
    assert read.value == 3
    assert read.confidence == pytest.approx(0.875)


def test_footers_in_damaged_print_are_read_by_the_place_of_their_page() -> None:
    read = pension_extract.extract(footers("Стр 1 34", "234", "СтрЗиз 4", "Стр 434")).pages_declared
    assert read.value == 4
    assert 0.6 <= read.confidence < 0.9


@pytest.mark.parametrize("said", ["534", "Стр 231", "120840306962", "1 2 3"])
def test_other_figures_at_the_foot_are_no_number_of_pages(said: str) -> None:
    assert pension_extract.extract(footers("Стр", said)).pages_declared.value is None


def test_a_status_in_the_wrong_script_and_points_taken_for_commas() -> None:
    rows = line(0.25, "08,2022", day="09,09,2022", status="OBPABOTAHHBIE")
    (row,) = rows_of(paper(*HEAD, *HEADINGS, *rows))
    assert (row.month, row.status) == (Month(2022, 8), "processed")


def test_a_figure_lost_in_a_payers_number_comes_from_its_other_rows() -> None:
    rows = [*line(0.25, "082022"), *line(0.28, "092022", bin="00014000002")]
    assert {row.payer_bin for row in rows_of(paper(*HEAD, *HEADINGS, *rows))} == {"000140000002"}


def test_columns_that_wander_on_a_crooked_page_stay_apart() -> None:
    """The intermediary at the foot of the page stands below the payer at its head."""
    rows: list[Row] = []
    for number in range(12):
        top = 0.25 + 0.04 * number
        aside = 0.02 * number / 12
        left = (0.05, 0.20, 0.283, 0.50, 0.68, 0.85)
        payer = ("НАО ГК", "ТОО «Мысал»", "000140000002")
        texts = ("09.09.2022", *payer, "12000.00", f"{number + 1:02}2022")
        rows += [(top, x + aside - 0.03, text) for x, text in zip(left, texts, strict=True)]
    found = rows_of(paper(*HEAD, *rows))
    assert len(found) == 12
    assert {row.payer_name for row in found} == {"ТОО «Мысал»"}
