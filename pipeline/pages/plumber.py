"""What is drawn on the pages of a PDF, as pdfplumber reads it, in the frame that a viewer shows."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipeline.pages.pdfium import MOST_OBJECTS, Survey

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

Stream = BufferedReader | BytesIO
Character = dict[str, Any]
"""A character as pdfplumber describes it, its place in points of the displayed page."""

LETTER_HEIGHTS = (3.0, 40.0)
"""Points; filled curves of this height may be letters drawn as shapes."""
# What malformed pages make pdfminer raise where pdfplumber does not wrap it.
_MALFORMED = (
    TypeError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
    ZeroDivisionError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page: its place in points, and its number of pixels (0 if unknown)."""

    left: float
    top: float
    right: float
    bottom: float
    pixels: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Characters and pictures of one page; `outlines` counts filled curves of letter size."""

    width: float
    height: float
    characters: list[Character]
    pictures: list[Picture]
    outlines: int


class Plumber:
    """The pages of one PDF, one at a time; opened on first use. Not to be shared by threads."""

    def __init__(self, open_stream: Callable[[], Stream], pages: int, most_pages: int) -> None:
        self._open_stream = open_stream
        self._expected = min(pages, most_pages + 1)
        self._stream: Stream | None = None
        self._pdf: Any = None
        self._pages: list[Any] = []

    def __enter__(self) -> "Plumber":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream:
            self._stream.close()

    def read(self, index: int, survey: Survey) -> Drawn | None:
        """The page with this index from 0; None where it cannot be read, or not as pdfium sees it.

        A page with more than `MOST_OBJECTS` objects is left out: it is a drawing, and pdfminer
        would take minutes.
        """
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        if survey.objects > MOST_OBJECTS:
            return None
        try:
            page = self._page(index)
            if page is None:
                return None
            try:
                return _drawn(page, survey)
            finally:
                page.close()
        except (MalformedPDFException, PdfminerException, PSException, *_MALFORMED):
            return None

    def _page(self, index: int) -> "PlumberPage | None":
        from pdfplumber.page import Page as PlumberPage

        if self._stream is None:
            self._open()
        if index >= len(self._pages):
            return None
        page = self._pages[index]
        # pdfminer takes the corners of a box in any order and then draws beside the page.
        page.mediabox, page.cropbox = _ordered(page.mediabox), _ordered(page.cropbox)
        return PlumberPage(self._pdf, page, page_number=index + 1)

    def _open(self) -> None:
        from pdfminer.pdfpage import PDFPage
        from pdfplumber.pdf import PDF

        self._stream = self._open_stream()
        self._pdf = PDF(self._stream, stream_is_external=True)
        pages = list(islice(PDFPage.create_pages(self._pdf.doc), self._expected))
        # Two parsers that count pages differently would put words on the wrong page.
        self._pages = pages if len(pages) == self._expected else []


def _drawn(page: "PlumberPage", survey: Survey) -> Drawn | None:
    origin = _origin(page, survey)
    if origin is None:
        return None
    left, top = origin
    characters = page.chars
    for character in characters:
        character["x0"] -= left
        character["x1"] -= left
        character["top"] -= top
        character["bottom"] -= top
    pictures = [
        Picture(
            image["x0"] - left,
            image["top"] - top,
            image["x1"] - left,
            image["bottom"] - top,
            _pixels(image.get("srcsize")),
        )
        for image in page.images
    ]
    smallest, largest = LETTER_HEIGHTS
    outlines = sum(
        bool(curve.get("fill")) and smallest <= curve["height"] <= largest for curve in page.curves
    )
    return Drawn(survey.width, survey.height, characters, pictures, outlines)


def _origin(page: "PlumberPage", survey: Survey) -> tuple[float, float] | None:
    """Left and top of what is displayed (the crop box), in the coordinates of pdfplumber.

    None when pdfium displays a page of another size or turned otherwise.
    """
    media, crop = page.page_obj.mediabox, page.page_obj.cropbox
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if left >= right or bottom >= top:
        left, bottom, right, top = media
    margins = {
        0: (left - media[0], media[3] - top),
        90: (bottom - media[1], left - media[0]),
        180: (media[2] - right, bottom - media[1]),
        270: (media[3] - top, media[2] - right),
    }.get(page.rotation)
    width, height = right - left, top - bottom
    if page.rotation in (90, 270):
        width, height = height, width
    if (
        margins is None
        or page.rotation != survey.rotation
        or abs(width - survey.width) > 1
        or abs(height - survey.height) > 1
    ):
        return None
    return page.mediabox[0] + margins[0], page.mediabox[1] + margins[1]


def _ordered(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _pixels(size: tuple[Any, Any] | None) -> int:
    if not size or not all(isinstance(side, int) for side in size):
        return 0
    return int(size[0] * size[1])
