"""Rules on the internship programme (PRG)."""

from collections.abc import Iterator, Sequence

from extractors import internship_programme
from extractors._records import Approval
from pipeline.model import Document, Package, Phrase, Reason
from validators._periods import not_longer_than
from validators._reading_state import has_unread_pages
from validators._rule import Draft, failed, not_applicable, passed, rule, unclear, unreadable
from validators._translated import has_notarised_translation
from validators._translations import translations_of

Programme = internship_programme.Fields
SIDES = ("sending", "receiving")


@rule("PRG-01", reads=internship_programme.TYPE)
def is_approved_by_both(programme: Programme, *, package: Package) -> Iterator[Draft]:
    """Each side approves with name, date and signature; of several blocks of a side the best."""
    approvals = programme.approvals
    if approvals.value is None:
        yield unreadable("approvals", approvals)
        return
    for side in SIDES:
        blocks = [block for block in approvals.value if block.side == side]
        named = Phrase(f"approval.{side}")
        if blocks:
            lacking = min((_lacking(block) for block in blocks), key=len)
            yield from (draft.on(approvals) for draft in _on_block(lacking, named))
        elif has_unread_pages(package):
            yield unclear(Reason.UNREADABLE, "perhaps_unread", side=named).on(approvals)
        else:
            yield failed("side_missing", side=named).on(approvals)


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
