"""Days of an identity paper, told by each other: birth before issue before expiry.

Passport and card are valid ten years, to the day before or to the same day (domain.md sections 4
and 5). Where captions cannot be read, or a day stands beside two captions, that settles which is
which; a day that fits nowhere is too doubtful to decide anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors import _values as values
from extractors._reading import Passage, found, missing, with_confidence
from pipeline.model import Field, Page

TERM = 10
FITS = 0.97
"""Issue and expiry are ten years apart: a misread figure would not be."""
UNUSUAL = 0.85
"""Another term: young holders had shorter ones, and a figure may be misread."""
BARE = 0.95


@dataclass(frozen=True, slots=True)
class Days:
    """Birth, issue and expiry as read beside their captions."""

    birth: Field[date]
    issue: Field[date]
    expiry: Field[date]


def settled(pages: Sequence[Page], read: Days) -> Days:
    """The days as they fit together; `birth` and `expiry` may rest on the zone."""
    printed = dict(_printed(pages))
    birth, issue, expiry = read.birth, read.issue, read.expiry
    if birth.value is None or expiry.value is None:
        birth, expiry = _by_order(printed, birth, expiry)
    fits = issue.value is not None and _between(issue.value, birth.value, expiry.value)
    if not fits or (issue.value and expiry.value and not is_term(issue.value, expiry.value)):
        issue = _remaining(printed, birth, issue if fits else missing(pages), expiry)
    return Days(birth, *_graded(issue, expiry))


def is_term(issue: date, expiry: date) -> bool:
    """Whether a paper issued and expiring on these days is valid ten years."""
    try:
        same = issue.replace(year=issue.year + TERM)
    except ValueError:  # 29 February
        same = date(issue.year + TERM, 2, 28)
    return expiry in (same, same - timedelta(days=1), same + timedelta(days=1))


def _printed(pages: Sequence[Page]) -> Iterator[tuple[date, Passage]]:
    """Days that stand on the pages as words of their own."""
    for page in pages:
        for word in page.words:
            day = values.day(word.text.strip("-–—"))
            if day is not None:
                yield day, Passage(page, (word,))


def _between(day: date, birth: date | None, expiry: date | None) -> bool:
    return (birth is None or birth < day) and (expiry is None or day < expiry)


def _by_order(
    printed: dict[date, Passage], birth: Field[date], expiry: Field[date]
) -> tuple[Field[date], Field[date]]:
    """Of three days of which the last two are a term apart, the first and the last."""
    days = sorted(printed)
    if len(days) != 3 or not is_term(days[1], days[2]):
        return birth, expiry
    if birth.value is None:
        birth = found(days[0], printed[days[0]], BARE * printed[days[0]].confidence)
    if expiry.value is None:
        expiry = found(days[2], printed[days[2]], BARE * printed[days[2]].confidence)
    return birth, expiry


def _remaining(
    printed: dict[date, Passage], birth: Field[date], issue: Field[date], expiry: Field[date]
) -> Field[date]:
    """The one printed day that is a term before expiry, else the only one in between."""
    if expiry.value is None:
        return issue
    inside = [day for day in printed if _between(day, birth.value, expiry.value)]
    term = [day for day in inside if is_term(day, expiry.value)]
    chosen = term if len(term) == 1 else inside if issue.value is None else []
    if len(chosen) != 1 or birth.value is None:
        return issue
    return found(chosen[0], printed[chosen[0]], BARE * printed[chosen[0]].confidence)


def _graded(issue: Field[date], expiry: Field[date]) -> tuple[Field[date], Field[date]]:
    if issue.value is None or expiry.value is None:
        return issue, expiry
    if is_term(issue.value, expiry.value):
        return tuple(with_confidence(day, max(day.confidence, FITS)) for day in (issue, expiry))  # type: ignore[return-value]  # two
    return with_confidence(issue, min(issue.confidence, UNUSUAL)), expiry
