"""Who a package speaks of: names, numbers and birth dates, with the papers they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pipeline.model import Document, Evidence, Field, Package, Phrase
from pipeline.text.names import NameMatch, PersonName, compare_names, parse_name
from validators._rule import titled

ALWAYS_BEAR = ("identity_card", "passport")
"""Papers that always show IIN and birth date: where one does not give them, it was not read."""
DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person's name as one paper gives it."""

    source: str
    name: PersonName
    field: Field[str]

    @property
    def where(self) -> Phrase:
        """The paper, as a message names it."""
        return Phrase("document.declared") if self.source == DECLARED else titled(self.source)

    @property
    def shown(self) -> str:
        parts = (self.name.surname, self.name.given_names, self.name.patronymic)
        return " ".join(part for part in parts if part)


def relation(a: Bearer, b: Bearer) -> NameMatch:
    """How two names stand to each other."""
    return compare_names(a.name, b.name)


def bearers(package: Package) -> list[Bearer]:
    """All names of the applicant, the identity card's first, then the passport's."""
    found = [
        bearer
        for document in package.documents
        if document.fields is not None
        for bearer in _names_of(document)
    ]
    found.sort(key=lambda bearer: _rank(bearer.source))
    declared = package.declared.full_name
    if declared:
        place = Evidence("package.toml", 1, None, declared)
        said = Field(declared, declared, 1.0, (place,))
        found.append(Bearer(DECLARED, parse_name(declared), said))
    return found


def numbers(package: Package) -> tuple[list[tuple[Field[str], Phrase]], list[Phrase]]:
    """IINs with their papers, and papers that should show one but were not read."""
    return _facts(package, "iin")


def births(package: Package) -> tuple[list[tuple[Field[date], Phrase]], list[Phrase]]:
    """Birth dates with their papers, and papers that should show one but were not read."""
    return _facts(package, "birth_date")


def _facts(package: Package, name: str) -> tuple[list[tuple[Field[Any], Phrase]], list[Phrase]]:
    found, unread = [], []
    for document in sorted(package.documents, key=lambda document: _rank(document.type_id)):
        field = _field(document, name)
        if field is not None and field.value is not None:
            found.append((field, titled(document.type_id)))
        elif document.type_id in ALWAYS_BEAR:
            unread.append(titled(document.type_id))
    return found, unread


def _rank(source: str) -> int:
    return ALWAYS_BEAR.index(source) if source in ALWAYS_BEAR else len(ALWAYS_BEAR)


def _field(document: Document, name: str) -> Field[Any] | None:
    if document.fields is None or name not in {part.name for part in fields(document.fields)}:
        return None
    field: Field[Any] = getattr(document.fields, name)
    return field


def _names_of(document: Document) -> Iterator[Bearer]:
    surname, given = _field(document, "surname"), _field(document, "given_names")
    if surname is not None and given is not None:
        patronymic = _field(document, "patronymic")
        if surname.value and given.value:
            middle = patronymic.value if patronymic else None
            together = Field(
                f"{surname.value} {given.value}",
                None,
                min(surname.confidence, given.confidence),
                (*surname.evidence, *given.evidence),
            )
            name = PersonName(surname.value, given.value, middle)
            yield Bearer(document.type_id, name, together)
        return
    for part in ("holder_name", "author_name", "applicant_name", "employee_name", "intern_name"):
        field = _field(document, part)
        if field is not None and field.value:
            yield Bearer(document.type_id, parse_name(field.value), field)
