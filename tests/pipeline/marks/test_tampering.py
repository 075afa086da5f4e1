"""Traces of later changes: each is named with its page, and honest files have none."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image as Pictures

from pipeline.marks.file import with_notes_of_pages
from pipeline.marks.tampering import history_of, layer_differs
from pipeline.model import LANGUAGES, Box, FileFacts, Page, Source, Word
from pipeline.report.messages import say
from tests.pipeline import sheets
from tests.pipeline.marks import signing


def kinds(path: Path) -> list[tuple[str, int | None]]:
    return [(note.kind, note.page) for note in history_of("paper.pdf", path).notes]


def test_a_file_written_once_has_no_note(tmp_path: Path) -> None:
    path = sheets.write_pdf(tmp_path / "paper.pdf", sheets.Sheet(sheets.text("one")))
    assert history_of("paper.pdf", path).revisions == 1
    assert kinds(path) == []


def test_a_linearised_file_is_one_state(tmp_path: Path) -> None:
    page = sheets.Sheet(sheets.text("one"))
    path = sheets.write_pdf(tmp_path / "paper.pdf", page, linearize=True)
    assert history_of("paper.pdf", path).revisions == 1
    assert kinds(path) == []


def test_words_changed_in_a_later_state_are_named_with_their_page(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(signing.changed_afterwards(signing.sheet()))
    assert history_of("paper.pdf", path).revisions == 2
    assert kinds(path) == [("revision_content", 1)]


def test_a_signature_that_was_added_is_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(signing.signed(signing.sheet()))
    assert kinds(path) == []


def test_dates_that_contradict_each_other(tmp_path: Path) -> None:
    pdf = sheets.build(sheets.Sheet(sheets.text("one")))
    pdf.docinfo["/CreationDate"] = "D:20260410120000+05'00'"
    pdf.docinfo["/ModDate"] = "D:20260110120000+05'00'"
    pdf.save(tmp_path / "paper.pdf")
    assert kinds(tmp_path / "paper.pdf") == [("modified_before_created", None)]


def test_a_program_that_changes_pages_is_named(tmp_path: Path) -> None:
    pdf = sheets.build(sheets.Sheet(sheets.text("one")))
    pdf.docinfo["/Producer"] = "Sejda SDK 3.2"
    pdf.save(tmp_path / "paper.pdf")
    assert kinds(tmp_path / "paper.pdf") == [("edited_with", None)]


def scan_with(operators: str, tmp_path: Path) -> Path:
    picture = Pictures.fromarray(np.full((400, 300), 240, np.uint8))
    page = sheets.Sheet(sheets.picture(0, 0, 0, 595, 842) + operators, pictures=[picture])
    return sheets.write_pdf(tmp_path / "paper.pdf", page)


def test_visible_text_over_a_scan_has_its_place(tmp_path: Path) -> None:
    path = scan_with(sheets.text("7.5", x=300, y=421, size=20), tmp_path)
    (note,) = history_of("paper.pdf", path).notes
    assert (note.kind, note.page) == ("text_over_scan", 1)
    assert note.box is not None
    assert 0.48 < note.box.left < 0.53
    assert 0.44 < note.box.top < 0.51


def test_the_hidden_layer_of_a_scanner_is_no_trace(tmp_path: Path) -> None:
    assert kinds(scan_with(sheets.text("7.5", mode=3), tmp_path)) == []


def patched(width: int, tmp_path: Path, *, patches: int = 1) -> Path:
    """A scan of 144 dpi with pictures of so many pixels across 72 points laid over it."""
    scan = Pictures.fromarray(np.full((1684, 1190), 240, np.uint8))
    patch = Pictures.fromarray(np.full((width // 4, width), 250, np.uint8))
    places = "".join(sheets.picture(1 + n, 300, 400 - 60 * n, 72, 18) for n in range(patches))
    content = sheets.picture(0, 0, 0, 595, 842) + places
    page = sheets.Sheet(content, pictures=[scan, *[patch] * patches])
    return sheets.write_pdf(tmp_path / "paper.pdf", page)


def test_a_patch_of_another_resolution_over_a_scan_has_its_place(tmp_path: Path) -> None:
    (note,) = history_of("paper.pdf", patched(400, tmp_path)).notes
    assert (note.kind, note.page) == ("picture_over_scan", 1)
    assert note.box is not None
    assert note.box.left == pytest.approx(300 / 595, abs=0.005)
    assert note.box.bottom == pytest.approx(1 - 400 / 842, abs=0.005)


def test_layers_of_one_scan_are_no_patch(tmp_path: Path) -> None:
    assert kinds(patched(144, tmp_path)) == []
    assert kinds(patched(400, tmp_path, patches=5)) == []


def numbered(first: str, second: str, tmp_path: Path) -> Path:
    """A line of words with a number, the second part of it in another font."""
    line = f"q BT /F1 11 Tf 60 700 Td ({first}) Tj /F2 11 Tf ({second}) Tj ET Q "
    pdf = sheets.build(sheets.Sheet(line))
    fonts = pdf.pages[0].Resources.Font
    fonts["/F2"] = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    pdf.save(tmp_path / "paper.pdf")
    return tmp_path / "paper.pdf"


def test_digits_of_one_number_in_two_fonts_have_their_place(tmp_path: Path) -> None:
    (note,) = history_of("paper.pdf", numbered("Total 14", "400", tmp_path)).notes
    assert (note.kind, note.page) == ("number_fonts", 1)
    assert note.box is not None
    assert 0.1 < note.box.left < 0.2
    assert note.box.top < 1 - 700 / 842 < note.box.bottom + 0.005


def test_a_value_in_another_font_than_its_label_is_no_trace(tmp_path: Path) -> None:
    assert kinds(numbered("Total 2026: ", "14400", tmp_path)) == []


@pytest.mark.parametrize("content", [b"", b"no paper", b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_what_is_no_pdf_has_no_history(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert history_of("paper.pdf", path).notes == ()


def test_every_note_is_a_sentence_in_three_languages(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(signing.changed_afterwards(signing.sheet())))
    assert len(pdf.pages) == 1
    path = tmp_path / "paper.pdf"
    path.write_bytes(signing.changed_afterwards(signing.sheet()))
    for note in history_of("paper.pdf", path).notes:
        told = {say(note.phrase, language) for language in LANGUAGES}
        assert len(told) == len(LANGUAGES)
        assert not any("{" in text for text in told)


def word(text: str, left: float, confidence: float = 0.95) -> Word:
    box = Box(left, 0.1, left + 0.1, 0.12)
    return Word(text, box, confidence, 0, from_ocr=True, engine="test")


def test_a_layer_that_says_other_words_than_the_picture() -> None:
    layer = [word("certificate", 0.1), word("6.5", 0.3), word("Almaty", 0.5)]
    read = [word("certificate", 0.1), word("refused", 0.5), word("doubtful", 0.3, 0.2)]
    assert [found.text for found in layer_differs(layer, read)] == ["refused"]


def test_a_layer_that_was_read_badly_throughout_is_no_trace() -> None:
    read = [word(f"certificate{n}", 0.05 + 0.1 * n) for n in range(8)]
    layer = [word("qwxyzkjv", one.box.left) for one in read]
    assert layer_differs(layer, read) == []


def test_words_that_differ_are_told_with_their_page_and_place() -> None:
    place = word("refused", 0.5).box
    pages = [
        Page("paper.pdf", number, 595, 842, 0, Source.OCR, (), layer_differs=places)
        for number, places in ((1, ()), (2, (place,)))
    ]
    (note,) = with_notes_of_pages(FileFacts("paper.pdf", "0" * 64), pages).notes
    assert (note.kind, note.page, note.box) == ("layer_differs", 2, place)
    assert with_notes_of_pages(FileFacts("other.pdf", "0" * 64), pages).notes == ()
    assert len({say(note.phrase, language) for language in LANGUAGES}) == len(LANGUAGES)
