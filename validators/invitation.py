"""Rules on the invitation of the host organisation (INV)."""

from collections.abc import Iterator, Sequence
from datetime import date

from extractors import invitation, passport
from pipeline.model import Document, Package, Phrase, Reason
from validators._periods import not_longer_than
from validators._persons import Bearer, bearers, reference_for, relation
from validators._rule import (
    Draft,
    absent,
    day,
    failed,
    money,
    passed,
    rule,
    text,
    unclear,
    unreadable,
)
from validators._signing import bears
from validators._translated import has_notarised_translation


@rule("INV-01", reads=invitation.TYPE)
def names_the_applicant(
    letter: invitation.Fields, *, document: Document, package: Package
) -> Iterator[Draft]:
    """The name is compared with the passport's Latin one; a letter in Cyrillic with the card's."""
    if letter.applicant_name.value is None:
        yield unreadable("applicant_name", letter.applicant_name)
        return
    said = Bearer.named(invitation.TYPE.id, letter.applicant_name, document)
    known = reference_for(said, bearers(package))
    if known is None:
        yield absent(passport.TYPE.id)
        return
    match = relation(known, said)
    if match.agrees:
        draft = passed(why=Phrase(f"why.{match.why}"))
    elif match.relation == "different":
        draft = failed()
    else:
        draft = unclear(Reason.AMBIGUOUS, "open", why=Phrase(f"why.{match.why}"))
    yield draft.on(known.field, said.field).compared(text(known.shown), text(said.shown))


@rule("INV-02", reads=invitation.TYPE)
def names_the_specialty(letter: invitation.Fields) -> Iterator[Draft]:
    """Which specialty it must be is PKG-08."""
    if letter.specialty.value is None:
        yield unreadable("specialty", letter.specialty)
    else:
        yield passed(specialty=letter.specialty.value).on(letter.specialty)


@rule("INV-03", reads=invitation.TYPE)
def states_the_period(
    _letter: invitation.Fields, *, document: Document, most_months: int
) -> Iterator[Draft]:
    """Two dates, or the first day and the number of months."""
    yield from not_longer_than(document, most_months)


@rule("INV-04", reads=invitation.TYPE)
def states_the_cost_with_its_calculation(letter: invitation.Fields) -> Iterator[Draft]:
    """A sum alone is not enough; a cost of nothing is stated as well."""
    total, breakdown = letter.total_cost, letter.cost_breakdown
    if breakdown.value is False:
        yield failed().on(breakdown, total)
    elif breakdown.value is None:
        yield unreadable("cost_breakdown", breakdown)
    elif total.value is None:
        yield unreadable("total_cost", total)
    else:
        yield passed(total=money(total.value)).on(total, breakdown, letter.cost_items)


@rule("INV-05", reads=invitation.TYPE)
def is_unconditional(letter: invitation.Fields) -> Iterator[Draft]:
    """Financial conditions are allowed, academic ones are not, of others a person judges."""
    conditions = letter.conditions.value or ()
    for condition in conditions:
        if condition.object == "academic":
            yield failed("academic", condition=condition.text).on(letter.conditions)
        elif condition.object == "other":
            grey = unclear(Reason.NEEDS_HUMAN, "other", condition=condition.text)
            yield grey.on(letter.conditions)
    if any(condition.object != "financial" for condition in conditions):
        return
    if conditions:
        yield passed("financial", condition=conditions[0].text).on(letter.conditions)
    elif letter.unconditional.value is None:
        yield unclear(Reason.AMBIGUOUS, "unsettled").on(letter.conditions)
    else:
        yield (passed() if letter.unconditional.value else failed()).on(letter.unconditional)


@rule("INV-06", reads=invitation.TYPE)
def is_dated_and_signed(
    letter: invitation.Fields, *, document: Document, submitted_on: date
) -> Iterator[Draft]:
    """A seal is not asked for: letters from abroad seldom bear one."""
    when = letter.letter_date.value
    if when is None:
        yield unreadable("letter_date", letter.letter_date)
    elif when > submitted_on:
        later = unclear(Reason.CONFLICTING, ".dated_later", date=when).on(letter.letter_date)
        yield later.compared(Phrase("value.not_after", {"date": submitted_on}), day(when))
    for draft in bears(document, "signature", or_electronic=True, letterhead=True):
        yield draft.on(letter.letter_date) if when is not None else draft


@rule("INV-07", reads=invitation.TYPE)
def has_a_translation(
    _letter: invitation.Fields, *, document: Document, package: Package, languages: Sequence[str]
) -> Iterator[Draft]:
    """A translation and the notary's inscription under it. A letter that is itself in Kazakh or
    Russian needs none by sense, but the list of documents does not say so: a person decides."""
    if document.language in languages:
        own = Phrase(f"language.{document.language}")
        yield unclear(Reason.NEEDS_HUMAN, "own_language", language=own)
        return
    yield from has_notarised_translation(document, package, languages)
