"""PDF files written byte by byte, so that any part of them can be wrong in a chosen way."""

import zlib
from collections.abc import Sequence

SENTENCE = "Invented sentence on an ordinary page, written for a test"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>"
USUAL = b"/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R"


def text(sentence: str = SENTENCE, size: int = 14, before: str = "", at: str = "60 700") -> bytes:
    """Drawing operators that print a sentence."""
    return f"{before} BT /F1 {size} Tf {at} Td ({sentence}) Tj ET".encode("latin-1")


def stream(content: bytes, entries: bytes = b"", *, length: int | None = None) -> bytes:
    """A stream object with further entries of its dictionary."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, entries, content)


def packed(content: bytes, times: int = 1) -> bytes:
    """A stream object packed by Flate once, or again and again."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def page(more: bytes = USUAL, box: bytes = b"[0 0 595 842]") -> bytes:
    """A page object with its box and further entries."""
    return b"<< /Type /Page /Parent 2 0 R /MediaBox %s %s >>" % (box, more)


def body(objects: Sequence[bytes], header: bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") -> bytes:
    """Header and objects, numbered from 1."""
    out = header
    for number, content in enumerate(objects, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return out


def pdf(
    *objects: bytes, trailer: bytes = b"", header: bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
) -> bytes:
    """A whole file of numbered objects; object 1 is the catalogue."""
    out, places = header, []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (count, table, count, trailer, len(out))


def simple(
    more: bytes = b"",
    *,
    content: bytes | None = None,
    page_object: bytes | None = None,
    tree: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    others: Sequence[bytes] = (),
    trailer: bytes = b"",
    header: bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
) -> bytes:
    """A file of one page with a sentence: objects catalogue, pages, page, font, content, others."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % more,
        tree,
        page_object or page(),
        FONT,
        content or stream(text()),
        *others,
        trailer=trailer,
        header=header,
    )


def plain(note: str) -> bytes:
    """A whole file that differs from the others by an entry that nobody reads."""
    return simple(b"/Note (%s)" % note.encode())
