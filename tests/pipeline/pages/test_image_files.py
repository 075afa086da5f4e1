"""Image files of every kind as pages: upright, on white, of a bounded size."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pictures
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import TiffImageFile

from pipeline.ingest import FileKind
from pipeline.model import ProblemKind
from pipeline.pages.raw import Image
from pipeline.render import PageUnreadableError
from pipeline.settings import Settings
from tests.pipeline.sheets import noise, pages, problems

SMALL = Settings(most_pages=3, most_pixels=500_000, most_image_pixels=4_000_000)
RED, GREEN, BLUE, WHITE = [0, 0, 255], [0, 255, 0], [255, 0, 0], [255, 255, 255]
ORIENTATION = 274


def corners() -> Pictures.Image:
    """Upright: red top-left, green top-right, blue bottom-left, white bottom-right; 120 x 80."""
    sheet = Pictures.new("RGB", (120, 80), "white")
    sheet.paste("red", (0, 0, 60, 40))
    sheet.paste((0, 255, 0), (60, 0, 120, 40))
    sheet.paste("blue", (0, 40, 60, 80))
    return sheet


def seen(image: Image) -> list[list[int]]:
    """Colours of the four quarters in reading order, rounded to pure ones."""
    rows, columns, _ = image.shape
    places = [(r * rows // 4, c * columns // 4) for r in (1, 3) for c in (1, 3)]
    return [[255 if value > 127 else 0 for value in image[place]] for place in places]


def drawn(path: Path, kind: FileKind, dpi: float = 150) -> Image:
    (page,) = pages(path, kind)
    return page.raster(dpi)


def oriented(orientation: int) -> Pictures.Image:
    """The corners as a camera stores them that was held in the way the tag says."""
    undo = {
        1: None,
        2: Pictures.Transpose.FLIP_LEFT_RIGHT,
        3: Pictures.Transpose.ROTATE_180,
        4: Pictures.Transpose.FLIP_TOP_BOTTOM,
        5: Pictures.Transpose.TRANSPOSE,
        6: Pictures.Transpose.ROTATE_90,
        7: Pictures.Transpose.TRANSVERSE,
        8: Pictures.Transpose.ROTATE_270,
    }[orientation]
    return corners() if undo is None else corners().transpose(undo)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("kind", "format_name"),
    [
        (FileKind.JPEG, "JPEG"),
        (FileKind.PNG, "PNG"),
        (FileKind.TIFF, "TIFF"),
        (FileKind.WEBP, "WEBP"),
    ],
)
def test_orientation_of_the_camera(
    tmp_path: Path, kind: FileKind, format_name: str, orientation: int
) -> None:
    exif = Pictures.Exif()
    exif[ORIENTATION] = orientation
    path = tmp_path / "a"
    oriented(orientation).save(path, format_name, exif=exif, quality=95)
    (page,) = pages(path, kind)
    assert page.width / page.height == pytest.approx(1.5)
    image = page.raster(150)
    assert image.shape == (80, 120, 3)
    assert seen(image) == [RED, GREEN, BLUE, WHITE]


def save_heic(path: Path) -> None:
    import pillow_heif

    pillow_heif.from_pillow(corners()).save(path, quality=95)


def save_animated_webp(path: Path) -> None:
    corners().save(
        path, "WEBP", save_all=True, append_images=[Pictures.new("RGB", (120, 80))], lossless=True
    )


def save_animated_png(path: Path) -> None:
    corners().save(path, "PNG", save_all=True, append_images=[Pictures.new("RGB", (120, 80))])


def save_palette_png(path: Path) -> None:
    palette = corners().quantize(8)
    palette.save(path, "PNG", transparency=palette.getpixel((119, 79)))


def save_transparent_png(path: Path) -> None:
    sheet = corners().convert("RGBA")
    sheet.paste((0, 0, 0, 0), (60, 40, 120, 80))
    sheet.save(path, "PNG")


def save_cmyk_jpeg(path: Path) -> None:
    corners().convert("CMYK").save(path, "JPEG", quality=95)  # written inverted, as Adobe does


def save_cmyk_tiff(path: Path) -> None:
    corners().convert("CMYK").save(path, "TIFF")


def save_huge_text_png(path: Path) -> None:
    notes = PngInfo()
    notes.add_text("note", "x" * 900_000, zip=True)
    corners().save(path, "PNG", pnginfo=notes)


@pytest.mark.parametrize(
    ("kind", "save"),
    [
        (FileKind.HEIC, save_heic),
        (FileKind.WEBP, save_animated_webp),
        (FileKind.PNG, save_animated_png),
        (FileKind.PNG, save_palette_png),
        (FileKind.PNG, save_transparent_png),
        (FileKind.PNG, save_huge_text_png),
        (FileKind.JPEG, save_cmyk_jpeg),
        (FileKind.TIFF, save_cmyk_tiff),
    ],
)
def test_colours(tmp_path: Path, kind: FileKind, save: Callable[[Path], None]) -> None:
    save(tmp_path / "a")
    assert seen(drawn(tmp_path / "a", kind)) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("mode", "kind", "format_name"),
    [
        ("L", FileKind.PNG, "PNG"),
        ("LA", FileKind.PNG, "PNG"),
        ("1", FileKind.TIFF, "TIFF"),
        ("F", FileKind.TIFF, "TIFF"),
        ("I;16", FileKind.PNG, "PNG"),
        ("I;16", FileKind.TIFF, "TIFF"),
        ("I", FileKind.TIFF, "TIFF"),
    ],
)
def test_grey_of_any_depth(tmp_path: Path, mode: str, kind: FileKind, format_name: str) -> None:
    most = {"I;16": 65_535, "I": 65_535, "F": 1.0}.get(mode, 255)
    halves = np.full((80, 120), most, np.float32)
    halves[:, :60] = 0
    if mode == "I;16":
        sheet = Pictures.fromarray(halves.astype(np.uint16))
    elif mode == "I":
        sheet = Pictures.fromarray(halves.astype(np.int32))
    elif mode == "F":
        sheet = Pictures.fromarray(halves)
    else:
        sheet = Pictures.fromarray(halves.astype(np.uint8)).convert(mode)
    assert sheet.mode == mode
    sheet.save(tmp_path / "a", format_name)
    assert seen(drawn(tmp_path / "a", kind)) == [[0, 0, 0], WHITE, [0, 0, 0], WHITE]


# ---------------------------------------------------------------- TIFF


def test_frames_of_a_tiff_are_pages(tmp_path: Path) -> None:
    frames = [Pictures.new("L", (100 + 10 * n, 200), 40 * n) for n in range(3)]
    frames[0].save(tmp_path / "a", "TIFF", save_all=True, append_images=frames[1:])
    found = pages(tmp_path / "a", FileKind.TIFF)
    assert [page.number for page in found] == [1, 2, 3]
    images = [page.raster(150) for page in reversed(found)]
    assert [(int(image[0, 0, 0]), image.shape[1]) for image in images] == [
        (80, 120),
        (40, 110),
        (0, 100),
    ]


def test_more_frames_than_are_read(tmp_path: Path) -> None:
    frames = [Pictures.new("1", (20, 20))] * 40
    frames[0].save(tmp_path / "a", "TIFF", save_all=True, append_images=frames[1:])
    assert problems(tmp_path / "a", FileKind.TIFF, SMALL) == [(None, "too_many_pages")]


def test_thumbnail_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    small, large = Pictures.new("L", (10, 10)), Pictures.new("L", (100, 100))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    large.save(tmp_path / "a", "TIFF", save_all=True, append_images=[small])
    assert len(pages(tmp_path / "a", FileKind.TIFF)) == 1


def test_damaged_frame_does_not_cost_the_others(tmp_path: Path) -> None:
    frames = [noise(300, 300), noise(310, 300), noise(320, 300)]
    frames[0].save(
        tmp_path / "a", "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw"
    )
    with Pictures.open(tmp_path / "a") as image:
        assert isinstance(image, TiffImageFile)
        image.seek(1)
        offset, size = image.tag_v2[273][0], image.tag_v2[279][0]
    content = bytearray((tmp_path / "a").read_bytes())
    content[offset : offset + size] = b"\xff" * size
    (tmp_path / "a").write_bytes(content)
    assert problems(tmp_path / "a", FileKind.TIFF) == [(2, "page_unreadable")]


def test_fax_with_pixels_that_are_not_square(tmp_path: Path) -> None:
    Pictures.new("1", (1728, 1100), 1).save(
        tmp_path / "a", "TIFF", compression="group3", dpi=(204, 98)
    )
    (page,) = pages(tmp_path / "a", FileKind.TIFF)
    assert page.width / 72 == pytest.approx(1728 / 204)
    assert page.height / 72 == pytest.approx(1100 / 98)
    assert page.raster(204).shape == (round(1100 / 98 * 204), 1728, 3)


# ---------------------------------------------------------------- size and resolution


@pytest.mark.parametrize(
    ("size", "dpi", "native", "inches"),
    [
        ((1654, 2339), 200, 200, 2339 / 200),
        ((1654, 2339), None, 2339 / 11.693, 11.693),
        ((1654, 2339), 72, 2339 / 11.693, 11.693),  # what cameras and editors write by default
        ((1654, 2339), 5, 2339 / 11.693, 11.693),
        ((1654, 2339), 5000, 2339 / 11.693, 11.693),
        ((600, 380), 300, 300, 2.0),
        ((600, 380), None, None, 4.0),
    ],
)
def test_resolution(
    tmp_path: Path, size: tuple[int, int], dpi: int | None, native: float | None, inches: float
) -> None:
    options = {"dpi": (dpi, dpi)} if dpi else {}
    Pictures.new("L", size, 255).save(tmp_path / "a", "JPEG", **options)
    (page,) = pages(tmp_path / "a", FileKind.JPEG)
    expected = None if native is None else pytest.approx(native, rel=0.001)
    assert page.native_dpi == expected
    assert max(page.width, page.height) / 72 == pytest.approx(inches, rel=0.001)


@pytest.mark.parametrize(
    ("dpi", "expected"),
    [(300, (1560, 1000)), (600, (3120, 2000)), (1200, (3120, 2000)), (150, (780, 500))],
)
def test_picture_is_enlarged_no_more_than_twice(
    tmp_path: Path, dpi: float, expected: tuple[int, int]
) -> None:
    noise(1000, 1560).save(tmp_path / "a", "PNG", dpi=(300, 300))
    assert drawn(tmp_path / "a", FileKind.PNG, dpi).shape == (*expected, 3)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG"])
def test_large_picture_is_scaled_down(tmp_path: Path, format_name: str) -> None:
    sheet = corners().resize((1800, 1200))
    sheet.save(tmp_path / "a", format_name)
    (page,) = pages(tmp_path / "a", FileKind(format_name.lower()), SMALL)
    image = page.raster(10_000)
    assert 0.98 * SMALL.most_pixels < image.shape[0] * image.shape[1] < 1.01 * SMALL.most_pixels
    assert seen(image) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("pixels", [(2100, 2000), (2900, 2900)])
@pytest.mark.parametrize(
    ("kind", "format_name"),
    [(FileKind.PNG, "PNG"), (FileKind.JPEG, "JPEG"), (FileKind.TIFF, "TIFF")],
)
def test_too_large_picture_is_refused_by_its_header(
    tmp_path: Path, kind: FileKind, format_name: str, pixels: tuple[int, int]
) -> None:
    Pictures.new("L", pixels).save(tmp_path / "a", format_name)
    assert problems(tmp_path / "a", kind, SMALL) == [(1, "page_too_large")]


def test_header_that_promises_more_than_there_is(tmp_path: Path) -> None:
    noise(50, 50).save(tmp_path / "a", "PNG")
    content = bytearray((tmp_path / "a").read_bytes())
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    (tmp_path / "a").write_bytes(content)
    found = problems(tmp_path / "a", FileKind.PNG)
    assert [key for _, key in found] in (["page_too_large"], ["broken_file"])


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize(
    ("kind", "format_name"),
    [
        (FileKind.JPEG, "JPEG"),
        (FileKind.PNG, "PNG"),
        (FileKind.WEBP, "WEBP"),
        (FileKind.HEIC, "HEIF"),
    ],
)
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
def test_file_that_breaks_off(
    tmp_path: Path, kind: FileKind, format_name: str, kept: float
) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    noise(600, 800).convert("RGB").save(tmp_path / "a", format_name)
    content = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(content[: int(len(content) * kept)])
    assert problems(tmp_path / "a", kind) == [(None, "broken_file")]


@pytest.mark.parametrize("kind", [kind for kind in FileKind if kind is not FileKind.PDF])
def test_another_format_is_not_decoded(tmp_path: Path, kind: FileKind) -> None:
    (tmp_path / "a").write_bytes(b"GIF89a" + bytes(200))
    assert problems(tmp_path / "a", kind) == [(None, "broken_file")]


def test_broken_notes_of_the_camera_do_not_cost_the_picture(tmp_path: Path) -> None:
    corners().save(tmp_path / "a", "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff", quality=95)
    assert seen(drawn(tmp_path / "a", FileKind.JPEG)) == [RED, GREEN, BLUE, WHITE]


def test_file_that_breaks_before_it_is_drawn(tmp_path: Path) -> None:
    noise(600, 800).save(tmp_path / "a", "JPEG")
    (page,) = pages(tmp_path / "a", FileKind.JPEG)
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:2000])
    with pytest.raises(PageUnreadableError) as raised:
        page.raster(150)
    assert raised.value.problem.kind is ProblemKind.PAGE_UNREADABLE


def test_pictures_are_drawn_by_several_threads_at_once(tmp_path: Path) -> None:
    for number in range(4):
        Pictures.new("L", (300, 200), 60 * number).save(tmp_path / str(number), "PNG")
    found = [page for n in range(4) for page in pages(tmp_path / str(n), FileKind.PNG)] * 8
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(lambda page: page.raster(150), found))
    assert [int(image[0, 0, 0]) for image in images] == [0, 60, 120, 180] * 8
