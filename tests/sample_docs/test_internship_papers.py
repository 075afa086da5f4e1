"""Invitation, translation, notary's page and programme of one applicant agree, or as asked not."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sample_docs import amounts, dates_in_words, dossier, internship, make_specimen
from sample_docs.documents import internship_programme, invitation
from sample_docs.specimen import Draft, Order, document_module, held_out_layouts

SEEDS = (2, 9, 14)
TYPES = ("invitation", "translation", "notarial_inscription", "internship_programme")


def _draft(type_id: str, seed: int, *faults: str, layout: str = "", **options: Any) -> Draft:
    """The paper before it is laid out, which is where its truth is settled; printing costs more."""
    module = document_module(type_id)
    chosen = layout or module.LAYOUTS[seed % len(module.LAYOUTS)]
    applicant = dossier.invent(seed)
    order = Order(applicant, chosen, applicant.same("paper"), frozenset(faults), options)
    return module.draft(order)


def _fields(type_id: str, seed: int, *faults: str, **settings: Any) -> dict[str, Any]:
    return dict(_draft(type_id, seed, *faults, **settings).fields)


def _text(paper: Draft) -> str:
    body = paper.html.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", body)).split())


@pytest.mark.parametrize("seed", range(60))
def test_period_and_costs_of_every_dossier_are_in_order(seed: int) -> None:
    facts = internship.of(dossier.invent(seed))
    assert facts.start and facts.end and 3 <= facts.months <= 12
    assert (facts.end + timedelta(days=1)).day == 1
    months = (facts.end.year - facts.start.year) * 12 + facts.end.month - facts.start.month + 1
    assert months == facts.months
    assert all(item.rate is None or item.rate * months == item.amount for item in facts.items)
    assert facts.total == (0 if facts.free else sum(item.amount for item in facts.items))
    assert facts.letter_date
    days = [facts.letter_date, facts.sending_date, facts.receiving_date, facts.translated]
    assert min(days) == days[0] and max(days) == days[3] < dossier.invent(seed).submitted_on


@pytest.mark.parametrize("seed", SEEDS)
def test_papers_of_one_dossier_agree(seed: int) -> None:
    letter = _fields("invitation", seed, layout="english-letterhead")
    plan = _fields("internship_programme", seed, language="eng", layout="english-weeks")
    for key in ("specialty", "host_organisation", "period_start"):
        assert letter[key] == plan[key]
    assert letter["period_end"] in (plan["period_end"], None)
    sending = next(a for a in plan["approvals"] if a["side"] == "sending")
    assert sending["organisation"] == plan["sending_organisation"]
    told = _draft("translation", seed, source_type="invitation", target="rus")
    assert told.extra["period"] == [plan["period_start"], plan["period_end"]]
    assert told.extra["letter_date"] == letter["letter_date"]
    assert told.extra["total_cost"] == letter["total_cost"]
    act = _draft("notarial_inscription", seed, language="rus", variant="translator_signature")
    named = act.extra["nominative"]["translator_name"]
    assert named == told.fields["translator_name"]
    assert act.fields["inscription_date"] == told.extra["translated_on"]


@pytest.mark.parametrize("layout", invitation.LAYOUTS)
def test_costs_of_a_letter_add_up(layout: str) -> None:
    fields = _fields("invitation", 4, layout=layout, free=False)
    assert fields["cost_breakdown"] and len(fields["cost_items"]) >= 3
    total = sum(Decimal(item["amount"]) for item in fields["cost_items"])
    assert total == Decimal(fields["total_cost"]["amount"]) > 0


@pytest.mark.parametrize("layout", invitation.LAYOUTS)
@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("no_specialty", {"specialty": None}),
        ("no_period", {"period_start": None, "period_end": None, "duration_months": None}),
        ("no_cost", {"total_cost": None, "cost_items": [], "cost_breakdown": False}),
        ("no_breakdown", {"cost_items": [], "cost_breakdown": False}),
        ("academic_condition", {"unconditional": False}),
        ("undated", {"letter_date": None}),
    ],
)
def test_fault_of_an_invitation_is_the_only_one(
    layout: str, fault: str, expected: dict[str, Any]
) -> None:
    settings: dict[str, Any] = {"layout": layout, "free": False, "conditions": ["financial"]}
    right = _draft("invitation", 6, **settings)
    wrong = _draft("invitation", 6, fault, **settings)
    fields, good = wrong.fields, right.fields
    assert {key: fields[key] for key in expected} == expected
    kept = ("applicant_name", "host_organisation", "signatory_name", "host_country")
    assert all(fields[key] for key in kept)
    assert good["unconditional"] and good["letter_date"] and good["total_cost"]
    text = _text(wrong)
    for key in set(expected) & set(right.extra["as_printed"]):
        # A month's number may stand in other words too.
        if key != "duration_months":
            assert right.extra["as_printed"][key] not in text


def test_conditions_and_what_they_mean() -> None:
    only_money = _fields("invitation", 5, conditions=["financial"])
    assert only_money["unconditional"] is True
    assert [c["object"] for c in only_money["conditions"]] == ["financial"]
    visa = _fields("invitation", 5, conditions=["other"])
    assert visa["unconditional"] is False
    none = _fields("invitation", 5, conditions=[])
    assert (none["unconditional"], none["conditions"]) == (True, [])


@pytest.mark.parametrize("layout", invitation.LAYOUTS)
def test_free_internship_says_nought(layout: str) -> None:
    fields = _fields("invitation", 5, layout=layout, free=True)
    assert Decimal(fields["total_cost"]["amount"]) == 0
    assert fields["cost_breakdown"] is True
    assert all(Decimal(item["amount"]) == 0 for item in fields["cost_items"])


@pytest.mark.parametrize("type_id", ["invitation", "internship_programme"])
def test_other_person_host_specialty_period_and_length(type_id: str) -> None:
    layout = {"invitation": "american-letter"}.get(type_id, "english-weeks")
    name = {"invitation": "applicant_name"}.get(type_id, "intern_name")
    seed = next(s for s in range(1, 40) if _whole_range(s))
    good = _fields(type_id, seed, layout=layout)
    for fault, key in (
        ("other_person", name),
        ("other_host", "host_organisation"),
        ("other_specialty", "specialty"),
        ("other_period", "period_start"),
    ):
        wrong = _fields(type_id, seed, fault, layout=layout)
        assert wrong[key] and wrong[key] != good[key]
    length = _fields(type_id, seed, "too_long", layout=layout)
    start, end = (date.fromisoformat(length[f"period_{side}"]) for side in ("start", "end"))
    assert (end.year - start.year) * 12 + end.month - start.month + 1 > 12


def _whole_range(seed: int) -> bool:
    return internship.of(dossier.invent(seed)).period_form == "range"


@pytest.mark.parametrize("fault", ["date_differs", "amount_differs", "name_differs"])
@pytest.mark.parametrize("target", ["kaz", "rus"])
def test_translation_differs_in_one_thing(fault: str, target: str) -> None:
    settings: dict[str, Any] = {
        "source_type": "invitation",
        "target": target,
        "layout": "plain-page",
        "free": False,
    }
    good = _draft("translation", 3, **settings)
    wrong = _draft("translation", 3, fault, **settings)
    differing = {
        "date_differs": good.extra["period"] != wrong.extra["period"],
        "amount_differs": good.extra["total_cost"] != wrong.extra["total_cost"],
        "name_differs": good.extra["nominative"] != wrong.extra["nominative"],
    }
    assert [name for name, differs in differing.items() if differs] == [fault]


def test_translation_follows_a_faulty_original() -> None:
    paper = _draft("translation", 3, source_type="invitation", source_faults=["no_cost", "undated"])
    assert paper.extra["total_cost"] is None
    assert paper.extra["letter_date"] is None


def test_plain_translation_has_no_translator() -> None:
    paper = _draft("translation", 3, plain=True, target="rus")
    assert paper.fields["translator_name"] is None
    assert not paper.marks
    facts = internship.of(dossier.invent(3))
    assert facts.translator.rus not in _text(paper)
    assert facts.translator.rus in _text(_draft("translation", 3, target="rus"))


@pytest.mark.parametrize(
    ("fault", "empty", "mark"),
    [
        ("no_licence", ("licence_number", "licence_date"), None),
        ("no_register_number", ("register_number",), None),
        ("no_notary_name", ("notary_name",), None),
        ("no_seal", (), "stamp"),
        ("no_signature", (), "signature"),
    ],
)
def test_fault_of_an_inscription(fault: str, empty: tuple[str, ...], mark: str | None) -> None:
    for layout in document_module("notarial_inscription").LAYOUTS:
        settings: dict[str, Any] = {"layout": layout, "variant": "translator_signature"}
        paper = _draft("notarial_inscription", 5, fault, **settings)
        lacking = tuple(key for key, value in paper.fields.items() if value is None)
        assert sorted(lacking) == sorted(empty)
        absent = [m for m in ("signature", "stamp") if m not in paper.marks]
        assert absent == ([mark] if mark else [])


@pytest.mark.parametrize("side", internship_programme.SIDES)
@pytest.mark.parametrize(
    ("flaw", "expected"),
    [
        ("blank", {"name": None, "date": None, "signed": False, "stamped": False}),
        ("unsigned", {"signed": False}),
        ("undated", {"date": None}),
        ("unnamed", {"name": None}),
        ("unstamped", {"stamped": False}),
    ],
)
def test_flaw_of_one_side(side: str, flaw: str, expected: dict[str, Any]) -> None:
    for layout in internship_programme.LAYOUTS:
        paper = _draft("internship_programme", 7, f"{side}_{flaw}", layout=layout)
        approvals = {a["side"]: a for a in paper.fields["approvals"]}
        assert {key: approvals[side][key] for key in expected} == expected
        (other,) = [a for name, a in approvals.items() if name != side]
        assert other["signed"] and other["date"] and other["name"]
        signed = {name for name, a in approvals.items() if a["signed"]}
        assert set(re.findall(r'id="mark:signature:(\w+)"', paper.html)) == signed


def test_both_signatures_of_a_programme_have_their_places() -> None:
    truth = make_specimen("internship_programme", seed=7, layout="kazakh-end").truth
    one, two = truth["marks"]["signature"]["places"]
    assert one["box"] != two["box"]


def test_missing_side_is_no_approval() -> None:
    (only,) = _fields("internship_programme", 7, "receiving_missing")["approvals"]
    assert only["side"] == "sending"


@pytest.mark.parametrize("language", ["kaz", "rus", "eng"])
def test_programme_in_the_language_asked_for(language: str) -> None:
    fields = _fields("internship_programme", 7, layout="kazakh-top", language=language)
    assert fields["language"] == language


@pytest.mark.parametrize("type_id", TYPES)
def test_one_layout_is_kept_for_measurements(type_id: str) -> None:
    module: Any = document_module(type_id)
    assert held_out_layouts(type_id)
    assert len(module.LAYOUTS) >= 6


def test_days_in_words() -> None:
    assert dates_in_words.russian(date(2026, 3, 20)) == (
        "двадцатое марта две тысячи двадцать шестого года"
    )
    assert dates_in_words.russian(date(2029, 9, 15), genitive=True) == (
        "пятнадцатого сентября две тысячи двадцать девятого года"
    )
    assert dates_in_words.russian(date(2023, 8, 3)) == (
        "третье августа две тысячи двадцать третьего года"
    )
    assert dates_in_words.kazakh(date(2026, 3, 20)) == (
        "екі мың жиырма алтыншы жылғы жиырмасыншы наурыз"
    )
    assert dates_in_words.kazakh(date(2030, 12, 31)) == (
        "екі мың отызыншы жылғы отыз бірінші желтоқсан"
    )


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("code", "EUR 14,400.00"),
        ("after", "14,400 EUR"),
        ("sign", "€14,400"),
        ("german", "14.400,00 EUR"),
        ("french", "14 400,00 €"),
        ("spaced", "14 400 EUR"),
        ("rus", "14 400 евро"),
        ("kaz", "14 400 еуро"),
    ],
)
def test_money_in_the_style_of_a_country(style: str, printed: str) -> None:
    assert amounts.money(Decimal(14400), "EUR", style).replace("\u00a0", " ") == printed


def test_days_in_the_style_of_a_country() -> None:
    day = date(2026, 3, 1)
    assert amounts.day(day, "short") == "01-Mar-2026"
    assert amounts.day(day, "fra") == "1er mars 2026"
    assert amounts.day(day, "deu") == "1. März 2026"
    assert amounts.day(day, "tur") == "1 Mart 2026"
    assert amounts.day(day, "month-first") == "March 1, 2026"
