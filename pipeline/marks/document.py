"""The marks of one document: those of its pages, and the electronic signatures of its files."""

from collections.abc import Sequence

from pipeline.marks.places import document_mark
from pipeline.model import (
    Evidence,
    FileFacts,
    Mark,
    MarkKind,
    Marks,
    Page,
    PdfSignature,
    SignatureState,
)

HOLDING = (SignatureState.TRUSTED, SignatureState.INTACT)
"""States in which a signature speaks for the document; all others are for a person."""


def marks_of(pages: Sequence[Page], files: Sequence[FileFacts] = ()) -> Marks:
    """Presence of each kind of mark on the pages of a document and in the files they lie in."""
    return Marks(
        signature=document_mark(pages, MarkKind.SIGNATURE),
        stamp=document_mark(pages, MarkKind.STAMP),
        qr=document_mark(pages, MarkKind.QR),
        eds=_electronic(pages, files),
    )


def signatures_in(pages: Sequence[Page], files: Sequence[FileFacts]) -> tuple[PdfSignature, ...]:
    """Electronic signatures of the files that hold the pages."""
    names = {page.file for page in pages}
    return tuple(one for facts in files if facts.file in names for one in facts.signatures)


def _electronic(pages: Sequence[Page], files: Sequence[FileFacts]) -> Mark:
    said = document_mark(pages, MarkKind.EDS)
    signatures = signatures_in(pages, files)
    if not signatures:
        return said
    proofs = tuple(
        Evidence(
            facts.file, min(p.number for p in pages if p.file == facts.file), None, one.signer or ""
        )
        for facts in files
        if any(page.file == facts.file for page in pages)
        for one in facts.signatures
    )
    holds = any(one.state in HOLDING for one in signatures)
    refuted = any(
        one.state in (SignatureState.BROKEN, SignatureState.CHANGED) for one in signatures
    )
    if holds and not refuted:
        return Mark(True, 0.99, (*proofs, *said.evidence))
    return Mark(None, 0.5, (*proofs, *said.evidence))
