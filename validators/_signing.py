"""Whether a paper is signed and stamped, by ink or electronically."""

from collections.abc import Iterator

from pipeline.marks.places import absence_confidence
from pipeline.model import Document, Mark, MarkKind, Phrase, Reason
from validators._rule import Draft, failed, passed, unclear

HEAD = 0.16
"""Share of the first page that a letterhead takes."""


def bears(
    document: Document, *kinds: str, or_electronic: bool, letterhead: bool = False
) -> Iterator[Draft]:
    """One finding for every mark that is absent or cannot be told, else one that all are there.

    An electronic signature stands for ink and seal where the paper may be issued so. Under a
    `letterhead` nobody signs at the top of the page.
    """
    marks = {kind: getattr(document.marks, kind) for kind in kinds}
    if letterhead and "signature" in marks:
        marks["signature"] = _below_the_head(marks["signature"], document)
    electronic = document.marks.eds
    if all(mark.present for mark in marks.values()):
        yield passed().seen(*marks.values())
    elif or_electronic and electronic.present:
        yield passed("electronic").seen(electronic)
    else:
        perhaps_electronic = or_electronic and electronic.present is None
        for kind, mark in marks.items():
            if not mark.present:
                yield _lacking(kind, mark, perhaps_electronic)


def _below_the_head(mark: Mark, document: Document) -> Mark:
    """What may be a pen but stands in the letterhead is its logo."""
    first = document.pages[0]
    in_head = all(
        proof.box is not None
        and proof.box.bottom <= HEAD
        and (proof.file, proof.page) == (first.file, first.number)
        for proof in mark.evidence
    )
    if mark.present is None and mark.evidence and in_head and first.looked_for_marks:
        return Mark(False, absence_confidence(first, (MarkKind.SIGNATURE,)))
    return mark


def _lacking(kind: str, mark: Mark, perhaps_electronic: bool) -> Draft:
    named = Phrase(f"mark.{kind}")
    if mark.present is None or perhaps_electronic:
        return unclear(Reason.NEEDS_HUMAN, ".look_for_mark", mark=named).seen(mark)
    return failed("no_mark", mark=named).seen(mark)
