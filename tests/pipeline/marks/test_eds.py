"""Statements about electronic signatures, as issued and as rescanned."""

import pytest

from pipeline.marks.eds import find_statements
from pipeline.model import Box, MarkKind, Page, Source, Word

KAZAKH = (
    'Осы құжат "Электрондық құжат және электрондық цифрлық қолтаңба туралы" Қазақстан '
    "Республикасының 2003 жылғы 7 қаңтардағы N 370-II Заңы 7 бабының 1 тармағына сәйкес қағаз "
    "тасығыштағы құжатпен бірдей"
)
OLDER = "№ 370-II ҚРЗ 1 бабына сәйкес қағаз жеткiзгiштегi құжатпен бiрдей"
RUSSIAN = (
    "Данный документ согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года "
    '"Об электронном документе и электронной цифровой подписи" равнозначен документу на бумажном '
    "носителе"
)
SPELLED_OUT = "согласно пункту 1 статьи 7 Закона Республики Казахстан от 7 января 2003 года"


def page(text: str, source: Source = Source.TEXT) -> Page:
    """Words of a text in lines of ten, the first at the top of the page."""
    words = tuple(
        Word(
            text=word,
            box=Box(
                0.05 + 0.09 * (n % 10),
                0.1 + 0.02 * (n // 10),
                0.13 + 0.09 * (n % 10),
                0.112 + 0.02 * (n // 10),
            ),
            confidence=0.9,
            line=n // 10,
            from_ocr=source is Source.OCR,
            engine="test",
        )
        for n, word in enumerate(text.split())
    )
    return Page("paper.pdf", 1, 595, 842, 0, source, words)


@pytest.mark.parametrize("footer", [KAZAKH, OLDER, RUSSIAN, SPELLED_OUT])
def test_the_footer_stands_in_a_file_as_issued(footer: str) -> None:
    (mark,) = find_statements(page("Анықтама № 17 берілді " * 5 + footer))
    assert mark.kind is MarkKind.EDS
    assert mark.detail == "footer"
    assert mark.present
    assert mark.box.top >= 0.119, "the box frames the footer and not the words above it"


@pytest.mark.parametrize("footer", [KAZAKH, RUSSIAN])
def test_a_rescanned_footer_has_lost_its_signature(footer: str) -> None:
    (mark,) = find_statements(page(footer, Source.OCR))
    assert mark.present is None
    assert "rescanned" in mark.detail


def test_a_table_of_signatures_alone_proves_nothing() -> None:
    heads = "№ Владелец ЭЦП Сведения о цифровой подписи Дата и время подписи MII****"
    (mark,) = find_statements(page(heads))
    assert mark.detail == "table"
    assert mark.present is None


@pytest.mark.parametrize(
    "text",
    [
        "Согласно статье 7 договора работник сохраняет место работы",
        "Закон Республики Казахстан от 7 января 2003 года изучен мной",
        "электронная подпись будет получена позже",
    ],
)
def test_other_laws_and_wishes_are_no_statement(text: str) -> None:
    assert find_statements(page(text)) == []
