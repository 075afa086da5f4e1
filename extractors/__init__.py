"""One module per document type: pages to typed fields; pure, opens no file.

A module names its `TYPE`; one that can read more than the type has `extract(pages) -> Fields`.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from extractors._letter_spaced import closed_up
from pipeline.model import DocumentType, Page


@lru_cache
def document_types() -> tuple[DocumentType, ...]:
    """All types, one per module of this package, in alphabetical order of their ids."""
    names = sorted(found.name for found in iter_modules(__path__) if found.name[0] != "_")
    return tuple(import_module(f"{__name__}.{name}").TYPE for name in names)


@lru_cache
def known_papers() -> tuple[DocumentType, ...]:
    """All types, and the papers that are known to be none of them."""
    from extractors._other_papers import OTHER_PAPERS

    return (*document_types(), OTHER_PAPERS)


@lru_cache
def document_type(type_id: str) -> DocumentType:
    """The type of an id; KeyError when there is none."""
    return {known.id: known for known in document_types()}[type_id]


def prepare() -> None:
    """Load all types and what they load on first use, while there is time for it."""
    from extractors import _prose

    document_types()
    _prose.blank()


def extract(type_id: str, pages: Sequence[Page]) -> Any | None:
    """The typed fields of a document, None for a type that is recognised but not read yet."""
    module = import_module(f"{__name__}.{type_id}")
    extractor: Callable[[Sequence[Page]], Any] | None = getattr(module, "extract", None)
    return extractor([closed_up(page) for page in pages]) if extractor else None
