"""Codes on pages: content as encoded, kind and place."""

import cv2
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


def test_a_bar_code_along_the_side_of_a_page_is_read_in_its_place() -> None:
    image = paper(("990115300007", zxingcpp.BarcodeFormat.Code128, 100, 40))[:910]
    side = np.ascontiguousarray(np.rot90(image))  # what stood at the top stands at the left
    (mark,) = find_codes(side)
    assert mark.text == "990115300007"
    drawn = np.argwhere(side < 128)
    top, left = drawn.min(axis=0) / side.shape
    bottom, right = drawn.max(axis=0) / side.shape
    assert abs(mark.box.top - top) < 0.03
    assert abs(mark.box.bottom - bottom) < 0.03
    assert left - 0.03 < mark.box.left < mark.box.right < right + 0.03


def test_a_code_with_blurred_modules_is_read_in_its_place() -> None:
    link = "https://qrt.example.kz/check?n=0123456"
    image = paper((link, zxingcpp.BarcodeFormat.QRCode, 600, 1000))
    (sharp,) = find_codes(image)
    (blurred,) = find_codes(np.asarray(cv2.GaussianBlur(image, (0, 0), 2.3), np.uint8))
    assert blurred.text == link
    assert abs(blurred.box.left - sharp.box.left) < 0.01
    assert abs(blurred.box.bottom - sharp.box.bottom) < 0.01


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
