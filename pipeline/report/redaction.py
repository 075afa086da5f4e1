"""Page images with the personal data painted over in the pixels, for sharing.

What was read as personal is covered wherever its words stand on a page, and so are machine-readable
zones, codes and signatures. What no engine read cannot be found: portraits, handwriting and words
that were misread stay, so a person looks at the pages before they are passed on.
"""

import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.model import Box, Document, Evidence, MarkKind, Package, Page
from pipeline.report.crops import Place
from pipeline.text.normalise import fold

PERSONAL = frozenset(
    (
        *("surname", "given_names", "patronymic", "surname_cyrillic", "given_names_cyrillic"),
        *("holder_name", "author_name", "applicant_name", "employee_name", "intern_name"),
        *("birth_date", "birth_place", "sex", "iin", "ethnicity", "nationality", "mrz"),
        *("number", "passport_number", "id_number", "certificate_number", "diploma_number"),
        *("registration_number", "conclusion_text"),
    )
)
"""Fields that tell who the applicant is, by the names of the contract."""

CARDS = frozenset({"identity_card", "passport"})
SEXES = frozenset(
    fold(word)
    for word in ("М", "Ж", "Е", "Ә", "M", "F", "ЕР", "ӘЙЕЛ", "МУЖ", "ЖЕН", "МУЖСКОЙ", "ЖЕНСКИЙ",
                 "ЕРКЕК", "MALE", "FEMALE", "М/M", "Ж/F", "Е/M", "Ә/F", "M/М", "F/Ж")
)  # fmt: skip
"""What stands on cards for the holder's sex, alone between other words."""
COVERED_MARKS = frozenset({MarkKind.QR, MarkKind.BARCODE, MarkKind.SIGNATURE})
"""Codes hold the number of the document or of its holder, whether or not they could be read."""
FILLER = "<<"
"""Stands in machine-readable zones only, whether or not the zone was recognised as one."""

SHORTEST_PART = 3
"""Letters of a part of a name looked for on all pages; shorter ones stand in other words."""
JPEG_QUALITY = 80
MARGIN = 0.003
"""Share of the page painted around each place: strokes reach beyond the box of a word."""


def redact(
    images: Mapping[Place, bytes], boxes: Mapping[Place, Sequence[Box]]
) -> dict[Place, bytes]:
    """The images (JPEG) with the boxes of their pages painted black; the pixels below are gone."""
    return {place: _painted(image, boxes.get(place, ())) for place, image in images.items()}


def personal_boxes(package: Package) -> dict[Place, tuple[Box, ...]]:
    """Where personal data stands on the pages of a package."""
    parts = frozenset(
        part for document in package.documents for part in _personal_parts(document)
    ) | frozenset(_parts((package.declared.full_name, package.declared.iin)))
    proofs: dict[Place, list[Box]] = {}
    for document in package.documents:
        for proof in _personal_evidence(document):
            if proof.box is not None:
                proofs.setdefault((proof.file, proof.page), []).append(proof.box)
        for page in document.pages:
            on_page = proofs.setdefault((page.file, page.number), [])
            on_page.extend(_on_page(page, parts))
            if document.type_id in CARDS:
                on_page.extend(word.box for word in page.words if _bare(word.text) in SEXES)
    return {place: tuple(dict.fromkeys(found)) for place, found in proofs.items()}


def _painted(image: bytes, boxes: Sequence[Box]) -> bytes:
    from PIL import Image, ImageDraw

    if not boxes:
        return image
    with Image.open(io.BytesIO(image)) as opened:
        picture = opened.convert("L" if opened.mode == "L" else "RGB")
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for box in boxes:
        corners = (
            (box.left - MARGIN) * width,
            (box.top - MARGIN) * height,
            (box.right + MARGIN) * width,
            (box.bottom + MARGIN) * height,
        )
        pen.rectangle(corners, fill="black")
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=JPEG_QUALITY)
    return stream.getvalue()


def _personal_evidence(document: Document) -> Iterator[Evidence]:
    for _, field in _personal_fields(document):
        yield from field.evidence
    yield from document.marks.signature.evidence
    yield from document.marks.qr.evidence


def _personal_fields(document: Document) -> Iterator[tuple[str, Any]]:
    if document.fields is not None:
        for part in dataclasses.fields(document.fields):
            if part.name in PERSONAL:
                yield part.name, getattr(document.fields, part.name)


def _personal_parts(document: Document) -> Iterator[str]:
    for name, field in _personal_fields(document):
        if name not in ("sex", "nationality", "ethnicity"):
            yield from _parts((field.value, field.raw))


def _parts(values: Sequence[Any]) -> Iterator[str]:
    """Words of values, as they can stand alone on a page."""
    for value in values:
        if isinstance(value, date):
            yield from (f"{value:%d.%m.%Y}", f"{value:%Y-%m-%d}")
        elif isinstance(value, str):
            words = (_bare(word) for word in value.split())
            yield from (word for word in words if len(word) >= SHORTEST_PART)


def _on_page(page: Page, parts: frozenset[str]) -> Iterator[Box]:
    if page.mrz is not None:
        yield page.mrz.box
    for mark in page.marks:
        if mark.kind in COVERED_MARKS:
            yield mark.box
    for line in page.lines:
        if any(FILLER in word.text for word in line):
            yield from (word.box for word in line)
    for word in page.words:
        if _bare(word.text) in parts:
            yield word.box


def _bare(text: str) -> str:
    return fold(text).strip(".,;:«»\"'()")
