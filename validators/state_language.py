"""Rules on the state-language certificate (KAZ)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from extractors import state_language_certificate
from pipeline.model import Document, Phrase, Reason
from pipeline.text.normalise import fold
from validators._periods import months_later
from validators._rule import Draft, day, failed, passed, rule, text, unclear, unreadable

Certificate = state_language_certificate.Fields
GRAMMAR = "lexico_grammar"
"""The block that only the older way of scoring has (domain.md section 9)."""

# Beginnings of the block's name in the three languages, folded.
_GRAMMAR_LABELS = ("лексик", "грамматик", "lexic", "grammar")


@rule("KAZ-01", reads=state_language_certificate.TYPE)
def level_is_high_enough(
    paper: Certificate, *, levels: Sequence[str], least_level: str
) -> Iterator[Draft]:
    """A diagnostic test gives a reference, not a certificate, whatever the level."""
    level, kind = paper.level.value, paper.kind.value
    if kind == "diagnostic":
        yield failed("diagnostic").on(paper.kind)
    if level is None or level not in levels:
        yield unreadable("level", paper.level)
        return
    high_enough = levels.index(level) >= levels.index(least_level)
    wanted = Phrase("value.at_least", {"least": least_level})
    if not high_enough:
        draft = failed(level=level, least=least_level).on(paper.level)
    elif kind is None and paper.test.value != "qazaq_resmi_test":
        draft = unreadable("kind", paper.kind)
    elif kind == "diagnostic":
        return
    else:
        draft = passed(level=level, least=least_level).on(paper.level, paper.kind)
    yield draft.compared(wanted, text(level))


@rule("KAZ-02", reads=state_language_certificate.TYPE)
def every_block_reaches_its_threshold(
    paper: Certificate, *, document: Document, least_points: Mapping[str, int]
) -> Iterator[Draft]:
    """Each printed block must reach its own threshold; a high total does not make up for it.

    Without a grammar block the newer scoring applies, whose threshold for B1 is not known: there
    a block below the known share is for a person.
    """
    scores = paper.scores.value
    if not scores:
        yield unreadable("scores", paper.scores)
        return
    newer = GRAMMAR not in scores
    demanded = [block for block in least_points if not (newer and block == GRAMMAR)]
    for block in demanded:
        named = Phrase(f"block.{block}")
        points, least = scores.get(block), least_points[block]
        if points is None:
            yield unclear(Reason.UNREADABLE, "block_unread", block=named).on(paper.scores)
            continue
        values: dict[str, Any] = {"block": named, "points": points, "least": least}
        if points >= least:
            draft = passed(**values)
        elif newer:
            draft = unclear(Reason.NEEDS_HUMAN, "newer_scoring", **values)
        else:
            draft = failed(**values)
        wanted = Phrase("value.at_least", {"least": least})
        yield draft.on(paper.scores).compared(wanted, text(str(points)))
    if newer and _grammar_is_printed(paper, document):
        yield unclear(Reason.UNREADABLE, "block_unread", block=Phrase(f"block.{GRAMMAR}")).on(
            paper.scores, paper.total
        )


def _grammar_is_printed(paper: Certificate, document: Document) -> bool:
    """Whether a grammar block stands on the paper whose points were not read: by its label, or by
    a total that is more than the other blocks."""
    scores, total = paper.scores.value or {}, paper.total.value
    printed = fold("\n".join(page.text for page in document.pages))
    named = any(label in printed for label in _GRAMMAR_LABELS)
    return named or (total is not None and total != sum(scores.values()))


@rule("KAZ-03", reads=state_language_certificate.TYPE)
def is_valid_on_submission(
    paper: Certificate, *, submitted_on: date, valid_months: int
) -> Iterator[Draft]:
    """The printed end counts; without one two years from the issue, and beyond them a person."""
    printed, issued = paper.expiry_date.value, paper.issue_date.value
    if printed is not None:
        last, field = printed, paper.expiry_date
        draft = passed(date=last) if last >= submitted_on else failed(date=last)
    elif issued is not None:
        last, field = months_later(issued, valid_months), paper.issue_date
        draft = (
            passed(date=last)
            if last >= submitted_on
            else unclear(Reason.NEEDS_HUMAN, "perhaps_expired", date=last)
        )
    else:
        yield unreadable("expiry_date", paper.expiry_date)
        return
    yield draft.on(field).compared(Phrase("value.not_before", {"date": submitted_on}), day(last))
