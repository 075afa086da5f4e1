"""Pages become documents: by their words, by what opens, by what follows in another script."""

from dataclasses import replace

from pipeline.classify import group_pages
from pipeline.model import NO_TYPE, Anchor, Content, DocumentType, Language, Page
from tests.paper import column, paper

TITLES: dict[Language, str] = {"kk": "-", "ru": "-", "en": "-"}
LETTER = DocumentType(
    "letter",
    TITLES,
    (Anchor("letter of acceptance", 2.0, opens=True), Anchor("письмо о приёме", 2.0, opens=True)),
)
ACT = DocumentType("act", TITLES, (Anchor("нотариальный акт", 2.5, opens=True),))
RENDERING = DocumentType("rendering", TITLES, (Anchor("перевод", 1.2),), renders=("letter",))
TYPES = (LETTER, ACT, RENDERING)
ENGLISH = ("Letter of acceptance", "we are pleased to host you for the whole of the stay")
RUSSIAN = ("Письмо о приёме", "мы рады принять вас на всё время стажировки в университете")
FOLLOWING = ("и далее по тексту документа", "без особых слов на этой странице")


def pages(*texts: tuple[str, ...], file: str = "all.pdf") -> list[Page]:
    return [
        replace(paper(*column(*lines)), file=file, number=number)
        for number, lines in enumerate(texts, 1)
    ]


def cut(found: list[Page]) -> list[tuple[str | None, list[int]]]:
    return [
        (group.type.id if group.type else None, [page.number for page in group.pages])
        for group in group_pages(found, TYPES)
    ]


def test_a_page_that_says_nothing_of_itself_continues_the_document() -> None:
    assert cut(pages(RUSSIAN, FOLLOWING)) == [("letter", [1, 2])]


def test_a_second_title_begins_a_second_document() -> None:
    assert cut(pages(RUSSIAN, RUSSIAN)) == [("letter", [1]), ("letter", [2])]


def test_the_same_paper_in_another_script_behind_it_is_its_translation() -> None:
    assert cut(pages(ENGLISH, RUSSIAN)) == [("letter", [1]), ("rendering", [2])]


def test_the_same_paper_in_another_file_is_no_translation() -> None:
    found = [*pages(ENGLISH), *pages(RUSSIAN, file="other.pdf")]
    assert [name for name, _ in cut(found)] == ["letter", "letter"]


def test_an_act_behind_a_letter_is_a_document_of_its_own() -> None:
    act = ("Нотариальный акт", "я, нотариус, свидетельствую")
    assert cut(pages(RUSSIAN, act)) == [("letter", [1]), ("act", [2])]


def test_a_page_of_no_known_words_stays_unknown() -> None:
    assert cut(pages(("Счёт на оплату", "воды и тепла"))) == [(None, [1])]


def test_words_that_share_letters_are_not_taken_for_each_other() -> None:
    plan = DocumentType("plan", TITLES, (Anchor("training plan", 2.0),))
    found = group_pages(pages(("Offer of a training placement",)), (*TYPES, plan))
    assert [group.type for group in found] == [None]
    (damaged,) = group_pages(pages(("Trainlng plan",)), (*TYPES, plan))
    assert damaged.type is plan


def test_a_list_of_papers_is_none_of_them() -> None:
    listed = [
        DocumentType(name, TITLES, (Anchor(title, weight),))
        for name, title, weight in (
            ("a", "диплом бакалавра", 4.0),
            ("b", "медицинская справка", 3.2),
            ("c", "сертификат казтест", 2.4),
        )
    ]
    words = ("Опись: диплом бакалавра", "медицинская справка", "сертификат казтест")
    assert [group.type for group in group_pages(pages(words), listed)] == [None]
    (first,) = group_pages(pages(words[:1]), listed)
    assert first.type is listed[0]


def test_sheets_of_one_paper_in_numbered_files_are_one_document() -> None:
    found = [*pages(RUSSIAN, file="letter_1.jpg"), *pages(FOLLOWING, file="letter_2.jpg")]
    assert cut(found) == [("letter", [1, 1])]


def test_a_sheet_whose_neighbour_is_missing_stays_alone() -> None:
    found = [*pages(RUSSIAN, file="letter_1.jpg"), *pages(FOLLOWING, file="letter_3.jpg")]
    assert cut(found) == [("letter", [1]), (None, [1])]


def test_numbers_that_a_camera_gives_join_nothing() -> None:
    found = [*pages(RUSSIAN, file="scan_1.jpg"), *pages(FOLLOWING, file="scan_2.jpg")]
    assert cut(found) == [("letter", [1]), (None, [1])]


def test_a_second_title_in_the_next_file_begins_a_document() -> None:
    found = [*pages(RUSSIAN, file="letter_1.jpg"), *pages(RUSSIAN, file="letter_2.jpg")]
    assert cut(found) == [("letter", [1]), ("letter", [1])]


HEALTH = DocumentType(
    "health",
    TITLES,
    (Anchor("справка о здоровье", 2.0, opens=True),),
    content=Content((("здоров*",), ("врач", "доктор"), ("за границу",), ("рожден*",)), least=3),
)
TEST = DocumentType(
    "test", TITLES, (Anchor("language exam", 1.2),), proofs=(r"(?i)score\W*\d", r"\b[ABC][12]\b")
)
NONE_OF_THEM = DocumentType(
    NO_TYPE, TITLES, (Anchor("letter of thanks", 5.0, opens=True, heading=True),)
)
KNOWN = (*TYPES, HEALTH, TEST, NONE_OF_THEM)


def typed(*texts: tuple[str, ...]) -> list[str | None]:
    return [group.type.id if group.type else None for group in group_pages(pages(*texts), KNOWN)]


def test_a_title_with_spaces_between_its_letters_is_read() -> None:
    assert typed(("П И С Ь М О о приёме", "на стажировку")) == ["letter"]


def test_a_paper_of_another_title_is_told_by_what_it_states() -> None:
    assert typed(("Заключение", "Здоров, может выезжать за границу", "Врач Н. Н.")) == ["health"]


def test_two_facts_of_a_paper_do_not_make_it_one() -> None:
    assert typed(("Заключение", "Здоров", "Врач Н. Н.")) == [None]
    assert typed(("Виза за границу", "Врач Н. Н.", "Год рождения 1990")) == [None]


def test_a_paper_that_only_speaks_of_a_test_is_no_certificate() -> None:
    assert typed(("Language exam", "Score: 71")) == ["test"]
    assert typed(("He passed a language exam with success",)) == [None]


def test_the_title_of_another_paper_outweighs_what_it_mentions() -> None:
    thanks = ("Letter of thanks", "for the language exam, score 71, and the letter of acceptance")
    assert typed(thanks) == [None]
    assert typed(ENGLISH, thanks) == ["letter", None]


def test_the_title_of_another_paper_inside_a_sentence_is_none() -> None:
    said = "we have also read the letter of thanks that you wrote to us in the spring of this year"
    assert typed(("Letter of acceptance", said)) == ["letter"]
