"""Rules on the passport (PAS)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors import invitation, passport
from pipeline.identifiers import mrz
from pipeline.model import Document, Field, Outcome, Package, Phrase
from validators._periods import stated_periods
from validators._rule import Draft, absent, day, failed, passed, rule, text, unreadable
from validators._zone import zone_agrees


@rule("PAS-01", reads=passport.TYPE)
def zone_agrees_with_print(page: passport.Fields, *, document: Document) -> Iterator[Draft]:
    """Check digits hold; number, dates, sex, IIN and Latin names are those printed."""
    printed: dict[str, Field[Any]] = {
        "number": page.number,
        "birth_date": page.birth_date,
        "expiry_date": page.expiry_date,
        "sex": page.sex,
        "iin": page.iin,
    }
    differing = list(_names(page))
    for draft in zone_agrees(page.mrz, document, printed):
        if not (differing and draft.outcome is Outcome.PASSED):
            yield draft
    yield from differing


@rule("PAS-02", reads=passport.TYPE)
def not_expired(page: passport.Fields, *, submitted_on: date) -> Iterator[Draft]:
    """Valid on the day of submission."""
    expiry = page.expiry_date.value
    if expiry is None:
        yield unreadable("expiry_date", page.expiry_date)
        return
    draft = failed(date=expiry) if expiry < submitted_on else passed(date=expiry)
    yield draft.on(page.expiry_date).compared(
        Phrase("value.not_before", {"date": submitted_on}), day(expiry)
    )


@rule("PAS-03", reads=passport.TYPE)
def outlasts_the_internship(page: passport.Fields, *, package: Package) -> Iterator[Draft]:
    """The last day is the latest that invitation, application or programme state."""
    expiry = page.expiry_date.value
    periods = stated_periods(package)
    if expiry is None:
        yield unreadable("expiry_date", page.expiry_date)
    elif not package.of_type(invitation.TYPE.id):
        yield absent(invitation.TYPE.id)
    elif not periods:
        yield unreadable("period_end")
    else:
        last = max(periods, key=lambda period: period.end)
        values: dict[str, Any] = {"date": expiry, "last": last.end}
        draft = passed(**values) if expiry >= last.end else failed(**values)
        wanted = Phrase("value.not_before", {"date": last.end})
        yield draft.on(page.expiry_date, *last.fields).compared(wanted, day(expiry))


def _names(page: passport.Fields) -> Iterator[Draft]:
    """Latin names that the zone spells otherwise."""
    if page.mrz.value is None:
        return
    parsed = mrz.parse(page.mrz.value)
    if not parsed.valid:
        return
    pairs: tuple[tuple[str, Field[str], str], ...] = (
        ("surname", page.surname, parsed.surname),
        ("given_names", page.given_names, parsed.given_names),
    )
    for name, field, in_zone in pairs:
        if field.value and in_zone and not passport.same_latin(field.value, in_zone):
            draft = failed("differs", field=Phrase(f"field.{name}")).on(field)
            yield draft.compared(text(in_zone), text(field.value))
