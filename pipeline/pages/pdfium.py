"""pdfium behind one lock: it is not thread-safe, not even for different documents.

A document is opened anew for each use (about a millisecond), so that no handle outlives the lock:
pypdfium2 would otherwise close it from whatever thread collects the garbage.
"""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.pages.raw import POINTS_PER_INCH, Image, bounded_scale

LOCK = threading.RLock()
"""Held around every call into pdfium; whoever else uses pypdfium2 must hold it too."""

MOST_OBJECTS = 20_000
"""Page objects that are looked at; a page with more is a drawing."""
_DEEPEST = 6

Content = Path | bytes


class DrawingTimeoutError(Exception):
    """Drawing a page took longer than allowed."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What pdfium says about a page before drawing it. Sizes are points as displayed."""

    width: float
    height: float
    rotation: int
    characters: int
    objects: int
    """Objects on the page, those inside forms included; counting ends at `MOST_OBJECTS`."""
    invisible: float
    """Share of text objects drawn with neither fill nor stroke."""
    picture_bytes: int
    """Bytes that the pictures on the page take in the file."""


@contextmanager
def opened(content: Content, *, forms: bool = False) -> Iterator[Any]:
    """A `pypdfium2.PdfDocument`, closed at the end, with the lock held all the while.

    Raises `pypdfium2.PdfiumError` when it cannot be opened, its `err_code` says why.
    """
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            if forms:
                document.init_forms()
            yield document
        finally:
            document.close()


@contextmanager
def _page(content: Content, index: int) -> Iterator[Any]:
    with opened(content) as document:
        page = document[index]
        try:
            yield page
        finally:
            page.close()


def survey(content: Content, index: int) -> Survey:
    """Look at the page with this index from 0. Raises `pypdfium2.PdfiumError`."""
    with _page(content, index) as page:
        text = page.get_textpage()
        try:
            characters = text.count_chars()
        finally:
            text.close()
        modes, objects, picture_bytes = _objects(page)
        return Survey(
            page.get_width(),
            page.get_height(),
            page.get_rotation(),
            characters,
            objects,
            sum(modes) / len(modes) if modes else 0.0,
            picture_bytes,
        )


def draw(content: Content, index: int, dpi: float, *, most_pixels: int, seconds: float) -> Image:
    """The page as BGR on white, at a lower resolution where it would exceed `most_pixels`.

    Raises `pypdfium2.PdfiumError`, or `DrawingTimeoutError` when `seconds` have passed.
    """
    import pypdfium2
    from pypdfium2 import raw

    with _page(content, index) as page:
        width, height = page.get_width(), page.get_height()
        scale = bounded_scale(width, height, dpi / POINTS_PER_INCH, most_pixels)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR)
        try:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
            _render(bitmap, page, size, seconds)
            image: Image = bitmap.to_numpy().copy()
        finally:
            bitmap.close()
    return image


def flattened(content: Content) -> bytes:
    """A copy whose form fields and annotations are part of the pages. Raises `PdfiumError`."""
    from pypdfium2 import raw

    copy = io.BytesIO()
    with opened(content, forms=True) as document:
        for index in range(len(document)):
            page = document[index]
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
        document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def _render(bitmap: Any, page: Any, size: tuple[int, int], seconds: float) -> None:
    """Draw in steps, between which pdfium asks whether to go on."""
    from pypdfium2 import internal, raw

    end = time.monotonic() + seconds
    pause = raw.IFSDK_PAUSE(version=1)
    internal.set_callback(pause, "NeedToPauseNow", lambda _: time.monotonic() > end)
    status = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, raw.FPDF_ANNOT, pause)
    raw.FPDF_RenderPage_Close(page)
    if status == raw.FPDF_RENDER_TOBECONTINUED:
        raise DrawingTimeoutError
    if status != raw.FPDF_RENDER_DONE:
        raise _failed("pdfium could not draw the page")


def _failed(message: str) -> Exception:
    import pypdfium2

    error: Exception = pypdfium2.PdfiumError(message)
    return error


def _objects(page: Any) -> tuple[list[bool], int, int]:
    """Whether each text object is invisible, how many objects of any kind were seen, and the bytes
    of the pictures."""
    from pypdfium2 import raw

    modes: list[bool] = []
    seen = picture_bytes = 0
    waiting = [(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page, 0)]
    while waiting:
        count, get, parent, depth = waiting.pop()
        for index in range(count(parent)):
            seen += 1
            if seen > MOST_OBJECTS:
                return modes, seen, picture_bytes
            item = get(parent, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                mode = raw.FPDFTextObj_GetTextRenderMode(item)
                modes.append(
                    mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
                )
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                picture_bytes += raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                waiting.append(
                    (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, item, depth + 1)
                )
    return modes, seen, picture_bytes
