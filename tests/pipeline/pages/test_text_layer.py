"""Which words of a PDF page are believed, and where they stand."""

import io
from itertools import groupby
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image as Pictures

from pipeline.render import RawPage
from tests.pipeline.sheets import A4, SENTENCE, Sheet, build, noise, pages, picture, text, write_pdf

SCAN = noise(827, 1169)
"""An A4 page at 100 dpi."""
FULL = picture(0, 0, 0, *A4)


def lines(page: RawPage) -> list[str]:
    return [
        " ".join(word.text for word in words)
        for _, words in groupby(page.text_words, key=lambda word: word.line)
    ]


def only(path: Path) -> RawPage:
    (page,) = pages(path)
    return page


def one(tmp_path: Path, sheet: Sheet) -> RawPage:
    return only(write_pdf(tmp_path / "a.pdf", sheet))


def test_born_digital_page(tmp_path: Path) -> None:
    import weasyprint

    shown = [
        "Үміткердің ғылыми жетекшісі – Әбілқасымова Һүрия Өмірқызы",
        "Работодатель сохраняет за работником место",
        "The office first confirms the flight",
        "Құны: 14 400,00 EUR",
    ]
    html = "".join(f"<p>{line}</p>" for line in shown).replace("14 400", "14&nbsp;400")
    style = "<style>@page{size:A4}p{font:11pt 'DejaVu Sans'}</style>"
    (tmp_path / "a.pdf").write_bytes(weasyprint.HTML(string=style + html).write_pdf())
    page = only(tmp_path / "a.pdf")
    assert page.text_state == "real"
    assert lines(page) == shown
    assert (round(page.width), round(page.height), page.native_dpi) == (595, 842, None)
    assert {(w.confidence, w.from_ocr, w.engine) for w in page.text_words} == {
        (1.0, False, "text-layer")
    }


def test_order_is_that_of_the_page_not_of_the_file(tmp_path: Path) -> None:
    content = (
        text("Second line of the letter", y=700)
        + text("value of the label", x=300, y=760)
        + text("Label of the form:", y=760)
    )
    page = one(tmp_path, Sheet(content))
    assert lines(page) == ["Label of the form: value of the label", "Second line of the letter"]


# Text drawn so that it is level on the displayed page: matrix and baseline for each /Rotate.
LEVEL = {
    0: "1 0 0 1 100 500",
    90: "0 1 -1 0 300 200",
    180: "-1 0 0 -1 500 500",
    270: "0 -1 1 0 300 600",
}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "boxes",
    [
        {},
        {"CropBox": [40, 90, 570, 760]},
        {"MediaBox": [595, 842, 0, 0]},
        {"MediaBox": [-50, -20, 560, 800], "CropBox": [0, 0, 2000, 2000]},
    ],
)
def test_words_stand_where_they_are_drawn(
    tmp_path: Path, rotate: int, boxes: dict[str, list[float]]
) -> None:
    content = f"BT /F1 14 Tf {LEVEL[rotate]} Tm (Lakeridgexuniversity) Tj ET"
    entries = {name: Array(values) for name, values in boxes.items()} | {"Rotate": rotate}
    page = one(tmp_path, Sheet(content, entries=entries))
    image = page.raster(144)
    assert image.shape[:2] == (round(page.height * 2), round(page.width * 2))
    rows, columns = np.nonzero(image[:, :, 0] < 128)
    assert page.text_state == "real"
    (word,) = page.text_words
    ink = (
        columns.min() / image.shape[1],
        rows.min() / image.shape[0],
        (columns.max() + 1) / image.shape[1],
        (rows.max() + 1) / image.shape[0],
    )
    box = word.box
    assert box.left == pytest.approx(ink[0], abs=0.01)
    assert box.right == pytest.approx(ink[2], abs=0.01)
    assert box.top <= ink[1] + 0.002
    assert ink[3] - 0.002 <= box.bottom
    assert box.height < 2 * (ink[3] - ink[1])


def test_bold_by_printing_twice_is_read_once(tmp_path: Path) -> None:
    content = text(SENTENCE, x=60) + text(SENTENCE, x=60.3)
    assert lines(one(tmp_path, Sheet(content))) == [SENTENCE]


def test_double_letters_stay_double(tmp_path: Path) -> None:
    line = "Hawaii will illustrate savvy skiing vacuum and Mississippi"
    assert lines(one(tmp_path, Sheet(text(line, size=6)))) == [line]


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("white on white", "1 g " + text("conclusion: fit", y=600) + "0 g "),
        ("beside the page", text("conclusion: fit", x=700)),
        ("above the page", text("conclusion: fit", y=900)),
        ("invisible", text("conclusion: fit", y=600, mode=3)),
        ("covered", text("conclusion: fit", y=600) + "1 g 40 580 400 40 re f 0 g "),
        ("a watermark askew", "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (COPY) Tj ET "),
    ],
)
def test_what_nobody_sees_is_no_word(tmp_path: Path, name: str, hidden: str) -> None:
    page = one(tmp_path, Sheet(text(SENTENCE) + hidden))
    assert page.text_state == "real", name
    assert lines(page) == [SENTENCE], name


