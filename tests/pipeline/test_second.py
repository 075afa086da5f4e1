"""Words of two alphabets are written in one before anything else is made of them."""

import numpy as np
import pytest

from pipeline.model import Box, Word
from pipeline.ocr import second

BLANK = np.full((100, 400, 3), 255, np.uint8)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Қaзaқcтaн", "Қазақстан"),
        ("уdостоверение", "уdостоверение"),
        ("PASSPОRТ", "PASSPORT"),
        ("Мәдина", "Мәдина"),
        ("Surname", "Surname"),
    ],
)
def test_look_alikes_follow_the_decisive_letters(read: str, meant: str) -> None:
    word = Word(read, Box(0.1, 0.1, 0.9, 0.9), 0.9, 0, from_ocr=True, engine="tesseract")
    (settled,) = second.reread(BLANK, [word])
    assert settled.text == meant
