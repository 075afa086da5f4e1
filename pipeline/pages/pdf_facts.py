"""What pikepdf (qpdf) tells of a PDF before anything on its pages is interpreted."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.pages.pdfium import Content

DEEPEST_FILTERS = 3
"""ASCII85 around Flate around JPEG is honest; Flate in Flate in Flate unpacks without end."""
MOST_CONTENT_BYTES = 200_000_000
"""Size of one stream of drawing operators or of a font, unpacked."""
LARGEST_RATIO = 1_032
"""Deflate cannot pack more tightly than this."""
_CHUNK = 1_048_576
_DRAWN_OVER_THE_PAGE = ("/Widget", "/FreeText", "/Stamp")
# What odd values where the format demands a dictionary or a number make pikepdf raise.
_MALFORMED = (OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """`pages`: how many qpdf finds, 0 where it cannot open the file. `annotated`: form fields or
    remarks with text are drawn over the pages. `only_interactive`:
    an XFA form whose pages hold nothing but a request to use another viewer. `portfolio`: the
    documents are attachments. `bomb`: a stream unpacks to more than any page needs."""

    pages: int = 0
    annotated: bool = False
    only_interactive: bool = False
    portfolio: bool = False
    bomb: bool = False


def facts_of(content: Content) -> PdfFacts:
    """Facts about a PDF that pdfium opens; none when pikepdf cannot open it."""
    import pikepdf

    try:
        with pikepdf.open(_source(content)) as pdf:
            return PdfFacts(
                pages=len(pdf.pages),
                annotated=any(map(_is_annotated, pdf.pages)),
                only_interactive=bool(pdf.Root.get("/NeedsRendering", False)),
                portfolio="/Collection" in pdf.Root,
                bomb=any(map(_is_bomb, _streams(pdf))),
            )
    except (pikepdf.PikepdfError, *_MALFORMED):
        return PdfFacts()


def repaired(path: Path) -> bytes | None:
    """A copy of a damaged PDF with whatever could be saved; None when nothing could.

    The original is left as it is: it is evidence.
    """
    import pikepdf

    copy = io.BytesIO()
    try:
        with pikepdf.open(path) as pdf:
            if not len(pdf.pages):
                return None
            pdf.save(copy)
    except (pikepdf.PikepdfError, *_MALFORMED):
        return None
    return copy.getvalue()


def _source(content: Content) -> Path | io.BytesIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content


def _is_annotated(page: Any) -> bool:
    marks = page.get("/Annots", ())
    return any(str(mark.get("/Subtype")) in _DRAWN_OVER_THE_PAGE for mark in marks)


def _streams(pdf: Any) -> Iterator[Any]:
    import pikepdf

    return (item for item in pdf.objects if isinstance(item, pikepdf.Stream))


def _is_bomb(stream: Any) -> bool:
    filters = stream.get("/Filter", ())
    names = [str(name) for name in filters] if _is_array(filters) else [str(filters)]
    if len(names) > DEEPEST_FILTERS or names.count("/FlateDecode") > 1:
        return True
    if names != ["/FlateDecode"] or stream.get("/Subtype") == "/Image":
        return False
    if int(stream.get("/Length", 0)) * LARGEST_RATIO < MOST_CONTENT_BYTES:
        return False
    return _unpacks_beyond(stream.read_raw_bytes(), MOST_CONTENT_BYTES)


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _unpacks_beyond(packed: bytes, most: int) -> bool:
    """Whether Flate data unpacks to more than `most` bytes; nothing of it is kept."""
    unpacking = zlib.decompressobj()
    size = 0
    try:
        while packed and not unpacking.eof:
            size += len(unpacking.decompress(packed, _CHUNK))
            if size > most:
                return True
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return False
