"""All marks of one page: what `pipeline.reading` asks for when a page has been read."""

from dataclasses import replace
from typing import Literal

from pipeline.cleanup import Image
from pipeline.geometry import shared_height, shared_width
from pipeline.marks import stamp
from pipeline.marks.codes import find_codes
from pipeline.marks.eds import find_statements
from pipeline.marks.reuse import picture_fingerprint
from pipeline.marks.ruling import ruled_lines
from pipeline.marks.sheet import Sheet, prepare
from pipeline.marks.signature import BILEVEL_DISCOUNT, GREY_DISCOUNT, SURE, find_signatures
from pipeline.marks.stamp import seals_and_doubts
from pipeline.model import Box, MarkKind, Page, PageMark

DRAWN_DPI = 110.0
"""Resolution at which a page with a text layer is drawn for the search."""


def with_marks(image: Image, page: Page) -> Page:
    """The page with its marks; `image` is the upright page, BGR or grey."""
    sheet = prepare(image, page.words)
    colours: Literal["colour", "grey", "bilevel"] = "grey" if _is_colourless(image) else "colour"
    if sheet.bilevel:
        colours = "bilevel"
    return replace(
        page,
        marks=_marks(image, sheet, page),
        looked_for_marks=True,
        colours=colours,
        picture=picture_fingerprint(image),
    )


def find_marks(image: Image, page: Page) -> tuple[PageMark, ...]:
    """Signatures, seals, codes and statements of electronic signature on an upright page."""
    return _marks(image, prepare(image, page.words), page)


def _is_colourless(image: Image) -> bool:
    """Whether a page was taken without colour: a black letter on a colour scan is not grey."""
    if image.ndim == 2:
        return True
    some = image[::11, ::11].astype(int)
    return bool((some.max(axis=2) - some.min(axis=2) > 6).mean() < 0.002)


def _marks(image: Image, sheet: Sheet, page: Page) -> tuple[PageMark, ...]:
    codes = find_codes(image)
    lines = ruled_lines(sheet)
    found = [
        seal
        for seal in seals_and_doubts(sheet, lines)
        if not _on_code(sheet.box(*seal.rectangle), codes)
    ]
    seals = [seal for seal in found if seal.sure >= stamp.SURE]
    stamps = [
        PageMark(
            MarkKind.STAMP,
            sheet.box(*seal.rectangle),
            seal.sure,
            "",
            f"{seal.colour} {seal.shape}",
            True if seal.sure >= stamp.SURE else None,
        )
        for seal in found
    ]
    signatures = [
        _signature_mark(sheet, one.sure, sheet.box(*one.group.rectangle), one.group.ink)
        for one in find_signatures(sheet, lines, seals)
        if not _on_code(sheet.box(*one.group.rectangle), codes)
    ]
    return (*signatures, *stamps, *codes, *find_statements(page))


def _signature_mark(sheet: Sheet, sure: float, box: Box, ink: str) -> PageMark:
    discount = BILEVEL_DISCOUNT if sheet.bilevel else GREY_DISCOUNT if sheet.is_grey else 1.0
    detail = "ink" if sheet.is_grey else ink
    present = True if sure >= SURE else None
    # The discount lowers what is claimed, never what is answered.
    confidence = max(SURE, sure * discount) if present else sure * discount
    return PageMark(MarkKind.SIGNATURE, box, round(confidence, 3), "", detail, present)


def _on_code(box: Box, codes: list[PageMark]) -> bool:
    """Whether a mark is made of the modules of a code."""
    for code in codes:
        width, height = shared_width(box, code.box), shared_height(box, code.box)
        if width > 0 and height > 0 and width * height > 0.3 * box.width * box.height:
            return True
    return False
