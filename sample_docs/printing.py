"""From HTML to a printed page, laid out by WeasyPrint."""

from dataclasses import dataclass
from typing import Any

Place = dict[str, Any]
"""`{"page": 1, "box": [left, top, right, bottom]}`, fractions of the page, page from 1."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A born-digital PDF and where its named elements stand.

    An element with `id="field:surname"` or `id="mark:signature"` is found in `places` under that
    id. `sizes` are widths and heights in points; `text` is what each page says, line by line.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    places: dict[str, Place]
    text: tuple[str, ...]


def print_pages(html: str) -> Printed:
    """Lay the page out and write it as PDF; the same HTML gives the same bytes."""
    from weasyprint import HTML

    document = HTML(string=html).render()
    places: dict[str, Place] = {}
    for number, page in enumerate(document.pages, 1):
        for name, (x1, y1, x2, y2) in page.anchors.items():
            left, right = sorted((x1 / page.width, x2 / page.width))
            top, bottom = sorted((y1 / page.height, y2 / page.height))
            sides = (left, top, right, bottom)
            box = [round(min(1.0, max(0.0, side)), 4) for side in sides]
            places[name] = {"page": number, "box": box}
    pdf = document.write_pdf(pdf_identifier=b"specimen")
    return Printed(pdf, *_sizes_and_text(pdf, places))


def _sizes_and_text(
    pdf: bytes, places: dict[str, Place]
) -> tuple[tuple[tuple[float, float], ...], dict[str, Place], tuple[str, ...]]:
    import pypdfium2

    sizes, text = [], []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            sizes.append(page.get_size())
            read = page.get_textpage().get_text_bounded()
            # PDFium joins a word split at a line end and marks the place with U+0002.
            text.append(read.replace("\r\n", "\n").replace("\x02", "-\n"))
    return tuple(sizes), places, tuple(text)
