"""What of a package could not be read, so that absence is not taken for a fault."""

from collections.abc import Iterator
from dataclasses import fields

from pipeline.model import Document, Evidence, Package, Problem, ProblemKind, Source

FEWEST_FIELDS = 4
MOST_MISSING = 0.6
"""Share of missing fields from which a paper hardly is what it was taken for."""
SURELY_TOLD = 0.9
"""Score of a type from which missing fields do not speak against it."""
HARMLESS = frozenset({ProblemKind.DUPLICATE_FILE, ProblemKind.BAD_PACKAGE_TOML})


def unrecognised(package: Package) -> tuple[Document, ...]:
    """Documents of unknown type that are not blank pages."""
    return tuple(
        document
        for document in package.documents
        if document.type is None and any("blank" not in page.quality for page in document.pages)
    )


def lost_files(package: Package) -> tuple[Problem, ...]:
    """Problems that hide content from the check."""
    return tuple(problem for problem in package.problems if problem.kind not in HARMLESS)


def misfit(document: Document) -> bool:
    """Whether the type is not quite sure and hardly any field of it was found: the paper may be
    another one."""
    if document.fields is None or document.type_score >= SURELY_TOLD:
        return False
    values = [getattr(document.fields, part.name).value for part in fields(document.fields)]
    return len(values) >= FEWEST_FIELDS and values.count(None) >= MOST_MISSING * len(values)


def has_unread_pages(package: Package) -> bool:
    """Whether something of the package is unknown: what is missing may be there."""
    return bool(unrecognised(package) or lost_files(package) or any(map(misfit, package.documents)))


def is_electronic(document: Document) -> bool:
    """Whether all words come from text layers: a paper that was never a picture."""
    return all(page.source is Source.TEXT for page in document.pages)


def places(document: Document) -> Iterator[Evidence]:
    """The pages of a document as evidence."""
    for page in document.pages:
        yield Evidence(page.file, page.number, None)
