"""Internship periods: first and last day, and what lies between them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipeline.model import Document, Field, Month, Package, Phrase, Reason
from validators._rule import Draft, failed, passed, unclear, unreadable

STATED_IN = ("invitation", "employer_application", "internship_programme")


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its first day and the days that may be meant as its last.

    «Four months from 1 September» ends on 31 December or on 1 January.
    """

    start: date
    ends: frozenset[date]
    fields: tuple[Field[Any], ...]

    @property
    def end(self) -> date:
        """The earliest day that may be the last."""
        return min(self.ends)

    def agrees(self, other: "Period") -> bool:
        return self.start == other.start and not self.ends.isdisjoint(other.ends)

    @property
    def shown(self) -> Phrase:
        return Phrase("value.between", {"first": self.start, "last": self.end})


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = Month(day.year, day.month).plus(months)
    return date(month.year, month.month, min(day.day, monthrange(month.year, month.month)[1]))


def period_of(document: Document) -> Period | None:
    """The period that a paper states, as two dates or as first day and months; else None."""
    fields: Any = document.fields
    start, end = fields.period_start, fields.period_end
    if start.value is None:
        return None
    if end.value is not None:
        return Period(start.value, frozenset({end.value}), (start, end))
    duration = getattr(fields, "duration_months", None)
    if duration is None or duration.value is None:
        return None
    last = months_later(start.value, duration.value)
    return Period(start.value, frozenset({last, last - timedelta(days=1)}), (start, duration))


def period_unread(document: Document) -> Draft:
    """The first of the two days that could not be read."""
    fields: Any = document.fields
    name = "period_start" if fields.period_start.value is None else "period_end"
    return unreadable(name, getattr(fields, name)).about(document.type_id)


def stated_periods(package: Package) -> list[Period]:
    """The periods of invitation, application and programme, as far as they were read."""
    papers = [
        document
        for type_id in STATED_IN
        for document in package.of_type(type_id)
        if document.fields is not None
    ]
    return [period for period in map(period_of, papers) if period is not None]


def not_longer_than(document: Document, most_months: int) -> Iterator[Draft]:
    """INV-03 and PRG-03: the period is stated and within the limit."""
    fields: Any = document.fields
    period = period_of(document)
    duration = getattr(fields, "duration_months", None)
    if period is None:
        if duration is not None and duration.value is not None and duration.value > most_months:
            yield failed("too_many_months", months=duration.value, most=most_months).on(duration)
        else:
            yield period_unread(document)
        return
    values: dict[str, Any] = {"first": period.start, "last": period.end, "most": most_months}
    if period.end <= period.start:
        draft = unclear(Reason.CONFLICTING, "reversed", **values)
    elif period.end > months_later(period.start, most_months):
        draft = failed(**values)
    else:
        draft = passed(**values)
    limit = Phrase("value.at_most_months", {"count": most_months})
    yield draft.on(*period.fields).compared(limit, period.shown)
