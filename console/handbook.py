"""The page of documentation about document types, made from the modules that read them."""

import inspect
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from importlib import import_module

from extractors import document_types
from pipeline.model import DocumentType, Phrase
from pipeline.report.messages import say

HEAD = """# Document types

Made from the modules of `extractors/` by `tekseru types --markdown`; a test keeps it current.
"""


def types_page() -> str:
    """All types with titles, what their module says of them, key words and fields."""
    return "\n".join([HEAD, *(line for known in document_types() for line in _section(known))])


def _section(known: DocumentType) -> Iterator[str]:
    module = import_module(f"extractors.{known.id}")
    yield f"## `{known.id}`"
    yield ""
    yield " · ".join(known.titles[language] for language in ("kk", "ru", "en"))
    yield ""
    yield inspect.cleandoc(module.__doc__ or "")
    yield ""
    strong = sorted(known.anchors, key=lambda anchor: -anchor.weight)
    words = [f"«{anchor.text}»" for anchor in strong if anchor.weight >= 1][:8]
    against = [f"«{anchor.text}»" for anchor in reversed(strong) if anchor.weight < 0][:5]
    yield f"Recognised by {', '.join(words)}" + (
        f"; spoken against by {', '.join(against)}." if against else "."
    )
    yield ""
    yield "| field | қазақша | по-русски | in English |"
    yield "| --- | --- | --- | --- |"
    for part in dataclass_fields(module.Fields):
        names = (say(Phrase(f"field.{part.name}"), language) for language in ("kk", "ru", "en"))
        yield f"| `{part.name}` | " + " | ".join(names) + " |"
    yield ""
