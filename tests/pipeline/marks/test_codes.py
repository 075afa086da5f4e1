"""Codes on pages: content as encoded, kind and place."""

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from pipeline.marks.codes import LINK, MULTI_PART, find_codes
from pipeline.model import MarkKind


def paper(*codes: tuple[str, zxingcpp.BarcodeFormat, int, int]) -> NDArray[np.uint8]:
    """A white page with codes at the given places, four pixels a module."""
    image = np.full((1287, 910), 255, np.uint8)
    for text, symbology, x, y in codes:
        drawn = np.asarray(zxingcpp.create_barcode(text, symbology).to_image(scale=4))
        image[y : y + drawn.shape[0], x : x + drawn.shape[1]] = drawn
    return image


def test_a_link_is_read_and_named() -> None:
    link = "https://qrt.example.kz/check?n=0123456"
    (mark,) = find_codes(paper((link, zxingcpp.BarcodeFormat.QRCode, 600, 1000)))
    assert mark.kind is MarkKind.QR
    assert mark.text == link
    assert mark.detail.endswith(LINK)
    assert 0.64 < mark.box.left < 0.72
    assert 0.77 < mark.box.top < 0.82


def test_a_bar_code_of_a_card_is_read() -> None:
    (mark,) = find_codes(paper(("990115300007", zxingcpp.BarcodeFormat.Code128, 200, 300)))
    assert mark.kind is MarkKind.BARCODE
    assert mark.text == "990115300007"


def test_parts_of_one_paper_are_recognised() -> None:
    part = "<BarcodeElement><elementNumber>{}</elementNumber><elementsAmount>2</elementsAmount>"
    codes = [
        (part.format(number), zxingcpp.BarcodeFormat.QRCode, 40 + 400 * (number - 1), 900)
        for number in (1, 2)
    ]
    found = find_codes(paper(*codes))
    assert len(found) == 2
    assert all(mark.detail.endswith(MULTI_PART) for mark in found)


@pytest.mark.parametrize("value", [255, 128, 0])
def test_an_empty_page_has_no_code(value: int) -> None:
    assert find_codes(np.full((1287, 910), value, np.uint8)) == []