def test_white_print_on_a_dark_ground_is_a_word(tmp_path: Path) -> None:
    content = "0.1 0.1 0.5 rg 40 760 500 40 re f 1 g " + text(SENTENCE)
    assert lines(one(tmp_path, Sheet(content))) == [SENTENCE]


def test_print_upwards_comes_last_and_reads_upwards(tmp_path: Path) -> None:
    upwards = "BT /F1 9 Tf 0 1 -1 0 30 200 Tm (signed electronically) Tj ET "
    page = one(tmp_path, Sheet(upwards + text(SENTENCE)))
    assert lines(page) == [SENTENCE, "signed electronically"]


def test_page_lying_on_its_side_is_left_to_ocr(tmp_path: Path) -> None:
    content = f"BT /F1 11 Tf 0 1 -1 0 300 100 Tm ({SENTENCE}) Tj ET"
    page = one(tmp_path, Sheet(content))
    assert (page.text_state, page.text_words) == ("absent", ())


@pytest.mark.parametrize(
    ("sheet", "state", "count"),
    [
        (Sheet(), "absent", 0),
        (Sheet(text("Page 1 of 3")), "absent", 0),
        (Sheet(FULL, pictures=[SCAN]), "absent", 0),
        (Sheet(FULL + text(SENTENCE, mode=3), pictures=[SCAN]), "over_scan", 9),
        (Sheet(FULL + text("Received 14 May 2026"), pictures=[SCAN]), "over_scan", 4),
        (Sheet(FULL + text("Copy"), pictures=[SCAN]), "absent", 0),
        # A photograph, a logo and a code beside printed text.
        (Sheet(text(SENTENCE) + picture(0, 450, 650, 100, 130), pictures=[SCAN]), "real", 9),
        # A card scanned into a letter of one line.
        (Sheet(text(SENTENCE) + picture(0, 100, 300, 400, 260), pictures=[SCAN]), "over_scan", 9),
        # The same beside a whole page of text.
        (
            Sheet(
                text(*[SENTENCE] * 14) + picture(0, 100, 300, 400, 260),
                pictures=[SCAN],
            ),
            "real",
            126,
        ),
    ],
)
def test_states(tmp_path: Path, sheet: Sheet, state: str, count: int) -> None:
    page = one(tmp_path, sheet)
    assert (page.text_state, len(page.text_words)) == (state, count)


def test_scan_in_strips(tmp_path: Path) -> None:
    strips = "".join(picture(0, 0, 842 / 10 * number, 595, 842 / 10) for number in range(10))
    page = one(tmp_path, Sheet(strips + text(SENTENCE, mode=3), pictures=[noise(827, 117)]))
    assert page.text_state == "over_scan"
    assert page.native_dpi == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize("rotate", [0, 90])
def test_resolution_of_a_scan(tmp_path: Path, rotate: int) -> None:
    page = one(tmp_path, Sheet(FULL, pictures=[SCAN], entries={"Rotate": rotate}))
    assert page.native_dpi == pytest.approx(100, rel=0.01)


def test_scan_inside_a_form(tmp_path: Path) -> None:
    pdf = build(Sheet("q /Fm0 Do Q", pictures=[SCAN]))
    resources = pdf.pages[0].Resources
    resources.XObject["/Fm0"] = pdf.make_stream(
        f"q 0.5 0 0 0.5 0 0 cm {picture(0, 0, 0, 1190, 1684)} Q".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(XObject=Dictionary({"/I0": resources.XObject["/I0"]})),
    )
    pdf.save(tmp_path / "a.pdf")
    assert only(tmp_path / "a.pdf").native_dpi == pytest.approx(100, rel=0.01)


def test_letters_drawn_as_shapes_are_left_to_a_comparison(tmp_path: Path) -> None:
    shapes = "".join(
        f"{x} {y} m {x + 5} {y} l {x + 6} {y + 3} {x + 5} {y + 8} {x} {y + 8} c f "
        for x in range(60, 520, 10)
        for y in range(300, 700, 20)
    )
    assert one(tmp_path, Sheet(shapes + text(SENTENCE))).text_state == "over_scan"


