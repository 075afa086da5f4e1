"""Rules on the package as a whole (PKG)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pipeline.model import Document, Evidence, Package, Phrase, Reason, Source
from validators._persons import (
    IDENTITY,
    Bearer,
    bearers,
    births,
    nameless,
    numbers,
    reference_for,
    relation,
)
from validators._reading_state import has_unread_pages, lost_files, misfit, places, unrecognised
from validators._rule import Draft, day, failed, passed, rule, text, titled, unclear


@rule("PKG-01")
def required_documents_are_there(*, package: Package, required: Sequence[str]) -> Iterator[Draft]:
    """One finding a type. A type that is missing while pages are unread may be among them."""
    for type_id in required:
        kind = titled(type_id)
        documents = package.of_type(type_id)
        if documents:
            first = next(places(documents[0]))
            yield passed(type=kind).about(type_id, first)
        elif has_unread_pages(package):
            unsure = (*unrecognised(package), *filter(misfit, package.documents))
            shown = (place for document in unsure for place in places(document))
            yield unclear(Reason.UNREADABLE, "perhaps_unread", type=kind).about(type_id, *shown)
        else:
            yield failed(type=kind).about(type_id)


@rule("PKG-02")
def one_person(*, package: Package) -> Iterator[Draft]:
    """Every name is compared with the identity card's or passport's of the same alphabet.

    A paper that must name the applicant and does not is an open question.
    """
    named, unread = _without_misread_lines(bearers(package)), nameless(package)
    if not named:
        yield unclear(Reason.UNREADABLE, "no_name")
        return
    if len(named) == 1 and not unread:
        yield unclear(Reason.MISSING_DOCUMENT, "one_name").on(named[0].field)
        return
    doubts = [*_one_holder(named), *(draft for other in named for draft in _compared(other, named))]
    for document in unread:
        where = titled(document.type_id)
        doubts.append(_placed(unclear(Reason.UNREADABLE, "unread", document=where), document))
    if doubts:
        yield from doubts
    else:
        yield passed(count=len(named)).agreeing(*([bearer.field] for bearer in named))


def _without_misread_lines(named: Sequence[Bearer]) -> list[Bearer]:
    """Without the Cyrillic line of a passport that its own Latin line does not spell, where the
    Latin line names the holder of the card: it is a caption, or was misread."""
    cards = [bearer for bearer in named if bearer.source == "identity_card"]
    latin = [bearer for bearer in named if bearer.source == "passport" and bearer.latin]
    if not any(relation(card, line).agrees for card in cards for line in latin):
        return list(named)
    return [
        bearer
        for bearer in named
        if bearer.source != "passport"
        or bearer.latin
        or any(relation(bearer, line).agrees for line in latin)
    ]


def _one_holder(named: Sequence[Bearer]) -> Iterator[Draft]:
    """Card and passport name one person: by their Cyrillic names where both have them.

    A passport may print a Latin spelling that its holder asked for, so that it decides only alone.
    """
    cards = [bearer for bearer in named if bearer.source == "identity_card"]
    passports = [bearer for bearer in named if bearer.source == "passport"]
    same_letters = [bearer for bearer in passports if not bearer.latin]
    for card in cards[:1]:
        for page in same_letters or passports:
            yield from _differing(card, page)


def _compared(other: Bearer, named: Sequence[Bearer]) -> Iterator[Draft]:
    if other.source in IDENTITY:
        return
    reference = reference_for(other, named) or named[0]
    if reference is not other:
        yield from _differing(reference, other)


def _differing(reference: Bearer, other: Bearer) -> Iterator[Draft]:
    match = relation(reference, other)
    if match.agrees:
        return
    values: dict[str, Any] = {"document": other.where, "why": Phrase(f"why.{match.why}")}
    draft = (
        failed(**values)
        if match.relation == "different"
        else unclear(Reason.AMBIGUOUS, "open", **values)
    )
    yield draft.on(reference.field, other.field).compared(text(reference.shown), text(other.shown))


def _placed(draft: Draft, document: Document) -> Draft:
    return draft.about("package", *places(document))


@rule("PKG-03")
def one_iin(*, package: Package) -> Iterator[Draft]:
    """The IIN of every paper that bears one, and the declared one."""
    found, unread = numbers(package)
    declared = package.declared.iin
    values = {field.value for field, _ in found if field.value}
    if not found:
        yield unclear(Reason.UNREADABLE, field=Phrase("field.iin"))
        return
    fields = [field for field, _ in found]
    if declared is not None and values != {declared}:
        shown = next(field for field in fields if field.value != declared)
        differing = failed("declared").on(shown)
        yield differing.compared(text(declared), text(str(shown.value)))
    elif len(values) > 1:
        first = fields[0]
        for field, where in found[1:]:
            if field.value != first.value:
                draft = failed(document=where).on(first, field)
                yield draft.compared(text(str(first.value)), text(str(field.value)))
    elif unread:
        yield unclear(Reason.UNREADABLE, "unread", document=unread[0]).on(*fields)
    else:
        yield passed(count=len(fields)).agreeing(*([field] for field in fields))


@rule("PKG-04")
def one_birth_date(*, package: Package) -> Iterator[Draft]:
    """The birth date of every paper that bears one."""
    found, unread = births(package)
    if not found:
        yield unclear(Reason.UNREADABLE, field=Phrase("field.birth_date"))
        return
    (first, _), *others = found
    differing = [(field, where) for field, where in others if field.value != first.value]
    for field, where in differing:
        draft = failed(document=where).on(first, field)
        if first.value and field.value:
            yield draft.compared(day(first.value), day(field.value))
    if not differing and unread:
        yield unclear(Reason.UNREADABLE, "unread", document=unread[0]).on(first)
    elif not differing:
        yield passed(count=len(found)).agreeing(*([field] for field, _ in found))


@rule("PKG-05")
def inside_the_intake(*, package: Package, first: date, last: date) -> Iterator[Draft]:
    """Without a declared day of submission the day of the run says nothing about the applicant."""
    submitted = package.declared.submitted_on
    window = Phrase("value.between", {"first": first, "last": last})
    if submitted is None:
        today = unclear(Reason.NEEDS_HUMAN, "undeclared", date=package.today)
        yield today.compared(window, day(package.today))
    elif first <= submitted <= last:
        yield passed(date=submitted).compared(window, day(submitted))
    else:
        yield failed(date=submitted).compared(window, day(submitted))


@rule("PKG-10")
def every_page_was_read(*, package: Package, least_page_confidence: float) -> Iterator[Draft]:
    """Pages of unknown kind, pages that were hard to read, files that could not be opened."""
    complete = True
    for document in unrecognised(package):
        complete = False
        yield unclear(Reason.UNREADABLE, "unrecognised").about("unknown", *places(document))
    for problem in lost_files(package):
        complete = False
        place = Evidence(problem.file, problem.page or 1, None)
        yield unclear(Reason.UNREADABLE, "lost", problem=problem.message).about("file", place)
    for document in package.documents:
        for page in document.pages:
            blank = "blank" in page.quality
            weak = page.source is Source.OCR and page.confidence < least_page_confidence
            if document.type is not None and weak and not blank:
                complete = False
                place = Evidence(page.file, page.number, None)
                yield unclear(Reason.LOW_CONFIDENCE, "weak").about(document.type_id, place)
    if complete:
        yield passed(count=sum(len(document.pages) for document in package.documents))
