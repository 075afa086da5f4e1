"""Appendices to diplomas: the head, the numbered subjects and the mean grade, written by hand."""

from decimal import Decimal

import pytest

from extractors import document_types
from extractors.diploma_appendix import extract
from pipeline.classify import group_pages
from tests.paper import Row, column, paper

HEAD = (
    "ПРИЛОЖЕНИЕ К ДИПЛОМУ",
    "BD № 00004455667",
    "Фамилия, имя, отчество: Сейткали Дана Ерлановна",
    "Дата рождения: 01.01.1995",
    "Высшее учебное заведение: Есильский государственный университет",
)
SUBJECTS = ("История", "Философия", "Физика", "Химия", "Алгебра", "Черчение")


def table(first: int = 1, left: float = 0.1, top: float = 0.3) -> list[Row]:
    rows: list[Row] = []
    for number, subject in enumerate(SUBJECTS, first):
        height = top + 0.025 * (number - first)
        rows += [(height, left, str(number)), (height, left + 0.05, subject)]
        rows += [(height, left + 0.25, "5"), (height, left + 0.3, "95")]
    return rows


def test_a_russian_appendix() -> None:
    rows = [*column(*HEAD), *table(), (0.7, 0.1, "Средний балл успеваемости (GPA): 3,68")]
    read = extract([paper(*rows)])
    assert read.diploma_series.value == "BD"
    assert read.diploma_number.value == "00004455667"
    assert read.holder_name.value == "Сейткали Дана Ерлановна"
    assert read.institution.value == "Есильский государственный университет"
    assert read.gpa.value == Decimal("3.68")
    assert read.subjects.value == 6


def test_a_kazakh_appendix_in_two_halves() -> None:
    rows = [
        *column(
            "ДИПЛОМҒА ҚОСЫМША",
            "ЖБ-Б № 0123456",
            "Тегі, аты, әкесінің аты: Сейітқали Дана Ерланқызы",
            "Жоғары оқу орны: Есіл мемлекеттік университеті",
        ),
        *table(1, 0.05),
        *table(7, 0.55),
        (0.7, 0.1, "Орташа үлгерім балы (GPA): 3.40"),
    ]
    read = extract([paper(*rows)])
    assert read.diploma_series.value == "ЖБ-Б"
    assert read.holder_name.value == "Сейітқали Дана Ерланқызы"
    assert read.institution.value == "Есіл мемлекеттік университеті"
    assert read.gpa.value == Decimal("3.40")
    assert read.subjects.value == 12


def test_subjects_go_on_over_pages_and_a_misread_number_does_not_stop_them() -> None:
    first = [*column(*HEAD), *table()]
    first = [(top, left, "Z" if text == "3" else text) for top, left, text in first]  # type: ignore[misc]
    read = extract([paper(*first), paper(*table(7, top=0.1), number=2)])
    assert read.subjects.value == 12


def test_an_english_transcript_with_a_sentence() -> None:
    read = extract(
        [
            paper(
                *column(
                    "TRANSCRIPT",
                    "supplement to diploma BD № 00004455667",
                    "Student name: Seitkali Dana",
                    "University: Northbridge University of Technology",
                    "Cumulative GPA: 3.9",
                )
            )
        ]
    )
    assert read.diploma_number.value == "00004455667"
    assert read.holder_name.value == "Seitkali Dana"
    assert read.institution.value == "Northbridge University of Technology"
    assert read.gpa.value == Decimal("3.9")
    assert read.subjects.value is None


def test_an_extract_from_records_names_the_holder_in_a_sentence() -> None:
    read = extract(
        [
            paper(
                *column(
                    "Есильский государственный университет",
                    "ВЫПИСКА ИЗ ЗАЧЕТНОЙ ВЕДОМОСТИ",
                    "(приложение к диплому ЖБ № 0123456)",
                    "Сейткали Дана Ерлановна, дата рождения 01.01.1975, за время обучения",
                    "сдала экзамены по следующим дисциплинам:",
                )
            )
        ]
    )
    assert read.holder_name.value == "Сейткали Дана Ерлановна"
    assert read.institution.value == "Есильский государственный университет"
    assert read.diploma_series.value == "ЖБ"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (1, ("diploma_series", "diploma_number")),
        (2, ("holder_name",)),
        (4, ("institution",)),
    ],
)
def test_what_is_not_printed_is_none(line: int, names: tuple[str, ...]) -> None:
    rows = [text for number, text in enumerate(HEAD) if number != line]
    read = extract([paper(*column(*rows), *table())])
    for name in (*names, "gpa"):
        assert getattr(read, name).value is None
        assert getattr(read, name).searched


def test_the_grade_of_a_subject_is_not_the_mean() -> None:
    rows = [*column(*HEAD), (0.5, 0.1, "1 Физика 5 95 A 4,00"), (0.6, 0.1, "Ректор К. Усенов")]
    assert extract([paper(*rows)]).gpa.value is None


def test_a_damaged_label() -> None:
    rows = [text.replace("Фамилия", "Фамилня") for text in HEAD]
    read = extract([paper(*column(*rows))])
    assert read.holder_name.value == "Сейткали Дана Ерлановна"


@pytest.mark.parametrize(
    ("head", "mean", "grade"),
    [
        (
            (
                "Есильский государственный университет",
                "ВЫПИСКА ИЗ ЗАЧЕТНОЙ ВЕДОМОСТИ",
                "(приложение к диплому ЖБ-Б № 0123456)",
                "Сейткали Дана Ерлановна, 01.01.1995 года рождения,",
            ),
            ("Средний балл по диплому", "4,75"),
            "4.75",
        ),
        (
            (
                "ПРИЛОЖЕНИЕ",
                "к диплому серии ЖБ-Б номер 0123456",
                "Фамилия",
                "Сейткали",
                "Имя, отчество",
                "Дана Ерлановна",
            ),
            ("GPA", "3,33 из 4,0"),
            "3.33",
        ),
        (
            (
                "КеАҚ Есіл мемлекеттік университеті",
                "ЖБ-Б № 0123456 дипломға қосымша",
                "НАО Сейткали Дана Ерлановна",
                "Дата рождения 01.01.1995",
            ),
            ("Орташа өлшемді балл", "3.40 / 4.00"),
            "3.40",
        ),
    ],
)
def test_further_wordings_with_the_mean_far_from_its_name(
    head: tuple[str, ...], mean: tuple[str, str], grade: str
) -> None:
    rows = [*column(*head), *table(), (0.7, 0.1, mean[0]), (0.7, 0.7, mean[1])]
    read = extract([paper(*rows)])
    assert read.diploma_series.value == "ЖБ-Б"
    assert read.diploma_number.value == "0123456"
    assert read.holder_name.value == "Сейткали Дана Ерлановна"
    assert read.gpa.value == Decimal(grade)


def test_a_thesis_on_the_last_page_makes_no_diploma() -> None:
    first = paper(*column(*HEAD), *table())
    last = paper(
        *column(
            "Итоговая аттестация: защита дипломной работы: 88",
            "Ректор С. М. Улгибаев",
            "Регистрационный номер 2050. Дата выдачи 03.06.2021.",
        ),
        number=2,
    )
    (group,) = group_pages([first, last], document_types())
    assert group.type is not None
    assert group.type.id == "diploma_appendix"
