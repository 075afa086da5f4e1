"""The letter's parts: only the body counts, and the date must stand after it."""

from dataclasses import replace
from datetime import date

import pytest

from extractors import motivation_letter
from pipeline.model import Box, MarkKind, PageMark
from tests.paper import Row, column, paper

BODY = [
    "Мен Назарбаев университетінде тағылымдамадан өтуді таңдадым, себебі оның зертханалары",
    "энергетика саласында жетекші болып табылады. Маған бұл стипендия қажет, өйткені жұмыс",
    "орнымда мұндай жабдық жоқ. Күтілетін нәтиже – жаңа әдістерді меңгеру. Алған білімімді",
    "кәсіпорында іс жүзінде қолданып, әріптестеріме үйретемін.",
]


def letter(*parts: list[Row]) -> motivation_letter.Fields:
    return motivation_letter.extract([paper(*(row for part in parts for row in part))])


def test_pen_strokes_read_as_letters_are_no_author() -> None:
    """A signature read as «Ww Ұ.» would make another person of the applicant."""
    title = column("МОТИВАЦИЯЛЫҚ ХАТ", left=0.35, top=0.15)
    body = column(*BODY, top=0.2)
    signed = letter(title, body, column("Ww Ұ.", left=0.5, top=0.38))
    assert signed.author_name.value is None
    named = letter(title, body, column("Ww Ұ.", "Сынақов Ү.", left=0.5, top=0.38))
    assert named.author_name.value == "Сынақов Ү."


def test_title_addressee_date_and_name_do_not_count() -> None:
    addressee = column(
        "«Халықаралық бағдарламалар", "орталығы» АҚ-на", "Сынақов Үлгіден", left=0.6, top=0.05
    )
    title = column("МОТИВАЦИЯЛЫҚ ХАТ", left=0.35, top=0.15)
    body = column(*BODY, top=0.2)
    end = column("«15» сәуір 2026 ж.          Сынақов Ү.", top=0.35)
    fields = letter(addressee, title, body, end)
    words = sum(len([w for w in line.split() if any(c.isalnum() for c in w)]) for line in BODY)
    assert fields.word_count.value == words
    assert fields.date.value == date(2026, 4, 15)
    assert fields.dated_at_end.value is True
    assert fields.language.value == "kaz"
    assert fields.author_name.value == "Сынақов Ү."


def test_topics_are_found() -> None:
    fields = letter(column("Мотивациялық хат", left=0.35), column(*BODY, top=0.2))
    assert set(fields.topics.value or ()) == {"institution", "need", "results", "application"}


def test_letter_without_date_is_not_dated() -> None:
    fields = letter(
        column("Мотивациялық хат", left=0.35), column(*BODY, top=0.2), column("Сынақов Ү.", top=0.4)
    )
    assert fields.date.value is None
    assert fields.dated_at_end.value is False


def test_date_at_the_head_is_not_at_the_end() -> None:
    fields = letter(
        column("15.04.2026", left=0.7, top=0.05),
        column("Мотивациялық хат", left=0.35, top=0.1),
        column(*BODY, top=0.2),
    )
    assert fields.date.value == date(2026, 4, 15)
    assert fields.dated_at_end.value is False


@pytest.mark.parametrize(
    "closing",
    [
        ["Құрметпен,", "Сынақов Үлгі", "15.04.2026"],
        ["15.04.2026 ж. ____________ Ү. Сынақов"],
        ["Күні: 15.04.2026", "Қолы: __________", "Сынақов Ү. М."],
        ["Ш / ШІ LV 2 Сынақов Үлгілі Мысалұлы", "15 сәуір 2026 ж."],
    ],
)
def test_closings_are_told_from_the_body(closing: list[str]) -> None:
    title, body = column("Мотивациялық хат", left=0.35), column(*BODY, top=0.2)
    alone = letter(title, body).word_count.value
    assert letter(title, body, column(*closing, top=0.4)).word_count.value == alone


def test_page_number_does_not_count() -> None:
    title, body = column("Мотивациялық хат", left=0.35), column(*BODY, top=0.2)
    alone = letter(title, body)
    numbered = letter(title, body, column("2", left=0.5, top=0.95))
    assert numbered.word_count.value == alone.word_count.value


def test_signature_is_not_guessed_from_text() -> None:
    assert letter(column(*BODY)).signed_at_end.value is None


def signed(*marks: PageMark, looked: bool = True) -> bool | None:
    """What is said of a letter whose page bears these marks."""
    page = paper(
        *column("Мотивациялық хат", left=0.35, top=0.1),
        *column(*BODY, top=0.2),
        *column("15.04.2026 ж. ____________ Ү. Сынақов", top=0.4),
    )
    fields = motivation_letter.extract([replace(page, marks=marks, looked_for_marks=looked)])
    return fields.signed_at_end.value


def ink(top: float, sure: float = 0.95) -> PageMark:
    return PageMark(MarkKind.SIGNATURE, Box(0.3, top, 0.5, top + 0.04), sure)


def test_ink_below_the_body_signs_the_letter() -> None:
    assert signed(ink(0.39)) is True


def test_ink_beside_the_title_does_not_sign_at_the_end() -> None:
    assert signed(ink(0.05)) is False


def test_no_ink_is_unsigned_only_where_somebody_looked() -> None:
    assert signed() is False
    assert signed(looked=False) is None


def test_doubtful_ink_leaves_it_open() -> None:
    assert signed(ink(0.39, sure=0.4)) is None
