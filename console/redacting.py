"""`tekseru redact`: the pages of a package as one PDF, personal data painted over in the pixels."""

import base64
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from console.desk_commands import Lang, language_of, told
from pipeline.report.crops import Place
from pipeline.settings import settings


def redact(
    package: Annotated[Path, typer.Argument(help="Folder or zip file of one applicant.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")] = Path("redacted.pdf"),
    lang: Lang = None,
) -> None:
    """Write the pages with personal data painted over, for sharing; look at them first."""
    from flows import verification
    from pipeline.report.redaction import personal_boxes
    from pipeline.report.redaction import redact as painted

    done = verification.verify(package, settings())
    pictures = {
        (sheet.file, sheet.page): base64.b64decode(sheet.picture.partition(",")[2])
        for sheet in done.sheets
    }
    out.write_bytes(as_pdf(painted(pictures, personal_boxes(done.package))))
    sys.stderr.write(told("desk.redacted", language_of(lang), file=out) + "\n")


def as_pdf(pictures: Mapping[Place, bytes]) -> bytes:
    """Pictures as the pages of one PDF, in their order; no text and no names of files go in."""
    from PIL import Image

    pages = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures.values()]
    stream = io.BytesIO()
    if pages:
        pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=145)
    return stream.getvalue()
