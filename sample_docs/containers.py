"""Images into the files that people upload: PDF, JPEG, PNG, multi-page TIFF."""

import io
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import PIL.Image

from sample_docs.scanning import Treated

CONTAINERS = ("pdf", "jpg", "png", "tiff", "webp")
_EPOCH = time.struct_time((2026, 3, 16, 9, 0, 0, 0, 75, 0))
"""Written into PDF files in place of the present time, so that bytes stay the same."""


def usual(level: str, rng: np.random.Generator) -> str:
    """The container that a level mostly comes in, chosen at random."""
    if level == "photo":
        return str(rng.choice(["jpg", "jpg", "jpg", "pdf"]))
    return str(rng.choice(["pdf", "pdf", "pdf", "jpg", "tiff", "png"]))


def pack(
    pages: Sequence[Treated], container: str, name: str, quality: int = 80
) -> tuple[tuple[tuple[str, bytes], ...], tuple[tuple[str, int], ...]]:
    """Files as (name, content), and for every page its file and its number in it from 1."""
    images = [_picture(page) for page in pages]
    dpi = pages[0].dpi
    if container in ("pdf", "tiff"):
        file_name = f"{name}.{container}"
        content = _pdf(images, dpi, quality) if container == "pdf" else _tiff(images, dpi, quality)
        return ((file_name, content),), tuple((file_name, n + 1) for n in range(len(images)))
    names = [f"{name}.{container}"]
    if len(images) > 1:
        names = [f"{name}_{number}.{container}" for number in range(1, len(images) + 1)]
    files = tuple(
        (file_name, _single(image, container, dpi, quality))
        for file_name, image in zip(names, images, strict=True)
    )
    return files, tuple((file_name, 1) for file_name in names)


def _picture(page: Treated) -> PIL.Image.Image:
    picture = PIL.Image.fromarray(page.image)
    return picture.convert("1", dither=PIL.Image.Dither.NONE) if page.bilevel else picture


def _alike(
    images: Sequence[PIL.Image.Image], quality: int
) -> tuple[list[PIL.Image.Image], dict[str, Any]]:
    """All black-and-white and no settings, or none of them and the quality of their JPEG."""
    if all(image.mode == "1" for image in images):
        return list(images), {}
    toned = [image.convert("L") if image.mode == "1" else image for image in images]
    return toned, {"quality": quality}


def _pdf(images: Sequence[PIL.Image.Image], dpi: int, quality: int) -> bytes:
    """Every image fills its page; black-and-white ones are packed as fax group 4 by Pillow."""
    images, settings = _alike(images, quality)
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "PDF",
        resolution=dpi,
        **settings,
        save_all=True,
        append_images=images[1:],
        creationDate=_EPOCH,
        modDate=_EPOCH,
    )
    return buffer.getvalue()


def _tiff(images: Sequence[PIL.Image.Image], dpi: int, quality: int) -> bytes:
    images, settings = _alike(images, quality)
    settings["compression"] = "jpeg" if settings else "group4"
    buffer = io.BytesIO()
    images[0].save(
        buffer, "TIFF", dpi=(dpi, dpi), save_all=True, append_images=images[1:], **settings
    )
    return buffer.getvalue()


def _single(image: PIL.Image.Image, container: str, dpi: int, quality: int) -> bytes:
    buffer = io.BytesIO()
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[container]
    if image.mode == "1" and container != "png":
        image = image.convert("L")
    settings: dict[str, Any] = {"compress_level": 3} if kind == "PNG" else {"quality": quality}
    image.save(buffer, kind, dpi=(dpi, dpi), **settings)
    return buffer.getvalue()
