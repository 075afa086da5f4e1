"""Papers of language tests are right without faults and wrong in just what a fault names."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from sample_docs import dossier, iin, language_tests
from sample_docs.documents import foreign_language_certificate as foreign
from sample_docs.documents import state_language_certificate as state
from sample_docs.specimen import Draft, Order, document_module, held_out_layouts

TYPES = ("foreign_language_certificate", "state_language_certificate")
LAYOUTS = [(t, layout) for t in TYPES for layout in document_module(t).LAYOUTS]
# The least score of the rules for internships, tests with a number only.
LEAST = {"ielts": 5.0, "toefl_itp": 417, "duolingo": 80, "tcf": 500, "hsk": 180, "topik": 190}


def _draft(type_id: str, seed: int, layout: str, *faults: str, **options: Any) -> Draft:
    module, case = document_module(type_id), dossier.invent(seed)
    order = Order(case, layout, case.same(type_id), frozenset(faults), options)
    return module.draft(order)


def _foreign(seed: int, layout: str, *faults: str, **options: Any) -> Draft:
    return _draft(TYPES[0], seed, layout, *faults, **options)


def _state(seed: int, layout: str, *faults: str, **options: Any) -> Draft:
    return _draft(TYPES[1], seed, layout, *faults, **options)


def _follows(fields: dict[str, Any]) -> bool | None:
    """Whether the overall score follows from the sections by the test's own arithmetic."""
    if fields["overall"] is None:
        return None
    overall, parts = float(fields["overall"]), [float(s) for s in fields["sections"].values()]
    mean = sum(parts) / len(parts)
    if fields["test"] == "ielts" or ("." in fields["overall"] and overall <= 6):
        return bool(overall == int(mean * 2 + 0.5) / 2)
    return {
        "toefl_ibt": overall == sum(parts),
        "toefl_itp": overall == round(sum(parts) * 10 / 3),
        "duolingo": overall == int(mean / 5 + 0.5) * 5,
        "dalf": overall == sum(parts),
        "delf": overall == sum(parts),
        "hsk": overall == sum(parts),
        "topik": overall == sum(parts),
    }.get(fields["test"])


def _enough(fields: dict[str, Any]) -> bool:
    test = fields["test"]
    if test == "toefl_ibt":
        # A band of 2.5 is where the older scale has 35 points.
        overall = float(fields["overall"])
        return overall >= 35 if overall > 6 else overall >= 2.5
    if test == "goethe":
        return bool(fields["cefr"] == "C1")
    if test in ("dalf", "delf"):
        return bool(fields["module"] == "DALF C1") and float(fields["overall"]) >= 50
    if test == "testdaf":
        return min(map(int, fields["sections"].values())) >= 4
    if test == "hsk":
        return bool(fields["module"] == "HSK 5") and int(fields["overall"]) >= 180
    return float(fields["overall"]) >= LEAST[test]


@pytest.mark.parametrize(("type_id", "layout"), LAYOUTS)
def test_every_field_and_mark_has_its_place_once(type_id: str, layout: str) -> None:
    for seed in (1, 2, 4):
        draft = _draft(type_id, seed, layout)
        places = re.findall(r'id="(?:field|mark):([^"]+)"', draft.html)
        assert len(places) == len(set(places))
        told = {key for key, value in draft.fields.items() if value is not None}
        placed = {re.split("[:.]", place)[0] for place in places}
        assert told - placed <= {"test", "kind"}
        assert placed <= told | {"signature", "stamp", "qr", "eds"}
        assert draft.marks == placed & {"signature", "stamp", "qr", "eds"}
        for key in ("sections", "scores"):
            for part in draft.fields.get(key, ()):
                assert f"{key}.{part}" in places


@pytest.mark.parametrize("layout", foreign.LAYOUTS)
def test_a_certificate_without_faults_is_enough_valid_and_sums_up(layout: str) -> None:
    for seed in range(25):
        fields = dict(_foreign(seed, layout).fields)
        case = dossier.invent(seed)
        taken = date.fromisoformat(fields["test_date"])
        assert _enough(fields)
        assert _follows(fields) in (True, None)
        assert case.submitted_on - timedelta(days=730) < taken < case.submitted_on
        for key in ("expiry_date", "issue_date"):
            assert fields[key] is None or fields[key] > fields["test_date"]
        assert fields["expiry_date"] is None or fields["expiry_date"] > str(case.submitted_on)
        assert fields["issue_date"] is None or fields["issue_date"] < str(case.submitted_on)
        assert fields["birth_date"] in (None, case.person.birth.isoformat())
        assert fields["id_number"] in (None, case.passport.number)


