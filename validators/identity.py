"""Rules on the identity card (IDC)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors import identity_card
from pipeline.identifiers import iin as iin_numbers
from pipeline.model import Document, Field, Package, Phrase, Reason
from validators._reading_state import has_unread_pages, is_electronic
from validators._rule import (
    Draft,
    day,
    failed,
    not_applicable,
    passed,
    rule,
    text,
    unclear,
    unreadable,
)
from validators._zone import zone_agrees


@rule("IDC-01", reads=identity_card.TYPE)
def both_sides_are_there(card: identity_card.Fields, *, package: Package) -> Iterator[Draft]:
    """Number, authority, dates and the zone are only on the back."""
    if card.sides.value is None:
        yield unreadable("sides", card.sides)
        return
    lacking = [side for side in ("front", "back") if side not in card.sides.value]
    if not lacking:
        yield passed().on(card.sides)
    elif has_unread_pages(package):
        yield unclear(Reason.UNREADABLE, "perhaps_unread", side=Phrase(f"side.{lacking[0]}")).on(
            card.sides
        )
    else:
        yield failed(side=Phrase(f"side.{lacking[0]}")).on(card.sides)


@rule("IDC-02", reads=identity_card.TYPE)
def iin_is_valid(card: identity_card.Fields) -> Iterator[Draft]:
    """A wrong check digit fails; a birth date or sex that disagrees is for a person to judge,
    since an IIN is never reissued when a birth date is corrected (domain.md section 3.1)."""
    number = card.iin.value
    if number is None:
        yield unreadable("iin", card.iin)
    elif not iin_numbers.is_valid(number):
        yield failed("check_digit").on(card.iin)
    elif card.birth_date.value and iin_numbers.birth_date(number) != card.birth_date.value:
        yield (
            unclear(Reason.NEEDS_HUMAN, "birth_date")
            .on(card.iin, card.birth_date)
            .compared(day(card.birth_date.value), day(iin_numbers.birth_date(number)))
        )
    elif card.sex.value and iin_numbers.sex(number) != card.sex.value:
        yield (
            unclear(Reason.NEEDS_HUMAN, "sex")
            .on(card.iin, card.sex)
            .compared(Phrase(f"sex.{card.sex.value}"), Phrase(f"sex.{iin_numbers.sex(number)}"))
        )
    else:
        yield passed().on(card.iin).compared(text(number), text(number))


@rule("IDC-03", reads=identity_card.TYPE)
def zone_agrees_with_print(card: identity_card.Fields, *, document: Document) -> Iterator[Draft]:
    """Check digits hold and number, dates, sex and IIN are those printed.

    The electronic card that the state's portal gives out has no zone (domain.md section 4.2).
    """
    if card.mrz.value is None and is_electronic(document) and card.number.value is not None:
        yield not_applicable().on(card.number)
        return
    printed: dict[str, Field[Any]] = {
        "number": card.number,
        "birth_date": card.birth_date,
        "expiry_date": card.expiry_date,
        "sex": card.sex,
        "iin": card.iin,
    }
    yield from zone_agrees(card.mrz, document, printed)


@rule("IDC-04", reads=identity_card.TYPE)
def not_expired(card: identity_card.Fields, *, submitted_on: date) -> Iterator[Draft]:
    """Valid on the day of submission."""
    expiry = card.expiry_date.value
    if expiry is None:
        yield unreadable("expiry_date", card.expiry_date)
        return
    draft = failed(date=expiry) if expiry < submitted_on else passed(date=expiry)
    yield draft.on(card.expiry_date).compared(
        Phrase("value.not_before", {"date": submitted_on}), day(expiry)
    )
