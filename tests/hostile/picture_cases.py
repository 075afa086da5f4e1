"""Odd but honest pictures, and hostile ones: sizes, depths, colours, orientations, damage."""

import io
import struct
import zlib
from functools import partial
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.drawing import FONT
from tests.hostile.case import Case, Kind, Make, odd, of, png_chunk, read, refused, slow

WORD = "Ordinary"
_BROKEN = Kind.BROKEN_FILE
PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112


def picture(note: str, size: tuple[int, int] = (700, 160)) -> Image.Image:
    """A white picture with a sentence on it, in grey."""
    sheet = Image.new("L", size, 255)
    face = ImageFont.truetype(FONT, 34)
    ImageDraw.Draw(sheet).text((30, 30), f"Ordinary page {note}", font=face, fill=20)
    return sheet


def saved(image: Image.Image, kind: str, **choices: Any) -> bytes:
    """The bytes of the picture in a format of Pillow."""
    out = io.BytesIO()
    image.save(out, kind, **choices)
    return out.getvalue()


def _as(kind: str, mode: str, note: str, **choices: Any) -> Make:
    return of(lambda: saved(picture(note).convert(mode), kind, **choices))


def cases() -> list[Case]:
    """All of them."""
    return [*_jpeg(), *_png(), *_tiff(), *_others(), *_sizes(), *_bombs(), *_slow()]


def _jpeg() -> list[Case]:
    plain = saved(picture("jpeg"), "JPEG", dpi=(200, 200))
    return [
        *(
            read(f"turned-{turn}.jpg", of(partial(_turned, turn)), "Upright")
            for turn in range(2, 9)
        ),
        read("cmyk.jpg", _as("JPEG", "CMYK", "cmyk"), WORD),
        read("progressive.jpg", _as("JPEG", "RGB", "progressive", progressive=True), WORD),
        read("odd-resolution.jpg", _as("JPEG", "L", "resolution", dpi=(60000, 1)), WORD),
        read(
            "exif-rubbish.jpg",
            _as("JPEG", "L", "rubbish", exif=b"Exif\0\0II*\0" + b"\xff" * 60),
            WORD,
        ),
        read("zip-behind.jpg", of(lambda: plain + b"PK\x03\x04" + bytes(90)), WORD),
        read("pdf-inside.jpg", _as("JPEG", "L", "pdf", comment=b"%PDF-1.7\n1 0 obj"), WORD),
        refused("no-end.jpg", of(lambda: saved(picture("no end"), "JPEG")[:-2]), _BROKEN),
        refused("cut.jpg", of(lambda: saved(picture("cut"), "JPEG")[:2500]), _BROKEN),
        refused("header-only.jpg", of(lambda: plain[:200]), _BROKEN),
        odd("scan-bomb.jpg", of(_scans), None, _BROKEN, Kind.TIME_OUT),
        refused("claims-65500.jpg", of(lambda: _sized(plain, 65500, 65500)), Kind.PAGE_TOO_LARGE),
        refused("no-height.jpg", of(lambda: _sized(plain, 700, 0)), _BROKEN),
        odd("claims-more.jpg", of(lambda: _sized(plain, 700, 5000)), None, _BROKEN),
        read("of-a-camera.jpg", _as("MPO", "RGB", "mpo", save_all=True), WORD),
    ]


def _turned(turn: int) -> bytes:
    """A picture stored turned or mirrored as the given orientation says, so that it is upright."""
    sheet = Image.new("L", (760, 160), 255)
    face = ImageFont.truetype(FONT, 34)
    ImageDraw.Draw(sheet).text((30, 50), f"Upright at last {turn} times", font=face, fill=20)
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[turn]
    exif = Image.Exif()
    exif[_ORIENTATION] = turn
    return saved(sheet.transpose(back), "JPEG", exif=exif, quality=95)


def _sized(jpeg: bytes, width: int, height: int) -> bytes:
    """The same JPEG with another size in its header."""
    place = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:place] + struct.pack(">HH", height, width) + jpeg[place + 4 :]


