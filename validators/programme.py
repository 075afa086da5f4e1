"""Rules on the internship programme (PRG)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors import internship_programme
from extractors._records import Approval
from pipeline.model import Document, Evidence, Field, Package, Phrase, Reason
from pipeline.text.dates import find_dates
from pipeline.text.normalise import fold
from validators._periods import not_longer_than
from validators._reading_state import has_unread_pages
from validators._rule import Draft, failed, not_applicable, passed, rule, unclear, unreadable
from validators._translated import has_notarised_translation
from validators._translations import translations_of

Programme = internship_programme.Fields
SIDES = ("sending", "receiving")
Approvals = Field[tuple[Approval, ...]]
SHORTEST_PART = 3
"""Letters from which a part of a name is no initial and no scrap of a seal."""


@rule("PRG-01", reads=internship_programme.TYPE)
def is_approved_by_both(
    programme: Programme, *, document: Document, package: Package
) -> Iterator[Draft]:
    """Each side approves with name, date and signature; of several blocks of a side the best.

    How the name is spelt and which day it was is not asked: a block is filled in where parts of a
    name and a day were surely read.
    """
    approvals = programme.approvals
    if approvals.value is None:
        yield unreadable("approvals", approvals)
        return
    for side in SIDES:
        places = [at for at, block in enumerate(approvals.value) if block.side == side]
        named = Phrase(f"approval.{side}")
        if places:
            best = min(places, key=lambda at: len(_lacking((approvals.value or ())[at])))
            sure = _surely_filled_in(approvals, best, document)
            for draft in _on_block(_lacking(approvals.value[best]), named):
                yield replace(draft.on(approvals), confidence=sure)
        elif has_unread_pages(package):
            yield unclear(Reason.UNREADABLE, "perhaps_unread", side=named).on(approvals)
        else:
            yield failed("side_missing", side=named).on(approvals)


def _surely_filled_in(approvals: Approvals, at: int, document: Document) -> float:
    """How sure it is that a block bears a name and a day: by the best read part of each."""
    block = (approvals.value or ())[at]
    if len(approvals.evidence) <= at or block.name is None or block.date is None:
        return approvals.confidence
    named = {part for part in fold(block.name).split() if len(part) >= SHORTEST_PART}
    name, day = 0.0, 0.0
    for text, sure in _words_at(approvals.evidence[at], document):
        if not named.isdisjoint(fold(text).split()):
            name = max(name, sure)
        if str(block.date.year) in text or find_dates(text):
            day = max(day, sure)
    return max(approvals.confidence, min(name, day))


def _words_at(place: Evidence, document: Document) -> Iterator[tuple[str, float]]:
    """Words of a place with how surely each was read."""
    box = place.box
    for page in document.pages:
        if box is None or (page.file, page.number) != (place.file, place.page):
            continue
        for word in page.words:
            x, y = word.box.middle
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                yield word.text, word.confidence


def _lacking(block: Approval) -> list[tuple[str, bool | None]]:
    """What the block lacks: (part, False) where it is absent, (part, None) where not known."""
    parts: list[tuple[str, bool | None]] = []
    if block.name is None:
        parts.append(("name", None))
    if block.date is None:
        parts.append(("date", None))
    if not block.signed:
        parts.append(("signature", block.signed))
    return parts


def _on_block(lacking: list[tuple[str, bool | None]], side: Phrase) -> Iterator[Draft]:
    if not lacking:
        yield passed(side=side)
    for part, known in lacking:
        if part == "signature" and known is False:
            yield failed("unsigned", side=side)
        elif part == "signature":
            yield unclear(Reason.NEEDS_HUMAN, "look", side=side)
        else:
            yield unclear(Reason.UNREADABLE, f"no_{part}", side=side)


@rule("PRG-02", reads=internship_programme.TYPE)
def has_a_translation(
    programme: Programme, *, document: Document, package: Package, languages: Sequence[str]
) -> Iterator[Draft]:
    """A programme written in Kazakh or Russian needs none."""
    if programme.language.value in languages:
        own = Phrase(f"language.{programme.language.value}")
        yield not_applicable(language=own).on(programme.language)
        return
    if programme.language.value is None and not translations_of(document, package):
        yield unreadable("language", programme.language)
        return
    yield from has_notarised_translation(document, package, languages)


@rule("PRG-03", reads=internship_programme.TYPE)
def states_the_period(
    _programme: Programme, *, document: Document, most_months: int
) -> Iterator[Draft]:
    """The period of the programme, at most a year."""
    yield from not_longer_than(document, most_months)
