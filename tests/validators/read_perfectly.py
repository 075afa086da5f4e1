"""Whole invented applications as a perfect reader would give them: truth in, documents out.

Nothing is printed or recognised: the fields are the specimens' truth, the words those of their
pages, so that only the rules are tried.
"""

import re
from collections.abc import Collection
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from html import unescape
from importlib import import_module
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

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
    Mark,
    Marks,
    Money,
    Month,
    Package,
    Page,
    PageRef,
    Source,
)
from sample_docs import applications, dossier
from sample_docs.dossier import Dossier
from sample_docs.specimen import MARKS, Order, Specimen, document_module
from sample_docs.violations import Violation
from tests.paper import paper

PLACE = Box(0.1, 0.1, 0.3, 0.12)
ZONE_PLACE = Box(0.1, 0.8, 0.9, 0.9)
BOUND = {
    "invitation_translation": "invitation",
    "invitation_notary": "invitation",
    "programme_translation": "internship_programme",
    "programme_notary": "internship_programme",
}
_STYLE = re.compile(r"(?s)<style.*?</style>")
_BLOCK_END = re.compile(r"</(?:p|div|td|th|tr|h\d|li|section)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")


def application(seed: int, violation: Violation | None, patch: pytest.MonkeyPatch) -> Package:
    """The application of a seed, right or with one violation."""
    patch.setattr(applications, "make_specimen", _drafted)
    applicant = dossier.invent(seed)
    made = applications._specimens(applicant, seed, violation, "files", "digital", {})
    documents: list[Document] = []
    for role, specimen in made.items():
        file = f"{BOUND.get(role, role)}.pdf"
        first = 1 + sum(page.file == file for known in documents for page in known.pages)
        documents.append(_document(f"d{len(documents)}", specimen.truth, file, first))
    declared = applications._declared(applicant) | dict(violation.declared if violation else {})
    day = date.fromisoformat(declared.pop("submitted_on"))
    return Package("A", Declaration(submitted_on=day, **declared), day, tuple(documents), ())


def _drafted(
    type_id: str,
    *,
    seed: int,
    dossier: Dossier,
    layout: str | None = None,
    faults: Collection[str] = (),
    level: str = "",
    container: str | None = None,
    name: str | None = None,
    **options: object,
) -> Specimen:
    """What `make_specimen` makes, without printing it."""
    module = document_module(type_id)
    by_seed = Random(f"{type_id}/{seed}/layout")  # noqa: S311 - an invented paper
    rng = Random(f"{type_id}/{seed}")  # noqa: S311 - an invented paper
    layout = layout or by_seed.choice(module.LAYOUTS)
    order = Order(dossier, layout, rng, frozenset(faults), options)
    draft = module.draft(order)
    missing = int("page_missing" in faults)
    pages = (draft.fields.get("pages_declared") or 1) - missing
    truth = {
        "type": type_id,
        "html": draft.html,
        "fields": draft.fields,
        "marks": draft.marks,
        "pages": max(1, pages),
    }
    return Specimen((), truth)


def _document(name: str, truth: dict[str, Any], file: str, first: int) -> Document:
    type_id = truth["type"]
    zone = _zone(truth["fields"].get("mrz"))
    pages = (
        _page(truth["html"], file, first, zone),
        *(_page("", file, first + more, None) for more in range(1, truth["pages"])),
    )
    if type_id == "unknown":
        return Document(name, None, 0.0, None, None, pages, None)
    kind = import_module(f"extractors.{type_id}").Fields
    hints = get_type_hints(kind)
    values = {
        part.name: _field(truth["fields"].get(part.name), hints[part.name], pages[0])
        for part in dataclass_fields(kind)
    }
    marks = Marks(*(Mark(mark in truth["marks"], 0.95) for mark in MARKS))
    language = "eng" if type_id == "invitation" else "rus"
    return Document(
        name, document_type(type_id), 0.99, None, language, pages, kind(**values), marks
    )


def _page(html: str, file: str, number: int, zone: MachineReadableZone | None) -> Page:
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n", _STYLE.sub("", html)))) or "text"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = [(0.02 + 0.9 * row / len(lines), 0.05, line, 0.99) for row, line in enumerate(lines)]
    return paper(*rows, file=file, number=number, source=Source.TEXT, mrz=zone)


def _field(said: Any, hint: Any, page: Page) -> Field[Any]:
    value = _typed(said, get_args(hint)[0])
    if value is None:
        return Field(None, None, 0.0, (), (PageRef(page.file, page.number),))
    return Field(value, str(said), 0.95, (Evidence(page.file, page.number, PLACE),))


def _typed(said: Any, hint: Any) -> Any:
    """A value of the truth (JSON) in the form of its field."""
    if said is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        return _typed(said, next(kind for kind in get_args(hint) if kind is not type(None)))
    if hint is date:
        return date.fromisoformat(said)
    if hint is Decimal:
        return Decimal(str(said))
    if hint is Money:
        return Money(Decimal(str(said["amount"])), said["currency"])
    if hint is Month:
        year, month = said.split("-")
        return Month(int(year), int(month))
    if isinstance(said, dict):
        if not hasattr(hint, "__dataclass_fields__"):
            return {key: _typed(value, get_args(hint)[1]) for key, value in said.items()}
        parts = get_type_hints(hint)
        return hint(**{name: _typed(said.get(name), part) for name, part in parts.items()})
    if isinstance(said, list | tuple):
        return tuple(_typed(value, get_args(hint)[0]) for value in said)
    return said


def _zone(lines: list[str] | None) -> MachineReadableZone | None:
    if lines is None:
        return None
    parsed = mrz.parse(lines)
    return MachineReadableZone(
        parsed.format, tuple(lines), tuple(lines), parsed.valid, ZONE_PLACE, 0.99
    )
