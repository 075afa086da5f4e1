"""Every layout prints what its truth says, with every glyph, on the paper."""

import io
import math
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pdfplumber
import pikepdf
import pytest
from numpy.typing import NDArray

from sample_docs import LEVELS, make_specimen
from sample_docs.scanning import page_image
from sample_docs.specimen import Specimen, document_module

TYPES = sorted(
    path.stem
    for path in Path("sample_docs/documents").glob("*.py")
    if not path.stem.startswith("_")
)
LAYOUTS = [(t, layout) for t in TYPES for layout in document_module(t).LAYOUTS]


def _printed_forms(value: Any) -> list[str]:
    """How a value stands on paper; none where it is no text, or a code such as `kaz`."""
    if isinstance(value, list):
        return [form for item in value for form in _printed_forms(item)]
    if not isinstance(value, str) or (value.isascii() and value.islower()):
        return []
    try:
        return [date.fromisoformat(value).strftime("%d.%m.%Y")]
    except ValueError:
        return [value]


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _missing_glyphs(pdf: bytes) -> int:
    """Glyphs drawn as .notdef, which is glyph 0 of every font."""
    missing = 0
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) not in ("Tj", "TJ"):
                    continue
                operand: Any = instruction.operands[0]
                strings = operand if isinstance(operand, pikepdf.Array) else [operand]
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        codes = bytes(string)
                        pairs = zip(codes[::2], codes[1::2], strict=True)
                        missing += sum(pair == (0, 0) for pair in pairs)
    return missing


@pytest.mark.parametrize(("type_id", "layout"), LAYOUTS)
def test_layout_prints_its_truth(type_id: str, layout: str) -> None:
    for seed in (3, 8):
        specimen = make_specimen(type_id, seed=seed, layout=layout)
        pdf = specimen.files[0][1]
        assert _missing_glyphs(pdf) == 0
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            text = ""
            for page in document.pages:
                text += page.extract_text() + "\n"
                for char in page.chars:
                    assert -1 <= char["x0"] <= char["x1"] <= page.width + 1
                    assert -1 <= char["top"] <= char["bottom"] <= page.height + 1
        # Columns interleave line by line in one reading order and not in the other.
        squeezed = _squeezed(text + "".join(page["text"] for page in specimen.truth["pages"]))
        as_printed = specimen.truth["extra"].get("as_printed", {})
        for name, value in specimen.truth["fields"].items():
            for form in _printed_forms(as_printed.get(name, value)):
                assert _squeezed(form) in squeezed or name in ("date", "sex"), name


@pytest.mark.parametrize(
    ("type_id", "level"),
    [*((type_id, "digital") for type_id in TYPES), *(("passport", level) for level in LEVELS[1:])],
)
def test_same_arguments_same_bytes(type_id: str, level: str) -> None:
    first = make_specimen(type_id, seed=21, level=level)
    again = make_specimen(type_id, seed=21, level=level)
    assert first.files == again.files
    assert first.truth == again.truth


@pytest.mark.parametrize("type_id", [t for t in TYPES if t != "unknown"])
def test_another_seed_is_another_document(type_id: str) -> None:
    one, two = make_specimen(type_id, seed=1), make_specimen(type_id, seed=2)
    assert one.truth["fields"] != two.truth["fields"]


def _small(image: NDArray[Any]) -> NDArray[Any]:
    """Grey, blurred thumbnail with light and contrast taken out, for comparing pages."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) if image.ndim == 3 else image
    small = cv2.resize(grey, (210, 297), interpolation=cv2.INTER_AREA).astype(np.float32)
    high = cv2.GaussianBlur(small, (0, 0), 1.5) - cv2.GaussianBlur(small, (0, 0), 9)
    even: NDArray[Any] = (high - high.mean()) / (high.std() + 1e-6)
    return even


def _likeness(one: NDArray[Any], two: NDArray[Any]) -> float:
    return float((_small(one) * _small(two)).mean())


def _delivered(specimen: Specimen) -> NDArray[Any]:
    content = np.frombuffer(specimen.files[0][1], np.uint8)
    image = cv2.imdecode(content, cv2.IMREAD_COLOR)
    assert isinstance(image, np.ndarray)
    return image


@pytest.mark.parametrize(
    ("level", "rotation"),
    [("scan", 180), ("poor", 0), ("poor", 90), ("photo", 0), ("photo", 270)],
)
def test_rotation_and_quad_lead_back_to_the_page(level: str, rotation: int) -> None:
    settings: dict[str, Any] = {"seed": 5, "layout": "compact", "language": "rus", "words": 400}
    specimen = make_specimen(
        "motivation_letter", level=level, container="png", rotation=rotation, **settings
    )
    truth = specimen.truth["pages"][0]
    assert truth["rotation"] == rotation
    upright = np.ascontiguousarray(np.rot90(_delivered(specimen), -rotation // 90))
    height, width = upright.shape[:2]
    corners = np.array(truth["quad"], np.float32) * np.array([width, height], np.float32)
    paper = np.array([[0, 0], [840, 0], [840, 1188], [0, 1188]], np.float32)
    back = cv2.warpPerspective(
        upright, cv2.getPerspectiveTransform(corners, paper), (840, 1188), borderValue=(255,) * 3
    )
    original = page_image(make_specimen("motivation_letter", **settings).files[0][1], 0, 100)
    assert _likeness(back, original) > 0.6


@pytest.mark.parametrize("level", ["scan", "poor"])
def test_skew_is_the_slope_of_the_upper_edge(level: str) -> None:
    for seed in range(3):
        specimen = make_specimen("passport", seed=seed, level=level, layout="sheet", rotation=0)
        page = specimen.truth["pages"][0]
        (left, top), (right, fallen), _, _ = page["quad"]
        slope = math.degrees(math.atan2((fallen - top) * 297, (right - left) * 210))
        assert slope == pytest.approx(page["skew"], abs=0.05)
        assert abs(page["skew"]) <= (1 if level == "scan" else 4)