@pytest.mark.parametrize("layout", foreign.LAYOUTS)
def test_foreign_faults_are_alone(layout: str) -> None:
    for seed in range(8):
        case = dossier.invent(seed)
        low = dict(_foreign(seed, layout, "below_minimum").fields)
        assert not _enough(low)
        assert _follows(low) in (True, None)
        old = dict(_foreign(seed, layout, "expired").fields)
        assert date.fromisoformat(old["test_date"]) < case.submitted_on - timedelta(days=731)
        assert old["test"] in ("ielts", "toefl_ibt", "toefl_itp", "duolingo", "tcf", "hsk", "topik")
        assert _enough(old)
        odd = dict(_foreign(seed, layout, "overall_mismatch").fields)
        assert _follows(odd) is False
        assert _enough(odd)
        strange = dict(_foreign(seed, layout, "unlisted_test").fields)
        assert strange["test"] in ("pte", "cambridge", "other")
        born = _foreign(seed, layout, "other_birth_date").fields["birth_date"]
        assert born is None or born != case.person.birth.isoformat()
        person = _foreign(seed, layout, "other_person").extra["holder_nominative"]
        assert person.split()[0] != case.person.latin.surname


def test_bands_are_read_on_their_own_scale_since_2026() -> None:
    for seed in range(20):
        draft = _foreign(seed, "toefl-ibt-bands")
        assert draft.fields["test_date"] >= "2026-01-21"
        assert 1 <= float(draft.fields["overall"]) <= 6
        assert 0 < int(draft.extra["note"]) <= 120
        assert _foreign(seed, "toefl-ibt").fields["test_date"] < "2026-01-21"


def test_report_number_of_ielts() -> None:
    number = _foreign(6, "ielts-trf").fields["certificate_number"]
    assert re.fullmatch(r"\d{2}[A-Z]{2}\d{6}[A-Z]{4}\d{3}[AG]", number)


@pytest.mark.parametrize(
    ("mean", "band"), [(6.125, 6.0), (6.25, 6.5), (6.375, 6.5), (6.75, 7.0), (5.125, 5.0)]
)
def test_halves(mean: float, band: float) -> None:
    assert language_tests.half_band(mean) == band


@pytest.mark.parametrize("paper", ["pte", "cambridge", "aptis"])
def test_unlisted_papers_can_be_asked_for(paper: str) -> None:
    draft = _foreign(3, "hsk", test=paper)
    assert draft.extra["paper"] == paper


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown test"):
        _foreign(3, "hsk", test="riddles")


@pytest.mark.parametrize("layout", state.LAYOUTS)
def test_state_language_without_faults(layout: str) -> None:
    for seed in range(25):
        fields = _state(seed, layout).fields
        case = dossier.invent(seed)
        assert fields["level"] in ("B1", "B2", "C1")
        assert fields["kind"] == "certification"
        assert fields["iin"] == case.person.iin
        assert fields["issue_date"] < str(case.submitted_on) < fields["expiry_date"]
        assert fields["total"] in (None, sum(fields["scores"].values()))
        assert not _below(fields["scores"])


def _below(scores: dict[str, int]) -> list[str]:
    """Blocks under 60 percent: thresholds 12, 24, 24, 30, 30."""
    least = {"listening": 12, "lexico_grammar": 24, "reading": 24, "writing": 30, "speaking": 30}
    return [block for block, points in scores.items() if points < least[block]]


@pytest.mark.parametrize("layout", state.LAYOUTS)
def test_state_language_faults_are_alone(layout: str) -> None:
    for seed in range(8):
        submitted = str(dossier.invent(seed).submitted_on)
        low = _state(seed, layout, "level_a2").fields
        assert low["level"] == "A2"
        assert not _below(low["scores"])
        one = _state(seed, layout, "block_below").fields
        assert len(_below(one["scores"])) == 1
        assert one["level"] != "A2"
        old = _state(seed, layout, "expired").fields
        assert old["expiry_date"] < submitted
        trial = _state(seed, layout, "diagnostic")
        assert trial.fields["kind"] == "diagnostic"
        assert "ДИАГНОСТИ" in trial.html
        other = _state(seed, layout, "other_iin").fields["iin"]
        assert other != dossier.invent(seed).person.iin
        assert iin.check_digit(other[:11]) == int(other[11])
        broken = _state(seed, layout, "iin_check_digit").fields["iin"]
        assert iin.check_digit(broken[:11]) != int(broken[11])


def test_regimes() -> None:
    assert sum(state.REGIMES["A"].values()) == 200
    assert set(_state(1, "four-blocks").fields["scores"]) == {
        "listening",
        "reading",
        "writing",
        "speaking",
    }
    assert len(_state(1, "electronic-table").fields["scores"]) == 5


@pytest.mark.parametrize(
    "type_id", [*TYPES, "diploma", "diploma_appendix", "recognition_certificate"]
)
def test_one_layout_is_held_out(type_id: str) -> None:
    module: Any = document_module(type_id)
    assert held_out_layouts(type_id)
    assert len(module.LAYOUTS) >= 6
