"""Parts of the report beside the findings: documents, pages, what was not checked."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import (
    Document,
    Evidence,
    Finding,
    Mark,
    Outcome,
    Package,
    Page,
    Phrase,
    Reason,
    Verdict,
)
from pipeline.model import Field as ReadField
from pipeline.report.crops import Area, Crops, Place, Window
from pipeline.report.groups import RulesetView, group_of, subjects, title_of
from pipeline.report.messages import in_all_languages
from pipeline.report.traces import Trace, place, traces_of
from pipeline.report.values import Shown, shown
from pipeline.report.wording import Said, grade, is_known, joined, said, same

MARKS = ("signature", "stamp", "qr", "eds")
MOST_SNIPPETS = 2
"""Values that stand in more places, as tables do, are shown on the page only."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as shown: `places` leads to the page, `snippets` are its place cut out narrowly."""

    name: Said
    shown: Shown | None
    grade: Said
    percent: int | None
    windows: tuple[Window, ...]
    snippets: tuple[Window, ...]
    places: Said
    searched: Said | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark as shown; `state` is a key under `mark.state`, `traces` what it rests on."""

    name: Said
    state: str
    grade: Said | None
    windows: tuple[Window, ...]
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its fields and marks."""

    document: Document
    title: Said
    files: Said
    grade: Said
    fields: tuple[FieldView, ...]
    marks: tuple[MarkView, ...]

    @property
    def read(self) -> int:
        """How many fields have a value."""
        return sum(field.shown is not None for field in self.fields)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with what is drawn on it; `hindrances` are words for its quality."""

    page: Page
    title: Said
    window: Window | None
    failed: tuple[Area, ...]
    questioned: tuple[Area, ...]
    hindrances: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that was not checked: why, and what it concerns."""

    why: Said
    what: tuple[Said, ...]


def grade_of(confidence: float) -> Said:
    """A confidence in words."""
    return said(f"grade.{grade(confidence)}")


def documents(package: Package, crops: Crops) -> tuple[DocumentView, ...]:
    """All documents in package order."""
    return tuple(
        DocumentView(
            found,
            title_of(found),
            files_of(found),
            grade_of(found.type_score),
            tuple(_fields(found, crops)),
            tuple(_marks(found, crops)),
        )
        for found in package.documents
    )


def files_of(document: Document) -> Said:
    """Files of a document with their page numbers."""
    pages: dict[str, list[str]] = {}
    for page in document.pages:
        pages.setdefault(page.file, []).append(str(page.number))
    return joined(
        [
            joined([same(file), said("report.pages_of", numbers=", ".join(numbers))])
            for file, numbers in pages.items()
        ],
        "; ",
    )


def _fields(document: Document, crops: Crops) -> Iterator[FieldView]:
    if document.fields is None:
        return
    for part in dataclasses.fields(document.fields):
        found: ReadField[object] = getattr(document.fields, part.name)
        there = found.value is not None
        windows = crops.pages(found.evidence)
        yield FieldView(
            name=said(f"field.{part.name}") if is_known(f"field.{part.name}") else same(part.name),
            shown=shown(part.name, found.value) if there else None,
            grade=grade_of(found.confidence) if there else said("grade.none"),
            percent=round(found.confidence * 100) if there else None,
            windows=windows,
            snippets=crops.snippets(found.evidence) if _is_brief(found.evidence) else (),
            places=joined(_places(found.evidence), "; "),
            searched=_searched(found) if not there and found.searched else None,
        )


def _is_brief(evidence: Sequence[Evidence]) -> bool:
    return len(evidence) <= MOST_SNIPPETS


def _places(evidence: Sequence[Evidence]) -> list[Said]:
    pages = dict.fromkeys((proof.file, proof.page) for proof in evidence)
    return [place(*page) for page in pages]


def _searched(found: ReadField[object]) -> Said:
    pages = joined([place(ref.file, ref.page) for ref in found.searched], "; ")
    return in_all_languages(
        Phrase("report.searched", {"pages": Phrase("value.text", {"text": pages})})
    )


def _marks(document: Document, crops: Crops) -> Iterator[MarkView]:
    for name in MARKS:
        mark: Mark = getattr(document.marks, name)
        state = {True: "present", False: "absent", None: "unknown"}[mark.present]
        yield MarkView(
            said(f"mark.{name}"),
            state,
            None if mark.present is None else grade_of(mark.confidence),
            crops.windows(mark.evidence),
            traces_of(document, name, crops),
        )


