"""What a file says about itself, gathered when a package is read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.ingest import FileKind, SourceFile
from pipeline.marks.pdf_signatures import signatures_of
from pipeline.marks.tampering import PdfHistory, history_of
from pipeline.model import FileFacts, Page, TamperingNote

LARGEST_CHECKED = 60_000_000
"""Bytes of a PDF whose history is looked at; larger ones are scans of whole books."""


def facts_of_file(source: SourceFile, roots: Sequence[Path] = ()) -> FileFacts:
    """Facts of a file; for pictures the hash alone. `roots` are trusted root certificates."""
    if source.kind is not FileKind.PDF or source.size > LARGEST_CHECKED:
        return FileFacts(source.name, source.sha256)
    history: PdfHistory = history_of(source.name, source.path)
    return FileFacts(
        source.name,
        source.sha256,
        producer=history.producer,
        creator=history.creator,
        created=history.created,
        modified=history.modified,
        revisions=history.revisions,
        signatures=signatures_of(source.path, roots),
        notes=history.notes,
    )


def with_notes_of_pages(facts: FileFacts, pages: Sequence[Page]) -> FileFacts:
    """The facts, and what was noticed when the pages of the file were read."""
    notes = [
        TamperingNote("layer_differs", page.file, page.number, place)
        for page in pages
        if page.file == facts.file
        for place in page.layer_differs
    ]
    return replace(facts, notes=(*facts.notes, *notes)) if notes else facts
