"""A page is set upright and straight, and boxes lead back to where the words stand."""

import numpy as np
import pytest

from pipeline import cleanup
from tests.drawing import page, rotated

LINES = ["Құрметті комиссия мүшелері, мен тағылымдамадан", "өтуге өтініш беремін және оның"] * 12


@pytest.mark.parametrize("angle", [-12.0, -4.0, -1.5, 0.0, 1.0, 3.5, 9.0])
def test_skew_is_measured(angle: float) -> None:
    letters = cleanup.letters_of(rotated(page(LINES), angle))
    assert cleanup.skew_of(letters) == pytest.approx(angle, abs=0.5)


@pytest.mark.parametrize(("turn", "sideways"), [(0, False), (90, True), (180, False), (270, True)])
def test_sideways_page_is_noticed(turn: int, sideways: bool) -> None:
    image = cleanup.turned(page(LINES), turn)
    assert cleanup.lies_on_its_side(cleanup.letters_of(image)) is sideways


def test_turns_are_clockwise() -> None:
    image = np.zeros((2, 3), np.uint8)
    image[0, 0] = 255
    assert cleanup.turned(image, 90)[0, 1] == 255
    assert cleanup.turned(image, 180)[1, 2] == 255
    assert cleanup.turned(image, 270)[2, 0] == 255


@pytest.mark.parametrize("ink", [0, 3])
def test_blank_page_is_noticed(ink: int) -> None:
    image = np.full((2339, 1654), 250, np.uint8)
    image[100 : 100 + ink, 100 : 100 + ink] = 0
    assert cleanup.is_blank(cleanup.letters_of(image))
    assert not cleanup.is_blank(cleanup.letters_of(page(["Бір сөйлем ғана бар"])))


@pytest.mark.parametrize(("angle", "scale"), [(0.0, 1.0), (0.0, 0.5), (3.0, 1.0), (-5.0, 0.7)])
def test_boxes_lead_back_to_the_page(angle: float, scale: float) -> None:
    """A black block at a known place: found in the straightened image, mapped back."""
    image = np.full((1000, 800), 255, np.uint8)
    image[600:620, 200:420] = 0
    done = cleanup.straighten(image, angle, scale)
    rows, columns = np.nonzero(done.image < 128)
    # Of a turned block only the middle is comparable: its hull is wider than itself.
    x, y = columns.mean(), rows.mean()
    x_on_page, y_on_page = done.on_page(x - 5, y - 5, x + 5, y + 5).middle
    assert x_on_page == pytest.approx(310 / 800, abs=0.004)
    assert y_on_page == pytest.approx(610 / 1000, abs=0.004)


def test_small_skew_is_left_alone() -> None:
    image = page(LINES)
    assert cleanup.straighten(image, 0.1, 1.0).image is image
