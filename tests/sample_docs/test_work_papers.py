"""Papers about work, health and pension: they agree with each other, and a fault is in print."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from sample_docs import business_numbers, declension, dossier, employment, iin, make_specimen, seals
from sample_docs.documents import (
    employer_application,
    employment_record,
    medical_certificate,
    pension_extract,
    unknown,
)
from sample_docs.people import Name
from sample_docs.printing import print_pages
from sample_docs.specimen import Draft, Order, Specimen, document_module

# ruff: noqa: S311 - invented papers need no secrets
from random import Random  # isort: skip


_NOT_TEXT = re.compile("<style.*?</style>|<svg.*?</svg>|<[^>]+>", re.DOTALL)


def _draft(type_id: str, *faults: str, seed: int = 9, layout: str = "", **options: Any) -> Draft:
    """The paper before it is printed, which takes a hundredth of the time."""
    module = document_module(type_id)
    layout = layout or Random(seed).choice(module.LAYOUTS)
    paper = Random(f"{type_id}/{seed}")
    return module.draft(Order(dossier.invent(seed), layout, paper, frozenset(faults), options))


def _fields(type_id: str, *faults: str, **choices: Any) -> dict[str, Any]:
    return dict(_draft(type_id, *faults, **choices).fields)


def _said(type_id: str, *faults: str, **choices: Any) -> str:
    """What the paper says, without its marks."""
    return " ".join(_NOT_TEXT.sub(" ", _draft(type_id, *faults, **choices).html).split())


def _made(type_id: str, *faults: str, seed: int = 9, **options: Any) -> Specimen:
    return make_specimen(type_id, seed=seed, faults=faults, **options)


def _text(specimen: Specimen) -> str:
    return " ".join(" ".join(page["text"] for page in specimen.truth["pages"]).split())


def _paid(fields: dict[str, Any]) -> list[str]:
    """Months with a processed mandatory contribution, in order."""
    good = {
        row["month"]
        for row in fields["rows"]
        if row["code"] == "010" and row["status"] == "processed"
    }
    return sorted(good)


def _span(months: list[str]) -> int:
    first, last = (int(m[:4]) * 12 + int(m[5:]) for m in (months[0], months[-1]))
    return last - first + 1


@pytest.mark.parametrize("seed", range(8))
def test_number_of_an_organisation_holds(seed: int) -> None:
    number = business_numbers.issue(2009, 7, Random(seed))
    assert number[:6] == "090740"
    assert iin.check_digit(number[:11]) == int(number[11])


@pytest.mark.parametrize(
    ("name", "sex", "case", "form"),
    [
        (Name("Касымов", "Арман", "Серикович"), "M", "dat", "Касымову Арману Сериковичу"),
        (Name("Касымова", "Айгуль", "Сериковна"), "F", "acc", "Касымову Айгуль Сериковну"),
        (Name("Ильясова", "Алия", "Маратовна"), "F", "gen", "Ильясовой Алии Маратовны"),
        (Name("Сагындык", "Дана", "Ержанкызы"), "F", "dat", "Сагындык Дане Ержанкызы"),
        (Name("Сагындык", "Тимур", "Ержанулы"), "M", "gen", "Сагындыка Тимура Ержанулы"),
        (Name("Амире", "Сергей", None), "M", "gen", "Амире Сергея"),
    ],
)
def test_russian_names(name: Name, sex: str, case: declension.Case, form: str) -> None:
    assert declension.declined(name, sex, case).full == form


def test_a_seal_is_seen_and_not_read() -> None:
    seal = seals.round_seal(Random(1), ["«Қаратау» ЖШС", "БСН"], style="width:40mm;height:40mm")
    printed = print_pages(f"<p>х</p><div>{seal}</div>")
    assert printed.text[0].strip() == "х"
    assert len(printed.pdf) > len(print_pages("<p>х</p>").pdf) + 2000


@pytest.mark.parametrize("seed", [1, 2, 3, 17])
def test_papers_of_one_dossier_agree(seed: int) -> None:
    applicant = dossier.invent(seed)
    application = _fields("employer_application", layout="form-ru", seed=seed)
    record = _fields("employment_record", layout="register-extract", seed=seed)
    extract = _fields("pension_extract", layout="egov-dots", seed=seed)
    medical = _fields("medical_certificate", layout="information-system", seed=seed)
    newest = max(extract["rows"], key=lambda row: str(row["month"]))
    assert application["employer_bin"] == record["employer_bin"] == newest["payer_bin"]
    assert extract["iin"] == medical["iin"] == applicant.person.iin
    assert application["period_start"] == applicant.period_start.isoformat()
    months = _paid(extract)
    assert len(months) == _span(months) >= 36
    first = date.fromisoformat(min(entry["start"] for entry in record["entries"]))
    assert f"{first:%Y-%m}" <= months[0]
    received = date.fromisoformat(extract["received_on"])
    lag = received.year * 12 + received.month - int(months[-1][:4]) * 12 - int(months[-1][5:])
    assert 1 <= lag <= 2
    assert received <= applicant.submitted_on


@pytest.mark.parametrize(
    ("fault", "empty"),
    [
        ("no_position", ["position"]),
        ("no_period", ["period_start", "period_end"]),
        ("no_specialty", ["specialty"]),
        ("undated", ["date"]),
    ],
)
@pytest.mark.parametrize("layout", employer_application.LAYOUTS)
def test_application_leaves_out(fault: str, empty: list[str], layout: str) -> None:
    whole = _fields("employer_application", layout=layout)
    spoilt = _fields("employer_application", fault, layout=layout)
    assert {key for key in whole if whole[key] != spoilt[key]} == set(empty)
    assert {spoilt[key] for key in empty} == {None}
    if fault in ("no_position", "no_specialty"):
        said = _said("employer_application", fault, layout=layout)
        assert not re.search(rf"\b{re.escape(whole[empty[0]])}\b", said)


@pytest.mark.parametrize("layout", employer_application.LAYOUTS)
def test_application_without_the_clause(layout: str) -> None:
    clause = re.compile(
        r"сохраняется мест|место работы (и должность|сохраняется)|с сохранением места"
        r"|жұмыс орн\w+ (мен лауазымы |\(лауазымы\) )?сақта"
    )
    title = " ".join(employer_application._TITLES.values()).lower()
    whole, spoilt = (
        _said("employer_application", *faults, layout=layout).lower().replace(title, "")
        for faults in ((), ("no_retention",))
    )
    assert len(clause.findall(whole)) > len(clause.findall(spoilt))
    assert spoilt.count("сақта") + spoilt.count("сохран") <= title.count("сақта") + 1


@pytest.mark.parametrize("layout", employer_application.LAYOUTS)
def test_application_says_something_else(layout: str) -> None:
    right = _fields("employer_application", layout=layout)
    for fault, changed in (
        ("other_period", {"period_start", "period_end"}),
        ("other_specialty", {"specialty"}),
        ("other_person", {"employee_name"}),
    ):
        wrong = _fields("employer_application", fault, layout=layout)
        assert {key for key in right if right[key] != wrong[key]} == changed
    other = _fields("employer_application", "other_employer", layout=layout)
    assert other["employer_bin"] != right["employer_bin"]
    assert other["employer_name"] != right["employer_name"]


@pytest.mark.parametrize(
    ("type_id", "layout", "electronic"),
    [
        ("employer_application", "corner-ru", False),
        ("employer_application", "electronic-kk", True),
        ("medical_certificate", "form-kk", False),
        ("medical_certificate", "information-system", True),
        ("employment_record", "certificate-ru", False),
        ("employment_record", "register-extract", True),
    ],
)
def test_marks(type_id: str, layout: str, electronic: bool) -> None:
    def present(*faults: str) -> set[str]:
        marks = _made(type_id, *faults, layout=layout).truth["marks"]
        assert all(bool(mark["places"]) == mark["present"] for mark in marks.values())
        return {name for name, mark in marks.items() if mark["present"]}

    if electronic:
        assert present() == {"eds", "qr"}
        assert present("unsigned") == present("unstamped") == set()
    else:
        assert present() == {"signature", "stamp"}
        assert present("unsigned") == {"stamp"}
        assert present("unstamped") == {"signature"}


@pytest.mark.parametrize("layout", medical_certificate.LAYOUTS)
def test_medical_forms(layout: str) -> None:
    assert _fields("medical_certificate", layout=layout)["form_number"] == "072/у"
    assert _fields("medical_certificate", "form_082", layout=layout)["form_number"] == "082/у"
    assert "072/" not in _said("medical_certificate", "form_082", layout=layout)
    school = _fields("medical_certificate", "form_075", layout=layout)
    assert (school["form_number"], school["purpose"]) == ("075/у", "other")
    card = _said("medical_certificate", "sanatorium_card", layout=layout)
    assert "САНАТОРНО-КУРОРТНАЯ КАРТА" in card
    assert "границу" not in card
    assert _fields("medical_certificate", "sanatorium_card", layout=layout)["conclusion"] is None
    unfit = _fields("medical_certificate", "unfit", layout=layout)
    assert unfit["conclusion"] == "unfit"


def test_medical_days_and_people() -> None:
    for seed in range(3):
        applicant = dossier.invent(seed)
        submitted = applicant.submitted_on

        def issued(*faults: str, seed: int = seed) -> date:
            return date.fromisoformat(
                _fields("medical_certificate", *faults, seed=seed)["issue_date"]
            )

        assert 0 < (submitted - issued()).days < 180
        assert (submitted - issued("too_old")).days > 184
        assert issued("after_submission") > submitted
        fields = _fields("medical_certificate", "other_iin", seed=seed, layout="form-kk")
        assert fields["iin"] != applicant.person.iin
        assert iin.check_digit(fields["iin"][:11]) == int(fields["iin"][11])
        fields = _fields("medical_certificate", "other_birth_date", seed=seed)
        assert fields["birth_date"] != applicant.person.birth.isoformat()


@pytest.mark.parametrize("layout", employment_record.LAYOUTS)
def test_records_cover_the_months(layout: str) -> None:
    life = employment.of(dossier.invent(9))
    first = f"{life.months[0][0]}-{life.months[0][1]:02d}"
    fields = _fields("employment_record", layout=layout)
    assert min(entry["start"] for entry in fields["entries"])[:7] <= first
    assert fields["current"] is True
    short = _fields("employment_record", "uncovered", layout=layout)
    assert min(entry["start"] for entry in short["entries"])[:7] > first
    other = _fields("employment_record", "other_employer", layout=layout)
    assert other["employer_name"] != fields["employer_name"]


def test_every_kind_of_record_is_made() -> None:
    kinds = {
        _fields("employment_record", layout=name)["kind"] for name in employment_record.LAYOUTS
    }
    assert kinds == {
        "labour_book",
        "contract",
        "certificate",
        "register_extract",
        "service_record",
    }


def test_extract_faults() -> None:
    assert len(_paid(_fields("pension_extract", "few_months"))) == 35
    assert len(_paid(_fields("pension_extract", months=36))) == 36
    for fault in ("gap", "returned_month"):
        fields = _fields("pension_extract", fault)
        months = _paid(fields)
        assert len(months) == _span(months) - 1
        assert len(months) >= 36
        assert _span(months[-7:]) == 8 or _span(months[-6:]) == 7
        returned = {row["month"] for row in fields["rows"] if row["status"] == "returned"}
        assert bool(returned - set(months)) == (fault == "returned_month")
    other = _fields("pension_extract", "other_iin")
    assert other["iin"] != dossier.invent(9).person.iin
    assert _fields("pension_extract", "other_person")["iin"] == dossier.invent(9).person.iin


@pytest.mark.parametrize("layout", pension_extract.LAYOUTS)
def test_extract_prints_its_rows(layout: str) -> None:
    specimen = _made("pension_extract", layout=layout, seed=4)
    fields, pages = specimen.truth["fields"], specimen.truth["pages"]
    assert len(pages) == fields["pages_declared"]
    text = _text(specimen)
    for number in range(1, len(pages) + 1):
        assert f"Стр {number} из {len(pages)}" in text
    printed = Counter(
        re.findall(r"\b(?:0[1-9]|1[0-2])\.?20\d\d\b", re.sub(r"\d\d\.\d\d\.\d{4}", " ", text))
    )
    told = Counter(row["month"][5:] + row["month"][:4] for row in fields["rows"])
    assert Counter(month.replace(".", "") for month in printed.elements()) == told
    words = re.findall("ОБРАБОТАННЫЕ|ВОЗВРАЩЕННЫЕ", text)
    assert words == [
        {"processed": "ОБРАБОТАННЫЕ", "returned": "ВОЗВРАЩЕННЫЕ"}[row["status"]]
        for row in fields["rows"]
    ]


def test_a_page_is_missing() -> None:
    whole = _fields("pension_extract", layout="egov-wide")
    specimen = _made("pension_extract", "page_missing", layout="egov-wide")
    fields = specimen.truth["fields"]
    assert len(specimen.truth["pages"]) == fields["pages_declared"] - 1
    assert fields["pages_declared"] == whole["pages_declared"]
    assert 0 < len(fields["rows"]) < len(whole["rows"])


def test_the_service_writes_values_before_labels() -> None:
    text = _made("pension_extract", layout="egov-wide").truth["pages"][0]["text"]
    number = dossier.invent(9).person.iin
    assert text.index(number) < text.index("ТАӘ/ФИО") < text.index("ЖСН/ИИН:")


def test_look_alikes_have_no_fields() -> None:
    for layout in unknown.LAYOUTS:
        said = _said("unknown", layout=layout)
        assert _fields("unknown", layout=layout) == {}
        assert (said != "paper") == (layout != "blank")
        assert "заявка работодателя на подготовку" not in said.lower()
