"""Comparing a machine-readable zone with the print beside it (IDC-03, PAS-01)."""

from collections.abc import Iterator, Mapping
from typing import Any

from extractors._zone import rests_on_zone
from pipeline.identifiers import mrz
from pipeline.model import Document, Field, Phrase, Reason
from validators._rule import Draft, failed, passed, text, unclear, unreadable

SURELY_READ = 0.9
"""A zone whose check digits do not hold is the paper's fault only if it was read this surely."""
LEAST_COMPARED = 2


def zone_agrees(
    zone: Field[tuple[str, ...]], document: Document, printed: Mapping[str, Field[Any]]
) -> Iterator[Draft]:
    """Check digits hold, and every printed value that has a twin in the zone equals it.

    `printed` maps field names to printed fields; a field read from the zone itself proves nothing
    and is left out.
    """
    if zone.value is None:
        yield unreadable("mrz", zone)
        return
    parsed = mrz.parse(zone.value)
    if not all(parsed.checks.values()):
        sure = max((page.mrz.confidence for page in document.pages if page.mrz), default=0.0)
        if sure >= SURELY_READ:
            yield failed("check_digits").on(_without_confidence(zone))
        else:
            yield unclear(Reason.LOW_CONFIDENCE, "check_digits_unread").on(zone)
        return
    compared = 0
    for name, field in printed.items():
        twin = _twin(parsed, name)
        if field.value is None or twin is None or rests_on_zone(field, document.pages):
            continue
        compared += 1
        if field.value != twin:
            label = Phrase(f"field.{name}")
            draft = failed("differs", field=label).on(field, zone)
            yield draft.compared(text(str(twin)), text(str(field.value)))
    if compared < LEAST_COMPARED:
        yield unclear(Reason.UNREADABLE, "print_unread").on(zone)
    elif all(
        field.value == _twin(parsed, name)
        for name, field in printed.items()
        if field.value is not None and _twin(parsed, name) is not None
    ):
        fields = [f for f in printed.values() if f.value is not None]
        yield passed().on(zone, *fields)


def _without_confidence(zone: Field[tuple[str, ...]]) -> Field[tuple[str, ...]]:
    return Field(zone.value, zone.raw, 1.0, zone.evidence)


def _twin(parsed: mrz.ParsedZone, name: str) -> Any | None:
    twins = {
        "number": parsed.number,
        "birth_date": parsed.birth_date,
        "expiry_date": parsed.expiry_date,
        "sex": parsed.sex if parsed.sex in ("M", "F") else None,
        "iin": parsed.optional[:12] if parsed.optional[:12].isdigit() else None,
    }
    return twins[name]
