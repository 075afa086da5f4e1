"""Rules on the employer and its application (EMP, PKG-09)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors import employer_application, employment_record, pension_extract
from pipeline.model import Document, Field, Package, Phrase, Reason
from validators._contributions import contributions
from validators._employers import Employer, same_employer
from validators._rule import (
    Draft,
    absent,
    day,
    failed,
    passed,
    rule,
    text,
    titled,
    unclear,
    unreadable,
)
from validators._signing import bears

Paper = employer_application.Fields | employment_record.Fields
APPLICATION = employer_application.TYPE.id
RECORD = employment_record.TYPE.id
EXTRACT = pension_extract.TYPE.id


@rule("EMP-01", reads=employer_application.TYPE)
def names_what_it_applies_for(application: employer_application.Fields) -> Iterator[Draft]:
    """Employee, position, specialty and period; what was not found is named one by one."""
    demanded: dict[str, Field[Any]] = {
        "employee_name": application.employee_name,
        "position": application.position,
        "specialty": application.specialty,
        "period_start": application.period_start,
        "period_end": application.period_end,
    }
    for name, field in demanded.items():
        if field.value is None:
            yield unreadable(name, field)
    if all(field.value is not None for field in demanded.values()):
        yield passed().on(*demanded.values())


@rule("EMP-02", reads=employer_application.TYPE)
def job_is_kept(application: employer_application.Fields) -> Iterator[Draft]:
    """The clause that gives the application its name."""
    kept = application.job_retention
    if kept.value is None:
        yield unreadable("job_retention", kept)
    else:
        yield (passed() if kept.value else failed()).on(kept)


@rule("EMP-03", reads=employer_application.TYPE)
def is_dated_signed_and_stamped(
    application: employer_application.Fields, *, document: Document, submitted_on: date
) -> Iterator[Draft]:
    """An electronic signature stands for ink and seal."""
    when = application.date.value
    if when is None:
        yield unreadable("date", application.date)
    elif when > submitted_on:
        later = unclear(Reason.CONFLICTING, ".dated_later", date=when).on(application.date)
        yield later.compared(Phrase("value.not_after", {"date": submitted_on}), day(when))
    for draft in bears(document, "signature", "stamp", or_electronic=True, letterhead=True):
        yield draft.on(application.date) if when is not None else draft


@rule("PKG-09")
def one_employer(*, package: Package, least_alike: float, most_unlike: float) -> Iterator[Draft]:
    """The applying employer employs the applicant by the records and paid the newest contribution.

    Of several records or payers one that agrees is enough: people hold two jobs.
    """
    applying = [
        Employer(form.employer_name.value, form.employer_bin.value, _read(form))
        for form in _fields(package, APPLICATION)
    ]
    records = [
        Employer(record.employer_name.value, record.employer_bin.value, _read(record))
        for record in _fields(package, RECORD)
    ]
    for type_id in (APPLICATION, RECORD, EXTRACT):
        if not package.of_type(type_id):
            yield absent(type_id)
    named = [employer for employer in applying if employer.shown]
    if applying and not named:
        (form, *_) = _fields(package, APPLICATION)
        yield unreadable("employer_name", form.employer_name).about(APPLICATION)
    if not named:
        return
    payers = _newest_payers(package)
    others = {RECORD: [record for record in records if record.shown], EXTRACT: payers}
    limits = (least_alike, most_unlike)
    agreed: list[Employer] = []
    for type_id, found in others.items():
        if not package.of_type(type_id):
            continue
        if not found:
            name = "employer_name" if type_id == RECORD else "rows"
            fields = [getattr(paper, name) for paper in _fields(package, type_id)]
            yield unreadable(name, *fields).about(type_id)
            continue
        same = [known for known in found if _is_named(named[0], known, payers, limits)]
        agreed += same[:1]
        if not same:
            yield _other_employer(named[0], found, type_id, limits)
    if len(agreed) == len(others):
        yield passed(employer=named[0].shown).agreeing(
            named[0].fields, *(employer.fields for employer in agreed)
        )


def _is_named(
    named: Employer, known: Employer, payers: list[Employer], limits: tuple[float, float]
) -> bool:
    """Whether the applying employer is meant, also under the name that a payer with its BIN has:
    one firm has a Kazakh and a Russian name."""
    aliases = [payer for payer in payers if payer.number and payer.number == named.number]
    return any(_relation(alias, known, limits) == "same" for alias in (named, *aliases))


def _other_employer(
    named: Employer, found: list[Employer], type_id: str, limits: tuple[float, float]
) -> Draft:
    surely = all(_relation(named, known, limits) == "different" for known in found)
    where = titled(type_id)
    draft = failed(document=where) if surely else unclear(Reason.AMBIGUOUS, "open", document=where)
    fields = [field for employer in (named, *found) for field in employer.fields]
    shown = text(found[0].shown)
    return draft.on(*fields).about(type_id).compared(text(named.shown), shown)


def _relation(named: Employer, known: Employer, limits: tuple[float, float]) -> str:
    return same_employer(named, known, *limits)


def _newest_payers(package: Package) -> list[Employer]:
    paid = contributions(package)
    newest = max((row.month for row in paid.rows), default=None)
    payers = {
        (row.payer_name, row.payer_bin)
        for row in paid.rows
        if row.month == newest and (row.payer_name or row.payer_bin)
    }
    return [Employer(name, number, paid.fields) for name, number in sorted(payers, key=str)]


def _fields(package: Package, type_id: str) -> list[Any]:
    return [paper.fields for paper in package.of_type(type_id) if paper.fields is not None]


def _read(paper: Paper) -> tuple[Field[Any], ...]:
    fields = (paper.employer_name, paper.employer_bin)
    return tuple(field for field in fields if field.value is not None)
