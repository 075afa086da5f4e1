"""Pictures of pages for the report: each page once, and windows onto it with their boxes.

A window is a part of a page's picture, not a copy: a report grows with its pages, not with the
number of statements that point at them.
"""

import base64
import io
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.model import Box, Evidence

if TYPE_CHECKING:
    from PIL.Image import Image

Place = tuple[str, int]
"""File and page number."""

MOST_BYTES = 3_900_000
"""Bytes of all pictures of a report; base64 adds a third, text and boxes stay under 1 MB."""
MOST_PAGE_BYTES = 320_000
JPEG_QUALITY = 72
WEBP_QUALITY = 42
MOST_SHRINKINGS = 4
THREADS = 2

# Shares of the page around a box: enough to see where on the page it lies.
MARGIN = 0.025
SNIPPET_MARGIN = 0.004
TALLEST_SNIPPET = 0.15
"""Taller places, such as the body of a letter, are shown on the page only."""
LEAST_WIDTH = 0.5
LEAST_HEIGHT = 0.07
FARTHEST_APART = 0.1
"""Boxes of a page with a larger gap between them get windows of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture of a page; `id` names it inside the report, width and height are pixels."""

    id: str
    file: str
    page: int
    width: int
    height: int
    picture: str
    """A data URL."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a sheet in its pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Window:
    """What to show of a sheet, and which boxes to draw there; no box: the whole page is meant."""

    sheet: Sheet
    area: Area
    boxes: tuple[Area, ...]


class Crops:
    """Sheets and windows of pages, given as upright images (JPEG, WebP) by file and page."""

    def __init__(self, images: Mapping[Place, bytes], *, most_bytes: int = MOST_BYTES) -> None:
        self._images = images
        self._numbers = {place: number for number, place in enumerate(images, 1)}
        self._sheets: dict[Place, Sheet] = {}
        self._allowance = min(MOST_PAGE_BYTES, most_bytes // max(1, len(self._numbers)))

    def __contains__(self, place: Place) -> bool:
        return place in self._numbers

    def sheet(self, place: Place) -> Sheet:
        """The picture of a page. KeyError where there is none."""
        if place not in self._sheets:
            kind, data, (width, height) = encoded(self._images[place], self._allowance)
            picture = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
            self._sheets[place] = Sheet(
                f"sheet-{self._numbers[place]}", *place, width, height, picture
            )
        return self._sheets[place]

    @property
    def drawn(self) -> tuple[Sheet, ...]:
        """The sheets that were asked for so far."""
        return tuple(self._sheets.values())

    def windows(self, evidence: Sequence[Evidence]) -> tuple[Window, ...]:
        """Windows that show the places, page by page; places without a picture give none."""
        pages: dict[Place, list[Box | None]] = {}
        for proof in evidence:
            pages.setdefault((proof.file, proof.page), []).append(proof.box)
        return tuple(
            window
            for place, boxes in pages.items()
            if place in self
            for window in self._on_page(self.sheet(place), boxes)
        )

    def pages(self, evidence: Sequence[Evidence]) -> tuple[Window, ...]:
        """Whole pages with all the places on them; pages without a picture give none."""
        boxes: dict[Place, list[Box]] = {}
        for proof in evidence:
            boxes.setdefault((proof.file, proof.page), []).extend([proof.box] if proof.box else [])
        return tuple(self.overview(place, on) for place, on in boxes.items() if place in self)

    def snippets(self, evidence: Sequence[Evidence]) -> tuple[Window, ...]:
        """The boxes themselves, cut out narrowly to be read beside the value."""
        return tuple(
            Window(sheet, _area(_grown(proof.box), sheet), ())
            for proof in dict.fromkeys(evidence)
            if proof.box is not None
            and proof.box.height <= TALLEST_SNIPPET
            and (proof.file, proof.page) in self
            for sheet in (self.sheet((proof.file, proof.page)),)
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """The pictures of all pages, made several at a time."""
        with ThreadPoolExecutor(THREADS) as pool:
            return tuple(pool.map(self.sheet, self._numbers))

    def overview(self, place: Place, boxes: Iterable[Box]) -> Window:
        """The whole page with boxes."""
        sheet = self.sheet(place)
        return Window(
            sheet, _whole(sheet), tuple(_area(box, sheet) for box in dict.fromkeys(boxes))
        )

    def _on_page(self, sheet: Sheet, boxes: Sequence[Box | None]) -> Iterable[Window]:
        drawn = [box for box in dict.fromkeys(boxes) if box is not None]
        if not drawn:
            yield Window(sheet, _whole(sheet), ())
        for together in _clusters(drawn):
            yield Window(
                sheet,
                _area(_surroundings(together), sheet),
                tuple(_frame(box, sheet) for box in together),
            )


def encoded(picture: bytes, allowance: int) -> tuple[str, bytes, tuple[int, int]]:
    """Format, bytes and size of a picture that keeps within so many bytes where it can.

    JPEG is quick and taken where it fits; WebP needs about half the bytes for the same print.
    """
    import PIL.Image

    with PIL.Image.open(io.BytesIO(picture)) as opened:
        if len(picture) <= allowance:
            return (opened.format or "jpeg").lower(), picture, opened.size
        image: Image = opened.convert("L" if opened.mode == "L" else "RGB")
    data = _saved(image, "JPEG", JPEG_QUALITY)
    if len(data) <= allowance:
        return "jpeg", data, image.size
    data = _saved(image, "WEBP", WEBP_QUALITY)
    for _ in range(MOST_SHRINKINGS):
        if len(data) <= allowance:
            break
        # Noise is what costs bytes, and it goes faster than the pixels do: small steps are enough.
        scale = (allowance / len(data)) ** 0.25
        width, height = image.size
        image = image.resize((max(1, round(width * scale)), max(1, round(height * scale))))
        data = _saved(image, "WEBP", WEBP_QUALITY)
    return "webp", data, image.size


def _saved(image: "Image", kind: str, quality: int) -> bytes:
    stream = io.BytesIO()
    # WebP's method 2 takes half the time of the usual 4 for 7 % more bytes.
    options: dict[str, Any] = {"method": 2} if kind == "WEBP" else {"optimize": True}
    image.save(stream, kind, quality=quality, **options)
    return stream.getvalue()


def _clusters(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes from top to bottom, cut where a gap is wide."""
    found: list[list[Box]] = []
    bottom = 0.0
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        if found and box.top - bottom <= FARTHEST_APART:
            found[-1].append(box)
            bottom = max(bottom, box.bottom)
        else:
            found.append([box])
            bottom = box.bottom
    return found


