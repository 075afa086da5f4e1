"""Rules by cases written as data: tests/rules/<ID>.toml, each with a pass, a fail and a doubt.

A case names documents with the fields that were read, what the portal declared, problems, and the
findings that the rule must yield (see `written_cases`).
"""

from typing import Any

import pytest

from pipeline.model import LANGUAGES, Outcome
from pipeline.report.messages import say
from tests.validators.written_cases import FOLDER, case_files, package_of
from validators.judge import judge
from validators.ruleset import Ruleset, load

CASES = dict(case_files())
# The rules of the contract, written by hand.
CONTRACT = {
    *("PKG-01", "PKG-02", "PKG-03", "PKG-04", "PKG-05", "PKG-06", "PKG-07", "PKG-08", "PKG-09"),
    *("PKG-10", "PKG-11", "IDC-01", "IDC-02", "IDC-03", "IDC-04", "PAS-01", "PAS-02", "PAS-03"),
    *("INV-01", "INV-02", "INV-03", "INV-04", "INV-05", "INV-06", "INV-07", "INV-08"),
    *("NOT-01", "NOT-02", "EMP-01", "EMP-02", "EMP-03", "DIP-01", "DIP-02", "DIP-03"),
    *("FLC-01", "FLC-02", "FLC-03", "FLC-04", "KAZ-01", "KAZ-02", "KAZ-03"),
    *("MED-01", "MED-02", "MED-03", "MED-04", "WRK-01", "WRK-02", "WRK-03", "PEN-01"),
    *("PRG-01", "PRG-02", "PRG-03", "LET-01", "LET-02", "LET-03", "LET-04", "LET-05"),
}
ADVISORY = {
    *("PKG-07", "PKG-08", "PKG-10", "PKG-11", "PAS-03", "FLC-04", "MED-04", "WRK-03", "LET-05"),
}
CANNOT_FAIL = {
    "PKG-10": "what the machine could not read is never held against an applicant",
    "INV-02": "that no specialty is named cannot be told from that it was not found",
    "NOT-01": "that a part is not there cannot be told from that it was not found",
    "EMP-01": "that a part is not there cannot be told from that it was not found",
    "FLC-01": "the list of tests is known from a secondary source only",
}


def cases() -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule}: {case['name']}")
        for rule, written in CASES.items()
        for case in written
    ]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    verdict = judge(package_of(case), only(rule), "test")
    said = [
        {
            "outcome": str(f.outcome),
            "reason": str(f.reason) if f.reason else None,
            "subject": f.subject,
            "key": f.message.key,
            "said": say(f.message, "en"),
            "expected": f.expected and say(f.expected, "en"),
            "actual": f.actual and say(f.actual, "en"),
        }
        for f in verdict.findings
    ]
    wanted = case["findings"]
    assert len(said) == len(wanted), said
    for got, want in zip(said, wanted, strict=True):
        assert {key: got[key] for key in want} == want, said
    for finding in verdict.findings:
        for phrase in (finding.message, finding.expected, finding.actual):
            if phrase is not None:
                assert all(say(phrase, language) for language in LANGUAGES)


@pytest.mark.parametrize("rule", sorted(load(2026).rules))
def test_every_rule_has_a_pass_a_fail_and_a_doubt(rule: str) -> None:
    outcomes = {finding["outcome"] for case in CASES[rule] for finding in case["findings"]}
    assert outcomes >= {"passed", "indeterminate"}
    assert ("failed" in outcomes) != (rule in CANNOT_FAIL)


def test_the_rule_set_is_that_of_the_contract() -> None:
    rules = load(2026).rules
    assert set(rules) == CONTRACT
    assert {name for name, entry in rules.items() if entry.weight == "advisory"} == ADVISORY


def test_a_case_file_belongs_to_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(load(2026).rules)


def test_doubtful_value_decides_nothing() -> None:
    """One place for all rules: below the limit of confidence a person decides, both ways."""
    for words, sure, wanted in (
        (537, 0.95, Outcome.FAILED),
        (537, 0.2, Outcome.INDETERMINATE),
        (300, 0.2, Outcome.INDETERMINATE),
    ):
        letter = {
            "type": "motivation_letter",
            "fields": {"word_count": {"value": words, "confidence": sure}},
        }
        (finding,) = judge(package_of({"documents": [letter]}), only("LET-01"), "test").findings
        assert finding.outcome is wanted


def test_a_document_that_could_not_be_read_is_an_open_question() -> None:
    for rule in ("KAZ-01", "MED-04", "INV-03"):
        kind = {"KAZ": "state_language_certificate", "MED": "medical_certificate"}
        paper = {"type": kind.get(rule[:3], "invitation"), "unreadable": True}
        (finding,) = judge(package_of({"documents": [paper]}), only(rule), "test").findings
        assert (finding.outcome, str(finding.reason)) == (Outcome.INDETERMINATE, "unreadable")


def only(rule: str) -> Ruleset:
    """The rule set with one rule."""
    ruleset = load(2026)
    return ruleset.model_copy(update={"rules": {rule: ruleset.rules[rule]}})
