"""The line recogniser: what it reads, where words stand, and that a line is read by itself."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from pipeline.cleanup import Image
from pipeline.errors import MissingToolError
from pipeline.ocr import backbone, recogniser
from tests.drawing import FONT


def _line(text: str, letter: int = 34, margin: int = 10, font: str = FONT) -> Image:
    """A grey line image, white paper, letters of `letter` pixels."""
    face = ImageFont.truetype(font, letter)
    left, top, right, bottom = face.getbbox(text)
    size = (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin)
    sheet = Pictures.new("L", size, 250)
    ImageDraw.Draw(sheet).text((margin - left, margin - top), text, font=face, fill=25)
    return np.asarray(sheet, np.uint8)


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасының Үкіметі",
        "ӘКЕСІНІҢ АТЫ / ОТЧЕСТВО",
        "Выдана справка для выезжающего за границу",
        "Unconditional invitation to the internship",
        "ИИН 990115100007",
        "«15» наурыз 2026 ж.",
    ],
)
def test_clean_print_of_three_languages_is_read_to_the_letter(text: str) -> None:
    (reading,) = recogniser.read_lines([_line(text)])
    assert reading.text == text
    assert reading.confidence > 0.8


def test_words_stand_where_they_are_printed() -> None:
    text = "шартсыз шақыру хаты"
    face = ImageFont.truetype(FONT, 34)
    image = _line(text, margin=10)
    (reading,) = recogniser.read_lines([image])
    assert [word[0] for word in reading.words] == text.split()
    at = 0
    for word, _, left, right in reading.words:
        start = (10 + face.getlength(text[:at])) / image.shape[1]
        end = (10 + face.getlength(text[: at + len(word)])) / image.shape[1]
        assert left == pytest.approx(start, abs=0.025)
        assert right == pytest.approx(end, abs=0.025)
        at += len(word) + 1


def test_a_line_is_read_alike_alone_and_in_company_in_grey_and_in_colour() -> None:
    lines = [_line(text) for text in ("Оқылым", "Аудирование 24", "Overall band score 6.5", "№ 7")]
    together = recogniser.read_lines([*lines, np.dstack([lines[1]] * 3)])
    alone = [recogniser.read_lines([line])[0] for line in lines]
    assert [reading.text for reading in together[:4]] == [reading.text for reading in alone]
    assert [reading.confidence for reading in together[:4]] == pytest.approx(
        [reading.confidence for reading in alone], abs=1e-3
    )
    assert together[4].text == alone[1].text == "Аудирование 24"


@pytest.mark.parametrize("letter", [14, 90])
def test_small_and_large_letters_are_read(letter: int) -> None:
    image = _line("Тыңдалым және айтылым", letter, margin=letter // 4)
    (reading,) = recogniser.read_lines([image])
    assert reading.text == "Тыңдалым және айтылым"


def test_blank_paper_and_slivers_hold_no_words() -> None:
    blank = np.full((40, 300), 245, np.uint8)
    sliver = np.zeros((2, 300), np.uint8)
    empty = np.zeros((0, 0), np.uint8)
    readings = recogniser.read_lines([blank, sliver, empty])
    assert [reading.words for reading in readings] == [(), (), ()]
    assert recogniser.read_lines([]) == []


def test_a_word_is_written_in_one_script() -> None:
    letters = [recogniser._Letter(sign, float(at), 0.9) for at, sign in enumerate("Қaзaқ cом AB")]
    words = [word[0] for word in recogniser._words(letters, 20.0)]
    assert words == ["Қазақ", "сом", "AB"]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ИИн", "ИИН"),
        ("МЕдИЦИНА", "МЕДИЦИНА"),
        ("сжулЬничал", "сжульничал"),
        ("Қазақстан", "Қазақстан"),
        ("КеАҚ", "КеАҚ"),
        ("PhD", "PhD"),
        ("iBT", "iBT"),
        ("сУчЁ", "сУчЁ"),
    ],
)
def test_a_stray_letter_takes_the_case_of_its_word(seen: str, meant: str) -> None:
    letters = [recogniser._Letter(sign, float(at), 0.9) for at, sign in enumerate(seen)]
    assert [word[0] for word in recogniser._words(letters, 20.0)] == [meant]


def test_initials_take_the_script_of_the_name_beside_them() -> None:
    printed = "Қалиева A.С. / Kalieva A. С."
    letters = [recogniser._Letter(sign, float(at), 0.9) for at, sign in enumerate(printed)]
    words = recogniser._with_initials(list(recogniser._words(letters, 40.0)))
    assert [word[0] for word in words] == ["Қалиева", "А.С.", "/", "Kalieva", "A.", "C."]


def test_another_model_file_is_refused_with_a_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(backbone, "SOURCE_SHA256", "0" * 64)
    monkeypatch.setattr(backbone, "place", lambda: tmp_path / "cut.onnx")
    with pytest.raises(MissingToolError) as refused:
        backbone.ready()
    assert refused.value.cure
    assert not recogniser.available()
    assert list(tmp_path.iterdir()) == []


def test_cutting_again_gives_a_model_of_the_same_features(tmp_path: Path) -> None:
    backbone.cut(tmp_path / "cut.onnx")
    assert (tmp_path / "cut.onnx").read_bytes() == backbone.ready().read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["cut.onnx"]


def test_the_version_names_both_parts() -> None:
    assert backbone.SOURCE_SHA256[:12] in recogniser.version()
    assert len(recogniser.version()) > 20
