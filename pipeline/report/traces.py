"""What seals, signatures and codes were told by, and what the files themselves tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.model import Document, Evidence, FileFacts, MarkKind, PageMark, SignatureState
from pipeline.report.crops import Crops, Window
from pipeline.report.messages import in_all_languages
from pipeline.report.wording import Said, is_known, joined, on_day, said, same

KINDS = {
    "signature": (MarkKind.SIGNATURE,),
    "stamp": (MarkKind.STAMP,),
    "qr": (MarkKind.QR, MarkKind.BARCODE),
    "eds": (MarkKind.EDS,),
}
"""Marks of pages by the mark of the document that rests on them."""
LONGEST_TEXT = 80
GOOD = (SignatureState.TRUSTED, SignatureState.INTACT)
BAD = (SignatureState.BROKEN, SignatureState.CHANGED)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something seen on a page, in words, and where; `window` is None without a picture."""

    text: Said
    where: Said | None
    window: Window | None
    proofs: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureView:
    """An electronic signature in words; `kind` names its sign."""

    text: Said
    kind: str


@dataclass(frozen=True, slots=True)
class FileView:
    """What a file tells of itself: facts, electronic signatures, traces of later changes."""

    name: str
    facts: tuple[Said, ...]
    signatures: tuple[SignatureView, ...]
    notes: tuple[Trace, ...]


def place(file: str, page: int) -> Said:
    """A page as the report names it."""
    return joined([same(file), said("report.page", number=page)])


def traces_of(document: Document, name: str, crops: Crops | None) -> tuple[Trace, ...]:
    """What a mark of a document rests on, page by page; what looks alike is told once."""
    found: dict[tuple[str, str, int], tuple[Said, list[Evidence]]] = {}
    for page in document.pages:
        for mark in page.marks:
            if mark.kind in KINDS[name]:
                text = _told(mark)
                proof = Evidence(page.file, page.number, mark.box)
                found.setdefault((text["en"], *_at(proof)), (text, []))[1].append(proof)
    return tuple(_on(proofs, text, crops) for text, proofs in found.values())


def files(facts: Sequence[FileFacts], crops: Crops | None) -> tuple[FileView, ...]:
    """The files that tell something of themselves."""
    views = (
        FileView(
            found.file,
            tuple(_facts(found)),
            tuple(
                SignatureView(in_all_languages(one.phrase), _kind(one.state))
                for one in found.signatures
            ),
            tuple(
                _on(
                    [Evidence(note.file, note.page, note.box)] if note.page else [],
                    in_all_languages(note.phrase),
                    crops,
                )
                for note in found.notes
            ),
        )
        for found in facts
    )
    return tuple(view for view in views if view.facts or view.signatures or view.notes)


def _at(proof: Evidence) -> tuple[str, int]:
    return proof.file, proof.page


def _on(proofs: Sequence[Evidence], text: Said, crops: Crops | None) -> Trace:
    """A trace seen in places of one page."""
    if not proofs:
        return Trace(text, None, None)
    windows = crops.pages(proofs) if crops is not None else ()
    times = f" ×{len(proofs)}" if len(proofs) > 1 else ""
    told = {language: said_so + times for language, said_so in text.items()}
    where = place(*_at(proofs[0]))
    return Trace(told, where, windows[0] if windows else None, tuple(proofs))


def _told(mark: PageMark) -> Said:
    """The words for a mark: what it looks like, what it says, how sure it is."""
    words = [word for part in mark.detail.split(", ") if part for word in _words(mark.kind, part)]
    if mark.kind is MarkKind.BARCODE and not words:
        words = [said("mark.barcode")]
    if mark.text:
        short = mark.text if len(mark.text) <= LONGEST_TEXT else f"{mark.text[:LONGEST_TEXT]}…"
        words.append(same(f"“{short}”"))
    if mark.present is not True:
        words.append(said("trace.unproven" if mark.present is False else "trace.unsure"))
    return joined(words)


def _words(kind: MarkKind, part: str) -> Iterator[Said]:
    key = f"trace.{part.replace(' ', '_')}"
    if is_known(key):
        yield said(key)
    elif kind is MarkKind.STAMP and " " in part:
        for word in part.split():
            yield from _words(kind, word)
    else:
        yield same(part)


def _facts(found: FileFacts) -> Iterator[Said]:
    program = found.producer or found.creator
    if program:
        yield said("report.files.program", program=program)
    for key, moment in (("created", found.created), ("modified", found.modified)):
        if isinstance(moment, datetime):
            yield joined([said(f"report.files.{key}"), on_day(moment.date())], " ")
    if found.revisions > 1:
        yield said("report.files.revisions", count=found.revisions)


def _kind(state: SignatureState) -> str:
    return "passed" if state in GOOD else "failed" if state in BAD else "indeterminate"
