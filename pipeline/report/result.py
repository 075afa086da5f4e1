"""The result as JSON (`tekseru-result/1`) and what `tekseru read` gives, by contract.md 5."""

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.model import (
    Document,
    Evidence,
    Finding,
    Language,
    Mark,
    Month,
    Outcome,
    Package,
    Page,
    Phrase,
    Problem,
    Reason,
    Source,
    Verdict,
    Weight,
)
from pipeline.model import Field as ReadField
from pipeline.report.messages import in_all_languages, say

SCHEMA = "tekseru-result/1"
MARKS = ("signature", "stamp", "qr", "eds")


class Part(BaseModel):
    """A part of the result; no other keys than those named."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class EvidencePart(Part):
    """A place on a page; box as left, top, right, bottom in fractions of the upright page."""

    document: str | None
    file: str
    page: int
    box: tuple[float, float, float, float] | None


class PagePlace(Part):
    file: str
    page: int


class FieldPart(Part):
    """A value; a missing one names the pages that were searched."""

    value: Any
    raw: str | None
    confidence: float
    evidence: list[EvidencePart]
    searched: list[PagePlace]


class MarkPart(Part):
    """A mark; `present` is null where it was not determined."""

    present: bool | None
    confidence: float
    evidence: list[EvidencePart]


class ZonePart(Part):
    """A machine-readable zone as read and as repaired."""

    format: str
    lines: list[str]
    raw: list[str]
    valid: bool


class PagePart(Part):
    file: str
    page: int
    rotation: int
    source: Source
    confidence: float
    quality: list[str]
    mrz: ZonePart | None


class TextPage(PagePart):
    """A page with its text in reading order, lines kept."""

    text: str


class DocumentPart(Part):
    id: str
    type: str
    type_score: float
    runner_up: str | None
    language: str | None
    problem: dict[Language, str] | None
    pages: list[PagePart]
    fields: dict[str, FieldPart]
    marks: dict[str, MarkPart]


class TextDocument(DocumentPart):
    pages: list[TextPage]  # type: ignore[assignment]  # a page with one key more


class FindingPart(Part):
    rule: str
    subject: str
    outcome: Outcome
    weight: Weight
    reason: Reason | None
    message: dict[Language, str]
    expected: str | None
    actual: str | None
    confidence: float
    evidence: list[EvidencePart]


class ProblemPart(Part):
    file: str
    page: int | None
    kind: str
    message: dict[Language, str]


class PackagePart(Part):
    id: str
    year: int
    submitted_on: date | None
    category: str | None


class VerdictPart(Part):
    outcome: Outcome
    ruleset: str
    program: str


class InputPart(Part):
    file: str
    sha256: str


class Result(Part):
    """The result of `tekseru verify`."""

    schema_: Literal["tekseru-result/1"] = Field(default="tekseru-result/1", alias="schema")
    package: PackagePart
    verdict: VerdictPart
    findings: list[FindingPart]
    documents: list[DocumentPart]
    problems: list[ProblemPart]
    inputs: list[InputPart]
    seconds: dict[str, float]


class Reading(Part):
    """The result of `tekseru read`."""

    schema_: Literal["tekseru-reading/1"] = Field(default="tekseru-reading/1", alias="schema")
    documents: list[TextDocument]
    problems: list[ProblemPart]
    seconds: dict[str, float]


def build_result(
    package: Package,
    verdict: Verdict,
    *,
    year: int,
    inputs: Iterable[tuple[str, str]],
    seconds: Mapping[str, float],
) -> Result:
    """The result of a verified package; `inputs` are names and hashes of its files."""
    owners = _owners(package.documents)
    declared = package.declared
    return Result(
        package=PackagePart(
            id=package.id,
            year=year,
            submitted_on=declared.submitted_on,
            category=declared.category,
        ),
        verdict=VerdictPart(
            outcome=verdict.outcome, ruleset=verdict.ruleset, program=verdict.program
        ),
        findings=[_finding(finding, owners) for finding in verdict.findings],
        documents=[DocumentPart(**_document(found, owners)) for found in package.documents],
        problems=[_problem(problem) for problem in package.problems],
        inputs=[InputPart(file=name, sha256=digest) for name, digest in inputs],
        seconds=dict(seconds),
    )


def build_reading(
    documents: Sequence[Document], problems: Sequence[Problem], seconds: Mapping[str, float]
) -> Reading:
    """The reading of single files, with the text of each page."""
    owners = _owners(documents)
    return Reading(
        documents=[TextDocument(**_document(found, owners, text=True)) for found in documents],
        problems=[_problem(problem) for problem in problems],
        seconds=dict(seconds),
    )


def schema() -> dict[str, Any]:
    """JSON Schema of the result, as published in `result.schema.json`."""
    made = Result.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **made}


def published_schema() -> dict[str, Any]:
    """The schema file that ships with the program."""
    place = files("pipeline.report") / "result.schema.json"
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def plain(value: Any) -> Any:
    """A field's value in the forms of the contract: dates as YYYY-MM-DD, money as text, lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Month):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(part) for part in value]
    return value


