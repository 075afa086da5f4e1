"""QR and bar codes of a page. What they say is shown; links are never opened.

Papers of the e-government carry their signed content in a row of QR codes at the foot, each with
a part of it: parts of one paper are told apart from codes that stand alone.
"""

import re
from typing import Any

import cv2
import numpy as np

from pipeline.cleanup import Image, grey
from pipeline.geometry import clipped
from pipeline.model import MarkKind, PageMark

MULTI_PART = "e-government part"
LINK = "link"
LONG_SIDE = 2000
"""Pixels of the longer side at which codes are read: 170 dpi for A4."""
MOST_SHOWN = 2000
"""Characters of a code that are kept."""
_PART = re.compile(r"<elementNumber>|<elementsAmount>|<BarcodeElement", re.IGNORECASE)
_PACKED = re.compile(r"^[A-Za-z0-9+/=\s]{200,}$")
_URL = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)


def find_codes(image: Image) -> list[PageMark]:
    """Codes of an upright page image (BGR or grey), any format that the library reads."""
    import zxingcpp

    formats = [
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.MicroQRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.Code39,
        zxingcpp.BarcodeFormat.EAN13,
        zxingcpp.BarcodeFormat.ITF,
    ]
    picture = _reduced(grey(image))
    found = _read(picture, formats)
    if not found and _has_finder_patterns(picture):
        # Blurred modules separate again when the picture is enlarged and made harder.
        large = cv2.resize(picture, None, fx=1.6, fy=1.6, interpolation=cv2.INTER_CUBIC)
        soft = cv2.GaussianBlur(large, (0, 0), 2.0)
        found = _read(np.asarray(cv2.addWeighted(large, 2.0, soft, -1.0, 0), np.uint8), formats)
    parts = sum(_is_part(text) for _, text, _ in found)
    return [
        PageMark(
            MarkKind.QR if _is_square(symbology) else MarkKind.BARCODE,
            box,
            0.99,
            text[:MOST_SHOWN],
            _detail(symbology, text, parts),
        )
        for symbology, text, box in found
    ]


def _reduced(picture: Image) -> Image:
    """A quarter of the pixels of a 300 dpi scan read the same codes in a quarter of the time."""
    scale = LONG_SIDE / max(picture.shape)
    if scale >= 1:
        return picture
    return np.asarray(
        cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )


def _read(picture: Image, formats: Any) -> list[tuple[str, str, Any]]:
    import zxingcpp

    height, width = picture.shape[:2]
    codes = []
    for code in zxingcpp.read_barcodes(picture, formats=formats, try_invert=False):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        x, y = [corner.x for corner in corners], [corner.y for corner in corners]
        box = clipped(min(x) / width, min(y) / height, max(x) / width, max(y) / height)
        name = str(code.format).rpartition(".")[2]
        if _is_square(name) or (len(code.text) >= 5 and box.width * width > 60):
            codes.append((name, code.text, box))
    return codes


def _is_square(symbology: str) -> bool:
    return any(name in symbology for name in ("QR", "Matrix", "Aztec"))


def _is_part(text: str) -> bool:
    return bool(_PART.search(text)) or bool(_PACKED.match(text))


def _detail(symbology: str, text: str, parts: int) -> str:
    if _is_part(text) and (parts > 1 or _PART.search(text)):
        return f"{symbology}, {MULTI_PART}"
    return f"{symbology}, {LINK}" if _URL.match(text.strip()) else symbology


def _has_finder_patterns(picture: Image) -> bool:
    """Whether squares within squares stand on the page, as at the corners of QR codes."""
    side = max(picture.shape)
    scale = min(1.0, 1400 / side)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    contours, tree = cv2.findContours(ink, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return False
    found = 0
    for number, contour in enumerate(contours):
        inner = tree[0][number][2]
        core = tree[0][inner][2] if inner >= 0 else -1
        if core < 0:
            continue
        _, _, width, height = cv2.boundingRect(contour)
        _, _, small_width, small_height = cv2.boundingRect(contours[core])
        if not 0.8 < width / height < 1.25 or width < 8:
            continue
        if 0.3 < small_width / width < 0.6 and 0.3 < small_height / height < 0.6:
            found += 1
    return found >= 2
