"""Translations: what they translate, between which languages, by whom."""

import pytest

from extractors import document_types
from extractors.translation import extract
from pipeline.classify import guess_page
from tests.paper import column, paper

INVITATION_RU = (
    "Перевод с английского языка на русский язык",
    "Университет Нордхейма",
    "Письмо-приглашение",
    "Настоящим сообщаем, что Ахметов Ерлан Болатович (паспорт № N12345678)",
    "приглашается на стажировку по специальности «геофизика».",
    "Стоимость стажировки составляет 4 000 евро. Руководитель – проф. Карл Нильсен.",
    "С уважением, декан факультета д-р Эва Линд",
    "Переводчик: Савина Ольга Юрьевна",
)
PROGRAMME_RU = (
    "Программа прохождения стажировки",
    "Утверждаю",
    "Стажер: Ахметов Ерлан Болатович",
    "Направляющая организация: ТОО «Геосервис»",
    "Цель стажировки",
    "Календарный план",
    "Ожидаемые результаты",
    "Перевод с немецкого языка на русский язык выполнила переводчик Савина Ольга Юрьевна",
)
INVITATION_KK = (
    "АУДАРМА: ағылшын тілінен қазақ тіліне",
    "Тағылымдамаға шақыру хаты",
    "Ахметов Ерлан Болатұлы (туған күні: 01.02.1990) тағылымдамаға шақырылады.",
    "Тағылымдама құны 4 000 EUR құрайды. Құрметпен,",
    "Аудармашы: Есенова Айгерім Нұрланқызы",
)
PROGRAMME_KK = (
    "Тағылымдамадан өту бағдарламасы",
    "БЕКІТЕМІН",
    "Тағылымдамадан өтуші: Ахметов Ерлан Болатұлы",
    "Күнтізбелік жоспар",
    "Күтілетін нәтижелер",
    "Француз тілінен қазақ тіліне аударған аудармашы Есенова Айгерім Нұрланқызы",
)


@pytest.mark.parametrize(
    ("lines", "kind", "source", "target", "applicant", "translator"),
    [
        (
            *(INVITATION_RU, "invitation", "eng", "rus"),
            *("Ахметов Ерлан Болатович", "Савина Ольга Юрьевна"),
        ),
        (
            *(PROGRAMME_RU, "internship_programme", "deu", "rus"),
            *("Ахметов Ерлан Болатович", "Савина Ольга Юрьевна"),
        ),
        (
            *(INVITATION_KK, "invitation", "eng", "kaz"),
            *("Ахметов Ерлан Болатұлы", "Есенова Айгерім Нұрланқызы"),
        ),
        (
            *(PROGRAMME_KK, "internship_programme", "fra", "kaz"),
            *("Ахметов Ерлан Болатұлы", "Есенова Айгерім Нұрланқызы"),
        ),
    ],
)
def test_reads_what_the_translator_says(
    lines: tuple[str, ...], kind: str, source: str, target: str, applicant: str, translator: str
) -> None:
    read = extract([paper(*column(*lines))])
    assert read.source_type.value == kind
    assert read.source_language.value == source
    assert read.target_language.value == target
    assert read.applicant_name.value == applicant
    assert read.translator_name.value == translator


@pytest.mark.parametrize("lines", [INVITATION_RU, PROGRAMME_RU, INVITATION_KK, PROGRAMME_KK])
def test_is_told_from_its_original(lines: tuple[str, ...]) -> None:
    page = paper(*column(*lines))
    assert guess_page(page, document_types()).type_id == "translation"
    said = ("Перевод", "Переводчик", "Аударма", "АУДАРМА", "Француз")
    original = paper(*column(*(line for line in lines if not line.startswith(said))))
    assert guess_page(original, document_types()).type_id != "translation"


def test_a_translated_diploma_is_neither_invitation_nor_programme() -> None:
    page = paper(
        *column(
            "Перевод с английского языка на русский язык",
            "Диплом бакалавра. Настоящий диплом выдан Ахметову Ерлану",
            "Переводчик: Савина Ольга Юрьевна",
        )
    )
    read = extract([page])
    assert read.source_type.value is None
    assert read.applicant_name.value is None
    assert read.target_language.value == "rus"


def test_without_a_translator_nobody_else_is_named() -> None:
    lines = [line for line in INVITATION_RU if not line.startswith("Переводчик")]
    read = extract([paper(*column(*lines))])
    assert read.translator_name.value is None
    assert read.translator_name.searched


def test_the_language_of_the_text_stands_in_for_a_missing_heading() -> None:
    lines = [line for line in INVITATION_RU if not line.startswith("Перевод с")]
    read = extract([paper(*column(*lines))])
    assert read.target_language.value == "rus"
    assert read.source_language.value is None


def test_a_misread_heading_still_names_the_languages() -> None:
    lines = ("Перевод c aнглийского языкa на pусский язык", *INVITATION_RU[1:])
    read = extract([paper(*column(*lines))])
    assert (read.source_language.value, read.target_language.value) == ("eng", "rus")


@pytest.mark.parametrize(
    ("lines", "source", "target", "name"),
    [
        (
            ("Переведено: немецкого – русский", "Исполнитель перевода Ким Виктория Юрьевна"),
            *("deu", "rus", "Ким Виктория Юрьевна"),
        ),
        (
            ("Аударылған: ағылшын – қазақ", "Аударманы орындаған Серікова Айгүл Маратқызы"),
            *("eng", "kaz", "Серікова Айгүл Маратқызы"),
        ),
    ],
)
def test_reads_a_translators_box(
    lines: tuple[str, ...], source: str, target: str, name: str
) -> None:
    read = extract([paper(*column(*lines))])
    assert (read.source_language.value, read.target_language.value) == (source, target)
    assert read.translator_name.value == name


@pytest.mark.parametrize(
    ("lines", "type_id"),
    [
        (("Аудармасы (ағылшын тілінен)", "Шақыру хаты", "Аударған: Ким В. Ю."), "translation"),
        (("Приглашение на стажировку", "Перевела Ким В. Ю."), "translation"),
        (("Трудовая книжка", "Переведен на должность инженера"), "employment_record"),
        (
            ("Я, частный нотариус, удостоверяю правильность перевода", "Реестровый № 5-12"),
            "notarial_inscription",
        ),
        (("Placement confirmation", "We are delighted to host you as a trainee"), "invitation"),
        (
            ("Гарантийное письмо", "Подтверждаем готовность принять Вас на стажировку"),
            "invitation",
        ),
        (("Согласие работодателя", "Исх. № 15", "Не возражает: стипендия Болашақ"), None),
        (("Свидетельство о браке", "Тегі / Фамилия", "Туған күні / Дата рождения"), None),
        (("Договор услуг", "Исполнитель делает перевод на счёт"), None),
    ],
)
def test_tells_a_translation_from_its_neighbours(
    lines: tuple[str, ...], type_id: str | None
) -> None:
    assert guess_page(paper(*column(*lines)), document_types()).type_id == type_id
