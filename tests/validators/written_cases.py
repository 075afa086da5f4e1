"""Packages written down as data: documents with the fields that were read, marks, declarations.

A value is given bare, or as a table with `value` and `confidence`; what is not given was not read.
A case file may name, under `[usual.<type>]`, fields that every document of a type has in it; a
document takes some away by `unread`, or all by `bare`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

from extractors import document_type
from extractors._records import Approval, Condition, Contribution, CostItem, Employment
from pipeline.identifiers import mrz
from pipeline.model import (
    Box,
    Declaration,
    Document,
    Evidence,
    Field,
    MachineReadableZone,
    Mark,
    Marks,
    Money,
    Month,
    Package,
    PageRef,
    Phrase,
    Problem,
    ProblemKind,
    Repeat,
    Source,
)
from tests.paper import column, paper

FOLDER = Path(__file__).parent.parent / "rules"
TODAY = date(2026, 6, 1)
PLACE = Box(0.1, 0.1, 0.3, 0.12)
RECORDS = (Approval, Condition, CostItem, Employment)


def case_files() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every rule that has cases, with them; what is usual in the file is filled in."""
    for path in sorted(FOLDER.glob("*.toml")):
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        usual = said.get("usual", {})
        yield path.stem, [_with_usual(case, usual) for case in said["case"]]


def package_of(case: Mapping[str, Any]) -> Package:
    """The package of a case."""
    documents = tuple(
        _document(number, said) for number, said in enumerate(case.get("documents", []), 1)
    )
    problems = tuple(
        Problem(said["file"], ProblemKind(said["kind"]), Phrase("problem." + said["kind"]))
        for said in case.get("problems", [])
    )
    repeats = case.get("repeats")
    return Package(
        "A-1",
        Declaration(**case.get("declared", {})),
        TODAY,
        documents,
        problems,
        None if repeats is None else tuple(Repeat(**said) for said in repeats),
    )


def _with_usual(case: dict[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    documents = []
    for said in case.get("documents", []):
        known = {} if said.get("bare") else usual.get(said["type"], {})
        fields = {**known, **said.get("fields", {})}
        for name in said.get("unread", ()):
            del fields[name]
        documents.append({**said, "fields": fields})
    return {**case, "documents": documents}


def _document(number: int, said: Mapping[str, Any]) -> Document:
    file, first = said.get("file", f"file{number}.pdf"), said.get("page", 1)
    zone = _zone(said["zone"], said.get("zone_confidence", 0.99)) if "zone" in said else None
    sure = said.get("page_confidence", 0.95)
    lines = said.get("text", "text").splitlines()
    pages = tuple(
        paper(
            *((*row[:3], sure) for row in column(*lines)),
            file=file,
            number=page,
            source=Source(said.get("source", "ocr")),
            mrz=zone,
            quality=tuple(said.get("quality", ())),
        )
        for page in range(first, first + said.get("pages", 1))
    )
    type_id = said["type"]
    if type_id == "unknown":
        return Document(f"d{number}", None, 0.0, None, None, pages, None)
    kind, language = document_type(type_id), said.get("language", "kaz")
    declared = import_module(f"extractors.{type_id}").Fields
    hints = get_type_hints(declared)
    fields = None
    if not said.get("unreadable"):
        fields = declared(
            **{
                part.name: _field(
                    said.get("fields", {}).get(part.name), hints[part.name], file, zone, part.name
                )
                for part in dataclass_fields(declared)
            }
        )
    marks = _marks(said.get("marks", {}), file)
    return Document(f"d{number}", kind, 0.99, None, language, pages, fields, marks)


def _field(
    said: Any, hint: Any, file: str, zone: MachineReadableZone | None, name: str
) -> Field[Any]:
    if name == "mrz" and zone is not None:
        return Field(zone.lines, "\n".join(zone.raw), 0.99, (Evidence(file, 1, zone.box),))
    if said is None:
        return Field(None, None, 0.0, (), (PageRef(file, 1),))
    table = said if isinstance(said, dict) and "value" in said else {"value": said}
    box = zone.box if zone is not None and table.get("from_zone") else PLACE
    return Field(
        _value(table["value"], get_args(hint)[0]),
        str(table["value"]),
        table.get("confidence", 0.95),
        (Evidence(file, 1, box),),
    )


def _value(said: Any, hint: Any) -> Any:
    """A written value in the form of its field."""
    if hint is Decimal:
        return Decimal(str(said))
    if hint is Money:
        return Money(Decimal(str(said["amount"])), said["currency"])
    if isinstance(said, dict):
        number = get_args(hint)[1]
        return {key: _value(value, number) for key, value in said.items()}
    if isinstance(said, list):
        item = get_args(hint)[0]
        if item is Contribution:
            return tuple(row for run in said for row in _contributions(run))
        if item in RECORDS:
            return tuple(_record(item, value) for value in said)
        return tuple(said)
    return said


def _record(kind: Any, said: Mapping[str, Any]) -> Any:
    """A row of a table; what is not given was not read."""
    hints = get_type_hints(kind)
    return kind(**{name: _value(said.get(name), hint) for name, hint in hints.items()})


def _contributions(run: Mapping[str, Any]) -> Iterator[Contribution]:
    """Contributions of one payer, `months` of them from the month `since` on, some left out."""
    left_out = {_month(text) for text in run.get("without", ())}
    for number in range(run.get("months", 1)):
        month = _month(run["since"]).plus(number)
        if month not in left_out:
            yield Contribution(
                month,
                run.get("bin", "000140000002"),
                run.get("name", "ТОО «Үлгі»"),
                run.get("code", "010"),
                Decimal(str(run.get("amount", 30000))),
                run.get("status", "processed"),
            )


def _month(text: str) -> Month:
    year, month = text.split("-")
    return Month(int(year), int(month))


def _marks(said: Mapping[str, Any], file: str) -> Marks:
    """Marks by kind: true, false, or a table with `present` and `confidence`."""
    marks = {}
    for kind in ("signature", "stamp", "qr", "eds"):
        told = said.get(kind)
        if told is None:
            marks[kind] = Mark(None, 0.0)
            continue
        table = told if isinstance(told, dict) else {"present": told}
        evidence = (Evidence(file, 1, PLACE),) if table["present"] else ()
        marks[kind] = Mark(table["present"], table.get("confidence", 0.95), evidence)
    return Marks(**marks)


def _zone(lines: list[str], sure: float) -> MachineReadableZone:
    parsed = mrz.parse(lines)
    return MachineReadableZone(
        parsed.format, tuple(lines), tuple(lines), parsed.valid, Box(0.1, 0.8, 0.9, 0.9), sure
    )
