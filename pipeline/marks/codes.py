"""QR and bar codes of a page. What they say is shown; links are never opened.

Papers of the e-government carry their signed content in a row of QR codes at the foot, each with
a part of it: parts of one paper are told apart from codes that stand alone.
"""

import re
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from pipeline.cleanup import Image, grey
from pipeline.geometry import clipped
from pipeline.marks.sheet import averaged, reduced
from pipeline.model import Box, MarkKind, PageMark

MULTI_PART = "e-government part"
LINK = "link"
LONG_SIDE = 2000
"""Pixels of the longer side at which codes are read: 170 dpi for A4."""
LONG_SIDE_OF_PATTERNS, SMALLEST_PATTERN = 1400, 8
"""Pixels of the page on which patterns of QR codes are searched, and of one pattern."""
MOST_SHOWN = 2000
"""Characters of a code that are kept."""
_PART = re.compile(r"<elementNumber>|<elementsAmount>|<BarcodeElement", re.IGNORECASE)
_PACKED = re.compile(r"^[A-Za-z0-9+/=\s]{200,}$")
_URL = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)

_Code = tuple[str, str, Box]
"""Name of the format, content, place."""


def find_codes(image: Image) -> list[PageMark]:
    """Codes of an upright page image (BGR or grey), any format that the library reads."""

    picture = reduced(grey(image), LONG_SIDE)
    found = _read(picture, (*_linear(), *_plane()))
    if not found:
        found = _running_down(picture) or _read_again(picture)
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


def _plane() -> Sequence[Any]:
    import zxingcpp

    known = zxingcpp.BarcodeFormat
    return known.QRCode, known.MicroQRCode, known.DataMatrix, known.Aztec, known.PDF417


def _linear() -> Sequence[Any]:
    import zxingcpp

    known = zxingcpp.BarcodeFormat
    return known.Code128, known.Code39, known.EAN13, known.ITF


def _read(picture: Image, formats: Any) -> list[_Code]:
    import zxingcpp

    height, width = picture.shape[:2]
    codes = []
    for code in zxingcpp.read_barcodes(
        picture, formats=formats, try_rotate=False, try_invert=False
    ):
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


def _running_down(picture: Image) -> list[_Code]:
    """Bar codes along the side of a page: half the pixels tell their long bars apart."""
    turned = cv2.rotate(averaged(picture, 2), cv2.ROTATE_90_CLOCKWISE)
    return [
        (name, text, Box(box.top, 1 - box.right, box.bottom, 1 - box.left))
        for name, text, box in _read(np.asarray(turned, np.uint8), _linear())
    ]


def _read_again(picture: Image) -> list[_Code]:
    """Codes whose modules are blurred: enlarged and made harder they separate again."""
    place = _finder_patterns(picture)
    if place is None:
        return []
    rows, columns = place
    large = cv2.resize(picture[place], None, fx=1.6, fy=1.6, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), 2.0)
    hard = np.asarray(cv2.addWeighted(large, 2.0, soft, -1.0, 0), np.uint8)
    height, width = picture.shape[:2]
    across, down = (columns.stop - columns.start) / width, (rows.stop - rows.start) / height
    left, top = columns.start / width, rows.start / height
    return [
        (
            name,
            text,
            clipped(
                left + box.left * across,
                top + box.top * down,
                left + box.right * across,
                top + box.bottom * down,
            ),
        )
        for name, text, box in _read(hard, _plane())
    ]


def _finder_patterns(picture: Image) -> tuple[slice, slice] | None:
    """Where squares within squares stand on the page, as at the corners of QR codes."""
    small = reduced(picture, LONG_SIDE_OF_PATTERNS)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    contours, tree = cv2.findContours(ink, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return None
    inner = tree[0][:, 2]
    cores = np.where(inner >= 0, inner[inner], -1)
    found = []
    for number in np.flatnonzero(cores >= 0).tolist():
        x, y, width, height = cv2.boundingRect(contours[number])
        _, _, core_width, core_height = cv2.boundingRect(contours[cores[number]])
        if not 0.8 < width / height < 1.25 or width < SMALLEST_PATTERN:
            continue
        if 0.3 < core_width / width < 0.6 and 0.3 < core_height / height < 0.6:
            found.append((x, y, x + width, y + height))
    if len(found) < 2:
        return None
    left, top = np.min(found, axis=0)[:2]
    right, bottom = np.max(found, axis=0)[2:]
    # The fourth corner of a code bears no pattern, and a third one may be too blurred.
    scale, margin = picture.shape[0] / small.shape[0], max(right - left, bottom - top)
    rows = slice(int(max(0, top - margin) * scale), int((bottom + margin) * scale))
    columns = slice(int(max(0, left - margin) * scale), int((right + margin) * scale))
    return (
        slice(rows.start, min(rows.stop, picture.shape[0])),
        slice(columns.start, min(columns.stop, picture.shape[1])),
    )
