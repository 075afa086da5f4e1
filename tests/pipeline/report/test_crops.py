"""Windows onto pages: the box lies where the evidence says, pictures keep to their bytes."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from pipeline.model import Box, Evidence
from pipeline.report.crops import Area, Crops, encoded
from tests.pipeline.report.casefile import sheet_image

PLACE = ("a.pdf", 1)
MARGIN_OF_FRAME = 0.006


def crops() -> Crops:
    return Crops({PLACE: sheet_image(1000, 1400), ("a.pdf", 2): sheet_image()})


def at(box: Box | None, page: int = 1) -> Evidence:
    return Evidence("a.pdf", page, box)


def inside(inner: Area, outer: Area) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def test_box_is_drawn_where_the_evidence_says() -> None:
    box = Box(0.31, 0.085, 0.7, 0.097)
    (window,) = crops().windows([at(box)])
    (drawn,) = window.boxes
    frame = (drawn.x, drawn.y, drawn.x + drawn.width, drawn.y + drawn.height)
    expected = (310, 119, 700, 135.8)
    for side, true in zip(frame, expected, strict=True):
        assert abs(side - true) <= MARGIN_OF_FRAME * 1400
    assert inside(drawn, window.area)
    picture = picture_of(window.sheet.picture)
    within = picture[int(expected[1]) : int(expected[3]), int(expected[0]) : int(expected[2])]
    assert within.mean() < 60, "the print that the box names is black"
    edge = picture[int(drawn.y) - 1 : int(drawn.y) + 1, int(drawn.x) : int(frame[2])]
    assert edge.mean() > 200, "the line of the box does not strike the print"


@pytest.mark.parametrize(
    "box", [Box(0, 0, 0.02, 0.01), Box(0.98, 0.99, 1, 1), Box(0, 0, 1, 1), Box(0.5, 0.5, 0.5, 0.5)]
)
def test_windows_stay_on_the_page(box: Box) -> None:
    (window,) = crops().windows([at(box)])
    assert inside(window.area, Area(0, 0, 1000, 1400))
    assert window.area.width >= 499
    assert window.area.height >= 97


def test_near_boxes_share_a_window_and_far_ones_do_not() -> None:
    first, near, far = Box(0.1, 0.1, 0.4, 0.12), Box(0.5, 0.14, 0.8, 0.16), Box(0.1, 0.8, 0.4, 0.82)
    windows = crops().windows([at(far), at(first), at(near), at(first)])
    assert [len(window.boxes) for window in windows] == [2, 1]


def test_each_page_has_windows_of_its_own() -> None:
    box = Box(0.1, 0.1, 0.4, 0.12)
    windows = crops().windows([at(box, 2), at(box, 1)])
    assert [window.sheet.page for window in windows] == [2, 1]


def test_without_a_box_the_whole_page_is_shown() -> None:
    (window,) = crops().windows([at(None)])
    assert window.boxes == ()
    assert window.area == Area(0, 0, 1000, 1400)


def test_a_place_without_a_picture_has_no_window() -> None:
    assert crops().windows([Evidence("package.toml", 1, None)]) == ()


def noisy_page() -> bytes:
    """A photographed page: print and noise everywhere, the worst for any format."""
    noise = np.random.default_rng(7).normal(200, 24, (1700, 1200, 3))
    noise[::30, 100:1100] = 20
    stream = io.BytesIO()
    Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8)).save(stream, "JPEG", quality=80)
    return stream.getvalue()


def test_thirty_noisy_pages_stay_below_six_megabytes() -> None:
    page = noisy_page()
    assert 30 * len(page) > 6_000_000
    share = Crops({("scan.pdf", number): page for number in range(1, 31)})
    assert 30 * len(share.sheet(("scan.pdf", 1)).picture) < 5_300_000


def test_a_page_that_is_small_enough_is_kept_as_it_is() -> None:
    page = sheet_image()
    assert encoded(page, len(page)) == ("jpeg", page, (600, 850))


def picture_of(url: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    data = base64.b64decode(url.partition(",")[2])
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"))
