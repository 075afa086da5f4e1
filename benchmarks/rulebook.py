"""Each rule against an application that violates it, and all rules against right applications."""

import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows import verification
from pipeline.model import Finding, Outcome, Verdict, Weight
from pipeline.settings import Settings
from sample_docs.applications import ORGANISATIONS, Application, make_application
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


@dataclass
class PackageTally:
    """Verdicts on whole packages: right ones, and violating ones that came out as passed."""

    right: int = 0
    passed: int = 0
    left: int = 0
    failed: int = 0
    violating: int = 0
    falsely_passed: int = 0
    notes: list[str] = field(default_factory=list)


def measure(
    seed: int, settings: Settings, *, level: str = "digital", right: int = 2
) -> tuple[dict[str, RuleTally], PackageTally]:
    """One violating application a rule, and `right` ones without violation, in all organisations.

    A rule whose violation needs a second package (PKG-11) is measured by the tests of the store.
    """
    tallies = {rule: RuleTally() for rule in VIOLATIONS}
    whole = PackageTally()
    for number in range(right):
        organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
        application = make_application(seed + number, organisation=organisation, level=level)
        verdict = verify(application, settings)
        where = f"right application {seed + number}, {organisation}"
        _count_alarms(tallies, verdict.findings, frozenset(), where)
        _count_verdict(whole, verdict, where)
    for number, (rule, violation) in enumerate(VIOLATIONS.items()):
        if violation.twin:
            continue
        application = make_application(seed + 50 + number, violation=violation, level=level)
        verdict = verify(application, settings)
        findings = verdict.findings
        tally = tallies[rule]
        tally.violations += 1
        own = [finding for finding in findings if finding.rule == rule]
        outcomes = {finding.outcome for finding in own}
        if Outcome(violation.outcome) in outcomes:
            tally.proven += 1
        elif outcomes - {Outcome.PASSED, Outcome.NOT_APPLICABLE}:
            tally.left += 1
            tally.notes.append(f"{rule}: left to a person, seed {seed + 50 + number}")
        else:
            tally.missed += 1
            tally.notes.append(f"{rule}: passed although violated, seed {seed + 50 + number}")
        if any(finding.weight is Weight.BLOCKING for finding in own):
            whole.violating += 1
            whole.falsely_passed += verdict.outcome is Outcome.PASSED
        spared = frozenset((rule, *violation.also))
        _count_alarms(tallies, findings, spared, f"application violating {rule}")
    return tallies, whole


def _count_verdict(whole: PackageTally, verdict: Verdict, where: str) -> None:
    whole.right += 1
    whole.passed += verdict.outcome is Outcome.PASSED
    whole.left += verdict.outcome is Outcome.INDETERMINATE
    whole.failed += verdict.outcome is Outcome.FAILED
    whole.notes += [
        f"{finding.rule}: {finding.outcome}, {finding.message.key} in {where}"
        for finding in verdict.findings
        if finding.weight is Weight.BLOCKING
        and finding.outcome in (Outcome.FAILED, Outcome.INDETERMINATE)
    ]


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


def verify(application: Application, settings: Settings) -> Verdict:
    """The verdict on an application, read as the files that its applicant hands in."""
    declared = as_toml(application.truth["declared"])
    with tempfile.TemporaryDirectory(prefix="tekseru-bench-") as place:
        package = Path(place) / "application"
        if application.truth["organisation"] == "zip":
            ((_, content),) = application.files
            package = package.with_suffix(".zip")
            package.write_bytes(content)
            with zipfile.ZipFile(package, "a") as archive:
                archive.writestr("package.toml", declared)
        else:
            package.mkdir()
            for name, content in application.files:
                (package / name).write_bytes(content)
            (package / "package.toml").write_text(declared, encoding="utf-8")
        return verification.verify(package, settings).verdict
