"""Redaction: what was personal is gone from the pixels, the rest stays."""

import io
from dataclasses import replace

import numpy as np
from PIL import Image

from pipeline.model import Box, MarkKind, PageMark, Word
from pipeline.report.redaction import personal_boxes, redact
from tests.pipeline.report import casefile

PLACE = ("a.jpg", 1)


def pixels(image: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.asarray(Image.open(io.BytesIO(image)).convert("L"))


def test_painted_places_are_black_and_others_stay() -> None:
    image = casefile.sheet_image(600, 850)
    box = Box(0.3, 0.5, 0.6, 0.55)
    painted = pixels(redact({PLACE: image}, {PLACE: (box,)})[PLACE])
    assert painted[425:467, 180:360].max() < 40
    assert np.abs(painted[:400].astype(int) - pixels(image)[:400]).mean() < 2


def test_a_page_without_personal_places_is_the_same() -> None:
    image = casefile.sheet_image()
    assert redact({PLACE: image}, {}) == {PLACE: image}


def test_fields_that_name_a_person_are_covered_and_others_are_not() -> None:
    package = casefile.package()
    card = package.documents[0].fields
    assert card
    boxes = personal_boxes(package)["жеке куәлік.jpg", 1]
    assert card.surname.evidence[0].box in boxes
    assert card.iin.evidence[0].box in boxes
    assert card.expiry_date.evidence[0].box not in boxes


def test_the_applicants_name_is_covered_in_running_text() -> None:
    package = casefile.package()
    place = Box(0.5, 0.95, 0.6, 0.96)
    words = (
        Word("Ерлан,", place, 0.9, 1, True, "tesseract"),
        Word("қала", Box(0.7, 0.95, 0.8, 0.96), 0.9, 1, True, "tesseract"),
    )
    unknown = package.documents[-1]
    page = replace(unknown.pages[0], words=words)
    documents = (*package.documents[:-1], replace(unknown, pages=(page,)))
    found = personal_boxes(replace(package, documents=documents))
    assert found["скан_007.pdf", 1] == (place,)


def word(text: str, top: float, line: int, left: float = 0.5) -> Word:
    return Word(text, Box(left, top, left + 0.1, top + 0.01), 0.9, line, True, "tesseract")


def test_codes_zones_and_the_sex_on_a_card_are_covered() -> None:
    package = casefile.package()
    card = package.documents[0]
    code = PageMark(MarkKind.BARCODE, Box(0.1, 0.9, 0.4, 0.95), 0.99, "123", "Code 128")
    square = PageMark(MarkKind.QR, Box(0.7, 0.9, 0.8, 0.95), 0.4, "", "", None)
    # A zone that no check digit confirmed is no zone to the program, and shows a name all the same.
    zone = (word("ABDIRAKHMANOV<<YERLAN", 0.8, 3), word("<KA", 0.8, 3, left=0.7))
    words = (word("М", 0.3, 1), word("МЕКЕНЖАЙ", 0.4, 2), *zone)
    page = replace(card.pages[0], words=words, marks=(code, square))
    documents = (replace(card, pages=(page,)), *package.documents[1:])
    boxes = personal_boxes(replace(package, documents=documents))["жеке куәлік.jpg", 1]
    for covered in (code.box, square.box, words[0].box, zone[0].box, zone[1].box):
        assert covered in boxes
    assert words[1].box not in boxes
