"""Findings in the order of what a reviewer has to do, one card a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import (
    Document,
    DocumentType,
    Finding,
    Language,
    Outcome,
    Package,
    Reason,
    Verdict,
    Weight,
)
from pipeline.report.wording import Said, said

GROUPS = ("failures", "questions", "advice", "waiting", "passed", "not_applicable")
FOLDED = frozenset({"waiting", "passed", "not_applicable"})
"""Groups that a reviewer opens only when they ask."""
PRESENCE = "PKG-01"
"""The rule whose subjects are required types."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """What the report tells of a rule: demand in each language, legal basis, weight."""

    demands: Mapping[Language, str]
    clause: str
    source: str
    certainty: str
    weight: str


@dataclass(frozen=True, slots=True)
class RulesetView:
    """The rules by id, and the document types that a package must have, in order."""

    rules: Mapping[str, RuleView]
    required: Sequence[DocumentType]


@dataclass(frozen=True, slots=True)
class Card:
    """A rule and what it says in one group."""

    rule: str
    view: RuleView
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that ask for the same of a reviewer; `name` is one of GROUPS."""

    name: str
    cards: tuple[Card, ...]

    @property
    def folded(self) -> bool:
        return self.name in FOLDED

    @property
    def count(self) -> int:
        return sum(len(card.findings) for card in self.cards)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A required document: its state (a key under `report.state`) and the papers found."""

    title: Said
    state: str
    documents: tuple[Document, ...]


def group_of(finding: Finding) -> str:
    """The group a finding belongs to."""
    if finding.outcome is Outcome.PASSED:
        return "passed"
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return "not_applicable"
    if finding.reason is Reason.MISSING_DOCUMENT:
        return "waiting"
    if finding.weight is Weight.ADVISORY:
        return "advice"
    return "failures" if finding.outcome is Outcome.FAILED else "questions"


def grouped(verdict: Verdict, ruleset: RulesetView) -> tuple[Group, ...]:
    """All groups, empty ones too, the cards in the order of the findings."""
    sorted_in: dict[str, dict[str, list[Finding]]] = {name: {} for name in GROUPS}
    for finding in verdict.findings:
        sorted_in[group_of(finding)].setdefault(finding.rule, []).append(finding)
    return tuple(
        Group(
            name,
            tuple(Card(rule, ruleset.rules[rule], tuple(found)) for rule, found in by_rule.items()),
        )
        for name, by_rule in sorted_in.items()
    )


def to_do(finding: Finding, view: RuleView) -> Said:
    """What a reviewer does about a finding; only for one that is neither passed nor idle."""
    if finding.outcome is Outcome.INDETERMINATE:
        return said(f"report.do.{finding.reason}")
    if finding.rule == PRESENCE:
        return said("report.do.missing")
    if view.certainty == "own":
        return said("report.do.own")
    return said("report.do.advisory" if finding.weight is Weight.ADVISORY else "report.do.failed")


def requirements(
    package: Package, verdict: Verdict, ruleset: RulesetView
) -> tuple[Requirement, ...]:
    """The required documents with their state, in the order of the rule set."""
    found = []
    for kind in ruleset.required:
        own = [finding for finding in verdict.findings if finding.subject == kind.id]
        documents = package.of_type(kind.id)
        found.append(Requirement(kind.titles, _state(own, documents), documents))
    return tuple(found)


def others(package: Package, ruleset: RulesetView) -> tuple[Document, ...]:
    """Documents of types that are not required, unknown ones too."""
    required = {kind.id for kind in ruleset.required}
    return tuple(document for document in package.documents if document.type_id not in required)


def title_of(document: Document) -> Said:
    """The title of a document's type."""
    return document.type.titles if document.type else said("report.unknown")


def subjects(package: Package, ruleset: RulesetView) -> Mapping[str, Said]:
    """Titles of what findings can be about."""
    kinds = [*ruleset.required, *(found.type for found in package.documents if found.type)]
    return {kind.id: kind.titles for kind in kinds} | {"unknown": said("report.unknown")}


def _state(findings: Sequence[Finding], documents: Sequence[Document]) -> str:
    if not documents:
        perhaps = any(
            finding.rule == PRESENCE and finding.outcome is Outcome.INDETERMINATE
            for finding in findings
        )
        return "perhaps" if perhaps else "missing"
    groups = {group_of(finding) for finding in findings}
    for group, state in (("failures", "failed"), ("questions", "questions"), ("advice", "advice")):
        if group in groups:
            return state
    return "well"
