"""Pages of odd and hostile files: bounded time and memory, a named problem, the rest goes on."""

import io
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image as Pictures

from pipeline.ingest import FileKind
from pipeline.model import Problem, ProblemKind
from pipeline.render import PageUnreadableError, RawPage
from pipeline.settings import Settings
from tests.pipeline.sheets import (
    A4,
    SENTENCE,
    Sheet,
    build,
    noise,
    pages,
    picture,
    problems,
    read,
    text,
    write_pdf,
)

SMALL = Settings(most_pages=3, most_pixels=1_000_000, most_image_pixels=4_000_000)


# ---------------------------------------------------------------- damaged and locked PDFs


def test_user_password(tmp_path: Path) -> None:
    locked = pikepdf.Encryption(owner="owner", user="user")
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)), encryption=locked)
    assert problems(path) == [(None, "encrypted_file")]


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_owner_password_alone_locks_nothing_here(
    tmp_path: Path, strength: Literal[2, 3, 4, 6]
) -> None:
    strong = strength >= 4
    locked = pikepdf.Encryption("owner", "", R=strength, aes=strong, metadata=strong)
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)), encryption=locked)
    (page,) = pages(path)
    assert " ".join(word.text for word in page.text_words) == SENTENCE
    assert page.raster(72).min() < 128


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n" + bytes(5_000),
        b"%PDF-1.7\nnonsense\n%%EOF",
        b"%PDF-1.4 <<<<<<<<",
    ],
)
def test_nothing_but_a_header(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert problems(path) == [(None, "broken_file")]


DAMAGES = {
    "cut off in its pages": lambda content: content[: len(content) * 2 // 3],
    "without its table": lambda content: content[: content.index(b"xref\n")],
    "without its header": lambda content: content[9:] + b"%PDF-",
    "counting pages it has not": lambda content: content.replace(b"/Count 2", b"/Count 9"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_pdf_is_repaired_in_memory(tmp_path: Path, damage: str) -> None:
    plain = pikepdf.ObjectStreamMode.disable
    path = write_pdf(tmp_path / "a.pdf", *[Sheet(text(SENTENCE))] * 2, object_stream_mode=plain)
    before = DAMAGES[damage](path.read_bytes())
    path.write_bytes(before)
    assert problems(path) == [(None, "broken_file.repaired")]
    first, second = (page for page in read(path) if isinstance(page, RawPage))
    assert " ".join(word.text for word in first.text_words) == SENTENCE
    assert first.quality == second.quality == ("repaired",)
    assert first.raster(72).min() < 128
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.95])
def test_scan_cut_off_gives_pages_or_problems(tmp_path: Path, kept: float) -> None:
    sheet = Sheet(picture(0, 0, 0, *A4), pictures=[noise(400, 500)])
    path = write_pdf(tmp_path / "a.pdf", *[sheet] * 3)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    found = read(path)
    kinds = [page.kind for page in found if isinstance(page, Problem)]
    assert kinds[0] is ProblemKind.BROKEN_FILE
    for page in found:
        if isinstance(page, RawPage):
            assert page.raster(72).size


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", b""), (b"", b"PK\x05\x06" + bytes(18))],
)
def test_junk_around_a_pdf(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)))
    path.write_bytes(before + path.read_bytes() + after)
    (page,) = pages(path)
    assert page.text_state == "real"


def test_one_bad_page_does_not_cost_the_others(tmp_path: Path) -> None:
    pdf = build(*[Sheet(text(SENTENCE))] * 3)
    pdf.pages[1].obj.Type = Name("/Wrong")
    pdf.pages[1].obj.Contents = pdf.make_indirect(Dictionary(A=1))
    pdf.save(tmp_path / "a.pdf")
    found = read(tmp_path / "a.pdf")
    assert [page.number if not isinstance(page, Problem) else page.page for page in found] == [
        1,
        2,
        3,
    ]
    assert not isinstance(found[0], Problem)
    assert not isinstance(found[2], Problem)


def test_pages_in_a_circle(tmp_path: Path) -> None:
    pdf = build(Sheet(text(SENTENCE)))
    tree = pdf.Root.Pages
    tree.Kids = Array([tree.Kids[0], tree])
    tree.Count = 2
    pdf.save(tmp_path / "a.pdf")
    started = time.monotonic()
    found = read(tmp_path / "a.pdf")
    assert time.monotonic() - started < 5
    assert not isinstance(found[0], Problem)


# ---------------------------------------------------------------- bounds


def test_more_pages_than_are_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *[Sheet(text(SENTENCE))] * 600)
    started = time.monotonic()
    found = read(path, settings=SMALL)
    assert time.monotonic() - started < 20
    assert len(found) == 4
    assert problems(path, settings=SMALL) == [(None, "too_many_pages")]
    assert not any(isinstance(page, Problem) for page in found[:3])


