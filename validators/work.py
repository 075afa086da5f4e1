"""Rules on work experience and the pension extract (WRK, PEN)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from extractors import employment_record, pension_extract
from pipeline.model import Document, Field, Month, Outcome, Package, Phrase, Reason
from validators._contributions import Contributions, contributions, runs, span
from validators._persons import numbers
from validators._reading_state import has_unread_pages
from validators._rule import (
    Draft,
    absent,
    failed,
    listed,
    month,
    passed,
    rule,
    text,
    unclear,
    unreadable,
)

EXTRACT = pension_extract.TYPE.id
RECORD = employment_record.TYPE.id
_MOST_NAMED = 12
SPARE_MONTHS = 6
"""So many months beyond those asked for outweigh single misread rows."""


@rule("WRK-01")
def months_in_all(*, package: Package, least_months: int) -> Iterator[Draft]:
    """Distinct months, whoever paid; too few of an extract whose pages lack say nothing."""
    paid = contributions(package)
    if not paid.fields:
        yield _no_rows(package)
        return
    count = len(paid.months)
    if count >= least_months:
        draft = passed(count=count, least=least_months)
    elif _pages_lack(package):
        draft = unclear(Reason.UNREADABLE, "pages_lack", count=count, least=least_months)
    else:
        draft = failed(count=count, least=least_months)
    wanted = Phrase("value.at_least_months", {"count": least_months})
    draft = _resting_on(paid, draft, spare=count - least_months).about(EXTRACT)
    yield draft.compared(wanted, Phrase("value.months", {"count": count}))


@rule("WRK-02")
def newest_months_without_a_gap(
    *,
    package: Package,
    months: int,
    months_by_category: Mapping[str, int],
    usual_lag: int,
    longest_lag: int,
    leave_months: int,
    oldest_extract: int,
) -> Iterator[Draft]:
    """Counted back from the newest month paid; the last ones may not have been paid yet.

    A long gap with one payer before and after may be a leave, of which a person judges.
    """
    paid = contributions(package)
    if not paid.fields:
        yield _no_rows(package)
        return
    if not paid.months:
        yield failed("nothing").on(*paid.fields).about(EXTRACT)
        return
    wanted = months_by_category.get(package.declared.category or "", months)
    newest = max(paid.months)
    first = newest.plus(1 - wanted)
    gaps = [lacking for lacking in span(first, newest) if lacking not in paid.months]
    if gaps:
        fewest = min(months_by_category.values(), default=months)
        draft = _gap(gaps, paid, package, leave_months, fewest)
    else:
        draft = _lag(newest, wanted, package, (usual_lag, longest_lag, oldest_extract))
    since, until = runs(paid.months)[-1]
    run = Phrase("value.months", {"count": since.until(until) + 1})
    spare = since.until(until) + 1 - wanted
    draft = _resting_on(paid, draft, spare=spare).about(EXTRACT)
    yield draft.compared(Phrase("value.months", {"count": wanted}), run)


def _resting_on(paid: Contributions, draft: Draft, *, spare: int) -> Draft:
    """The statement with the rows it rests on.

    How surely a table was read tells whether all of its rows are right. With `spare` months more
    than are asked for, as many rows would have to be misread for a wrong pass.
    """
    if draft.outcome is Outcome.PASSED and spare >= SPARE_MONTHS:
        return draft.agreeing(paid.fields, paid.fields)
    return draft.on(*paid.fields)


def _lag(newest: Month, wanted: int, package: Package, limits: tuple[int, int, int]) -> Draft:
    """Whether months without a gap reach near enough to the extract, and it to the submission."""
    usual_lag, longest_lag, oldest_extract = limits
    received = _received(package)
    lag = newest.until(_month_of(received))
    values: dict[str, Any] = {"wanted": wanted, "newest": month(newest)}
    if lag > usual_lag and _pages_lack(package):
        return unclear(Reason.UNREADABLE, "newest_perhaps_unread", **values)
    if lag > longest_lag:
        return failed("ended", **values)
    if lag > usual_lag:
        return unclear(Reason.NEEDS_HUMAN, "late", **values)
    if _month_of(received).until(_month_of(package.submitted_on)) > oldest_extract:
        return unclear(Reason.NEEDS_HUMAN, "old_extract", date=received)
    return passed(first=month(newest.plus(1 - wanted)), **values)


def _gap(
    gaps: list[Month], paid: Contributions, package: Package, leave_months: int, least: int
) -> Draft:
    named = listed([month(lacking) for lacking in gaps[:_MOST_NAMED]])
    newest = max(paid.months)
    if _pages_lack(package):
        return unclear(Reason.UNREADABLE, "pages_lack", months=named)
    if package.declared.category is None and newest.until(gaps[-1]) <= -least:
        return unclear(Reason.NEEDS_HUMAN, "category", months=named, least=least)
    if _perhaps_leave(gaps, paid, leave_months):
        return unclear(Reason.NEEDS_HUMAN, "perhaps_leave", months=named)
    return failed(months=named)


def _perhaps_leave(gaps: list[Month], paid: Contributions, leave_months: int) -> bool:
    """Whether every gap is long and lies between contributions of one payer.

    The gap may begin before the months that are asked for.
    """
    for first, last in runs(gaps):
        paid_before = max((known for known in paid.months if known < first), default=None)
        if paid_before is None or paid_before.until(last) < leave_months:
            return False
        if _payers(paid, paid_before).isdisjoint(_payers(paid, last.plus(1))):
            return False
    return True


def _payers(paid: Contributions, when: Month) -> set[str]:
    return {row.payer_bin or row.payer_name or "" for row in paid.rows if row.month == when} - {""}


@rule("WRK-03")
def record_covers_the_months(*, package: Package, least_months: int) -> Iterator[Draft]:
    """The newest months that count as experience lie within posts of an employment record."""
    paid = contributions(package)
    records = [paper.fields for paper in package.of_type(RECORD) if paper.fields is not None]
    if not package.of_type(RECORD):
        yield absent(RECORD)
        return
    if not paid.fields:
        yield _no_rows(package)
        return
    posts = [post for record in records for post in _posts(record, package)]
    if not posts:
        yield unreadable("start_date", *(record.start_date for record in records)).about(RECORD)
        return
    newest = sorted(paid.months)[-least_months:]
    covered = {when for first, last, _ in posts for when in span(first, last)}
    lacking = [when for when in newest if when not in covered]
    fields = [field for *_, read in posts for field in read]
    draft = failed(months=_runs_named(lacking)) if lacking else passed(count=len(newest))
    yield draft.on(*fields, *paid.fields).about(RECORD)


def _posts(
    record: employment_record.Fields, package: Package
) -> Iterator[tuple[Month, Month, tuple[Field[Any], ...]]]:
    """First and last month of every post; one that lasts ends on the day of submission."""
    for post in record.entries.value or ():
        if post.start is not None:
            end = post.end or package.submitted_on
            yield _month_of(post.start), _month_of(end), (record.entries,)
    if record.start_date.value is not None:
        ended = record.end_date.value
        if ended is None and not record.current.value:
            return
        last = ended or package.submitted_on
        told = record.end_date if ended else record.current
        yield _month_of(record.start_date.value), _month_of(last), (record.start_date, told)


@rule("PEN-01", reads=pension_extract.TYPE)
def extract_is_whole_and_the_applicants(
    extract: pension_extract.Fields, *, document: Document, package: Package
) -> Iterator[Draft]:
    """As many pages as the footer says, and the IIN of the card, the passport or the form."""
    yield from _is_whole(extract, document, package)
    yield from _is_the_applicants(extract, package)


def _is_whole(
    extract: pension_extract.Fields, document: Document, package: Package
) -> Iterator[Draft]:
    declared, there = extract.pages_declared, len(document.pages)
    if declared.value is None:
        yield unreadable("pages_declared", declared)
        return
    values: dict[str, Any] = {"count": there, "declared": declared.value}
    if there >= declared.value:
        draft = passed("whole", **values)
    elif has_unread_pages(package):
        draft = unclear(Reason.UNREADABLE, "perhaps_unread", **values)
    else:
        draft = failed("pages_lack", **values)
    yield draft.on(declared).compared(
        Phrase("value.pages", {"count": declared.value}), Phrase("value.pages", {"count": there})
    )


def _is_the_applicants(extract: pension_extract.Fields, package: Package) -> Iterator[Draft]:
    number = extract.iin
    if number.value is None:
        yield unreadable("iin", number)
        return
    found, _ = numbers(package)
    known = [field for field, _ in found if field is not number]
    declared = package.declared.iin
    values = {field.value for field in known} | ({declared} if declared else set())
    if not values:
        yield unclear(Reason.MISSING_DOCUMENT, "no_iin").on(number)
    elif number.value in values:
        yield passed().on(number)
    else:
        shown = text(str(declared or known[0].value))
        yield failed("other_iin").on(number, *known).compared(shown, text(number.value))


def _no_rows(package: Package) -> Draft:
    if not package.of_type(EXTRACT):
        return absent(EXTRACT)
    fields = [paper.fields.rows for paper in package.of_type(EXTRACT) if paper.fields is not None]
    return unreadable("rows", *fields).about(EXTRACT)


def _pages_lack(package: Package) -> bool:
    """Whether some extract has fewer pages than it says, so that rows may be on the others."""
    return any(
        paper.fields is None
        or (paper.fields.pages_declared.value or 0) > len(paper.pages)
        or paper.fields.rows.value is None
        for paper in package.of_type(EXTRACT)
    )


def _received(package: Package) -> date:
    """The day of the newest extract; without one the day of submission."""
    days = [
        paper.fields.received_on.value
        for paper in package.of_type(EXTRACT)
        if paper.fields is not None and paper.fields.received_on.value is not None
    ]
    return max(days, default=package.submitted_on)


def _month_of(day: date) -> Month:
    return Month(day.year, day.month)


def _runs_named(months: list[Month]) -> Phrase:
    named = [
        month(first)
        if first == last
        else Phrase("value.months_from_to", {"first": month(first), "last": month(last)})
        for first, last in runs(months)
    ]
    return listed(named[:_MOST_NAMED])
