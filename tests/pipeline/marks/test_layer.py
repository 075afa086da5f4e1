"""A text layer over a picture is held against what the picture shows."""

from dataclasses import replace

from pipeline.model import Source
from pipeline.ocr import reader
from pipeline.settings import Settings
from tests.drawing import page
from tests.raw_pages import scanned

LINES = [
    "The host organisation confirms that the applicant",
    "was admitted to the programme for twelve months and",
    "that the laboratory has received all payments.",
]


def test_a_changed_word_in_the_layer_is_told_and_the_picture_is_read() -> None:
    """The same layer without the change is taken for what it is."""
    settings = Settings(workers=1)
    raw = scanned(page(LINES))
    seen = reader.read_page(raw, settings).page.words
    changed = tuple(
        replace(word, text="refused") if word.text == "admitted" else word for word in seen
    )
    honest = replace(raw, text_words=seen, text_state="over_scan")
    forged = replace(raw, text_words=changed, text_state="over_scan")

    read = reader.read_page(forged, settings).page
    (place,) = read.layer_differs
    assert place == next(word.box for word in seen if word.text == "admitted")
    assert "admitted" in read.text
    assert "refused" not in read.text

    read = reader.read_page(honest, settings).page
    assert read.layer_differs == ()
    assert read.source is Source.TEXT
