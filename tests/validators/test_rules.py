"""Rules by cases written as data: tests/rules/<ID>.toml, each with a pass, a fail and a doubt.

A case names documents with the fields that were read (a bare value, or a table with value and
confidence), what the portal declared, problems, and the findings that the rule must yield.
"""

import tomllib
from dataclasses import fields as dataclass_fields
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from extractors import document_type
from pipeline.identifiers import mrz
from pipeline.model import (
    Box,
    Declaration,
    Document,
    Evidence,
    Field,
    MachineReadableZone,
    Outcome,
    Package,
    PageRef,
    Phrase,
    Problem,
    ProblemKind,
    Source,
)
from tests.paper import paper
from validators.judge import judge
from validators.ruleset import Ruleset, load

FOLDER = Path(__file__).parent.parent / "rules"
TODAY = date(2026, 6, 1)
CANNOT_FAIL = {"PKG-10"}
"""What the machine could not read is never held against an applicant."""


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    verdict = judge(package_of(case), only(rule), "test")
    said = [
        {
            "outcome": str(f.outcome),
            "reason": str(f.reason) if f.reason else None,
            "subject": f.subject,
        }
        for f in verdict.findings
    ]
    wanted = case["findings"]
    assert len(said) == len(wanted), said
    for got, want in zip(said, wanted, strict=True):
        assert {key: got[key] for key in want} == want, said


@pytest.mark.parametrize("rule", sorted(load(2026).rules))
def test_every_rule_has_a_pass_a_fail_and_a_doubt(rule: str) -> None:
    path = FOLDER / f"{rule}.toml"
    outcomes = {
        finding["outcome"]
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        for finding in case["findings"]
    }
    wanted = {"passed", "failed", "indeterminate"}
    assert outcomes >= wanted - ({"failed"} if rule in CANNOT_FAIL else set())


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


def only(rule: str) -> Ruleset:
    """The rule set with one rule."""
    ruleset = load(2026)
    return ruleset.model_copy(update={"rules": {rule: ruleset.rules[rule]}})


def package_of(case: dict[str, Any]) -> Package:
    documents = tuple(
        _document(number, said) for number, said in enumerate(case.get("documents", []), 1)
    )
    problems = tuple(
        Problem(said["file"], ProblemKind(said["kind"]), Phrase("problem." + said["kind"]))
        for said in case.get("problems", [])
    )
    return Package("A-1", Declaration(**case.get("declared", {})), TODAY, documents, problems)


def _document(number: int, said: dict[str, Any]) -> Document:
    file = f"file{number}.pdf"
    zone = _zone(said["zone"], said.get("zone_confidence", 0.99)) if "zone" in said else None
    page = paper(
        (0.1, 0.1, "text", said.get("page_confidence", 0.95)),
        file=file,
        source=Source(said.get("source", "ocr")),
        mrz=zone,
        quality=tuple(said.get("quality", ())),
    )
    type_id = said["type"]
    if type_id == "unknown":
        return Document(f"d{number}", None, 0.0, None, None, (page,), None)
    module = import_module(f"extractors.{type_id}")
    declared = getattr(module, "Fields", None)
    fields = declared and declared(
        **{
            part.name: _field(said.get("fields", {}).get(part.name), page.file, zone, part.name)
            for part in dataclass_fields(declared)
        }
    )
    kind = document_type(type_id)
    return Document(f"d{number}", kind, 0.99, None, "kaz", (page,), fields)


def _field(said: Any, file: str, zone: MachineReadableZone | None, name: str) -> Field[Any]:
    if name == "mrz" and zone is not None:
        return Field(zone.lines, "\n".join(zone.raw), 0.99, (Evidence(file, 1, zone.box),))
    if said is None:
        return Field(None, None, 0.0, (), (PageRef(file, 1),))
    table = said if isinstance(said, dict) else {"value": said}
    value = table["value"]
    box = zone.box if zone is not None and table.get("from_zone") else Box(0.1, 0.1, 0.3, 0.12)
    return Field(
        tuple(value) if isinstance(value, list) else value,
        str(value),
        table.get("confidence", 0.95),
        (Evidence(file, 1, box),),
    )


def _zone(lines: list[str], sure: float) -> MachineReadableZone:
    parsed = mrz.parse(lines)
    return MachineReadableZone(
        parsed.format, tuple(lines), tuple(lines), parsed.valid, Box(0.1, 0.8, 0.9, 0.9), sure
    )
