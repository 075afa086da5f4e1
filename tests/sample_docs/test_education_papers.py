"""Diploma, appendix and recognition of one applicant agree, and their faults stand in print."""

import re
from typing import Any

import pytest

from sample_docs import dossier, education, people
from sample_docs.name_cases import kazakh_dative, russian_dative
from sample_docs.people import Name
from sample_docs.specimen import Draft, Order, document_module

TYPES = ("diploma", "diploma_appendix", "recognition_certificate")
LAYOUTS = [(t, layout) for t in TYPES for layout in document_module(t).LAYOUTS]


def _draft(type_id: str, seed: int, layout: str = "", *faults: str, **options: Any) -> Draft:
    module = document_module(type_id)
    case = dossier.invent(seed)
    chosen = layout or case.same("layout").choice(module.LAYOUTS)
    order = Order(case, chosen, case.same(type_id), frozenset(faults), options)
    return module.draft(order)


@pytest.mark.parametrize(("type_id", "layout"), LAYOUTS)
def test_every_field_and_mark_has_its_place_once(type_id: str, layout: str) -> None:
    for seed in (1, 2, 4):
        draft = _draft(type_id, seed, layout)
        places = re.findall(r'id="(?:field|mark):([^"]+)"', draft.html)
        assert len(places) == len(set(places))
        told = {key for key, value in draft.fields.items() if value is not None}
        placed = {place.split(":")[0] for place in places}
        assert told - placed <= {"degree", "honours", "kind", "subjects"}
        assert placed <= told | {"signature", "stamp", "qr", "eds"}
        assert draft.marks == placed & {"signature", "stamp", "qr", "eds"}


@pytest.mark.parametrize(
    "options", [{}, {"foreign": True}, {"design": "own"}, {"degree": "master"}]
)
def test_appendix_bears_the_number_and_holder_of_the_diploma(options: dict[str, Any]) -> None:
    for seed in range(8):
        diploma = _draft("diploma", seed, **options)
        appendix = _draft("diploma_appendix", seed, **options)
        assert diploma.fields["number"] == appendix.fields["diploma_number"]
        assert diploma.fields["series"] == appendix.fields["diploma_series"]
        person = dossier.invent(seed).person
        spellings = {person.kk.full, person.ru.full, person.latin.full}
        spellings.add(f"{person.latin.given} {person.latin.surname}")
        assert {d.extra["holder_nominative"] for d in (diploma, appendix)} <= spellings


def test_recognition_speaks_of_the_foreign_diploma() -> None:
    for seed in range(8):
        recognition = _draft("recognition_certificate", seed)
        studied = education.abroad(dossier.invent(seed))
        diploma = _draft("diploma", seed, foreign=True)
        assert recognition.fields["institution"] in studied.institution
        assert recognition.extra["diploma_number"] == diploma.fields["number"]
        assert diploma.fields["institution"] == studied.own_name
        assert diploma.fields["award_date"] < recognition.fields["issue_date"]
        assert recognition.fields["issue_date"] < dossier.invent(seed).submitted_on.isoformat()


@pytest.mark.parametrize(
    ("era", "degree", "series", "digits"),
    [
        ("state", "bachelor", "ЖБ-Б", 7),
        ("state", "specialist", "ЖБ", 7),
        ("state", "master", "ЖООК-М", 7),
        ("own", "bachelor", "BD", 11),
        ("own", "specialist", "BQ", 11),
        ("own", "master", "MD", 11),
    ],
)
def test_series_and_length_of_number(era: str, degree: str, series: str, digits: int) -> None:
    for seed in range(8):
        fields = _draft("diploma", seed, design=era, degree=degree).fields
        assert (fields["series"], len(fields["number"])) == (series, digits)
        assert (fields["award_date"] >= "2021") == (era == "own")


def test_without_options_the_degree_is_one_that_is_demanded() -> None:
    for seed in range(60):
        fields = _draft("diploma", seed).fields
        assert fields["degree"] in ("bachelor", "specialist")
        assert fields["award_date"] < dossier.invent(seed).submitted_on.isoformat()


def test_college_and_higher_degree() -> None:
    college = _draft("diploma", 3, "labels-bilingual", "college")
    assert college.fields["degree"] == "college"
    assert "колледж" in college.fields["institution"].lower()
    assert "ТЕХНИКАЛЫҚ ЖӘНЕ КӘСІПТІК" in college.html
    assert _draft("diploma", 3, "russian-lines", "higher_degree").fields["degree"] == "master"


