"""PDF files whose pages are pictures: honest ones in every packing, and bombs."""

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.hostile.case import Case, Kind, Make, odd, of, read, slow
from tests.hostile.pdf_parts import page, simple, stream
from tests.hostile.picture_cases import picture, saved

WORD = "Ordinary"
_UNREAD = Kind.PAGE_UNREADABLE


def cases() -> list[Case]:
    """All of them."""
    grey = b"/ColorSpace /DeviceGray /BitsPerComponent 8"
    jpx = b"/Filter /JPXDecode"
    return [
        read(
            "scan-jpeg.pdf",
            _scan(lambda: saved(picture("in PDF"), "JPEG"), grey + b" /Filter /DCTDecode"),
            WORD,
        ),
        read("scan-jpeg2000.pdf", _scan(lambda: saved(picture("of 2000"), "JPEG2000"), jpx), WORD),
        read(
            "scan-jbig2.pdf",
            _scan(lambda: _jbig2(4960, 7016), _BIT + b" /Filter /JBIG2Decode", 4960, 7016),
        ),
        read("scan-in-strips.pdf", of(_strips)),
        odd(
            "jpeg2000-claims-60000.pdf",
            _scan(_large_jpx, jpx, 60_000, 60_000),
            None,
            _UNREAD,
            Kind.TIME_OUT,
        ),
        odd(
            "jpeg2000-cut.pdf",
            _scan(lambda: saved(picture("cut"), "JPEG2000")[:400], jpx),
            None,
            _UNREAD,
        ),
        odd(
            "jbig2-claims-60000.pdf",
            _scan(lambda: _jbig2(60_000, 60_000), _BIT + b" /Filter /JBIG2Decode", 60_000, 60_000),
            None,
            _UNREAD,
        ),
        odd(
            "jbig2-rubbish.pdf",
            _scan(lambda: b"\xff" * 300, _BIT + b" /Filter /JBIG2Decode"),
            None,
            _UNREAD,
        ),
        odd(
            "fax-claims-60000.pdf",
            _scan(
                lambda: b"\0" * 100,
                _BIT
                + b" /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
                60_000,
                60_000,
            ),
            None,
            _UNREAD,
        ),
        odd("data-missing.pdf", _scan(lambda: b"abc", grey, 30_000, 30_000), None, _UNREAD),
        odd("size-negative.pdf", _scan(lambda: bytes(100), grey, -5, -5), None, _UNREAD),
        odd(
            "mask-is-itself.pdf",
            _scan(lambda: bytes(700 * 160), grey + b" /SMask 6 0 R"),
            None,
            _UNREAD,
        ),
        odd(
            "colours-of-itself.pdf",
            _scan(
                lambda: bytes(700 * 160),
                b"/ColorSpace [/Indexed [/Indexed 6 0 R 255 ()] 255 ()] /BitsPerComponent 8",
            ),
            None,
            _UNREAD,
        ),
        slow(
            odd(
                "picture-bomb.pdf",
                _scan(
                    lambda: _zeros(20_000, 20_000), grey + b" /Filter /FlateDecode", 20_000, 20_000
                ),
                None,
                _UNREAD,
            )
        ),
        slow(
            odd(
                "picture-2400-dpi.pdf",
                _scan(
                    lambda: _zeros(19_840, 28_064), _BIT + b" /Filter /FlateDecode", 19_840, 28_064
                ),
                None,
                _UNREAD,
            )
        ),
    ]


_BIT = b"/ColorSpace /DeviceGray /BitsPerComponent 1"


def _scan(
    content: Callable[[], bytes], entries: bytes, width: int = 700, height: int = 160
) -> Make:
    """A page that a picture fills."""

    def make() -> bytes:
        own = b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (width, height, entries)
        box = b"[0 0 252 58]" if width == 700 else b"[0 0 595 842]"
        return simple(
            page_object=page(b"/Resources << /XObject << /I1 6 0 R >> >> /Contents 5 0 R", box),
            content=stream(
                b"q 252 0 0 58 0 0 cm /I1 Do Q"
                if width == 700
                else b"q 595 0 0 842 0 0 cm /I1 Do Q"
            ),
            others=[stream(content(), own)],
        )

    return of(make)


def _jbig2(width: int, height: int) -> bytes:
    """A white page without regions: the segment of page information alone (ITU-T T.88, 7.4.8)."""
    information = struct.pack(">LLLLBH", width, height, 0, 0, 0, 0)
    return struct.pack(">LBBBL", 0, 48, 0, 1, len(information)) + information


def _large_jpx() -> bytes:
    """A JPEG 2000 picture whose size is said to be sixty thousand across and down."""
    whole = saved(Image.new("L", (64, 64), 255), "JPEG2000")
    place = whole.index(b"\xff\x51") + 6  # behind the marker SIZ, its length and capabilities
    return whole[:place] + struct.pack(">LL", 60_000, 60_000) + whole[place + 8 :]


def _strips() -> bytes:
    """A scan in two thousand strips of one line, as some scanners write it."""
    strip = stream(
        zlib.compress(b"\xff" * 700),
        b"/Type /XObject /Subtype /Image /Width 700 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode",
    )
    drawn = b"".join(b"q 595 0 0 0.4 0 %.1f cm /I1 Do Q\n" % (n * 0.4) for n in range(2000))
    return simple(
        page_object=page(b"/Resources << /XObject << /I1 6 0 R >> >> /Contents 5 0 R"),
        content=stream(drawn),
        others=[strip],
    )


def _zeros(width: int, height: int) -> bytes:
    packing = zlib.compressobj(9)
    row = bytes(width)
    return b"".join(packing.compress(row) for _ in range(height)) + packing.flush()
