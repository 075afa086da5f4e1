"""The rule that a translation says what its original says (INV-08)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors import invitation, translation
from pipeline.model import Document, Field, Money, Package, Phrase, Reason
from validators._fact_sets import Differing, compare
from validators._passages import (
    Fact,
    amounts_of,
    before_the_translator,
    dates_of,
    has_number,
    passage_of,
    shown_at,
)
from validators._persons import Bearer, relation
from validators._reading_state import is_electronic
from validators._rule import (
    Draft,
    absent,
    day,
    failed,
    listed,
    money,
    passed,
    rule,
    text,
    unclear,
    unreadable,
)
from validators._translations import Translated, translations_of

T = TypeVar("T")
TRANSLATION = translation.TYPE.id
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Trust:
    """When a difference is the papers' and not the reader's.

    Readers take one digit for another with full confidence, so that on papers that were pictures
    a single digit decides nothing.
    """

    least_sure: float
    printed: bool

    def is_sure(self, differing: Differing[T]) -> bool:
        """Whether all facts were read surely, and some differ in more than a digit."""
        facts = [fact for pair in differing.replaced for fact in pair]
        sure = min(fact.confidence for fact in facts) >= self.least_sure
        return sure and (
            self.printed or any(_digits_apart(*pair) > 1 for pair in differing.replaced)
        )


def _digits_apart(first: Fact[T], second: Fact[T]) -> int:
    """In how many digits two facts differ, written out at full length."""
    values = _only(first), _only(second)
    written = [str(value.amount) if isinstance(value, Money) else str(value) for value in values]
    if written[0] == written[1]:  # another currency
        return len(written[0])
    if len(written[0]) != len(written[1]):
        return max(map(len, written))
    return sum(one != other for one, other in zip(*written, strict=True))


@rule("INV-08", reads=invitation.TYPE)
def says_what_the_original_says(
    letter: invitation.Fields, *, document: Document, package: Package, least_sure: float
) -> Iterator[Draft]:
    """Names, dates and amounts are compared as sets; what differs is shown side by side.

    Facts that stand only in the translation are the translator's and the notary's own.
    """
    pairs = translations_of(document, package)
    if not pairs:
        yield absent(TRANSLATION)
        return
    paper = pairs[0].translation
    printed = is_electronic(document) and is_electronic(paper)
    drafts = [
        *_names(letter, paper),
        *_dates(letter, document, pairs[0], _Trust(least_sure, printed)),
        *_amounts(letter, document, paper, _Trust(least_sure, printed)),
    ]
    for draft in drafts:
        yield draft if draft.subject else draft.about(TRANSLATION)
    if not drafts:
        read = (letter.applicant_name, letter.period_start, letter.period_end, letter.total_cost)
        yield passed().on(*read).about(TRANSLATION)


def _names(letter: invitation.Fields, paper: Document) -> Iterator[Draft]:
    translated: Field[str] | None = paper.fields.applicant_name if paper.fields else None
    if letter.applicant_name.value is None:
        yield unreadable("applicant_name", letter.applicant_name).about(invitation.TYPE.id)
    elif translated is None or translated.value is None:
        yield unreadable("applicant_name", *([translated] if translated else []))
    else:
        first = Bearer.named(invitation.TYPE.id, letter.applicant_name)
        second = Bearer.named(TRANSLATION, translated, paper)
        match = relation(first, second)
        if match.agrees:
            return
        draft = (
            failed("names")
            if match.relation == "different"
            else unclear(Reason.AMBIGUOUS, "names_open", why=Phrase(f"why.{match.why}"))
        )
        yield draft.on(first.field, second.field).compared(text(first.shown), text(second.shown))


def _dates(
    letter: invitation.Fields, original: Document, pair: Translated, trust: _Trust
) -> Iterator[Draft]:
    there = before_the_translator(passage_of(pair.translation.pages))
    differing = compare(dates_of(passage_of(original.pages)), dates_of(there))
    stated = (letter.period_start, letter.period_end, letter.letter_date, letter.birth_date)
    key = {field.value for field in stated if field.value is not None}
    yield from _told(differing, key, "dates", day, trust)


def _amounts(
    letter: invitation.Fields, original: Document, paper: Document, trust: _Trust
) -> Iterator[Draft]:
    here = passage_of(original.pages)
    there = before_the_translator(passage_of(paper.pages))
    differing = compare(amounts_of(here), amounts_of(there))
    in_table = [fact for fact in differing.lacking if has_number(there, _only(fact).amount)]
    lacking = [fact for fact in differing.lacking if fact not in in_table]
    key = {Money(item.amount, item.currency) for item in letter.cost_items.value or ()}
    if letter.total_cost.value is not None:
        key.add(letter.total_cost.value)
    yield from _told(Differing(differing.replaced, lacking), key, "amounts", money, trust)


def _told(
    differing: Differing[T],
    key: set[T],
    what: str,
    shown: Callable[[T], Phrase],
    trust: _Trust,
) -> Iterator[Draft]:
    """A finding on facts that differ.

    Another value in the place of the original's fails; a value that is only lacking may not have
    been read, and matters only if it is one that the letter must state.
    """
    if differing.replaced:
        facts = [fact for pair in differing.replaced for fact in pair]
        sure = trust.is_sure(differing)
        draft = failed(what) if sure else unclear(Reason.LOW_CONFIDENCE, f"{what}_perhaps")
        here = _list([first for first, _ in differing.replaced], shown)
        there = _list([second for _, second in differing.replaced], shown)
        yield draft.about(TRANSLATION, *shown_at(facts)).compared(here, there)
    lacking = [fact for fact in differing.lacking if not fact.readings.isdisjoint(key)]
    if lacking:
        draft = unclear(Reason.UNREADABLE, f"{what}_lacking", values=_list(lacking, shown))
        yield draft.about(TRANSLATION, *shown_at(lacking))


def _list(facts: Sequence[Fact[T]], shown: Callable[[T], Phrase]) -> Phrase:
    return listed([shown(_only(fact)) for fact in facts[:_MOST_SHOWN]])


def _only(fact: Fact[T]) -> T:
    """The reading to show; of a date that can be read two ways either will do."""
    return next(iter(fact.readings))