def _scans() -> bytes:
    """A progressive JPEG whose last scan comes two thousand times."""
    whole = saved(picture("scans").resize((4000, 4000)), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 2000 + b"\xff\xd9"


def _png() -> list[Case]:
    plain = saved(picture("png"), "PNG")
    return [
        read("grey.png", of(lambda: plain), WORD),
        read("one-bit.png", _as("PNG", "1", "one bit"), WORD),
        read("sixteen-bit.png", of(lambda: _sixteen("16 bits")), WORD),
        read("sixteen-bit-colour.png", of(_sixteen_colour)),
        read("palette.png", of(_palette), WORD),
        read("transparent.png", of(_transparent), WORD),
        read("nothing-seen.png", of(lambda: saved(Image.new("RGBA", (300, 300)), "PNG"))),
        read("animated.png", of(lambda: _animation("PNG")), WORD),
        read("jpeg-by-name.jpg", _as("PNG", "RGB", "other name"), WORD),
        read(
            "text-chunks.png",
            of(lambda: _with(plain, [png_chunk(b"tEXt", b"a\0b")] * 20_000)),
            WORD,
        ),
        odd("packed-text-bomb.png", of(lambda: _with(plain, [_packed_text()])), None, _BROKEN),
        odd("profile-bomb.png", of(lambda: _with(plain, [_packed_profile()])), None, _BROKEN),
        refused("cut.png", of(lambda: plain[: len(plain) // 2]), _BROKEN),
        refused("no-size.png", of(lambda: _header(0, 0)), _BROKEN),
        refused(
            "claims-2-31.png",
            of(lambda: _header(2**31 - 1, 2**31 - 1)),
            _BROKEN,
            Kind.PAGE_TOO_LARGE,
        ),
        refused("header-only.png", of(lambda: PNG + png_chunk(b"IEND", b"")), _BROKEN),
        odd("checksum-wrong.png", of(lambda: plain[:-20] + bytes(4) + plain[-16:]), None, _BROKEN),
        odd("no-end.png", of(lambda: plain[:-12] + b"x"), None, _BROKEN),
        odd("more-data.png", of(lambda: _filled(10, 10, 50_000_000, 8)), None, _BROKEN),
    ]


def _sixteen(note: str) -> bytes:
    values = np.asarray(picture(note), np.uint16) * 257
    return saved(Image.fromarray(values), "PNG")


def _sixteen_colour() -> bytes:
    """A white picture with sixteen bits a colour, which Pillow itself does not write."""
    row = b"\0" + b"\xff" * (200 * 6)
    return (
        PNG
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 200, 200, 16, 2, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(row * 200))
        + png_chunk(b"IEND", b"")
    )


def _palette() -> bytes:
    return saved(picture("palette").convert("P"), "PNG", transparency=0)


def _transparent() -> bytes:
    seen = Image.new("RGBA", (700, 160), (0, 0, 0, 0))
    seen.paste((20, 20, 20, 255), mask=picture("clear").point(lambda value: 255 - value))
    return saved(seen, "PNG")


def _animation(kind: str) -> bytes:
    first, second = picture("moving"), picture("still moving")
    return saved(first.convert("RGB"), kind, save_all=True, append_images=[second.convert("RGB")])


def _with(png: bytes, chunks: list[bytes]) -> bytes:
    """The PNG with more chunks behind its header."""
    return png[:33] + b"".join(chunks) + png[33:]


def _packed_text() -> bytes:
    return png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(300_000_000), 9))


def _packed_profile() -> bytes:
    return png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(300_000_000), 9))


def _header(width: int, height: int) -> bytes:
    return (
        PNG
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + png_chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + png_chunk(b"IEND", b"")
    )


