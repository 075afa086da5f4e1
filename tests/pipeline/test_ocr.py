"""The engine reads drawn pages in Kazakh, Russian and English, whichever way they lie."""

import subprocess
from pathlib import Path

import pytest

from pipeline.cleanup import Image, turned
from pipeline.errors import MissingToolError
from pipeline.ocr import reader, tesseract, turning
from pipeline.settings import Settings
from tests.drawing import MONO, page, rotated
from tests.raw_pages import scanned

KAZAKH = [
    "Құрметті комиссия мүшелері! Мен, Сынақов Үлгі, халықаралық",
    "бағдарламалар орталығына өтініш беремін. Өзімнің тәжірибемді",
    "арттыру үшін ғылыми зертханада тағылымдамадан өтуді қалаймын.",
    "Һәм осы мақсатта шаң-тозаңсыз өндіріс әдістерін меңгергім келеді.",
]
NINE = set("әғқңөұүһі")


def text_of(image: Image) -> str:
    reading = reader.read_page(scanned(image), Settings(workers=1))
    return reading.page.text


def test_all_kazakh_letters_survive() -> None:
    read = text_of(page(KAZAKH))
    assert set(read.lower()) >= NINE
    assert " ".join(read.split()) == " ".join(KAZAKH)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_is_set_upright(turn: int) -> None:
    image = turned(page(KAZAKH * 4), turn)
    reading = reader.read_page(scanned(image), Settings(workers=1))
    assert reading.page.rotation == (360 - turn) % 360
    assert "бағдарламалар" in reading.page.text


@pytest.mark.parametrize("turn", [90, 270])
def test_turned_page_that_leans_is_set_upright(turn: int) -> None:
    """Close lines: frames drawn across leaning text must not speak against the letters."""
    leaning = rotated(page(KAZAKH * 7, step=50), 7.0)
    reading = reader.read_page(scanned(turned(leaning, turn)), Settings(workers=1))
    assert reading.page.rotation == (360 - turn) % 360
    assert reading.page.text.count("бағдарламалар") == 7


@pytest.mark.parametrize("turn", [90, 270])
def test_small_print_on_its_side_is_not_set_on_its_head(turn: int) -> None:
    """Single lines of small print look alike either way; the whole page does not."""
    image = turned(rotated(page(KAZAKH * 12, letter=24, step=38), -7.0), turn)
    assert turning.upright(image, on_its_side=True, seconds=60) == 360 - turn


def test_small_print_of_a_turned_page_is_looked_for_at_its_own_height() -> None:
    """Letters measured on the page as it came would be as high as they are wide."""
    image = page(KAZAKH * 2)
    plain = reader._Scan(scanned(image), Settings(workers=1))
    lying = reader._Scan(scanned(turned(image, 90)), Settings(workers=1))
    upright = plain._letters(0)
    assert lying._letters(270).small_height == pytest.approx(upright.small_height, rel=0.02)
    assert lying._letters(0).small_height != pytest.approx(upright.small_height, rel=0.02)


def test_boxes_of_a_skewed_page_frame_their_words() -> None:
    """The word is looked for in the page as it came, not in the straightened one."""
    image = rotated(page(KAZAKH * 4), 3.0)
    reading = reader.read_page(scanned(image), Settings(workers=1))
    word = next(w for w in reading.page.words if w.text.startswith("Құрметті"))
    height, width = image.shape
    inside = image[
        int(word.box.top * height) : int(word.box.bottom * height),
        int(word.box.left * width) : int(word.box.right * width),
    ]
    assert (inside < 128).mean() > 0.08
    assert word.box.width == pytest.approx(0.1, abs=0.04)


def test_blank_page_is_not_read() -> None:
    reading = reader.read_page(scanned(page([])), Settings(workers=1))
    assert reading.page.quality == ("blank",)
    assert reading.page.words == ()


def test_time_out_ends_a_reading() -> None:
    with pytest.raises(tesseract.PageTimeoutError):
        tesseract.read(page(KAZAKH * 8), seconds=0.05)


def test_missing_language_is_named_with_its_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without Kazakh data the engine would silently read wrong Russian."""
    command = ["tesseract", "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    data = Path(listed.split('"')[1])
    for name in ("rus", "eng", "osd"):
        (tmp_path / f"{name}.traineddata").symlink_to(data / f"{name}.traineddata")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    tesseract.version.cache_clear()
    try:
        with pytest.raises(MissingToolError, match="kaz") as caught:
            tesseract.version()
    finally:
        tesseract.version.cache_clear()
    assert "apt-get install" in caught.value.cure


ZONE = [
    "P<UTOSYNAQOV<<ULGI<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
]
"""Numbers of the specimen in ICAO Doc 9303 part 4."""


def test_zone_is_found_and_read() -> None:
    lines = ["PASSPORT", "Surname SYNAQOV", "Given names ULGI", "", *ZONE]
    reading = reader.read_page(scanned(page(lines, font=MONO, letter=44)), Settings(workers=1))
    assert reading.page.mrz is not None
    assert list(reading.page.mrz.lines) == ZONE
    assert reading.page.mrz.valid


def test_page_without_zone_has_none() -> None:
    assert reader.read_page(scanned(page(KAZAKH)), Settings(workers=1)).page.mrz is None
