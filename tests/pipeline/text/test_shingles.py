"""How much of a text stands in another one, word for word."""

from pipeline.text.shingles import shared, shingles

LETTER = (
    "мен осы университетті таңдадым себебі оның зертханасы менің саламда ең үздігі болып саналады"
)


def test_a_text_shares_all_with_itself_however_it_is_printed() -> None:
    assert shared(shingles(LETTER), shingles(LETTER.upper().replace(" ", ",  "))) == 1.0


def test_a_part_copied_is_a_part_shared() -> None:
    half = " ".join(LETTER.split()[:7])
    other = f"{half} бірақ бұдан кейін бәрі де өзгеше жазылған"
    assert 0.2 < shared(shingles(LETTER), shingles(other)) < 0.6


def test_other_texts_share_nothing() -> None:
    assert shared(shingles(LETTER), shingles("совсем другой текст о совсем другой работе")) == 0.0
    assert shared(shingles(LETTER), shingles("")) == 0.0