def test_code_drawn_in_squares_is_no_text(tmp_path: Path) -> None:
    squares = "".join(f"{x} {y} 2 2 re f " for x in range(60, 160, 4) for y in range(60, 160, 4))
    assert one(tmp_path, Sheet(squares + text(SENTENCE))).text_state == "real"


def test_font_without_unicode_is_garbage(tmp_path: Path) -> None:
    pdf = build(Sheet("BT /F2 12 Tf 60 700 Td <0036003700380039004000410042> Tj ET"))
    pdf.pages[0].Resources.Font["/F2"] = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Times"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array(
            [
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.CIDFontType2,
                    BaseFont=Name("/ABCDEF+Times"),
                    CIDSystemInfo=Dictionary(
                        Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                    ),
                )
            ]
        ),
    )
    pdf.save(tmp_path / "a.pdf")
    page = only(tmp_path / "a.pdf")
    assert (page.text_state, page.text_words) == ("garbage", ())


def test_wrong_code_page_is_garbage(tmp_path: Path) -> None:
    shown = "Настоящим подтверждаем что работник занимает должность инженера"
    page = one(tmp_path, Sheet(text(shown.encode("cp1251").decode("cp1252"))))
    assert page.text_state == "garbage"


def test_all_letters_in_one_place_are_garbage(tmp_path: Path) -> None:
    letters = "".join(f"BT /F1 11 Tf 60 700 Td ({letter}) Tj ET " for letter in SENTENCE)
    assert one(tmp_path, Sheet(letters)).text_state == "garbage"


def test_mixed_file(tmp_path: Path) -> None:
    found = pages(
        write_pdf(
            tmp_path / "a.pdf",
            Sheet(text(SENTENCE)),
            Sheet(FULL, pictures=[SCAN]),
            Sheet(text(SENTENCE, SENTENCE), size=(842, 595), entries={}),
        )
    )
    assert [(page.number, page.text_state) for page in found] == [
        (1, "real"),
        (2, "absent"),
        (3, "absent"),  # printed above the upper edge of a page that lies
    ]


def filled_form(*, with_appearance: bool) -> pikepdf.Pdf:
    pdf = build(Sheet(text("Name of the applicant:", y=700)))
    page = pdf.pages[0]
    font = page.Resources.Font
    entry = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("name"),
        V=String("Synakova Ulgi"),
        Rect=Array([200, 690, 400, 715]),
        DA=String("/F1 12 Tf 0 g"),
        F=4,
    )
    if with_appearance:
        entry.AP = Dictionary(
            N=pdf.make_stream(
                b"BT /F1 12 Tf 2 8 Td (Synakova Ulgi) Tj ET",
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 200, 25]),
                Resources=Dictionary(Font=font),
            )
        )
    entry = pdf.make_indirect(entry)
    page.Annots = Array([entry])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([entry]), DR=Dictionary(Font=font), DA=String("/F1 12 Tf 0 g")
    )
    return pdf


@pytest.mark.parametrize("with_appearance", [True, False])
def test_what_is_filled_into_a_form_is_read(tmp_path: Path, with_appearance: bool) -> None:
    filled_form(with_appearance=with_appearance).save(tmp_path / "a.pdf")
    before = (tmp_path / "a.pdf").read_bytes()
    page = only(tmp_path / "a.pdf")
    assert lines(page) == ["Name of the applicant: Synakova Ulgi"]
    field = page.raster(72)[842 - 715 : 842 - 690, 200:300]
    assert field.min() < 128, "it is in the picture too"
    assert (tmp_path / "a.pdf").read_bytes() == before


def test_locked_form_is_read(tmp_path: Path) -> None:
    filled_form(with_appearance=True).save(
        tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="owner", user="")
    )
    assert lines(only(tmp_path / "a.pdf")) == ["Name of the applicant: Synakova Ulgi"]


def test_parsers_that_disagree_about_a_page_leave_it_to_ocr(tmp_path: Path) -> None:
    page = one(tmp_path, Sheet(text(SENTENCE), entries={"Rotate": 45}))
    assert page.text_state in ("absent", "real")
    assert page.text_state == "absent" or lines(page) == [SENTENCE]


def test_rendering_of_the_test_file_is_what_a_person_sees(tmp_path: Path) -> None:
    """The sheets of these tests are sound: pdfium finds the sentence in them as well."""
    path = write_pdf(tmp_path / "a.pdf", Sheet(text(SENTENCE)))
    document = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))
    assert document[0].get_textpage().get_text_range().strip() == SENTENCE
    document.close()


def test_small_picture_has_no_resolution(tmp_path: Path) -> None:
    tiny = Pictures.new("L", (1, 1))
    page = one(tmp_path, Sheet(picture(0, 100, 100, 50, 50), pictures=[tiny]))
    assert page.native_dpi is None
