"""All marks of one page: what `pipeline.reading` asks for when a page has been read."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from pipeline.cleanup import Image
from pipeline.geometry import shared_height, shared_width
from pipeline.marks import stamp
from pipeline.marks.codes import find_codes
from pipeline.marks.eds import find_statements
from pipeline.marks.outline import SURE as SURE_SEAL
from pipeline.marks.outline import Seal
from pipeline.marks.reuse import picture_fingerprint
from pipeline.marks.ruling import ruled_lines
from pipeline.marks.sheet import Sheet, prepare
from pipeline.marks.signature import (
    BILEVEL_DISCOUNT,
    DOUBT,
    GREY_DISCOUNT,
    SURE,
    Signature,
    find_signatures,
)
from pipeline.marks.stamp import seals_and_doubts
from pipeline.marks.strokes import Group, perhaps_crossed
from pipeline.model import Box, MarkKind, Page, PageMark

DRAWN_DPI = 110.0
"""Resolution at which a page with a text layer is drawn for the search."""

DARK_GROUND = 0.55
"""Share of the brightness of the paper below which nobody writes: it is no paper."""
WITHIN = 0.9
"""Share of a group in a seal from which it may be letters of the seal."""


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
        picture=picture_fingerprint(sheet.picture),
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
    seals = [seal for seal in found if seal.sure >= SURE_SEAL]
    doubts = [seal for seal in found if seal.sure < SURE_SEAL and seal.shape != stamp.UNCLEAR]
    paper = _paper(sheet.picture)
    signatures = [
        _signature_mark(sheet, one, doubts, seals)
        for one in find_signatures(sheet, lines, seals)
        if not _on_code(box := sheet.box(*one.group.rectangle), codes)
        and _ground(sheet.picture, box) > DARK_GROUND * paper
    ]
    signed = [mark.box for mark in signatures if mark.present]
    stamps = [
        PageMark(
            MarkKind.STAMP,
            sheet.box(*seal.rectangle),
            seal.sure,
            "",
            f"{seal.colour} {seal.shape}",
            True if seal.sure >= SURE_SEAL else None,
        )
        for seal in found
        # A column of signatures is as large as a seal.
        if seal.shape != stamp.UNCLEAR or not _lies_in(sheet.box(*seal.rectangle), signed, 0.3)
    ]
    signatures += [
        PageMark(MarkKind.SIGNATURE, sheet.box(*seal.rectangle), DOUBT, "", "in seal", None)
        for seal in seals
        if perhaps_crossed(sheet, seal, lines)
    ]
    return (*signatures, *stamps, *codes, *find_statements(page))


def _paper(picture: Image) -> float:
    """Brightness (0..255) of the paper of a page."""
    return float(np.percentile(picture[::16, ::16], 75))


def _ground(picture: Image, box: Box) -> float:
    """Brightness (0..255) of what a mark stands on: the table under a photographed page is dark."""
    rows, columns = picture.shape[:2]
    top, left = int(box.top * rows), int(box.left * columns)
    place = picture[top : int(box.bottom * rows) + 1, left : int(box.right * columns) + 1]
    return float(np.percentile(place[::2, ::2], 60))


def _signature_mark(
    sheet: Sheet, one: Signature, doubts: Sequence[Seal], seals: Sequence[Seal]
) -> PageMark:
    """A group as a mark; what may be a part of a seal of its colour stays open."""
    box = sheet.box(*one.group.rectangle)
    discount = BILEVEL_DISCOUNT if sheet.bilevel else GREY_DISCOUNT if sheet.is_grey else 1.0
    detail = "ink" if sheet.is_grey else one.group.ink
    alike = [
        sheet.box(*seal.rectangle)
        for seal in doubts
        if _may_be_ink_of(sheet, one.group, {seal.colour})
    ]
    sure = one.sure >= SURE and not _lies_in(box, alike, 0.7)
    present = True if sure and not _of_a_seal(sheet, one.group, seals) else None
    # The discount lowers what is claimed, never what is answered.
    confidence = max(SURE, one.sure * discount) if present else min(SURE, one.sure * discount)
    return PageMark(MarkKind.SIGNATURE, box, round(confidence, 3), "", detail, present)


def _of_a_seal(sheet: Sheet, group: Group, seals: Sequence[Seal]) -> bool:
    """Whether ink lies within a seal and has its colour, as far as can be told: its thick letters
    are as dark as a pen."""
    if group.in_seal < WITHIN:
        return False
    box = sheet.box(*group.rectangle)
    around = [seal for seal in seals if _lies_in(box, [sheet.box(*seal.rectangle)], 0.5)]
    return _may_be_ink_of(sheet, group, {seal.colour for seal in around})


def _may_be_ink_of(sheet: Sheet, group: Group, colours: Collection[str]) -> bool:
    """Whether strokes may have been left by a seal of one of the colours."""
    if sheet.is_grey:
        return True
    return bool({"black"} & {*colours} if group.ink == "black" else {"blue", "violet"} & {*colours})


def _lies_in(box: Box, places: Sequence[Box], share: float) -> bool:
    for place in places:
        width, height = shared_width(box, place), shared_height(box, place)
        if min(width, height) > 0 and width * height > share * box.width * box.height:
            return True
    return False


def _on_code(box: Box, codes: list[PageMark]) -> bool:
    """Whether a mark is made of the modules of a code."""
    return _lies_in(box, [code.box for code in codes], 0.3)
