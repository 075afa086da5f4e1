"""Pairs of label and value that no list of labels knows."""

from datetime import date

import pytest

from extractors import _values as values
from extractors._captions import captioned_dates
from extractors._label_grammar import role_of
from extractors._labelled import LabelledForm
from extractors._ledger import Ledger
from extractors._organisation_cells import organisation_in
from extractors._parted_name import parted_name
from extractors._running_text import RunningText
from extractors._tagged_parties import supervised_by, tagged
from pipeline.text.dates import find_dates
from pipeline.text.money import find_amounts
from tests.paper import paper


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Ф.И.О. стажирующегося", "person"),
        ("Науқастың Т.А.Ә.", "person"),
        ("Professional field", "specialty"),
        ("Ф.И.О. зарубежного консультанта", "supervisor"),
        ("Hosting institution", "host"),
        ("Home institution (Kazakhstan)", "employer"),
        ("Planned start / end", "period"),
        ("Осы лауазымға қабылданған күні", "hired"),
        ("Expenses to be borne by the visitor", None),
        ("Статус", None),
        ("ТОО «Работник»", None),
        ("Должность 2", None),
    ],
)
def test_stems_tell_what_a_label_names(label: str, role: str | None) -> None:
    named = role_of(label)
    assert named == role or (role is None and named not in ("birth", "specialty", "position"))


def _text(value: str) -> str | None:
    return value or None


def test_value_beside_a_label_in_a_table() -> None:
    page = paper(
        (0.10, 0.10, "1"),
        (0.10, 0.15, "Ф.И.О. стажирующегося"),
        (0.10, 0.60, "Сынакова Улги"),
        (0.14, 0.10, "2"),
        (0.14, 0.15, "Наименование специальности"),
        (0.14, 0.60, "защита растений"),
    )
    ledger = Ledger([page])
    assert ledger.read("person", _text).value == "Сынакова Улги"
    assert ledger.read("specialty", _text).value == "защита растений"
    assert ledger.read("host", _text).value is None


def test_value_below_a_label_and_never_below_the_next_one() -> None:
    page = paper(
        (0.10, 0.1, "Зарубежная организация"),
        (0.12, 0.1, "Университет Сынак"),
        (0.16, 0.1, "Направление"),
        (0.18, 0.1, "Кандидат"),
        (0.20, 0.1, "Сынакова Улги"),
    )
    ledger = Ledger([page])
    assert ledger.read("host", _text).value == "Университет Сынак"
    assert ledger.read("specialty", _text).value is None
    assert ledger.read("person", _text).value == "Сынакова Улги"


def test_name_under_each_signature_is_nobody_in_particular() -> None:
    page = paper(
        (0.80, 0.1, "Name: Martin Muster"),
        (0.90, 0.1, "Name: Ulgi Synakova"),
    )
    assert Ledger([page]).read("person", _text).value is None


def test_first_and_last_day_under_labels_of_their_own() -> None:
    page = paper(
        (0.1, 0.1, "Arrival"),
        (0.1, 0.5, "01.02.2027"),
        (0.2, 0.1, "Departure"),
        (0.2, 0.5, "31.07.2027"),
    )
    period = Ledger([page]).both_days().value
    assert period is not None
    assert (period.start, period.end) == (date(2027, 2, 1), date(2027, 7, 31))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Example University, Example, Germany", "Example University"),
        ("Мысал университеті (Германия)", "Мысал университеті"),
        ("Япония, Университет Мысал", "Университет Мысал"),
        ("КГП «Больница Сынак», детский хирург", "КГП «Больница Сынак»"),
        ("ТОО «Сынак» Генеральный директор", "ТОО «Сынак»"),
        ("ТОО «Сынак» Принимающая сторона: Университет", "ТОО «Сынак»"),
        ("Германия", None),
        ("01.02.2027", None),
    ],
)
def test_an_organisation_without_what_stands_around_it(cell: str, name: str | None) -> None:
    assert organisation_in(cell) == name


def test_name_in_three_parts() -> None:
    page = paper(
        (0.10, 0.1, "Фамилия"),
        (0.10, 0.4, "Сынакова"),
        (0.13, 0.1, "Имя"),
        (0.13, 0.4, "Улги"),
        (0.16, 0.1, "Отчество"),
        (0.16, 0.4, "Мысаловна"),
    )
    assert parted_name([page]).value == "Сынакова Улги Мысаловна"
    assert parted_name([paper((0.1, 0.1, "Фамилия, имя, отчество"))]).value is None


CAPTIONS = {"issue_date": ("Дата выдачи",), "expiry_date": ("Действителен до",)}


def test_dates_over_their_captions() -> None:
    page = paper(
        (0.50, 0.10, "17.08.2025"),
        (0.50, 0.60, "17.08.2027"),
        (0.52, 0.10, "Дата выдачи"),
        (0.52, 0.58, "Действителен до"),
    )
    told = captioned_dates(LabelledForm([page], CAPTIONS), tuple(CAPTIONS))
    assert told["issue_date"].value == date(2025, 8, 17)
    assert told["expiry_date"].value == date(2027, 8, 17)


def test_a_date_behind_its_label_makes_no_captions() -> None:
    page = paper(
        (0.50, 0.10, "17.08.2025"),
        (0.52, 0.10, "Дата выдачи"),
        (0.54, 0.10, "Действителен до"),
        (0.54, 0.50, "17.08.2027"),
    )
    assert not captioned_dates(LabelledForm([page], CAPTIONS), tuple(CAPTIONS))


def test_parties_that_brackets_name() -> None:
    running = RunningText(
        [
            paper(
                (0.10, 0.1, "This plan is for Ulgi Synakova (the Intern), engineer of Synak LLP"),
                (0.12, 0.1, "(the Sending Organisation), at Example University (the Host"),
                (0.14, 0.1, "Organisation) under the supervision of Dr. Martin Muster."),
            )
        ]
    )
    assert tagged(running, "intern").value == "Ulgi Synakova"
    assert tagged(running, "sending").value == "Synak LLP"
    assert tagged(running, "host").value == "Example University"
    assert supervised_by(running).value == "Dr. Martin Muster"


def test_a_day_in_three_parts() -> None:
    assert [found.value for found in find_dates("«12» 02 1973 г.")] == [date(1973, 2, 12)]
    assert values.day("05 03 2022") == date(2022, 3, 5)
    assert not find_dates("тел. 12 34 05 2022")


def test_a_sign_belongs_to_the_number_it_touches() -> None:
    assert [str(found.money.amount) for found in find_amounts("Fee 6 $6,600")] == ["6600"]
