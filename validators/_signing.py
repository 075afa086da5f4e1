"""Whether a paper is signed and stamped, by ink or electronically."""

from collections.abc import Iterator

from pipeline.model import Document, Mark, Phrase, Reason
from validators._rule import Draft, failed, passed, unclear


def bears(document: Document, *kinds: str, or_electronic: bool) -> Iterator[Draft]:
    """One finding for every mark that is absent or cannot be told, else one that all are there.

    An electronic signature stands for ink and seal where the paper may be issued so.
    """
    marks = {kind: getattr(document.marks, kind) for kind in kinds}
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


def _lacking(kind: str, mark: Mark, perhaps_electronic: bool) -> Draft:
    named = Phrase(f"mark.{kind}")
    if mark.present is None or perhaps_electronic:
        return unclear(Reason.NEEDS_HUMAN, ".look_for_mark", mark=named).seen(mark)
    return failed("no_mark", mark=named).seen(mark)
