"""From a template to a printed page: HTML filled by Jinja, laid out by WeasyPrint."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **values: object) -> str:
    """The template of that name with values put in; a missing value is an error."""
    return _environment().get_template(template).render(**values)


def print_pages(html: str) -> Printed:
    """Lay the page out and write it as PDF; the same HTML gives the same bytes."""
    from weasyprint import HTML

    document = HTML(string=html).render()
    places: dict[str, Place] = {}
    for number, page in enumerate(document.pages, 1):
        for name, (left, top, right, bottom) in page.anchors.items():
            box = [left / page.width, top / page.height, right / page.width, bottom / page.height]
            places[name] = {
                "page": number,
                "box": [round(min(1.0, max(0.0, side)), 4) for side in box],
            }
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
            text.append(page.get_textpage().get_text_bounded().replace("\r\n", "\n"))
    return tuple(sizes), places, tuple(text)
