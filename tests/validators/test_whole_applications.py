"""The rules on whole applications that were read without a mistake, right and violated ones."""

import pytest

from pipeline.model import Outcome, Weight
from sample_docs.violations import VIOLATIONS, Violation
from tests.validators.read_perfectly import application
from validators.judge import judge
from validators.ruleset import load

SEED = 2
ALONE = {rule: violation for rule, violation in VIOLATIONS.items() if not violation.twin}
"""Violations within one package; repeats are found among several."""
LEFT_OPEN = {
    "NOT-01": "that a part is not there cannot be told from that it was not found",
    "EMP-01": "that a part is not there cannot be told from that it was not found",
}
CONSEQUENCES = {
    "PKG-02": {"PKG-03"},
    "PKG-05": {"KAZ-03", "FLC-03"},
}
"""A certificate of another person bears another IIN; a late day finds certificates expired."""
BY_TEST = {"FLC-01", "FLC-02"}
"""Some tests, modules and scales are for a person by the rules."""


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8, 13])
def test_a_right_application_passes(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = judge(application(seed, None, monkeypatch), load(2026), "test")
    refused = [f.rule for f in verdict.findings if f.outcome is Outcome.FAILED]
    assert refused == []
    open_questions = {
        finding.rule
        for finding in verdict.findings
        if finding.outcome is Outcome.INDETERMINATE and finding.weight is Weight.BLOCKING
    }
    assert open_questions <= BY_TEST


@pytest.mark.parametrize("violation", ALONE.values(), ids=ALONE)
def test_a_violation_is_found_and_no_other(
    violation: Violation, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = judge(application(SEED, violation, monkeypatch), load(2026), "test")
    said = {f.outcome for f in verdict.findings if f.rule == violation.rule}
    wanted = {Outcome.INDETERMINATE} if violation.rule in LEFT_OPEN else {violation.outcome}
    assert said & wanted
    refused = {f.rule for f in verdict.findings if f.outcome is Outcome.FAILED}
    assert refused <= {
        violation.rule,
        *violation.also,
        *CONSEQUENCES.get(violation.rule, set()),
    }
