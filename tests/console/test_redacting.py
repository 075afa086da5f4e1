"""The redacted twin as a PDF: what was painted over is gone, and no text comes along."""

import io

import pypdfium2
from PIL import Image

from console.redacting import as_pdf
from pipeline.model import Box
from pipeline.report.redaction import redact


def test_the_pdf_holds_the_painted_pixels_and_no_text() -> None:
    stream = io.BytesIO()
    Image.new("L", (200, 300), 255).save(stream, "JPEG")
    white = stream.getvalue()
    pages = {("a.pdf", 1): white, ("a.pdf", 2): white}
    made = as_pdf(redact(pages, {("a.pdf", 1): [Box(0.1, 0.1, 0.5, 0.2)]}))
    pdf = pypdfium2.PdfDocument(made)
    assert len(pdf) == 2
    first, second = (pdf[number].render(scale=2).to_pil().convert("L") for number in (0, 1))
    wide, high = first.size
    assert first.getpixel((int(wide * 0.3), int(high * 0.15))) < 20
    assert first.getpixel((int(wide * 0.8), int(high * 0.8))) > 235
    assert second.getpixel((int(wide * 0.3), int(high * 0.15))) > 235
    assert pdf[0].get_textpage().get_text_bounded() == ""
    assert b"a.pdf" not in made
