"""Invented people are possible people."""

from datetime import date

import pytest

from sample_docs import dossier, iin, people

CROWD = [people.invent(seed) for seed in range(300)]


def test_age_sex_and_number_fit() -> None:
    for person in CROWD:
        assert 24 <= 2026 - person.birth.year <= 55
        assert iin.check_digit(person.iin[:11]) == int(person.iin[11])
        assert person.iin[:6] == person.birth.strftime("%y%m%d")
        assert (int(person.iin[6]) % 2 == 1) == (person.sex == "M")


def test_patronymics_of_both_kinds_and_none() -> None:
    kinds = {"none" if p.kk.patronymic is None else p.kk.patronymic[-3:] for p in CROWD}
    assert {"none", "ұлы", "ызы", "вич", "вна"} <= kinds


def test_kazakh_letters_stay_in_kazakh_spelling() -> None:
    letters = set("әғқңөұүһі")
    kazakh = set("".join(p.kk.full for p in CROWD).lower()) & letters
    assert kazakh >= letters - {"ң"}
    assert not set("".join(p.ru.full for p in CROWD).lower()) & letters
    assert all(p.latin.full.isascii() for p in CROWD)


@pytest.mark.parametrize(
    ("issued", "last_day"),
    [
        (date(2022, 4, 8), date(2032, 4, 7)),
        (date(2023, 2, 27), date(2033, 2, 26)),
        (date(2024, 2, 29), date(2034, 2, 28)),
        (date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_ten_years_less_a_day(issued: date, last_day: date) -> None:
    assert dossier.ten_years(issued) == last_day


def test_expired_papers_expired_before_submission_and_others_did_not() -> None:
    for seed in range(80):
        case = dossier.expire(dossier.invent(seed), "passport")
        assert case.passport.expires < case.submitted_on < case.card.expires
        for paper in (case.card, case.passport):
            assert paper.issued.year - case.person.birth.year >= 16
        assert date(2026, 3, 16) <= case.submitted_on <= date(2026, 10, 30)
