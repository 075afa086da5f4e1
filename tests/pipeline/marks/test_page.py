"""Marks on pages drawn stroke by stroke: ink is found, what looks like ink is not taken for it."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.ingest import FileKind, SourceFile
from pipeline.marks.page import DRAWN_DPI, find_marks, with_marks
from pipeline.marks.sheet import READ_WITHOUT_INK, is_print
from pipeline.model import Box, MarkKind, Page, PageMark, Source, Word
from pipeline.render import RawPage, pages_of
from pipeline.settings import Settings

Image = NDArray[np.uint8]
SAMPLE = Path(__file__).parents[3] / "sample_docs" / "packages" / "complete-application"
HEIGHT, WIDTH = 1287, 910
"""A4 at 110 dpi, as a page with a text layer is drawn."""
BLUE, BLACK, VIOLET, RED = (150, 50, 30), (30, 28, 28), (150, 60, 80), (50, 45, 180)
SENTENCE = "the host organisation confirms that it will receive the applicant"


class Paper:
    """A page image and the words that are printed on it."""

    def __init__(self) -> None:
        self.image: Image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
        self.words: list[Word] = []
        for row in range(14):
            self.printed(SENTENCE, 90, 120 + 26 * row)

    def printed(
        self, text: str, x: int, y: int, *, font: int = cv2.FONT_HERSHEY_DUPLEX, size: float = 0.5
    ) -> None:
        """Words in print, with their boxes as a text layer tells them."""
        line = len(self.words)
        for word in text.split():
            (width, height), base = cv2.getTextSize(word, font, size, 1)
            cv2.putText(self.image, word, (x, y), font, size, (20, 20, 20), 1, cv2.LINE_AA)
            box = Box(x / WIDTH, (y - height) / HEIGHT, (x + width) / WIDTH, (y + base) / HEIGHT)
            self.words.append(Word(word, box, 1.0, line, from_ocr=False, engine="test"))
            x += width + 9

    def signed(self, x: int, y: int, ink: tuple[int, int, int] = BLUE) -> Box:
        """A pen's loops and a flourish; returns their place."""
        turns = np.linspace(0, 5 * np.pi, 160)
        loops = np.stack([x + 7 * turns + 13 * np.cos(turns), y + 20 * np.sin(turns * 1.03)], 1)
        tail = np.array([[x + 125, y - 4], [x + 140, y + 9], [x + 165, y - 6]])
        stroke = np.vstack([loops, tail]).round().astype(np.int32)
        cv2.polylines(self.image, [stroke], False, ink, 2, cv2.LINE_AA)
        left, top = stroke.min(axis=0)
        right, bottom = stroke.max(axis=0)
        return Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)

    def sealed(self, x: int, y: int, ink: tuple[int, int, int] = BLUE) -> Box:
        """A round seal of 40 mm with two rings and words between them."""
        radius = 86
        for ring, thick in ((radius, 3), (radius - 8, 1), (radius - 34, 1)):
            cv2.circle(self.image, (x, y), ring, ink, thick, cv2.LINE_AA)
        for step in range(22):
            angle = step / 22 * 2 * np.pi
            place = (round(x + 65 * np.cos(angle)) - 6, round(y + 65 * np.sin(angle)) + 5)
            letter = "NOTARY OF ALMATY CITY *"[step]
            cv2.putText(self.image, letter, place, cv2.FONT_HERSHEY_DUPLEX, 0.45, ink, 1)
        cv2.putText(self.image, "SEAL", (x - 24, y + 7), cv2.FONT_HERSHEY_DUPLEX, 0.6, ink, 1)
        return Box(
            (x - radius) / WIDTH, (y - radius) / HEIGHT, (x + radius) / WIDTH, (y + radius) / HEIGHT
        )

    def marks(self, kind: MarkKind) -> list[PageMark]:
        """Marks of a kind that are said to be there."""
        page = Page("paper.pdf", 1, 595, 842, 0, Source.TEXT, tuple(self.words))
        return [mark for mark in find_marks(self.image, page) if mark.kind is kind and mark.present]


