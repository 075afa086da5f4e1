"""The documents side by side, and the months as a picture."""

from datetime import date

from extractors import pension_extract
from pipeline.model import Declaration, Package
from pipeline.report.comparison import Row, compare
from pipeline.report.timeline import draw
from tests.pipeline.report import casefile


def standings(fact: str) -> dict[str, str]:
    table = compare(casefile.package())
    (row,) = (row for row in table.rows if row.fact == fact)
    cells = zip(table.columns, row.cells, strict=True)
    return {column.id: cell.standing for column, cell in cells if cell}


def row(fact: str) -> Row:
    return next(row for row in compare(casefile.package()).rows if row.fact == fact)


def test_equal_values_agree() -> None:
    assert set(standings("iin").values()) == {"reference", "same"}
    assert row("iin").agrees


def test_another_birth_date_differs_from_the_cards() -> None:
    assert standings("birth_date") == {"d1": "reference", "d2": "same", "d3": "differs"}
    assert not row("birth_date").agrees


def test_names_in_other_letters_do_not_differ() -> None:
    names = standings("name")
    assert names["declared"] == "reference"
    assert names["d1"] == "same"
    assert names["d2"] == "spelled"


def test_free_wording_in_another_language_is_for_a_person() -> None:
    assert standings("specialty") == {"declared": "reference", "d3": "worded", "d4": "same"}


def test_documents_that_state_nothing_have_no_column() -> None:
    assert "d7" not in {column.id for column in compare(casefile.package()).columns}


def test_months_are_counted_once_and_gaps_are_seen() -> None:
    picture = draw(casefile.package())
    assert picture
    # Of 37 months from March 2023 two have no row and one has a returned contribution only.
    assert picture.months == 34
    assert picture.gaps == 2
    assert [lane.kind for lane in picture.lanes] == [
        *("pension", "employment", "employment", "internship", "internship")
    ]


def test_a_post_from_long_ago_is_cut_and_says_so() -> None:
    picture = draw(casefile.package())
    assert picture
    posts = [lane.bars[0] for lane in picture.lanes if lane.kind == "employment"]
    assert [bar.earlier for bar in posts] == [True, False]


def test_later_months_stand_further_right_within_the_picture() -> None:
    picture = draw(casefile.package())
    assert picture
    bars = next(lane.bars for lane in picture.lanes if lane.kind == "pension")
    assert [bar.x for bar in bars] == sorted(bar.x for bar in bars)
    assert all(bar.x >= 190 and bar.x + bar.width <= 990 for bar in bars)


def test_without_months_there_is_no_picture() -> None:
    empty = casefile.fields(pension_extract, "a.pdf", holder_name="Ерлан")
    document = casefile.document("d1", "pension_extract", "a.pdf", empty)
    package = Package("A-0002", Declaration(), date(2026, 5, 15), (document,), ())
    assert draw(package) is None
