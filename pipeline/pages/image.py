"""Pages of image files: decoded one at a time, upright as the camera meant them, on white."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.intake.kinds import FileKind
from pipeline.model import Problem, ProblemKind
from pipeline.pages.raw import (
    POINTS_PER_INCH,
    Image,
    PageUnreadableError,
    RawPage,
    bounded_scale,
)
from pipeline.problems import problem
from pipeline.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile

A4_HEIGHT = 297 / 25.4
"""Inches."""
PAPER_SIDES = (2.0, 17.0)
"""Inches of the longer side, from a visiting card to A3; another size is not that of the paper."""
DEFAULT_DPI = (1, 72, 96)
"""What programs write that know nothing of the resolution."""
SMALL_SIDE = 1000
"""Pixels; an image with shorter sides is a cut-out, whose size on paper nobody knows."""
SMALL_DPI = 150.0
"""Taken for the resolution of such a cut-out."""
LARGEST_GROWTH = 2.0

_FORMATS = {
    FileKind.JPEG: ("JPEG", "MPO"),
    FileKind.PNG: ("PNG",),
    FileKind.TIFF: ("TIFF",),
    FileKind.WEBP: ("WEBP",),
    FileKind.HEIC: ("HEIF",),
}
_ORIENTATION = 274
_SIDEWAYS = (5, 6, 7, 8)
_SUBFILE_TYPE = 254
_IS_THUMBNAIL = 1
# What Pillow's decoders raise on damaged files.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a picture is: frame `index` of a file, shown to people as page `number`."""

    file: str
    path: Path
    kind: FileKind
    index: int
    number: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """Size in inches of the upright page, resolution, and whether these are more than a guess."""

    width: float
    height: float
    dpi: float
    is_known: bool


def pages_of_image(
    file: str, path: Path, kind: FileKind, settings: Settings, first: int = 1
) -> Iterator[RawPage | Problem]:
    """Pages in order from the `first` on: the frames of a TIFF, else the first picture of the file.

    Each is decoded once here, as small as the format allows, so that a file that breaks off is a
    problem of the file and not a surprise in the middle of the work.
    """
    from PIL.Image import DecompressionBombError

    try:
        with _opened(path, kind, settings) as image:
            for number, index in enumerate(_frames(image, kind), start=1):
                if number > settings.most_pages:
                    yield problem(file, ProblemKind.TOO_MANY_PAGES, most=settings.most_pages)
                    return
                if number >= first:
                    yield _page(_Place(file, path, kind, index, number), image, settings)
    except DecompressionBombError:
        yield _too_large(file, settings, 1)
    except _BROKEN:
        yield problem(file, ProblemKind.BROKEN_FILE)


@contextmanager
def _opened(path: Path, kind: FileKind, settings: Settings) -> "Iterator[ImageFile]":
    """The file with only its header read, by no other decoder than that of its own format."""
    import PIL.Image
    import PIL.ImageFile

    if kind is FileKind.HEIC:
        _register_heif()
    # WeasyPrint, where it is loaded too, tells Pillow to fill up pictures that break off.
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Sizes are judged here, from the header; Pillow's limit is a second line behind it.
    PIL.Image.MAX_IMAGE_PIXELS = settings.most_image_pixels
    warnings.filterwarnings("ignore", category=PIL.Image.DecompressionBombWarning)
    with PIL.Image.open(path, formats=_FORMATS[kind]) as image:
        yield image


@lru_cache(maxsize=1)
def _register_heif() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _frames(image: "ImageFile", kind: FileKind) -> Iterator[int]:
    """Indexes of the pictures that are pages; the image is wound to each."""
    if kind is not FileKind.TIFF:
        yield 0
        return
    for index in count():
        try:
            image.seek(index)
        except EOFError:
            return
        tags: Any = getattr(image, "tag_v2", {})
        if not int(tags.get(_SUBFILE_TYPE, 0)) & _IS_THUMBNAIL:
            yield index


