"""Rules on the notarial inscription (NOT)."""

from collections.abc import Iterator
from typing import Any

from extractors import notarial_inscription
from pipeline.model import Document, Field, Phrase
from validators._rule import Draft, passed, rule, unreadable
from validators._signing import bears


@rule("NOT-01", reads=notarial_inscription.TYPE)
def has_its_parts(inscription: notarial_inscription.Fields) -> Iterator[Draft]:
    """One of the two legal forms, notary, licence and register number; each that was not found is
    named. That it is not there cannot be told from that it was not read."""
    demanded: dict[str, Field[Any]] = {
        "variant": inscription.variant,
        "notary_name": inscription.notary_name,
        "licence_number": inscription.licence_number,
        "register_number": inscription.register_number,
    }
    for name, field in demanded.items():
        if field.value is None:
            yield unreadable(name, field)
    form = inscription.variant.value
    if form is not None and all(field.value is not None for field in demanded.values()):
        yield passed(form=Phrase(f"inscription.{form}")).on(*demanded.values())


@rule("NOT-02", reads=notarial_inscription.TYPE)
def bears_seal_and_signature(
    _inscription: notarial_inscription.Fields, *, document: Document
) -> Iterator[Draft]:
    """A notary signs and seals by hand."""
    yield from bears(document, "stamp", "signature", or_electronic=False)