def pages(package: Package, verdict: Verdict, crops: Crops) -> tuple[PageView, ...]:
    """All pages with the boxes of what was read, found wrong, and asked."""
    failed = _boxes(f for f in verdict.findings if f.outcome is Outcome.FAILED)
    asked = _boxes(f for f in verdict.findings if f.outcome is Outcome.INDETERMINATE)
    views = []
    for found in package.documents:
        read = _read_boxes(found)
        for page in found.pages:
            key = (page.file, page.number)
            views.append(
                PageView(
                    page,
                    joined([title_of(found), place(*key)], " · "),
                    _overview(crops, key, read),
                    _drawn(crops, key, failed),
                    _drawn(crops, key, asked),
                    tuple(_hindrance(sign) for sign in page.quality),
                )
            )
    return tuple(views)


def _boxes(findings: Iterator[Finding]) -> list[Evidence]:
    return [proof for finding in findings for proof in finding.evidence if proof.box]


def _read_boxes(document: Document) -> list[Evidence]:
    parts = dataclasses.fields(document.fields) if document.fields is not None else ()
    evidence = [proof for part in parts for proof in getattr(document.fields, part.name).evidence]
    evidence += [proof for name in MARKS for proof in getattr(document.marks, name).evidence]
    return evidence


def _overview(crops: Crops, key: Place, evidence: Sequence[Evidence]) -> Window | None:
    if key not in crops:
        return None
    here = [proof.box for proof in evidence if (proof.file, proof.page) == key and proof.box]
    return crops.overview(key, here)


def _drawn(crops: Crops, key: Place, evidence: Sequence[Evidence]) -> tuple[Area, ...]:
    window = _overview(crops, key, evidence)
    return window.boxes if window else ()


def _hindrance(sign: str) -> Said:
    key = f"quality.{sign}"
    return said(key) if is_known(key) else said("quality.other", what=sign)


def unchecked(package: Package, verdict: Verdict, ruleset: RulesetView) -> tuple[Unchecked, ...]:
    """What was not checked and why: documents that are missing, rules, files, marks."""
    return (
        *_missing(package, verdict, ruleset),
        *_silent_rules(verdict, ruleset),
        *_unread(package),
    )


def _missing(package: Package, verdict: Verdict, ruleset: RulesetView) -> Iterator[Unchecked]:
    titles = subjects(package, ruleset)
    waiting: dict[str, list[str]] = {}
    for finding in verdict.findings:
        if finding.reason is Reason.MISSING_DOCUMENT:
            waiting.setdefault(finding.subject, []).append(finding.rule)
    for subject, rules in waiting.items():
        title = titles.get(subject, same(subject))
        why = Phrase("report.unchecked.missing", {"type": Phrase("value.text", {"text": title})})
        yield Unchecked(in_all_languages(why), tuple(_rule(rule, ruleset) for rule in rules))


def _silent_rules(verdict: Verdict, ruleset: RulesetView) -> Iterator[Unchecked]:
    spoken = {finding.rule for finding in verdict.findings}
    silent = tuple(_rule(rule, ruleset) for rule in ruleset.rules if rule not in spoken)
    idle = tuple(
        joined([_rule(finding.rule, ruleset), in_all_languages(finding.message)], ": ")
        for finding in verdict.findings
        if group_of(finding) == "not_applicable"
    )
    if silent:
        yield Unchecked(said("report.unchecked.silent"), silent)
    if idle:
        yield Unchecked(said("report.group.not_applicable"), idle)


def _unread(package: Package) -> Iterator[Unchecked]:
    lost = tuple(
        place(problem.file, problem.page) if problem.page else same(problem.file)
        for problem in package.problems
    )
    unknown = tuple(files_of(found) for found in package.documents if found.type is None)
    unseen = tuple(
        place(page.file, page.number)
        for found in package.documents
        for page in found.pages
        if not page.looked_for_marks
    )
    for key, what in (("file", lost), ("unknown", unknown), ("marks", unseen)):
        if what:
            yield Unchecked(said(f"report.unchecked.{key}"), what)


def _rule(rule: str, ruleset: RulesetView) -> Said:
    return joined([same(rule), ruleset.rules[rule].demands], " · ")
