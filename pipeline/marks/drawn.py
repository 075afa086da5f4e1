"""What is drawn on a PDF page over what was there: text and patches over a scan, changed digits.

A page that was scanned or printed in one go has one scan, and each number in one font. Merged
layers of scanners are no trace: only small pictures that are much finer or coarser than the scan
beneath count.
"""

from collections.abc import Iterator, Sequence
from ctypes import c_double, create_string_buffer
from typing import Any

from pipeline.geometry import clipped
from pipeline.model import Box
from pipeline.pages import pdfium

SCAN_COVERS = 0.8
"""Share of the page that a picture covers to be a scan of it."""
PATCH = 0.0002, 0.1
"""Shares of the page between which a picture may be a patch: a number or a few lines."""
MOST_PATCHES = 3
"""A page with more pictures over its scan was put together by a program of a scanner."""
OTHER_RESOLUTION = 1.3
"""How many times finer or coarser a patch is than the scan beneath."""
LONGEST_TEXT = 20_000
"""Characters of a page up to which its numbers are looked at."""
LEAST_DIGITS = 4
"""Digits of a number from which on one font is expected."""

Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""


def traces_on(page: Any) -> Iterator[tuple[str, Box]]:
    """Kinds and places of traces on a pdfium page; the lock of `pdfium` must be held."""
    width, height = page.get_size()
    if page.get_rotation() or not width or not height:
        return
    for kind, edges in (*_over_scan(page, width * height), *_changed_numbers(page)):
        yield kind, _framed(edges, width, height)


def _framed(edges: Sequence[Edges], width: float, height: float) -> Box:
    return clipped(
        min(left for left, _, _, _ in edges) / width,
        1 - max(top for _, _, _, top in edges) / height,
        max(right for _, _, right, _ in edges) / width,
        1 - min(bottom for _, bottom, _, _ in edges) / height,
    )


def _over_scan(page: Any, area: float) -> Iterator[tuple[str, list[Edges]]]:
    """Visible text, and patches, over a picture that fills the page; a hidden layer is usual."""
    from pypdfium2 import raw

    scan: float | None = None
    words: list[Edges] = []
    pictures: list[tuple[Edges, float]] = []
    hidden = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
    for number, drawn in enumerate(page.get_objects(max_depth=2)):
        if number > pdfium.MOST_OBJECTS:
            return
        left, bottom, right, top = edges = drawn.get_bounds()
        share = (right - left) * (top - bottom) / area
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            resolution = drawn.get_px_size()[0] / max(1e-3, right - left)
            if share >= SCAN_COVERS:
                scan = resolution
            elif scan is not None:
                pictures.append((edges, resolution))
        elif (
            drawn.type == raw.FPDF_PAGEOBJ_TEXT
            and scan is not None
            and raw.FPDFTextObj_GetTextRenderMode(drawn.raw) not in hidden
        ):
            words.append(edges)
    if words:
        yield "text_over_scan", words
    if not scan or len(pictures) > MOST_PATCHES:
        return
    for edges, resolution in pictures:
        left, bottom, right, top = edges
        finer = max(resolution, scan) / max(1e-6, min(resolution, scan))
        share = (right - left) * (top - bottom) / area
        if PATCH[0] <= share <= PATCH[1] and finer >= OTHER_RESOLUTION:
            yield "picture_over_scan", [edges]


def _changed_numbers(page: Any) -> Iterator[tuple[str, list[Edges]]]:
    """Numbers whose digits are set in more than one font; letters may borrow a font's glyphs."""
    from pypdfium2 import raw

    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > LONGEST_TEXT:
            return
        digits = [48 <= raw.FPDFText_GetUnicode(text.raw, place) <= 57 for place in range(count)]
        start = 0
        for place, is_digit in enumerate([*digits, False]):
            if is_digit:
                continue
            number = range(start, place)
            if len(number) >= LEAST_DIGITS and len({_font(text, one) for one in number}) > 1:
                yield "number_fonts", [_edges(text, one) for one in number]
            start = place + 1
    finally:
        text.close()


def _font(text: Any, place: int) -> str:
    """Name of the font of a character without the mark of a subset (`ABCDEF+`)."""
    from pypdfium2 import raw

    name = create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text.raw, place, name, len(name), None)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _edges(text: Any, place: int) -> Edges:
    from pypdfium2 import raw

    left, right, bottom, top = (c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text.raw, place, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value
