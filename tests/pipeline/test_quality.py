"""What hinders reading is named, and nothing is named on a clean page."""

import cv2
import numpy as np
import pytest

from pipeline import cleanup, paper, quality
from pipeline.cleanup import Image
from tests.drawing import page, rotated

LINES = ["Құрметті комиссия мүшелері, мен тағылымдамадан", "өтуге өтініш беремін және оның"] * 12
CLEAN = page(LINES)


def of(image: Image, *, photographed: bool = False, touches_edge: bool = False) -> tuple[str, ...]:
    sheet = paper.Paper(image, 297.0, touches_edge) if photographed else None
    return quality.verdict(image, cleanup.letters_of(image), sheet)


def blurred(sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(CLEAN, (0, 0), sigma), np.uint8)


@pytest.mark.parametrize("angle", [0.0, 1.0, -4.0])
def test_a_clean_page_raises_no_mark(angle: float) -> None:
    assert of(rotated(CLEAN, angle)) == ()
    assert of(rotated(CLEAN, angle), photographed=True) == ()


def test_slight_softness_raises_no_mark() -> None:
    assert of(blurred(0.8)) == ()


def test_a_blurred_page_is_named() -> None:
    assert of(blurred(6.0)) == ("blurred",)


def test_a_dark_page_is_named() -> None:
    assert of((CLEAN * 0.3).astype(np.uint8)) == ("dark",)


def test_small_print_is_named() -> None:
    small = cv2.resize(CLEAN, None, fx=0.22, fy=0.22, interpolation=cv2.INTER_AREA)
    assert "too_small" in of(np.asarray(small, np.uint8))


def test_an_empty_page_is_named() -> None:
    assert of(page([])) == ("blank",)


def test_a_reflection_is_named_on_photographs_only() -> None:
    image = (CLEAN * 0.6).astype(np.uint8)
    cv2.circle(image, (800, 1100), 260, 255, -1)
    assert of(image, photographed=True) == ("glare",)
    assert of(image) == ()


def test_paper_that_goes_on_beyond_the_picture_is_named() -> None:
    assert of(CLEAN, photographed=True, touches_edge=True) == ("cut_off",)
