"""Run the rules again on a kept reading, with values that people read instead of the machine.

Nothing is recognised again: fields are extracted from the kept pages, corrections are put in, and
the rules of the package's year say what they say now.
"""

import typing
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from importlib import import_module
from typing import Any

from extractors import document_type, extract
from flows.verification import PROGRAM
from pipeline.model import Document, Evidence, Field, Money, Package
from pipeline.report.result import Result, build_result
from pipeline.store.readings import KeptDocument, KeptReading, Wording, compared
from validators.judge import judge
from validators.ruleset import load

SCALARS = (str, int, Decimal, date, bool, Money)
"""Kinds of values that a person can type; lists and tables are left to the machine."""
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value as a person typed it; empty where nobody can read it."""

    document: str
    field: str
    text: str


class NoSuchValueError(ValueError):
    """The document has no such field, it cannot be typed, or the text is no value of it."""


def rejudge(
    kept: KeptReading, corrections: Iterable[Corrected], machine: Result
) -> tuple[Result, tuple[tuple[Wording | None, Wording | None], ...]]:
    """The result with the corrections, and what its findings compare; a later one on the same
    field counts. NoSuchValueError where one does not fit."""
    package = restored(kept, corrections)
    verdict = judge(package, load(machine.package.year), PROGRAM)
    inputs = [(part.file, part.sha256) for part in machine.inputs]
    made = build_result(
        package, verdict, year=machine.package.year, inputs=inputs, seconds=machine.seconds
    )
    return made, compared(verdict)


def restored(kept: KeptReading, corrections: Iterable[Corrected] = ()) -> Package:
    """The package of a kept reading, its fields extracted anew, with the corrections put in.

    NoSuchValueError where one does not fit.
    """
    package = Package(
        kept.id,
        kept.declared,
        kept.today,
        tuple(_document(found) for found in kept.documents),
        kept.problems,
        kept.repeats,
        files=kept.files,
    )
    for correction in corrections:
        package = _corrected(package, correction)
    return package


def kind_of(type_id: str, name: str) -> type | None:
    """The kind of value of a field, None for one that cannot be typed or is not known."""
    declared = getattr(import_module(f"extractors.{type_id}"), "Fields", None)
    if declared is None:
        return None
    hints = typing.get_type_hints(declared)
    kind = next(iter(typing.get_args(hints.get(name))), None)
    if isinstance(kind, type) and (kind in SCALARS or issubclass(kind, Enum)):
        return kind
    return None


def choices(kind: type) -> tuple[str, ...]:
    """What can be chosen for a field of this kind; nothing where it is typed freely."""
    if issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    return (YES, NO) if kind is bool else ()


def typed(kind: type, text: str) -> Any:
    """The value of a text. NoSuchValueError where it is none."""
    text = text.strip()
    try:
        if issubclass(kind, Enum):
            return kind(text)
        if kind is bool:
            return {YES: True, NO: False}[text]
        if kind is date:
            return date.fromisoformat(text)
        if kind is Money:
            amount, _, currency = text.rpartition(" ")
            if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
                raise NoSuchValueError(text)
            return Money(_number(amount), currency.upper())
        if kind is Decimal:
            return _number(text)
        return int(text) if kind is int else text
    except (ValueError, KeyError, InvalidOperation):
        raise NoSuchValueError("the text is no value of this kind") from None


def _number(text: str) -> Decimal:
    number = Decimal("".join(text.split()).replace(",", "."))
    if not number.is_finite():
        raise NoSuchValueError("no number")
    return number


def _document(kept: KeptDocument) -> Document:
    return Document(
        kept.id,
        document_type(kept.type) if kept.type else None,
        kept.type_score,
        kept.runner_up,
        kept.language,
        kept.pages,
        extract(kept.type, kept.pages) if kept.type else None,
        kept.marks,
        kept.problem,
    )


def _corrected(package: Package, correction: Corrected) -> Package:
    documents = list(package.documents)
    for place, document in enumerate(documents):
        if document.id == correction.document and document.fields is not None:
            documents[place] = _with_value(document, correction)
            return replace(package, documents=tuple(documents))
    raise NoSuchValueError("there is no such document")


def _with_value(document: Document, correction: Corrected) -> Document:
    kind = kind_of(document.type_id, correction.field)
    if kind is None or not hasattr(document.fields, correction.field):
        raise NoSuchValueError("there is no such field")
    read: Field[Any] = getattr(document.fields, correction.field)
    text = correction.text.strip()
    value = typed(kind, text) if text else None
    # A person who reads a value where the machine saw none saw it somewhere in the document.
    proof = read.evidence or _anywhere(document)
    field = Field(value, text or None, 1.0 if text else 0.0, proof, read.searched)
    fields: Any = document.fields
    return replace(document, fields=replace(fields, **{correction.field: field}))


def _anywhere(document: Document) -> tuple[Evidence, ...]:
    return tuple(Evidence(page.file, page.number, None) for page in document.pages)
