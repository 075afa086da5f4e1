"""The measuring itself: what counts as right, and what a reliability table says."""

import pytest

from benchmarks.accuracy import agrees
from benchmarks.calibration import expected_error, reliability
from benchmarks.tables import share, table


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        ("ТОО «Мысал»", 'тоо "Мысал"'),
        ("6.50", "6.5"),
        ("Сынақов  Үлгі.", "Сынақов Үлгі"),
        ({"reading": "7"}, {"reading": "7.0"}),
    ],
)
def test_same_after_normalisation(got: object, wanted: object) -> None:
    assert agrees("overall", got, wanted)


@pytest.mark.parametrize(
    ("got", "wanted"),
    [("0123456", "123456"), ("Сынақов", "Сынакова"), (None, "x"), (True, None), ("6.5", "65")],
)
def test_different(got: object, wanted: object) -> None:
    assert not agrees("number", got, wanted)


def test_order_counts_for_rows_but_not_for_sides() -> None:
    assert agrees("sides", ["back", "front"], ["front", "back"])
    assert not agrees("rows", ["2026-01", "2026-02"], ["2026-02", "2026-01"])


def test_reliability_of_values_that_are_right_half_of_the_time() -> None:
    bins = reliability([(0.9, True), (0.9, False), (0.4, False)])
    assert [(found.values, found.right) for found in bins] == [(1, 0.0), (2, 0.5)]
    assert expected_error(bins) == pytest.approx((0.4 + 2 * 0.4) / 3)


def test_tables_are_markdown() -> None:
    assert table(("a", "n"), [("x", 1)]) == "| a | n |\n| --- | ---: |\n| x | 1 |\n"
    assert share(1, 3) == "33.3 % (1/3)"
    assert share(0, 0) == "-"