def _surroundings(boxes: Sequence[Box]) -> Box:
    left, right = _stretched(
        min(box.left for box in boxes), max(box.right for box in boxes), LEAST_WIDTH
    )
    top, bottom = _stretched(
        min(box.top for box in boxes), max(box.bottom for box in boxes), LEAST_HEIGHT
    )
    return Box(left, top, right, bottom)


def _grown(box: Box) -> Box:
    return Box(
        max(0.0, box.left - SNIPPET_MARGIN),
        max(0.0, box.top - SNIPPET_MARGIN),
        min(1.0, box.right + SNIPPET_MARGIN),
        min(1.0, box.bottom + SNIPPET_MARGIN),
    )


def _stretched(first: float, last: float, least: float) -> tuple[float, float]:
    """A stretch with a margin, at least so long, moved inside 0..1."""
    first, last = first - MARGIN, last + MARGIN
    spare = max(0.0, least - (last - first)) / 2
    first, last = first - spare, last + spare
    first, last = first + max(0.0, -first), last + max(0.0, -first)
    first, last = first - max(0.0, last - 1), last - max(0.0, last - 1)
    return max(0.0, first), min(1.0, last)


def _whole(sheet: Sheet) -> Area:
    return Area(0, 0, sheet.width, sheet.height)


def _frame(box: Box, sheet: Sheet) -> Area:
    """Where to draw a box: a hair outside it, so that the line does not strike the print."""
    return _area(_grown(box), sheet)


def _area(box: Box, sheet: Sheet) -> Area:
    return Area(
        round(box.left * sheet.width, 1),
        round(box.top * sheet.height, 1),
        round(box.width * sheet.width, 1),
        round(box.height * sheet.height, 1),
    )
