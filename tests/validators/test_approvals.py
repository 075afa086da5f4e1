"""A block of approval is filled in where parts of a name and a day were surely read."""

from dataclasses import replace
from typing import Literal

import pytest

from extractors import internship_programme
from pipeline.model import (
    Box,
    Declaration,
    Document,
    Mark,
    MarkKind,
    Marks,
    Outcome,
    Package,
    Page,
    PageMark,
)
from tests.paper import Row, column, paper
from tests.validators.test_rules import only
from tests.validators.written_cases import TODAY
from validators.judge import judge

HEAD = (
    "Ф.И.О. стажера: Ахметов Ерлан Болатович",
    "Направление стажировки: геофизика",
    "Работодатель: ТОО «Геосервис»",
    "Место прохождения стажировки: Университет Нордхейма",
)
LEFT: list[Row] = [
    (0.05, 0.1, "УТВЕРЖДАЮ"),
    (0.075, 0.1, "Директор"),
    (0.1, 0.1, "ТОО «Геосервис»"),
    (0.125, 0.1, "Сериков Асан Болатович"),
    (0.15, 0.1, "05.03.2026"),
]
PENS = (Box(0.12, 0.11, 0.24, 0.15), Box(0.62, 0.11, 0.74, 0.15))
UNKNOWN = Mark(None, 0.0)


RIGHT: list[Row] = [
    (0.05, 0.6, "СОГЛАСОВАНО"),
    (0.075, 0.6, "Декан факультета"),
    (0.1, 0.6, "Университет Нордхейма"),
    (0.125, 0.6, "Эва Линдстрём"),
    (0.15, 0.6, "10.03.2026"),
]


def outcomes(
    name: float, day: float, *, colours: Literal["colour", "bilevel"] = "colour", pens: int = 2
) -> list[Outcome]:
    """Findings on a programme whose receiving side's name and day are read so surely."""
    blocks = [row for pair in zip(LEFT, RIGHT, strict=True) for row in pair]
    page = paper(*blocks, (0.25, 0.3, "Программа стажировки"), *column(*HEAD, top=0.3))
    sure = {"Эва": 0.2, "Линдстрём": name, "10.03.2026": day}
    words = tuple(
        replace(word, confidence=sure.get(word.text, word.confidence)) for word in page.words
    )
    marks = tuple(PageMark(MarkKind.SIGNATURE, box, 0.95) for box in PENS[:pens])
    return _judged(replace(page, words=words, marks=marks, looked_for_marks=True, colours=colours))


def _judged(page: Page) -> list[Outcome]:
    fields = internship_programme.extract([page])
    marks = Marks(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    kind = internship_programme.TYPE
    document = Document("d1", kind, 0.99, None, "rus", (page,), fields, marks)
    package = Package("A-1", Declaration(), TODAY, (document,), ())
    return [found.outcome for found in judge(package, only("PRG-01"), "test").findings]


def test_a_part_of_a_name_that_a_seal_spoilt_leaves_the_approval_whole() -> None:
    assert outcomes(name=0.9, day=0.9) == [Outcome.PASSED, Outcome.PASSED]


@pytest.mark.parametrize(("name", "day"), [(0.3, 0.9), (0.9, 0.3)])
def test_a_name_or_a_day_of_which_nothing_is_sure_is_for_a_person(name: float, day: float) -> None:
    assert outcomes(name=name, day=day)[1] is Outcome.INDETERMINATE


def test_a_pen_that_is_missing_fails_but_not_in_black_and_white() -> None:
    assert outcomes(name=0.9, day=0.9, pens=1)[1] is Outcome.FAILED
    assert outcomes(name=0.9, day=0.9, pens=1, colours="bilevel")[1] is Outcome.INDETERMINATE
