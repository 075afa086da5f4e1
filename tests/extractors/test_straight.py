"""Crooked pages are levelled for reading, columns are read apart, evidence stays in place."""

from dataclasses import replace

from extractors._columns import in_columns
from extractors._straight import slant_of, straightened
from extractors.state_language_certificate import extract
from pipeline.geometry import clipped
from pipeline.model import Page, Source
from tests.paper import Row, paper

SLOPE = 0.06
ROWS: list[Row] = [
    (0.10, 0.1, "ҚАЗТЕСТ СЕРТИФИКАТ қазақ тілін меңгеру деңгейі туралы"),
    (0.20, 0.1, "Тыңдалым"),
    (0.20, 0.85, "14"),
    (0.22, 0.1, "Оқылым"),
    (0.22, 0.85, "28"),
    (0.24, 0.1, "Жазылым"),
    (0.24, 0.85, "35"),
    (0.26, 0.1, "Айтылым"),
    (0.26, 0.85, "32"),
    (0.40, 0.1, "Осы сертификат белгіленген тәртіппен және мерзімде берілді"),
]


def slanted(page: Page) -> Page:
    words = []
    for word in page.words:
        shift = SLOPE * (word.box.middle[0] - 0.5)
        box = word.box
        words.append(
            replace(word, box=clipped(box.left, box.top + shift, box.right, box.bottom + shift))
        )
    return replace(page, words=tuple(words))


def test_a_slanted_page_is_levelled() -> None:
    page = paper(*ROWS)
    crooked = slanted(page)
    assert abs(slant_of(crooked).at(0.2) - SLOPE) < 0.01
    for level, original in zip(straightened([crooked])[0].words, page.words, strict=True):
        assert abs(level.box.top - original.box.top) < 0.003


def test_scores_on_a_slanted_page_stay_in_their_rows_and_evidence_where_it_is_printed() -> None:
    crooked = slanted(paper(*ROWS))
    read = extract([crooked])
    assert read.scores.value == {"listening": 14, "reading": 28, "writing": 35, "speaking": 32}
    box = read.scores.evidence[0].box
    printed = [word.box for word in crooked.words if word.text in ("14", "32")]
    assert box is not None
    assert abs(box.top - printed[0].top) < 0.004
    assert abs(box.bottom - printed[1].bottom) < 0.004


def test_a_text_layer_is_left_as_it_is() -> None:
    page = replace(paper(*ROWS), source=Source.TEXT)
    assert straightened([page]) == (page,)


def test_columns_are_read_one_after_the_other_below_a_common_title() -> None:
    rows: list[Row] = [(0.05, 0.15, "ЕКІ ТІЛДЕГІ ОРТАҚ ТАҚЫРЫП И ОБЩИЙ ЗАГОЛОВОК ФОРМЫ")]
    for number in range(5):
        top = 0.1 + 0.03 * number
        rows += [(top, 0.05, f"сол бағанның {number}"), (top, 0.55, f"правая колонка {number}")]
    read = [" ".join(word.text for word in line) for line in in_columns(paper(*rows)).lines]
    assert read[0] == "ЕКІ ТІЛДЕГІ ОРТАҚ ТАҚЫРЫП И ОБЩИЙ ЗАГОЛОВОК ФОРМЫ"
    assert read[1:6] == [f"сол бағанның {number}" for number in range(5)]
    assert read[6:] == [f"правая колонка {number}" for number in range(5)]


def test_a_single_column_stays_as_it_is() -> None:
    rows: list[Row] = [
        (0.1 + 0.03 * n, 0.1, f"бір бағандағы ұзын жолдар кесілмейді {n}") for n in range(9)
    ]
    page = paper(*rows)
    assert [w.text for w in in_columns(page).words] == [w.text for w in page.words]