def shares(a: Box, b: Box) -> float:
    """Intersection over union."""
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (a.width * a.height + b.width * b.height - shared)


@pytest.mark.parametrize("ink", [BLUE, BLACK], ids=["blue", "black"])
def test_a_signature_is_found_where_it_stands(ink: tuple[int, int, int]) -> None:
    paper = Paper()
    place = paper.signed(300, 700, ink)
    (mark,) = paper.marks(MarkKind.SIGNATURE)
    assert shares(mark.box, place) > 0.5


def test_a_signature_on_a_rule_and_touching_a_word_is_found() -> None:
    paper = Paper()
    cv2.line(paper.image, (250, 712), (560, 712), BLACK, 2)
    paper.printed("Director", 215, 712)
    place = paper.signed(262, 700)
    (mark,) = paper.marks(MarkKind.SIGNATURE)
    assert shares(mark.box, place) > 0.4


def test_a_signature_half_under_a_seal_is_found_beside_it() -> None:
    paper = Paper()
    place = paper.signed(300, 780, BLUE)
    paper.sealed(500, 790, VIOLET)
    assert any(shares(mark.box, place) > 0.2 for mark in paper.marks(MarkKind.SIGNATURE))
    assert len(paper.marks(MarkKind.STAMP)) == 1


def test_a_grey_scan_lowers_confidence_and_does_not_flip_the_answer() -> None:
    paper = Paper()
    paper.signed(300, 700)
    (coloured,) = paper.marks(MarkKind.SIGNATURE)
    paper.image = cv2.cvtColor(paper.image, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
    (grey,) = paper.marks(MarkKind.SIGNATURE)
    assert grey.confidence < coloured.confidence


def test_a_page_of_print_bears_nothing() -> None:
    paper = Paper()
    assert paper.marks(MarkKind.SIGNATURE) == []
    assert paper.marks(MarkKind.STAMP) == []


def test_a_name_in_a_handwriting_font_is_not_ink() -> None:
    paper = Paper()
    paper.printed("Aigerim Seitova", 300, 700, font=cv2.FONT_HERSHEY_SCRIPT_COMPLEX, size=1.1)
    assert paper.marks(MarkKind.SIGNATURE) == []


def test_a_table_and_a_ruled_form_are_not_ink() -> None:
    paper = Paper()
    for row in range(6):
        cv2.line(paper.image, (90, 600 + 30 * row), (800, 600 + 30 * row), BLACK, 1)
    for column in range(5):
        cv2.line(paper.image, (90 + 177 * column, 600), (90 + 177 * column, 750), BLACK, 1)
    for row in range(4):
        paper.printed("Name", 90, 842 + 40 * row)
        cv2.line(paper.image, (150, 845 + 40 * row), (800, 845 + 40 * row), BLACK, 1)
    assert paper.marks(MarkKind.SIGNATURE) == []
    assert paper.marks(MarkKind.STAMP) == []


def test_a_logo_is_neither_seal_nor_ink() -> None:
    paper = Paper()
    cv2.circle(paper.image, (130, 60), 40, (160, 105, 10), -1)
    cv2.ellipse(paper.image, (130, 60), (22, 9), 20, 0, 360, (255, 255, 255), 4)
    assert paper.marks(MarkKind.SIGNATURE) == []
    assert paper.marks(MarkKind.STAMP) == []


def test_dirt_of_a_scanner_is_not_ink() -> None:
    paper = Paper()
    dust = np.random.default_rng(5)
    for x, y in dust.integers(20, 880, (250, 2)):
        cv2.circle(paper.image, (int(x), int(y * 1.4)), int(dust.integers(1, 3)), BLACK, -1)
    assert paper.marks(MarkKind.SIGNATURE) == []


@pytest.mark.parametrize(
    ("ink", "name"), [(BLUE, "blue"), (RED, "red"), (BLACK, "black")], ids=["blue", "red", "black"]
)
def test_a_seal_over_text_is_found_with_its_colour(ink: tuple[int, int, int], name: str) -> None:
    paper = Paper()
    paper.printed("Director of the institute", 420, 800)
    place = paper.sealed(500, 790, ink)
    (mark,) = paper.marks(MarkKind.STAMP)
    assert shares(mark.box, place) > 0.7
    assert mark.detail == f"{name} round"


def test_triangular_and_rectangular_stamps_have_their_shape() -> None:
    paper = Paper()
    cv2.polylines(
        paper.image, [np.array([[200, 700], [110, 860], [290, 860]])], True, VIOLET, 3, cv2.LINE_AA
    )
    cv2.putText(paper.image, "for", (185, 800), cv2.FONT_HERSHEY_DUPLEX, 0.5, VIOLET, 1)
    cv2.putText(paper.image, "references", (150, 840), cv2.FONT_HERSHEY_DUPLEX, 0.5, VIOLET, 1)
    cv2.rectangle(paper.image, (450, 720), (700, 840), BLUE, 3)
    for row in range(3):
        cv2.putText(
            paper.image, "CLINIC No 4", (480, 755 + 32 * row), cv2.FONT_HERSHEY_DUPLEX, 0.7, BLUE, 1
        )
    shapes = {mark.detail.split()[1] for mark in paper.marks(MarkKind.STAMP)}
    assert shapes == {"triangular", "rectangular"}


def test_a_black_triangle_is_found_though_a_rule_and_a_printed_name_cross_it() -> None:
    paper = Paper()
    corners = np.array([[300, 700], [205, 864], [395, 864]])
    cv2.polylines(paper.image, [corners], True, BLACK, 2, cv2.LINE_AA)
    cv2.putText(paper.image, "for", (285, 785), cv2.FONT_HERSHEY_DUPLEX, 0.5, BLACK, 1)
    cv2.putText(paper.image, "references", (255, 845), cv2.FONT_HERSHEY_DUPLEX, 0.5, BLACK, 1)
    cv2.line(paper.image, (120, 812), (290, 812), BLACK, 1)
    paper.printed("Akhmetov", 300, 812)
    (mark,) = paper.marks(MarkKind.STAMP)
    assert mark.detail == "black triangular"
    assert paper.marks(MarkKind.SIGNATURE) == []


def test_the_grain_of_a_table_under_the_paper_is_not_ink() -> None:
    paper = Paper()
    paper.image = np.where(paper.image > 200, np.uint8(225), paper.image)
    rng = np.random.default_rng(3)
    paper.image[1080:, :] = 70
    for x in rng.integers(60, 850, 40):
        start, end = sorted(int(y) for y in rng.integers(1095, 1270, 2))
        cv2.line(paper.image, (int(x), start), (int(x) + 3, end), (40, 38, 36), 2)
    assert paper.marks(MarkKind.SIGNATURE) == []


def test_thick_letters_of_a_stamp_are_no_pen_and_leave_the_question_open() -> None:
    paper = Paper()
    corners = np.array([[300, 650], [180, 858], [420, 858]])
    cv2.polylines(paper.image, [corners], True, (190, 110, 90), 3, cv2.LINE_AA)
    for row, words in enumerate(("FOR", "PAPERS", "No 2")):
        (width, _), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 3)
        place = (300 - width // 2, 760 + 34 * row)
        cv2.putText(paper.image, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (120, 40, 30), 3)
    (stamp,) = paper.marks(MarkKind.STAMP)
    assert stamp.detail == "blue triangular"
    assert paper.marks(MarkKind.SIGNATURE) == []


def test_a_black_pen_within_a_blue_stamp_is_told_by_its_colour() -> None:
    paper = Paper()
    cv2.rectangle(paper.image, (200, 640), (560, 860), (190, 110, 90), 3)
    cv2.putText(paper.image, "CLINIC No 4", (230, 690), cv2.FONT_HERSHEY_DUPLEX, 1, (190, 110, 90))
    place = paper.signed(280, 780, BLACK)
    (mark,) = paper.marks(MarkKind.SIGNATURE)
    assert shares(mark.box, place) > 0.4


def test_a_square_stamp_is_a_stamp() -> None:
    paper = Paper()
    cv2.rectangle(paper.image, (300, 700), (420, 820), RED, 3)
    cv2.putText(paper.image, "OFFICIAL", (320, 745), cv2.FONT_HERSHEY_DUPLEX, 0.5, RED, 1)
    cv2.putText(paper.image, "SEAL", (340, 795), cv2.FONT_HERSHEY_DUPLEX, 0.5, RED, 1)
    (mark,) = paper.marks(MarkKind.STAMP)
    assert mark.detail == "red rectangular"


@pytest.mark.parametrize(
    ("file", "number"), [("03_invitation.pdf", 4), ("14_internship_programme.pdf", 3)]
)
def test_a_notarys_blue_strokes_on_a_rule_are_no_part_of_a_black_stamp(
    file: str, number: int
) -> None:
    """Strokes and rule together have the sides of a triangle; the page bears a signature."""
    path = SAMPLE / file
    source = SourceFile(file, path, "0" * 64, path.stat().st_size, FileKind.PDF)
    pages = [page for page in pages_of(source, Settings()) if isinstance(page, RawPage)]
    raw = pages[number - 1]
    page = Page(file, number, raw.width, raw.height, 0, Source.TEXT, raw.text_words)
    assert any(
        mark.present and mark.detail == "blue"
        for mark in find_marks(raw.raster(DRAWN_DPI), page)
        if mark.kind is MarkKind.SIGNATURE
    )


def test_a_signature_that_was_read_as_letters_is_still_one() -> None:
    paper = Paper()
    place = paper.signed(300, 700, BLACK)
    paper.words.append(Word("мт", place, 0.85, 99, from_ocr=True, engine="tesseract"))
    (mark,) = paper.marks(MarkKind.SIGNATURE)
    assert shares(mark.box, place) > 0.5


def test_large_print_of_few_letters_is_no_signature() -> None:
    paper = Paper()
    paper.printed("TOO", 300, 700, size=1.2)
    large = paper.words[-1]
    paper.words[-1] = Word("TOO", large.box, 0.9, 99, from_ocr=True, engine="tesseract")
    assert paper.marks(MarkKind.SIGNATURE) == []


def test_a_scan_with_few_words_is_not_taken_for_black_and_white() -> None:
    colour: Image = np.full((HEIGHT, WIDTH, 3), 254, np.uint8)
    cv2.putText(colour, "Approved", (90, 120), cv2.FONT_HERSHEY_DUPLEX, 1.0, (40, 40, 40), 2)
    colour = np.asarray(cv2.GaussianBlur(colour, (0, 0), 1.2), np.uint8)
    page = Page("paper.pdf", 1, 595, 842, 0, Source.OCR, ())
    assert with_marks(colour, page).colours == "grey"
    black = np.where(colour < 150, 0, 255).astype(np.uint8)
    assert with_marks(black, page).colours == "bilevel"


def test_a_word_that_was_read_under_ink_does_not_make_the_ink_print() -> None:
    """Its box holds letters and the pen across them: nothing there may be wiped as print."""
    box = Box(0.3, 0.5, 0.5, 0.52)
    assert is_print(Word("Akhmetov", box, 0.97, 0, from_ocr=True, engine="tesseract"))
    assert not is_print(Word("Akhmetov", box, 0.97, 0, from_ocr=True, engine=READ_WITHOUT_INK))
