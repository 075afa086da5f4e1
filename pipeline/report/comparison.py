"""The documents side by side: one row a fact, one column a document, differences marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.model import Document, Evidence, Field, Package
from pipeline.report.values import text_of
from pipeline.report.wording import Said, said, same
from pipeline.text.names import PersonName, compare_names, parse_name
from pipeline.text.normalise import fold

Standing = Literal["reference", "same", "spelled", "worded", "differs", "open"]
"""How a value stands to the first of its row; words for it are in the catalogue, `report.same`."""

FACTS: Mapping[str, Mapping[str, str]] = {
    "iin": {
        "declared": "iin",
        "identity_card": "iin",
        "passport": "iin",
        "state_language_certificate": "iin",
        "medical_certificate": "iin",
        "pension_extract": "iin",
    },
    "birth_date": {
        "identity_card": "birth_date",
        "passport": "birth_date",
        "invitation": "birth_date",
        "foreign_language_certificate": "birth_date",
        "medical_certificate": "birth_date",
    },
    "passport_number": {"passport": "number", "invitation": "passport_number"},
    "employer": {
        "employer_application": "employer_name",
        "employment_record": "employer_name",
        "internship_programme": "sending_organisation",
    },
    "employer_bin": {
        "employer_application": "employer_bin",
        "employment_record": "employer_bin",
    },
    "specialty": {
        "declared": "specialty",
        "invitation": "specialty",
        "employer_application": "specialty",
        "internship_programme": "specialty",
    },
    "period_start": {
        "invitation": "period_start",
        "employer_application": "period_start",
        "internship_programme": "period_start",
    },
    "period_end": {
        "invitation": "period_end",
        "employer_application": "period_end",
        "internship_programme": "period_end",
    },
    "host": {
        "invitation": "host_organisation",
        "employer_application": "host_organisation",
        "internship_programme": "host_organisation",
    },
    "country": {
        "declared": "country",
        "invitation": "host_country",
        "employer_application": "country",
        "medical_certificate": "destination",
    },
}
"""Fields that state the same fact, by fact and type; the diploma's specialty is another matter."""

FREE_TEXT = frozenset({"employer", "specialty", "host", "country"})
"""Facts that papers word freely and in their own language: a person compares other wordings."""

NAMES = ("holder_name", "author_name", "applicant_name", "employee_name", "intern_name")
FIRST = ("declared", "identity_card", "passport")


@dataclass(frozen=True, slots=True)
class Cell:
    """One document's word on a fact."""

    text: Said
    standing: Standing
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A document, or what the applicant declared (`document` None)."""

    id: str
    title: Said
    document: Document | None


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with a cell for each column, None where the document does not state it."""

    fact: str
    cells: tuple[Cell | None, ...]

    @property
    def agrees(self) -> bool:
        return all(cell is None or cell.standing not in ("differs", "open") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table; only documents that state a fact, only facts that are stated."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def compare(package: Package) -> Comparison:
    """What the documents of a package state, side by side."""
    columns = [*_declared(package), *_documents(package)]
    rows = [_name_row(package, columns)]
    rows += [_fact_row(package, fact, columns) for fact in FACTS]
    stated = [row for row in rows if any(row.cells)]
    kept = [at for at in range(len(columns)) if any(row.cells[at] for row in stated)]
    return Comparison(
        tuple(columns[at] for at in kept),
        tuple(Row(row.fact, tuple(row.cells[at] for at in kept)) for row in stated),
    )


def _declared(package: Package) -> Iterator[Column]:
    yield Column("declared", said("report.comparison.declared"), None)


def _documents(package: Package) -> list[Column]:
    known = [document for document in package.documents if document.type is not None]
    known.sort(key=lambda found: FIRST.index(found.type_id) if found.type_id in FIRST else 9)
    return [
        Column(document.id, document.type.titles, document) for document in known if document.type
    ]


def _name_row(package: Package, columns: list[Column]) -> Row:
    reference: PersonName | None = None
    cells: list[Cell | None] = []
    for column in columns:
        found = _name(package, column)
        if found is None:
            cells.append(None)
            continue
        name, evidence = found
        standing: Standing = "reference" if reference is None else _name_standing(reference, name)
        reference = reference or name
        cells.append(Cell(same(_in_full(name)), standing, evidence))
    return Row("name", tuple(cells))


def _name(package: Package, column: Column) -> tuple[PersonName, tuple[Evidence, ...]] | None:
    if column.document is None:
        declared = package.declared.full_name
        return (parse_name(declared), ()) if declared else None
    surname, given = _field(column.document, "surname"), _field(column.document, "given_names")
    if surname and given and surname.value and given.value:
        middle = _field(column.document, "patronymic")
        name = PersonName(surname.value, given.value, middle.value if middle else None)
        return name, (*surname.evidence, *given.evidence)
    for part in NAMES:
        field = _field(column.document, part)
        if field and field.value:
            return parse_name(field.value), field.evidence
    return None


def _in_full(name: PersonName) -> str:
    return " ".join(part for part in (name.surname, name.given_names, name.patronymic) if part)


def _name_standing(reference: PersonName, name: PersonName) -> Standing:
    match = compare_names(reference, name)
    if fold(_in_full(reference)) == fold(_in_full(name)):
        return "same"
    if match.agrees:
        return "spelled"
    return "open" if match.relation == "open" else "differs"


def _fact_row(package: Package, fact: str, columns: list[Column]) -> Row:
    reference: Any = None
    cells: list[Cell | None] = []
    for column in columns:
        value, evidence = _stated(package, fact, column)
        if value is None:
            cells.append(None)
            continue
        standing: Standing = "reference" if reference is None else _standing(fact, reference, value)
        reference = value if reference is None else reference
        cells.append(Cell(text_of(fact, value), standing, evidence))
    return Row(fact, tuple(cells))


def _stated(package: Package, fact: str, column: Column) -> tuple[Any, tuple[Evidence, ...]]:
    if column.document is None:
        name = FACTS[fact].get("declared")
        return (getattr(package.declared, name) if name else None), ()
    name = FACTS[fact].get(column.document.type_id)
    field = _field(column.document, name) if name else None
    return (field.value, field.evidence) if field else (None, ())


def _standing(fact: str, reference: Any, value: Any) -> Standing:
    if reference == value or fold(str(reference)) == fold(str(value)):
        return "same"
    return "worded" if fact in FREE_TEXT else "differs"


def _field(document: Document, name: str) -> Field[Any] | None:
    field: Field[Any] | None = getattr(document.fields, name, None)
    return field