Owners = Mapping[tuple[str, int], str]


def _owners(documents: Sequence[Document]) -> Owners:
    """Which document each page belongs to."""
    return {(p.file, p.number): found.id for found in documents for p in found.pages}


def _evidence(proof: Evidence, owners: Owners) -> EvidencePart:
    box = proof.box
    frame = (box.left, box.top, box.right, box.bottom) if box else None
    return EvidencePart(
        document=owners.get((proof.file, proof.page)),
        file=proof.file,
        page=proof.page,
        box=tuple(round(side, 4) for side in frame) if frame else None,  # type: ignore[arg-type]
    )


def _finding(finding: Finding, owners: Owners) -> FindingPart:
    return FindingPart(
        rule=finding.rule,
        subject=finding.subject,
        outcome=finding.outcome,
        weight=finding.weight,
        reason=finding.reason,
        message=in_all_languages(finding.message),
        expected=_english(finding.expected),
        actual=_english(finding.actual),
        confidence=round(finding.confidence, 3),
        evidence=[_evidence(proof, owners) for proof in finding.evidence],
    )


def _english(phrase: Phrase | None) -> str | None:
    return say(phrase, "en") if phrase else None


def _document(found: Document, owners: Owners, *, text: bool = False) -> dict[str, Any]:
    parts = dataclasses.fields(found.fields) if found.fields is not None else ()
    problem = in_all_languages(found.problem.message) if found.problem else None
    return {
        "id": found.id,
        "type": found.type_id,
        "type_score": found.type_score,
        "runner_up": found.runner_up,
        "language": found.language,
        "problem": problem,
        "pages": [_page(page, text=text) for page in found.pages],
        "fields": {part.name: _field(getattr(found.fields, part.name), owners) for part in parts},
        "marks": {name: _mark(getattr(found.marks, name), owners) for name in MARKS},
    }


def _page(page: Page, *, text: bool) -> PagePart:
    zone = page.mrz
    parts: dict[str, Any] = {
        "file": page.file,
        "page": page.number,
        "rotation": page.rotation,
        "source": page.source,
        "confidence": round(page.confidence, 3),
        "quality": list(page.quality),
        "mrz": zone
        and ZonePart(
            format=zone.format, lines=list(zone.lines), raw=list(zone.raw), valid=zone.valid
        ),
    }
    return TextPage(**parts, text=page.text) if text else PagePart(**parts)


def _field(found: ReadField[Any], owners: Owners) -> FieldPart:
    return FieldPart(
        value=plain(found.value),
        raw=found.raw,
        confidence=round(found.confidence, 3),
        evidence=[_evidence(proof, owners) for proof in found.evidence],
        searched=[PagePlace(file=ref.file, page=ref.page) for ref in found.searched],
    )


def _mark(mark: Mark, owners: Owners) -> MarkPart:
    return MarkPart(
        present=mark.present,
        confidence=round(mark.confidence, 3),
        evidence=[_evidence(proof, owners) for proof in mark.evidence],
    )


def _problem(problem: Problem) -> ProblemPart:
    return ProblemPart(
        file=problem.file,
        page=problem.page,
        kind=problem.kind,
        message=in_all_languages(problem.message),
    )
