"""Specimens: one invented document as files, with everything that is true about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from random import Random
from typing import Any, Protocol, cast

from sample_docs import dossier as dossiers
from sample_docs.dossier import Dossier

LEVELS = ("digital", "scan", "poor", "photo")
"""Quality levels, best first."""
MARKS = ("signature", "stamp", "qr", "eds")


@dataclass(frozen=True, slots=True)
class Order:
    """What a document module is asked to make.

    `faults` name what shall be wrong (the module's `FAULTS` lists them); `options` are the
    module's own choices, such as the number of words of a letter.
    """

    dossier: Dossier
    layout: str
    rng: Random
    faults: frozenset[str] = frozenset()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a document module hands back: the pages as HTML, the fields and the marks on them.

    `extra` is what is true beyond the fields of the contract.
    """

    html: str
    fields: Mapping[str, Any]
    marks: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Specimen:
    """Files as (name, content) and the truth of one document; see README.md for its form."""

    files: tuple[tuple[str, bytes], ...]
    truth: dict[str, Any]


class DocumentModule(Protocol):
    """What every module in `sample_docs.documents` offers."""

    LAYOUTS: tuple[str, ...]
    FAULTS: frozenset[str]
    OPTIONS: frozenset[str]

    def draft(self, order: Order) -> Draft: ...


def document_module(type_id: str) -> DocumentModule:
    """The maker of a document type; ModuleNotFoundError for a type that has none."""
    return cast(DocumentModule, import_module(f"sample_docs.documents.{type_id}"))


@dataclass(frozen=True, slots=True)
class _Bare:
    """What a held-out layout offers: itself, no faults, no options."""

    LAYOUTS: tuple[str, ...]
    FAULTS: frozenset[str] = frozenset()
    OPTIONS: frozenset[str] = frozenset()


def held_out_layouts(type_id: str) -> tuple[str, ...]:
    """Layouts that are printed only when asked for by name (`sample_docs.held_out`)."""
    known = import_module("sample_docs.held_out.printing").layouts(type_id)
    return cast(tuple[str, ...], known)


def make_specimen(
    type_id: str,
    *,
    seed: int,
    level: str = "digital",
    layout: str | None = None,
    dossier: Dossier | None = None,
    faults: Collection[str] = (),
    container: str | None = None,
    rotation: int | None = None,
    name: str | None = None,
    **options: object,
) -> Specimen:
    """One document of a type, the same bytes for the same arguments.

    A seed makes the same document at every level, so that levels can be compared.

    `level` is one of `LEVELS`; `layout` one of the module's `LAYOUTS` (default: by
    seed) or of `held_out_layouts`;
    `dossier` the applicant it belongs to (default: that of the seed). `container` asks for `pdf`,
    `jpg`, `png` or `tiff` files and `rotation` for pages turned by 90, 180 or 270 degrees, where
    the level is made of images. `name` is the stem of the file names. Raises ValueError for a
    level, layout, fault or option that the type does not know.
    """
    from sample_docs import degrade, printing

    module = document_module(type_id)
    wrong = frozenset(faults)
    layout = layout or Random(f"{type_id}/{seed}/layout").choice(module.LAYOUTS)
    dossier = dossier or dossiers.invent(seed)
    order = Order(dossier, layout, Random(f"{type_id}/{seed}"), wrong, options)
    if layout in held_out_layouts(type_id):
        _refuse_unknown(_Bare((layout,)), level, layout, wrong, options)
        draft = import_module("sample_docs.held_out.printing").draft(type_id, order)
    else:
        _refuse_unknown(module, level, layout, wrong, options)
        draft = module.draft(order)
    printed = printing.print_pages(draft.html)
    delivered = degrade.deliver(
        printed,
        level=level,
        seed=f"{type_id}/{seed}/{level}/{layout}",
        container=container,
        rotation=rotation,
        name=name or degrade.file_stem(type_id, level, seed),
    )
    truth = {
        "type": type_id,
        "seed": seed,
        "level": level,
        "layout": layout,
        "faults": sorted(wrong),
        "files": [file_name for file_name, _ in delivered.files],
        "pages": list(delivered.pages),
        "fields": dict(draft.fields),
        "extra": dict(draft.extra),
        "marks": _marks(draft, printed.places),
        "boxes": {
            key.removeprefix("field:"): place
            for key, place in sorted(printed.places.items())
            if key.startswith("field:")
        },
    }
    return Specimen(delivered.files, truth)


def _refuse_unknown(
    module: DocumentModule | _Bare,
    level: str,
    layout: str | None,
    faults: frozenset[str],
    options: Mapping[str, object],
) -> None:
    if level not in LEVELS:
        raise ValueError(f"unknown level {level!r}; known: {', '.join(LEVELS)}")
    if layout is not None and layout not in module.LAYOUTS:
        raise ValueError(f"unknown layout {layout!r}; known: {', '.join(module.LAYOUTS)}")
    for kind, given, known in (
        ("fault", faults, module.FAULTS),
        ("option", frozenset(options), module.OPTIONS),
    ):
        if unknown := given - known:
            raise ValueError(f"unknown {kind} {sorted(unknown)}; known: {sorted(known)}")


def _marks(draft: Draft, places: Mapping[str, Any]) -> dict[str, Any]:
    return {
        mark: {
            "present": mark in draft.marks,
            "places": [
                place
                for key, place in sorted(places.items())
                if key.split(":")[:2] == ["mark", mark]
            ],
        }
        for mark in MARKS
    }