def _filled(width: int, height: int, size: int, depth: int) -> bytes:
    """A white PNG of one channel with `size` bytes of unpacked data, fitting or not."""
    packing = zlib.compressobj(9)
    data = b""
    row = b"\0" + b"\xff" * ((width * depth + 7) // 8)
    rows = max(1, 1_000_000 // len(row))
    left = size
    while left > 0:
        piece = (row * rows)[:left]
        data += packing.compress(piece)
        left -= len(piece)
    data += packing.flush()
    return (
        PNG
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def _blank_png(width: int, height: int, depth: int = 8) -> bytes:
    return _filled(width, height, height * (1 + (width * depth + 7) // 8), depth)


def _tiff() -> list[Case]:
    plain = saved(picture("tiff"), "TIFF")
    three = saved(
        picture("one"), "TIFF", save_all=True, append_images=[picture("two"), picture("three")]
    )
    return [
        read("grey.tif", of(lambda: plain), WORD),
        read("fax.tif", _as("TIFF", "1", "fax", compression="group4"), WORD),
        read("cmyk.tif", _as("TIFF", "CMYK", "cmyk"), WORD),
        read("lzw.tif", _as("TIFF", "RGB", "lzw", compression="tiff_lzw"), WORD),
        read("floating.tif", _as("TIFF", "F", "floating"), WORD),
        read("jpeg-packed.tif", _as("TIFF", "RGB", "packed", compression="jpeg"), WORD),
        read("big.tif", _as("TIFF", "L", "big tiff", big_tiff=True), WORD),
        read("three-pages.tif", of(lambda: three), WORD),
        odd("cycle.tif", of(lambda: _cycle(plain)), None, _BROKEN),
        refused("cut.tif", of(lambda: plain[: len(plain) // 2]), _BROKEN, Kind.PAGE_UNREADABLE),
        refused("header-only.tif", of(lambda: plain[:8]), _BROKEN, Kind.UNKNOWN_FORMAT),
        refused(
            "claims-100000.tif",
            of(lambda: _tiff_of(100_000, 100_000)),
            Kind.PAGE_TOO_LARGE,
            _BROKEN,
        ),
        odd("strips-missing.tif", of(lambda: _tiff_of(3000, 3000)), _BROKEN, Kind.PAGE_UNREADABLE),
        odd("directory-huge.tif", of(lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(60_000)), _BROKEN),
        Case("many-frames.tif", of(_frames), True, (frozenset({Kind.TOO_MANY_PAGES}),)),
    ]


def _cycle(tiff: bytes) -> bytes:
    """The TIFF with its last directory pointing back at the first."""
    (place,) = struct.unpack("<L", tiff[4:8])
    (count,) = struct.unpack("<H", tiff[place : place + 2])
    end = place + 2 + 12 * count
    return tiff[:end] + struct.pack("<L", place) + tiff[end + 4 :]


def _tiff_of(width: int, height: int, *, after: int = 0, start: int = 8) -> bytes:
    """A TIFF directory that claims a picture, whose data lie nowhere."""
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, width * height % 2**32),
    ]
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHLL", *entry) for entry in entries)
    directory += struct.pack("<L", after)
    return (b"II*\0" + struct.pack("<L", start) if start == 8 else b"") + directory


def _frames() -> bytes:
    """A thousand frames of one pixel."""
    one = Image.new("L", (1, 1), 255)
    return saved(one, "TIFF", save_all=True, append_images=[one] * 999)


def _others() -> list[Case]:
    heic = _heic("heic")
    webp = saved(picture("webp").convert("RGB"), "WEBP", lossless=True)
    return [
        read("plain.heic", of(lambda: heic), WORD),
        refused("cut.heic", of(lambda: heic[: len(heic) // 2]), _BROKEN),
        refused("header-only.heic", of(lambda: heic[:24]), _BROKEN, Kind.UNKNOWN_FORMAT),
        odd(
            "size-of-box-huge.heic",
            of(lambda: heic[:24] + b"\xff\xff\xff\xff" + heic[28:]),
            None,
            _BROKEN,
        ),
        odd("claims-65000.heic", of(lambda: _sized_heic(heic)), None, _BROKEN, Kind.PAGE_TOO_LARGE),
        read("plain.webp", of(lambda: webp), WORD),
        read("animated.webp", of(lambda: _animation("WEBP")), WORD),
        refused("cut.webp", of(lambda: webp[: len(webp) // 2]), _BROKEN),
        refused("header-only.webp", of(lambda: b"RIFF\x10\0\0\0WEBPVP8L" + bytes(9)), _BROKEN),
        refused("animated.gif", of(lambda: _animation("GIF")), Kind.UNKNOWN_FORMAT),
        refused("plain.bmp", _as("BMP", "L", "bmp"), Kind.UNKNOWN_FORMAT),
        refused("plain.avif", _as("AVIF", "RGB", "avif"), Kind.UNKNOWN_FORMAT),
        refused("plain.jp2", _as("JPEG2000", "L", "jp2"), Kind.UNKNOWN_FORMAT),
        refused("plain.ico", _as("ICO", "RGBA", "ico"), Kind.UNKNOWN_FORMAT),
        refused(
            "drawing.svg",
            of(lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
            Kind.UNKNOWN_FORMAT,
        ),
        refused("drawing.psd", of(lambda: b"8BPS\0\x01" + bytes(300)), Kind.UNKNOWN_FORMAT),
    ]


def _heic(note: str) -> bytes:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture(note).convert("RGB")).save(out)
    return out.getvalue()


def _sized_heic(heic: bytes) -> bytes:
    place = heic.index(b"ispe") + 8
    return heic[:place] + struct.pack(">II", 65_000, 65_000) + heic[place + 8 :]


def _sizes() -> list[Case]:
    def blank(width: int, height: int, kind: str) -> Make:
        return of(lambda: saved(Image.new("L", (width, height), 255), kind))

    unread = Kind.PAGE_UNREADABLE
    return [
        odd("one-pixel.png", blank(1, 1, "PNG"), None, unread),
        odd("one-pixel.jpg", blank(1, 1, "JPEG"), None, unread),
        odd("one-pixel.tif", blank(1, 1, "TIFF"), None, unread),
        odd("two-pixels.webp", blank(2, 1, "WEBP"), None, unread),
        odd("line-across.png", blank(20_000, 1, "PNG"), None, unread),
        odd("line-down.png", blank(1, 20_000, "PNG"), None, unread),
        odd("ribbon.png", blank(60_000, 40, "PNG"), None, unread),
        read("black.png", of(lambda: saved(Image.new("L", (400, 300), 0), "PNG"))),
        read("white.png", blank(400, 300, "PNG")),
        read("noise.png", of(_noise)),
    ]


def _noise() -> bytes:
    return saved(
        Image.fromarray(np.random.default_rng(7).integers(0, 255, (300, 400), np.uint8)), "PNG"
    )


def _bombs() -> list[Case]:
    return [
        refused(
            "bomb-900-megapixels.png",
            of(lambda: _blank_png(30_000, 30_000, 1)),
            Kind.PAGE_TOO_LARGE,
        ),
        refused(
            "bomb-of-frames.tif",
            of(lambda: _tiff_of(60_000, 60_000)),
            Kind.PAGE_TOO_LARGE,
            _BROKEN,
        ),
    ]


def _slow() -> list[Case]:
    def honest(kind: str, side: int) -> Make:
        return of(lambda: saved(_large(side), kind, **({"quality": 60} if kind == "JPEG" else {})))

    return [
        slow(read("200-megapixels.jpg", honest("JPEG", 11_950), "Large")),
        slow(read("200-megapixels.png", honest("PNG", 11_950), "Large")),
        slow(read("100-megapixels.tif", honest("TIFF", 8_450), "Large")),
        slow(read("360-megapixels.png", of(lambda: _blank_png(19_000, 19_000, 1)))),
    ]


def _large(side: int) -> Image.Image:
    """A large honest scan: a sheet of print, enlarged."""
    sheet = Image.new("L", (1000, 1400), 255)
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(FONT, 22)
    for line in range(12):
        pen.text((80, 100 + 60 * line), f"Large sheet of paper, line {line}", font=face, fill=20)
    return sheet.resize((side, round(1.4 * side)))
