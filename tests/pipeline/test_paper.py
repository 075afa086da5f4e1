"""Paper on a table is found and flattened; a scan is left as it is."""

import cv2
import numpy as np
import pytest

from pipeline import paper
from pipeline.cleanup import Image
from tests.drawing import page

LINES = ["Құрметті комиссия мүшелері, мен тағылымдамадан", "өтуге өтініш беремін және оның"] * 12
SHEET = cv2.cvtColor(page(LINES), cv2.COLOR_GRAY2BGR)
CARD = cv2.cvtColor(page(LINES[:4], size=(1011, 638), letter=24, step=50), cv2.COLOR_GRAY2BGR)
ON_TABLE = np.array([[210, 180], [1480, 240], [1530, 2010], [160, 1960]], np.float32)
ON_TABLE_CARD = np.array([[260, 700], [1400, 640], [1440, 1370], [240, 1400]], np.float32)


def photograph(sheet: Image, corners: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> Image:
    """The sheet on a brown table, light falling from the left, its right third in a shadow."""
    width, height = 1700, 2200
    rng = np.random.default_rng(7)
    table = np.array([60, 90, 130]) + rng.normal(0, 6, (height, width, 1))
    h, w = sheet.shape[:2]
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    laid = cv2.warpPerspective(sheet, matrix, (width, height))
    cover = cv2.warpPerspective(np.ones((h, w), np.uint8), matrix, (width, height))
    photo = np.where(cover[:, :, None] > 0, laid, table)
    light = np.linspace(1.0, 0.8, width)[None, :, None]
    light[:, 1150:] *= 0.6
    return np.clip(photo * light, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("sheet", "corners", "ratio"),
    [(SHEET, ON_TABLE, 210 / 297), (CARD, ON_TABLE_CARD, 85.6 / 53.98)],
)
def test_paper_is_cut_out_straight(
    sheet: Image, corners: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]", ratio: float
) -> None:
    found = paper.find(photograph(sheet, corners))
    assert found is not None
    height, width = found.image.shape[:2]
    assert width / height == pytest.approx(ratio, rel=0.01)
    assert not found.touches_edge
    # The print lies where it lies on the sheet: compare ink in coarse cells.
    wanted = cv2.resize(sheet[:, :, 0], (40, 40), interpolation=cv2.INTER_AREA) < 245
    evened = paper.evened(np.asarray(cv2.cvtColor(found.image, cv2.COLOR_BGR2GRAY), np.uint8))
    seen = cv2.resize(evened, (40, 40), interpolation=cv2.INTER_AREA) < 232
    assert (wanted == seen).mean() > 0.85


def test_a_scan_is_left_as_it_is() -> None:
    assert paper.find(np.asarray(SHEET, np.uint8)) is None


def test_a_page_that_fills_the_photograph_is_left_as_it_is() -> None:
    grey = (SHEET * 0.7).astype(np.uint8)
    assert paper.find(grey) is None


def test_even_light_is_left_as_it_is() -> None:
    image = page(LINES)
    assert paper.evened(image) is image


def test_a_shadow_goes_and_print_stays() -> None:
    image = page(LINES).astype(np.float32)
    image[:, 900:] *= 0.55
    done = paper.evened(image.astype(np.uint8))
    assert np.percentile(done[:, 1000:], 60) == pytest.approx(
        np.percentile(done[:, :800], 60), abs=6
    )
    assert done[:, 1000:].min() < 120
