"""Each rule against an application that violates it, and all rules against right applications."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows import verification
from pipeline.model import Finding, Outcome, Weight
from pipeline.settings import Settings
from sample_docs.applications import Application, make_application
from sample_docs.packages import as_toml
from sample_docs.violations import VIOLATIONS


@dataclass
class RuleTally:
    """How a rule fared on applications that violate it.

    `proven`: a finding says so; `left`: a person must decide; `missed`: the rule passed. `alarms`
    counts failures of this rule on applications that are right by it, of `right` such findings.
    """

    violations: int = 0
    proven: int = 0
    left: int = 0
    missed: int = 0
    alarms: int = 0
    open: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)


def measure(
    seed: int, settings: Settings, *, level: str = "digital", right: int = 2
) -> dict[str, RuleTally]:
    """One violating application a rule, and `right` ones without violation."""
    tallies = {rule: RuleTally() for rule in VIOLATIONS}
    for number in range(right):
        findings = verify(make_application(seed + number, level=level), settings)
        _count_alarms(tallies, findings, frozenset(), f"right application {seed + number}")
    for number, (rule, violation) in enumerate(VIOLATIONS.items()):
        if violation.twin:
            continue
        application = make_application(seed + 50 + number, violation=violation, level=level)
        findings = verify(application, settings)
        tally = tallies[rule]
        tally.violations += 1
        outcomes = {finding.outcome for finding in findings if finding.rule == rule}
        wanted = Outcome(violation.outcome)
        if wanted in outcomes:
            tally.proven += 1
        elif outcomes - {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
            tally.left += 1
        else:
            tally.missed += 1
            tally.notes.append(f"{rule}: passed although violated, seed {seed + 50 + number}")
        spared = frozenset((rule, *violation.also))
        _count_alarms(tallies, findings, spared, f"application violating {rule}")
    return tallies


def _count_alarms(
    tallies: Mapping[str, RuleTally],
    findings: tuple[Finding, ...],
    spared: frozenset[str],
    where: str,
) -> None:
    for finding in findings:
        tally = tallies.get(finding.rule)
        if tally is None or finding.rule in spared:
            continue
        tally.right += 1
        if finding.outcome is Outcome.FAILED:
            tally.alarms += 1
            weight = "" if finding.weight is Weight.BLOCKING else " (advisory)"
            tally.notes.append(f"{finding.rule}{weight}: {finding.message.key} in {where}")
        tally.open += finding.outcome is Outcome.INDETERMINATE


def verify(application: Application, settings: Settings) -> tuple[Finding, ...]:
    """The findings on an application, read as files."""
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
        folder = Path(place) / "application"
        folder.mkdir()
        for name, content in application.files:
            (folder / name).write_bytes(content)
        declared = as_toml(application.truth["declared"])
        (folder / "package.toml").write_text(declared, encoding="utf-8")
        return verification.verify(folder, settings).verdict.findings