@pytest.mark.parametrize(
    "size", [(20_000, 20_000), (14_400, 14_400), (200_000, 1), (0.01, 14_000), (1e9, 1e9), (0, 0)]
)
def test_size_of_the_picture_is_bounded_before_it_is_drawn(
    tmp_path: Path, size: tuple[float, float]
) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet(entries={"MediaBox": Array([0, 0, *size])}))
    for page in read(path, settings=SMALL):
        if isinstance(page, Problem):
            assert page.kind is ProblemKind.PAGE_UNREADABLE
            continue
        rows, columns, colours = page.raster(300).shape
        assert colours == 3
        assert rows * columns <= SMALL.most_pixels * 1.01
        assert max(rows, columns) <= 30_000


def test_page_scanned_at_2400_dpi(tmp_path: Path) -> None:
    size = (72, 100)  # a square inch of it is enough
    sheet = Sheet(picture(0, 0, 0, *size), size=size, pictures=[noise(2400, 3333)])
    (page,) = pages(write_pdf(tmp_path / "a.pdf", sheet))
    assert page.native_dpi == pytest.approx(2400, rel=0.01)
    assert page.raster(300).shape == (417, 300, 3)


def test_page_that_takes_too_long(tmp_path: Path) -> None:
    curves = "".join(
        f"{n % 590} 0 m {n % 311} 800 {n % 97} 400 {n % 590} {n % 842} c S " for n in range(60_000)
    )
    path = write_pdf(tmp_path / "a.pdf", Sheet(curves + text(SENTENCE)), Sheet(text(SENTENCE)))
    hasty = Settings(page_seconds=0.05)
    started = time.monotonic()
    slow, quick = pages(path, settings=hasty)
    with pytest.raises(PageUnreadableError) as raised:
        slow.raster(300)
    assert time.monotonic() - started < 20
    assert raised.value.problem.kind is ProblemKind.TIME_OUT
    assert (raised.value.problem.page, slow.text_state) == (1, "absent")
    assert quick.text_state == "real"


def test_filters_within_filters(tmp_path: Path) -> None:
    packed = bytes(300_000_000)
    for _ in range(3):
        packed = zlib.compress(packed, 9)
    pdf = build(Sheet())
    pdf.pages[0].Contents = pdf.make_stream(packed)
    pdf.pages[0].Contents.Filter = Array([Name.FlateDecode] * 3)
    pdf.save(
        tmp_path / "a.pdf",
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    started = time.monotonic()
    assert problems(tmp_path / "a.pdf") == [(None, "file_too_large.ratio")]
    assert time.monotonic() - started < 3


def test_one_filter_that_unpacks_without_end(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()
    pdf = build(Sheet())
    pdf.pages[0].Contents = pdf.make_stream(packed)
    pdf.pages[0].Contents.Filter = Name.FlateDecode
    pdf.save(
        tmp_path / "a.pdf",
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    assert problems(tmp_path / "a.pdf") == [(None, "file_too_large.ratio")]


# ---------------------------------------------------------------- PDFs that hide their content


def test_portfolio_is_named_and_its_cover_read(tmp_path: Path) -> None:
    pdf = build(Sheet(text(SENTENCE)))
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    pdf.save(tmp_path / "a.pdf")
    assert problems(tmp_path / "a.pdf") == [(None, "unknown_format.portfolio")]
    assert len(read(tmp_path / "a.pdf")) == 2


def test_form_that_only_acrobat_shows(tmp_path: Path) -> None:
    pdf = build(Sheet(text("Please wait...")))
    pdf.Root.NeedsRendering = True
    pdf.save(tmp_path / "a.pdf")
    assert problems(tmp_path / "a.pdf") == [(None, "unknown_format.interactive")]


# ---------------------------------------------------------------- pictures of PDF pages


def test_raster_is_bgr_on_white(tmp_path: Path) -> None:
    (page,) = pages(write_pdf(tmp_path / "a.pdf", Sheet("1 0 0 rg 0 421 595 421 re f")))
    image = page.raster(72)
    assert image.shape == (842, 595, 3)
    assert image.dtype == np.uint8
    assert image[10, 300].tolist() == [0, 0, 255]
    assert image[800, 300].tolist() == [255, 255, 255]
    assert page.raster(144).shape == (1684, 1190, 3)


def test_pages_are_drawn_by_several_threads_at_once(tmp_path: Path) -> None:
    greys = [0.1, 0.3, 0.5, 0.7, 0.9]
    sheets = [Sheet(f"{grey} g 0 0 595 842 re f 0 g " + text(SENTENCE)) for grey in greys]
    found = pages(write_pdf(tmp_path / "a.pdf", *sheets)) * 6
    with ThreadPoolExecutor(8) as pool:
        images = list(pool.map(lambda page: page.raster(100), found))
    assert [round(int(image[-1, -1, 0]) / 255, 1) for image in images] == greys * 6


def test_file_that_vanishes_before_it_is_drawn(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)))
    (page,) = pages(path)
    path.unlink()
    with pytest.raises(PageUnreadableError) as raised:
        page.raster(72)
    assert raised.value.problem.kind is ProblemKind.PAGE_UNREADABLE


def test_signed_files_stay_as_they_are(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    for page in pages(path):
        page.raster(72)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_renamed_picture_is_read_by_its_content(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Pictures.new("L", (100, 100)).save(buffer, "PNG")
    (tmp_path / "a.pdf").write_bytes(buffer.getvalue())
    assert len(pages(tmp_path / "a.pdf", FileKind.PNG)) == 1
