"""A page says that a mark is absent only where it is empty; ink that is left is for a person."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from pipeline.marks.page import with_marks
from pipeline.marks.places import marks_near
from pipeline.model import Box, MarkKind, Page, Source
from tests.pipeline.marks.test_page import BLACK, BLUE, HEIGHT, RED, VIOLET, WIDTH, Paper, shares


def said(paper: Paper, kind: MarkKind, place: Box | None = None) -> bool | None:
    """What is answered for a place of the paper, or for all of it."""
    page = Page("paper.pdf", 1, 595, 842, 0, Source.TEXT, tuple(paper.words))
    return marks_near(with_marks(paper.image, page), place, kind).present


def test_a_printed_page_with_a_table_bears_no_mark() -> None:
    paper = Paper()
    for row in range(6):
        cv2.line(paper.image, (90, 600 + 30 * row), (800, 600 + 30 * row), BLACK, 1)
    for column in range(5):
        cv2.line(paper.image, (90 + 177 * column, 600), (90 + 177 * column, 750), BLACK, 1)
    assert said(paper, MarkKind.SIGNATURE) is False
    assert said(paper, MarkKind.STAMP) is False


@pytest.mark.parametrize("ink", [BLUE, RED, VIOLET, BLACK], ids=["blue", "red", "violet", "black"])
def test_a_signature_wholly_under_a_seal_is_not_called_absent(ink: tuple[int, int, int]) -> None:
    paper = Paper()
    paper.sealed(450, 800, ink)
    paper.signed(370, 800, BLUE)
    assert said(paper, MarkKind.SIGNATURE) is not False


def test_half_a_seal_is_not_called_absent() -> None:
    paper = Paper()
    paper.sealed(500, 790, VIOLET)
    paper.image[790:] = 255
    assert said(paper, MarkKind.STAMP) is None


def test_signatures_one_above_the_other_in_a_table_are_found() -> None:
    paper = Paper()
    for row in range(7):
        cv2.line(paper.image, (90, 600 + 45 * row), (800, 600 + 45 * row), BLACK, 1)
    places = [paper.signed(550 + 23 * (row % 3), 622 + 45 * row) for row in range(6)]
    page = Page("paper.pdf", 1, 595, 842, 0, Source.TEXT, tuple(paper.words))
    marked = with_marks(paper.image, page)
    assert all(marks_near(marked, place, MarkKind.SIGNATURE).present for place in places)


def test_the_rim_of_a_seal_does_not_swallow_the_signature_beside_it() -> None:
    paper = Paper()
    place = paper.signed(290, 790, BLUE)
    paper.sealed(520, 790, VIOLET)
    paper.image = np.asarray(cv2.GaussianBlur(paper.image, (0, 0), 1.0), np.uint8)
    found = paper.marks(MarkKind.SIGNATURE)
    assert any(shares(mark.box, place) > 0.4 for mark in found)


def stamped(turn: float) -> Paper:
    """A black box with three lines in it, turned by some degrees."""
    paper = Paper()
    layer = np.full_like(paper.image, 255)
    cv2.rectangle(layer, (450, 720), (700, 840), BLACK, 3)
    for row in range(3):
        at = (480, 755 + 32 * row)
        cv2.putText(layer, "CLINIC No 4", at, cv2.FONT_HERSHEY_DUPLEX, 0.7, BLACK, 1)
    matrix = cv2.getRotationMatrix2D((575, 780), turn, 1.0)
    turned = cv2.warpAffine(layer, matrix, (WIDTH, HEIGHT), borderValue=(255, 255, 255))
    paper.image = np.minimum(paper.image, np.asarray(turned, np.uint8))
    return paper


def test_a_black_stamp_stands_askew_and_a_printed_frame_does_not() -> None:
    assert said(stamped(3.0), MarkKind.STAMP) is True
    assert said(stamped(0.0), MarkKind.STAMP) is not True


def test_an_empty_place_is_absent_though_ink_stands_elsewhere() -> None:
    paper = Paper()
    paper.signed(300, 1000)
    empty = Box(0.3, 0.5, 0.7, 0.6)
    assert said(paper, MarkKind.SIGNATURE, empty) is False
    assert said(paper, MarkKind.SIGNATURE) is True


def test_a_page_where_nobody_looked_is_open() -> None:
    page = Page("paper.pdf", 1, 595, 842, 0, Source.TEXT, ())
    assert marks_near(replace(page, looked_for_marks=False), None, MarkKind.STAMP).present is None
