"""Who a package speaks of: names, numbers and birth dates, with the papers they stand in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from extractors._people import names_in
from pipeline.model import Document, Evidence, Field, Package, Page, Phrase
from pipeline.text.names import NameMatch, PersonName, compare_names, parse_name
from validators._rule import titled

IDENTITY = ("identity_card", "passport")
ALWAYS_BEAR: Mapping[str, tuple[str, ...]] = {
    "iin": (*IDENTITY, "pension_extract", "state_language_certificate"),
    "birth_date": (*IDENTITY, "medical_certificate"),
}
"""Papers that always show a fact: where one does not give it, it was not read."""
NAMES = ("holder_name", "author_name", "applicant_name", "employee_name", "intern_name")
IN_SENTENCES = ("translation", "invitation", "employer_application", "internship_programme")
MAY_BE_NAMELESS = ("motivation_letter", "translation", "notarial_inscription", "unknown")
DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person's name as one paper gives it."""

    source: str
    name: PersonName
    field: Field[str]
    pages: tuple[Page, ...] = ()
    """Of a paper in sentences: where other names may stand as well."""

    @classmethod
    def named(cls, source: str, field: Field[str], document: Document | None = None) -> "Bearer":
        """The bearer of a printed name; the field must hold one."""
        pages = document.pages if document and source in IN_SENTENCES else ()
        return cls(source, _parsed(field.value or ""), field, pages)

    @property
    def where(self) -> Phrase:
        """The paper, as a message names it."""
        return Phrase("document.declared") if self.source == DECLARED else titled(self.source)

    @property
    def shown(self) -> str:
        return " ".join(self.name.parts)

    @property
    def latin(self) -> bool:
        """Whether the name is in Latin letters."""
        return any("A" <= letter <= "z" for letter in self.shown)


@lru_cache(maxsize=256)
def _parsed(name: str) -> PersonName:
    """Several rules ask for the same names."""
    return parse_name(name)


def relation(a: Bearer, b: Bearer) -> NameMatch:
    """How two names stand to each other.

    A paper in sentences names many: where the other name stands in it too, the machine may have
    taken the wrong one for the applicant's.
    """
    match = compare_names(a.name, b.name)
    if match.relation == "different" and (_also_names(a, b) or _also_names(b, a)):
        return NameMatch("open", "inflected_or_other_person")
    return match


def _also_names(paper: Bearer, other: Bearer) -> bool:
    return any(
        " " in found.text and compare_names(_parsed(found.text), other.name).agrees
        for page in paper.pages
        for found in names_in(page.text)
    )


def reference_for(said: Bearer, named: Sequence[Bearer]) -> Bearer | None:
    """The name of the identity card or passport that a name is to be compared with.

    Latin names are those of the passport: how a citizen is spelt in Latin cannot be computed
    (domain.md section 2.1).
    """
    known = [bearer for bearer in named if bearer.source in IDENTITY]
    alike = [bearer for bearer in known if bearer.latin == said.latin]
    return next(iter([*alike, *known]), None)


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
        found.append(Bearer.named(DECLARED, Field(declared, declared, 1.0, (place,))))
    return found


def nameless(package: Package) -> list[Document]:
    """Papers that must name the applicant and whose name could not be read."""
    return [
        document
        for document in package.documents
        if document.type_id not in MAY_BE_NAMELESS
        and (document.fields is None or not any(_names_of(document)))
    ]


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
        elif document.type_id in ALWAYS_BEAR[name]:
            unread.append(titled(document.type_id))
    return found, unread


def _rank(source: str) -> int:
    return IDENTITY.index(source) if source in IDENTITY else len(IDENTITY)


def _field(document: Document, name: str) -> Field[Any] | None:
    if document.fields is None or name not in {part.name for part in fields(document.fields)}:
        return None
    field: Field[Any] = getattr(document.fields, name)
    return field


def _names_of(document: Document) -> Iterator[Bearer]:
    patronymic = _field(document, "patronymic")
    middle = patronymic.value if patronymic else None
    for ending in ("", "_cyrillic"):
        surname = _field(document, f"surname{ending}")
        given = _field(document, f"given_names{ending}")
        if surname and given and surname.value and given.value:
            together = Field(
                f"{surname.value} {given.value}",
                None,
                min(surname.confidence, given.confidence),
                (*surname.evidence, *given.evidence),
            )
            name = PersonName(surname.value, given.value, middle)
            yield Bearer(document.type_id, name, together)
    for part in NAMES:
        field = _field(document, part)
        if field is not None and field.value:
            yield Bearer.named(document.type_id, field, document)
