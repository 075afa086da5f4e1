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
    """What the report tells of a rule: demand in each language, legal basis, weight.

    Clause and source are shown as they are, or in each language where they have several wordings.
    """

    demands: Mapping[Language, str]
    clause: str | Said
    source: str | Said
    certainty: str
    weight: str


@dataclass(frozen=True, slots=True)
class RulesetView:
    """The rules by id, the document types that a package must have, in order, and all types that
    rules can be about."""

    rules: Mapping[str, RuleView]
    required: Sequence[DocumentType]
    types: Sequence[DocumentType] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A rule and what it says in one group."""

    rule: str
    view: RuleView
    findings: tuple[Finding, ...]

    @property
    def common_task(self) -> Said | None:
        """What to do where several findings ask for the same, said once."""
        if len(self.findings) < 2 or group_of(self.findings[0]) in ("passed", "not_applicable"):
            return None
        tasks = [to_do(finding, self.view) for finding in self.findings]
        return tasks[0] if all(task == tasks[0] for task in tasks) else None


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


def names(message: Said, title: Said) -> bool:
    """Whether a sentence names a document itself."""
    return title["en"].casefold() in message["en"].casefold()


def requirements(
    package: Package, verdict: Verdict, ruleset: RulesetView
) -> tuple[Requirement, ...]:
    """The required documents with their state, in the order of the rule set."""
    found = []
    for kind in ruleset.required:
        documents = package.of_type(kind.id)
        found.append(Requirement(kind.titles, _state(kind.id, documents, verdict), documents))
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
    present = (found.type for found in package.documents if found.type)
    kinds = [*ruleset.types, *ruleset.required, *present]
    return {kind.id: kind.titles for kind in kinds} | {"unknown": said("report.unknown")}


def _state(type_id: str, documents: Sequence[Document], verdict: Verdict) -> str:
    own = [finding for finding in verdict.findings if finding.subject == type_id]
    if not documents:
        perhaps = any(
            finding.rule == PRESENCE and finding.outcome is Outcome.INDETERMINATE for finding in own
        )
        return "perhaps" if perhaps else "missing"
    # A failure between papers is a question to each of them: which is wrong is not settled.
    shared = {"questions" if name == "failures" else name for name in _shared(documents, verdict)}
    names = {group_of(finding) for finding in own} | shared
    for group, state in (("failures", "failed"), ("questions", "questions"), ("advice", "advice")):
        if group in names:
            return state
    return "well"


def _shared(documents: Sequence[Document], verdict: Verdict) -> set[str]:
    """Groups of the findings about other things that rest on pages of these documents."""
    pages = {(page.file, page.number) for document in documents for page in document.pages}
    kinds = {document.type_id for document in documents}
    return {
        group_of(finding)
        for finding in verdict.findings
        if finding.subject not in kinds
        and any((proof.file, proof.page) in pages for proof in finding.evidence)
    }
