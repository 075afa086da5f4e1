"""PDF pages written by hand, operator by operator, so that tests know what stands where."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image as Pictures

from pipeline.ingest import FileKind, SourceFile
from pipeline.model import Problem
from pipeline.render import RawPage, pages_of
from pipeline.settings import Settings

A4 = (595, 842)
SENTENCE = "The host organisation confirms the internship of the applicant"


@dataclass(frozen=True)
class Sheet:
    """A page: operators, the placed pictures (/I0, /I1 ...), and further entries of the page."""

    content: str = ""
    size: tuple[float, float] = A4
    pictures: Sequence[Pictures.Image] = ()
    entries: dict[str, Any] = field(default_factory=dict)


def text(*lines: str, x: float = 60, y: float = 780, size: float = 11, mode: int = 0) -> str:
    """Operators that print lines in Helvetica from a baseline downwards."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"q BT {mode} Tr /F1 {size} Tf {1.5 * size} TL {x} {y} Td {shown} ET Q "


def picture(number: int, left: float, bottom: float, width: float, height: float) -> str:
    """Operators that place a picture of the sheet."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /I{number} Do Q "


def noise(width: int, height: int) -> Pictures.Image:
    """A grey picture that looks printed all over."""
    grains = np.random.default_rng(1).integers(0, 256, (height, width), np.uint8)
    return Pictures.fromarray(grains)


def write_pdf(path: Path, *sheets: Sheet, **options: Any) -> Path:
    """A PDF of these pages; options are those of `pikepdf.Pdf.save`."""
    pdf = build(*sheets)
    pdf.save(path, **options)
    return path


def build(*sheets: Sheet) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    for sheet in sheets:
        page = pdf.add_blank_page(page_size=sheet.size)
        images = {f"/I{n}": _image(pdf, shown) for n, shown in enumerate(sheet.pictures)}
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(images))
        page.Contents = pdf.make_stream(sheet.content.encode("cp1252"))
        for name, value in sheet.entries.items():
            page[f"/{name}"] = value
    return pdf


def _image(pdf: pikepdf.Pdf, shown: Pictures.Image) -> pikepdf.Object:
    packed = io.BytesIO()
    shown.convert("L").save(packed, "JPEG")
    return pdf.make_stream(
        packed.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=shown.width,
        Height=shown.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
        Filter=Array([Name.DCTDecode]),
    )


def read(
    path: Path, kind: FileKind = FileKind.PDF, settings: Settings | None = None
) -> list[RawPage | Problem]:
    """All that `pages_of` gives for a file."""
    source = SourceFile(path.name, path, "0" * 64, path.stat().st_size, kind)
    return list(pages_of(source, settings or Settings()))


def pages(
    path: Path, kind: FileKind = FileKind.PDF, settings: Settings | None = None
) -> list[RawPage]:
    """The pages of a file that has no problem."""
    found = [page for page in read(path, kind, settings) if isinstance(page, RawPage)]
    assert len(found) == len(read(path, kind, settings)), "no problem expected"
    return found


def problems(
    path: Path, kind: FileKind = FileKind.PDF, settings: Settings | None = None
) -> list[tuple[int | None, str]]:
    """Page and message key of every problem of a file."""
    return [
        (found.page, found.message.key.removeprefix("problem."))
        for found in read(path, kind, settings)
        if isinstance(found, Problem)
    ]
