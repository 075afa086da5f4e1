"""The report on paper and as a spreadsheet: one language, pictures inside, text stays text."""

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from pipeline.model import (
    Box,
    FileFacts,
    MarkKind,
    Package,
    PageMark,
    PdfSignature,
    SignatureState,
    TamperingNote,
)
from pipeline.report.html import render_report
from pipeline.report.printing import PrintedCrops, as_printed
from pipeline.report.traces import files, traces_of
from pipeline.report.workbook import make_workbook
from tests.pipeline.report import casefile


def small() -> Package:
    """Two documents: enough pages to show pictures, few enough to be quick."""
    package = casefile.package()
    return replace(package, documents=package.documents[:2])


def test_the_pdf_speaks_one_language_and_asks_nothing_of_the_network() -> None:
    package = small()
    made = as_printed(
        package,
        casefile.verdict(),
        casefile.ruleset(),
        casefile.images(package),
        language="ru",
        seconds={"total": 1.0},
    )
    document = pypdfium2.PdfDocument(made)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Отчёт о проверке" in text
    assert "Report on the check" not in text
    assert "ӘБДІРАХМАНОВ" in text
    pictures = [
        shown for page in document for shown in page.get_objects(max_depth=4) if shown.type == 3
    ]
    assert pictures


def test_boxes_are_drawn_into_the_pictures() -> None:
    package = small()
    crops = PrintedCrops(casefile.images(package))
    page = render_report(
        package,
        casefile.verdict(),
        casefile.ruleset(),
        crops,
        language="kk",
        seconds={},
        printed=True,
    )
    assert "picture:0" in page
    assert "<script" not in page
    assert "data:image" not in page
    with pytest.raises(KeyError):
        crops.picture("https://example.org/x.png")
    with pytest.raises(KeyError):
        crops.picture("picture:99999")


@pytest.mark.parametrize(("language", "word"), [("kk", "Талап"), ("ru", "соответствует"),
                                                ("en", "requirements")])  # fmt: skip
def test_the_workbook_holds_findings_values_and_the_table(language: str, word: str) -> None:
    package = casefile.package(hostile="=HYPERLINK(1).pdf")
    made = make_workbook(
        package,
        casefile.verdict(hostile="=HYPERLINK(1).pdf"),
        casefile.ruleset(),
        language=language,  # type: ignore[arg-type]  # the three languages above
    )
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [str(cell.value) for cell in cells if cell.value is not None]
    assert len(book.worksheets) == 5
    assert any(word.casefold() in text.casefold() for text in texts)
    assert any("ABDIRAKHMANOV" in text for text in texts)
    assert any(text.startswith("=HYPERLINK") for text in texts)
    assert all(cell.data_type != "f" for cell in cells)


def test_a_seal_tells_its_colour_and_form_and_alike_ones_are_told_once() -> None:
    document = casefile.package().documents[0]
    seal = PageMark(MarkKind.STAMP, Box(0.1, 0.1, 0.2, 0.2), 0.9, "", "blue round")
    other = replace(seal, box=Box(0.5, 0.1, 0.6, 0.2))
    unsure = replace(seal, present=None, detail="violet unclear")
    page = replace(document.pages[0], marks=(seal, other, unsure))
    found = traces_of(replace(document, pages=(page,)), "stamp", None)
    assert [trace.text["en"] for trace in found] == [
        "blue, round ×2",
        "violet, shape unclear, not certain",
    ]
    assert found[0].text["ru"] == "синий цвет, круглая форма ×2"
    assert [proof.box for proof in found[0].proofs] == [seal.box, other.box]


def test_files_tell_of_changes_and_signatures() -> None:
    signed = PdfSignature(
        SignatureState.BROKEN, "АХМЕТОВ А.", None, None, None, None, None, None, "RSA"
    )
    note = TamperingNote("revision_content", "a.pdf", 2, None, {"revision": 3})
    facts = FileFacts("a.pdf", "0" * 64, producer="Any PDF", signatures=(signed,), notes=(note,))
    (view,) = files((facts, FileFacts("b.jpg", "1" * 64)), None)
    assert view.name == "a.pdf"
    assert [(one.kind, "АХМЕТОВ А." in one.text["ru"]) for one in view.signatures] == [
        ("failed", True)
    ]
    assert view.notes[0].text["en"] == "The page was changed in saved state 3 of the file."
    assert view.notes[0].where == {"kk": "a.pdf, 2-бет", "ru": "a.pdf, стр. 2", "en": "a.pdf, p. 2"}