def test_appendix_of_another_diploma_and_of_another_holder() -> None:
    for seed in range(10):
        number = _draft("diploma", seed).fields["number"]
        other = _draft("diploma_appendix", seed, "", "other_number").fields["diploma_number"]
        assert other != number
        assert len(other) == len(number)
        holder = _draft("diploma_appendix", seed, "", "other_holder").extra["holder_nominative"]
        person = dossier.invent(seed).person
        assert holder.split()[0] not in (person.kk.surname, person.ru.surname, person.latin.surname)


@pytest.mark.parametrize("type_id", TYPES)
def test_paper_of_another_person(type_id: str) -> None:
    layout = document_module(type_id).LAYOUTS[0]
    stranger = people.invent(77)
    assert _draft(type_id, 5, layout, holder=stranger).extra["holder_nominative"] == (
        stranger.kk.full
    )
    wrong = _draft(type_id, 5, layout, "other_person")
    assert dossier.invent(5).person.kk.surname not in wrong.fields["holder_name"]


@pytest.mark.parametrize(("fault", "mark"), [("unsigned", "signature"), ("no_stamp", "stamp")])
@pytest.mark.parametrize("type_id", TYPES)
def test_missing_marks(type_id: str, fault: str, mark: str) -> None:
    draft = _draft(type_id, 2, document_module(type_id).LAYOUTS[0], fault)
    assert mark not in draft.marks
    assert f'id="mark:{mark}' not in draft.html


def test_average_is_weighed_by_credits() -> None:
    names = ("а", "б", "c")
    courses = (education.Course(names, "A1", 5, 96), education.Course(names, "B1", 1, 62))
    studied = education.at_home(dossier.invent(1))
    assert [course.letter for course in courses] == ["A", "C-"]
    changed = education.Education(**(_values(studied) | {"courses": courses}))
    assert changed.gpa == pytest.approx(round((4.0 * 5 + 1.67) / 6, 2))


def _values(studied: education.Education) -> dict[str, Any]:
    return {name: getattr(studied, name) for name in education.Education.__dataclass_fields__}


def test_unknown_degree_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown degree"):
        education.at_home(dossier.invent(1), "baron")


@pytest.mark.parametrize(
    ("parts", "sex", "expected"),
    [
        (("Касымов", "Арман", "Серикович"), "M", "Касымову Арману Сериковичу"),
        (("Касымова", "Алия", "Болатовна"), "F", "Касымовой Алии Болатовне"),
        (("Вишневский", "Андрей", None), "M", "Вишневскому Андрею"),
        (("Вишневская", "Ольга", "Ивановна"), "F", "Вишневской Ольге Ивановне"),
        (("Мельниченко", "Павел", "Олегович"), "M", "Мельниченко Павлу Олеговичу"),
        (("Сагындык", "Айжан", "Кызылкызы"), "F", "Сагындык Айжан Кызылкызы"),
        (("Сагындык", "Ерлан", "Асанулы"), "M", "Сагындыку Ерлану Асанулы"),
        (("Юрченко", "Юлия", None), "F", "Юрченко Юлии"),
    ],
)
def test_russian_dative(parts: tuple[str, str, str | None], sex: str, expected: str) -> None:
    assert russian_dative(Name(*parts), sex) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Қасымов", "Арман", "Серікұлы"), "Қасымов Арман Серікұлына"),
        (("Қасымова", "Әлия", "Болатқызы"), "Қасымова Әлия Болатқызына"),
        (("Әміре", "Дәулет", None), "Әміре Дәулетке"),
        (("Әміре", "Мұрат", None), "Әміре Мұратқа"),
        (("Оспанова", "Әсел", None), "Оспанова Әселге"),
        (("Оспанова", "Динара", None), "Оспанова Динараға"),
        (("Ефимов", "Андрей", "Сергеевич"), "Ефимов Андрей Сергеевичке"),
        (("Ефимова", "Ольга", "Ивановна"), "Ефимова Ольга Ивановнаға"),
    ],
)
def test_kazakh_dative(parts: tuple[str, str, str | None], expected: str) -> None:
    assert kazakh_dative(Name(*parts)) == expected
