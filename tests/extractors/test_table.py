"""Cells are found by the headings of their columns; wrapped cells stay in their rows."""

from extractors._table import columns_of, rows_of
from tests.paper import Row, paper

HEADINGS = {"code": ("КНП",), "payer": ("Плательщик",), "amount": ("Сумма",)}
ROWS: list[Row] = [
    (0.10, 0.10, "КНП"),
    (0.10, 0.30, "Плательщик"),
    (0.10, 0.80, "Сумма"),
    (0.13, 0.28, "ТОО «Мысал"),
    (0.14, 0.10, "010"),
    (0.14, 0.80, "12000.00"),
    (0.15, 0.28, "Құрылыс»"),
    (0.18, 0.10, "015"),
    (0.18, 0.28, "АО Үлгі"),
    (0.18, 0.80, "900"),
]


def test_rows_with_wrapped_cells() -> None:
    page = paper(*ROWS)
    columns = columns_of(page, HEADINGS, fewest=3)
    assert [column.name for column in columns] == ["code", "payer", "amount"]
    rows = rows_of(page, columns, top=0.12, key=str.isdigit, key_column="code")
    assert [(row.text("code"), row.text("payer"), row.text("amount")) for row in rows] == [
        ("010", "ТОО «Мысал Құрылыс»", "12000.00"),
        ("015", "АО Үлгі", "900"),
    ]


def test_a_page_without_the_headings_has_no_table() -> None:
    assert columns_of(paper((0.1, 0.1, "КНП")), HEADINGS, fewest=2) == []
