"""The same paper is found again, another is not."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.marks.likeness import (
    bands_of,
    is_same_picture,
    picture_distance,
    print_of,
)
from pipeline.marks.reuse import picture_fingerprint

Image = NDArray[np.uint8]


def form(seed: int) -> Image:
    """A form with lines of different length and a portrait."""
    rng = np.random.default_rng(seed)
    image: Image = np.full((1287, 910), 250, np.uint8)
    for row in range(34):
        end = int(rng.integers(200, 850))
        start = int(rng.integers(60, 160))
        cv2.line(image, (start, 60 + 35 * row), (end, 60 + 35 * row), 30, 9)
    x, y = (int(value) for value in rng.integers(100, 600, 2))
    cv2.rectangle(image, (x, y), (x + 180, y + 240), 90, -1)
    return image


def rescanned(image: Image) -> Image:
    """Scanned again: another size, a little turned, paler, with noise."""
    small = cv2.resize(image, (1240, 1754), interpolation=cv2.INTER_AREA)
    matrix = cv2.getRotationMatrix2D((620, 877), 0.4, 1.0)
    turned = cv2.warpAffine(small, matrix, (1240, 1754), borderValue=250)
    noise = np.random.default_rng(9).normal(0, 6, turned.shape)
    return np.asarray(np.clip(turned * 0.92 + 12 + noise, 0, 255), np.uint8)


def test_a_rescan_is_the_same_paper() -> None:
    for seed in range(6):
        image = form(seed)
        assert is_same_picture(picture_fingerprint(image), picture_fingerprint(rescanned(image)))


def test_other_papers_differ() -> None:
    prints = [picture_fingerprint(form(seed)) for seed in range(6)]
    for place, one in enumerate(prints):
        assert not any(is_same_picture(one, other) for other in prints[place + 1 :])


def test_a_blank_page_repeats_nothing() -> None:
    blank = picture_fingerprint(np.full((1287, 910), 250, np.uint8))
    assert picture_distance(blank, blank) is None
    assert not is_same_picture(blank, blank)


def test_the_parts_by_which_a_picture_is_found_are_the_whole_of_it() -> None:
    paper, again = form(1), rescanned(form(1))
    one, other = picture_fingerprint(paper), picture_fingerprint(again)
    assert print_of(bands_of(one)) == one
    assert bands_of(one) & bands_of(other)
    assert bands_of("") == frozenset()