def _page(place: _Place, image: "ImageFile", settings: Settings) -> RawPage | Problem:
    if image.width * image.height > settings.most_image_pixels:
        return _too_large(place.file, settings, place.number)
    paper = _paper(place, image)
    try:
        _test(image, place.kind)
    except _BROKEN:
        if place.kind is FileKind.TIFF:
            return problem(place.file, ProblemKind.PAGE_UNREADABLE, page=place.number)
        return problem(place.file, ProblemKind.BROKEN_FILE)
    return RawPage(
        place.file,
        place.number,
        paper.width * POINTS_PER_INCH,
        paper.height * POINTS_PER_INCH,
        (),
        "absent",
        paper.dpi if paper.is_known else None,
        (),
        partial(_raster, place, paper, settings),
        place.path.stat().st_size,
    )


def _paper(place: _Place, image: "ImageFile") -> _Paper:
    width, height = image.size
    across, down = _printed_dpi(image)
    # Pillow gives the size of a turned TIFF as upright already.
    if place.kind is not FileKind.TIFF and image.getexif().get(_ORIENTATION) in _SIDEWAYS:
        width, height, across, down = height, width, down, across
    longer = max(width / across, height / down) if across and down else 0.0
    if PAPER_SIDES[0] <= longer <= PAPER_SIDES[1]:
        return _Paper(width / across, height / down, max(across, down), True)
    is_known = max(width, height) >= SMALL_SIDE
    dpi = max(width, height) / A4_HEIGHT if is_known else SMALL_DPI
    return _Paper(width / dpi, height / dpi, dpi, is_known)


def _printed_dpi(image: "ImageFile") -> tuple[float, float]:
    """Resolution across and down as the file says, zeros where it says nothing of worth."""
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    if round(across) in DEFAULT_DPI or not (across > 0 and down > 0):
        return 0.0, 0.0
    return across, down


def _test(image: "ImageFile", kind: FileKind) -> None:
    """Raise one of `_BROKEN` when the picture cannot be decoded to its end."""
    if kind is FileKind.JPEG:
        image.draft(None, (image.width // 8, image.height // 8))
    image.load()


def _raster(place: _Place, paper: _Paper, settings: Settings, dpi: float) -> Image:
    from PIL.Image import DecompressionBombError

    wanted = min(dpi, LARGEST_GROWTH * paper.dpi)
    scale = bounded_scale(paper.width, paper.height, wanted, settings.most_pixels)
    size = max(1, round(paper.width * scale)), max(1, round(paper.height * scale))
    try:
        with _opened(place.path, place.kind, settings) as image:
            if place.kind is FileKind.TIFF:
                image.seek(place.index)
            return _decoded(image, place.kind, size)
    except (DecompressionBombError, *_BROKEN) as error:
        found = problem(place.file, ProblemKind.PAGE_UNREADABLE, page=place.number)
        raise PageUnreadableError(found) from error


def _decoded(image: "ImageFile", kind: FileKind, size: tuple[int, int]) -> Image:
    """The picture upright, in the given size, as BGR on white."""
    import cv2
    from PIL import ImageOps

    if kind is FileKind.JPEG:
        image.draft(None, (min(size), min(size)))
    ImageOps.exif_transpose(image, in_place=True)
    picture: Picture = image
    shrunk = min(picture.width // size[0], picture.height // size[1])
    if shrunk > 1 and picture.mode in ("L", "RGB", "RGBA", "CMYK"):
        picture = picture.reduce(shrunk)  # before any copy in another mode is made
    pixels = _bgr(picture)
    if (picture.width, picture.height) != size:
        is_smaller = picture.width > size[0]
        how = cv2.INTER_AREA if is_smaller else cv2.INTER_CUBIC
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)
    return pixels


def _bgr(picture: "Picture") -> Image:
    import PIL.Image

    if picture.mode.startswith("I") or picture.mode == "F":
        # 16 or 32 bits of grey: the brightest pixel is the paper.
        grey = np.array(picture, np.float32)
        grey *= 255.0 / max(float(grey.max(initial=0)), 1.0)
        picture = PIL.Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", seen.size, "white")
        picture = PIL.Image.alpha_composite(white, seen)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def _too_large(file: str, settings: Settings, number: int) -> Problem:
    most = max(1, settings.most_image_pixels // 1_000_000)
    return problem(file, ProblemKind.PAGE_TOO_LARGE, most=most, page=number)
