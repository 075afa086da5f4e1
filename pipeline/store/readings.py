"""Readings: what was read of a package, kept with its result, so that the rules can run again.

Fields are not kept: they are extracted from the pages anew, by the extractors of the day. Pictures
of the pages lie beside, each once under the hash of its content.
"""

import base64
import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from pipeline import private
from pipeline.model import (
    Declaration,
    FileFacts,
    Marks,
    Package,
    Page,
    Phrase,
    Problem,
    Repeat,
    Verdict,
)
from pipeline.report.crops import Sheet
from pipeline.report.messages import in_all_languages
from pipeline.sealing import PLAIN, Seal
from pipeline.store import holdings
from pipeline.store.database import reading as transaction
from pipeline.store.database import sealed
from pipeline.store.desk_tables import reading
from pipeline.store.schema import package as packages
from pipeline.store.schema import result as results
from pipeline.store.sealed import place

PICTURES = "pictures"
Wording = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True)
class KeptDocument:
    """A document without its fields; `type` is the id of its type, None for an unknown one."""

    id: str
    type: str | None
    type_score: float
    runner_up: str | None
    language: str | None
    pages: tuple[Page, ...]
    marks: Marks
    problem: Problem | None


@dataclass(frozen=True)
class KeptSheet:
    """The picture of a page: size in pixels, kind (`jpeg`, `webp`), hash of its content."""

    file: str
    page: int
    width: int
    height: int
    kind: str
    sha256: str


@dataclass(frozen=True)
class KeptReading:
    """All that the rules need, the pictures for the desk, and what each finding compared."""

    id: str
    declared: Declaration
    today: date
    documents: tuple[KeptDocument, ...]
    problems: tuple[Problem, ...]
    repeats: tuple[Repeat, ...] | None
    files: tuple[FileFacts, ...]
    sheets: tuple[KeptSheet, ...]
    compared: tuple[tuple[Wording | None, Wording | None], ...]
    """Expected and actual of each finding, by language, in the order of the findings."""


def keep(
    engine: Engine,
    data_folder: Path,
    number: int,
    package: Package,
    verdict: Verdict,
    sheets: Sequence[Sheet],
) -> None:
    """Keep the reading of a result, in place of one kept before."""
    pictures = [_sheet(sheet) for sheet in sheets]
    kept = KeptReading(
        id=package.id,
        declared=package.declared,
        today=package.today,
        documents=tuple(
            KeptDocument(
                found.id,
                found.type.id if found.type else None,
                found.type_score,
                found.runner_up,
                found.language,
                found.pages,
                found.marks,
                found.problem and _spelled_out(found.problem),
            )
            for found in package.documents
        ),
        problems=tuple(_spelled_out(found) for found in package.problems),
        repeats=package.repeats,
        files=tuple(_with_plain_notes(found) for found in package.files),
        sheets=tuple(kept_sheet for kept_sheet, _ in pictures),
        compared=compared(verdict),
    )
    with transaction(engine) as connection:
        seal = sealed(connection)
        owner = connection.execute(
            select(results.c.inbox, results.c.package).where(results.c.id == number)
        ).one()
    hashes = [kept_sheet.sha256 for kept_sheet in kept.sheets]
    holdings.note(engine, owner.inbox, owner.package, holdings.PICTURE, hashes)
    for kept_sheet, content in pictures:
        _keep_picture(data_folder, kept_sheet, content, seal)
    day = package.declared.submitted_on
    row = {
        "result": number,
        "category": package.declared.category,
        "submitted_on": day.isoformat() if day else None,
        "document": seal.close(
            zlib.compress(_adapter().dump_json(kept)), place(reading.c.document, number)
        ),
    }
    with engine.begin() as connection:
        connection.execute(reading.delete().where(reading.c.result == number))
        connection.execute(insert(reading).values(row))


def kept_reading(engine: Engine, number: int) -> KeptReading | None:
    """The reading of a result, None where none was kept. SealError where it does not open."""
    with transaction(engine) as connection:
        found = connection.scalar(select(reading.c.document).where(reading.c.result == number))
        seal = sealed(connection)
    if found is None:
        return None
    content = seal.open(found, place(reading.c.document, number))
    made: KeptReading = _adapter().validate_json(zlib.decompress(content))
    return made


def kept_numbers(engine: Engine, inbox: str | None = None) -> tuple[int, ...]:
    """Numbers of the newest results whose reading was kept, of one inbox or of all."""
    kept = select(packages.c.result).join(reading, reading.c.result == packages.c.result)
    if inbox is not None:
        kept = kept.where(packages.c.inbox == inbox)
    with transaction(engine) as connection:
        return tuple(connection.scalars(kept.order_by(packages.c.inbox, packages.c.name)))


def picture(data_folder: Path, sheet: KeptSheet, engine: Engine | None = None) -> bytes:
    """The picture of a page; an encrypted one needs the database, which knows the key.

    OSError where it is gone, SealError where it does not open.
    """
    seal = PLAIN
    if engine is not None:
        with transaction(engine) as connection:
            seal = sealed(connection)
    return seal.open(place_of(data_folder, sheet.sha256).read_bytes(), f"{PICTURES}/{sheet.sha256}")


def compared(verdict: Verdict) -> tuple[tuple[Wording | None, Wording | None], ...]:
    """Expected and actual of each finding in every language."""
    return tuple(
        (_worded(finding.expected), _worded(finding.actual)) for finding in verdict.findings
    )


def _worded(phrase: Phrase | None) -> Wording | None:
    return {**in_all_languages(phrase)} if phrase else None  # type: ignore[dict-item]


def _sheet(sheet: Sheet) -> tuple[KeptSheet, bytes]:
    head, _, data = sheet.picture.partition(",")
    content = base64.b64decode(data)
    kind = head.partition("/")[2].partition(";")[0]
    sha256 = hashlib.sha256(content).hexdigest()
    return KeptSheet(sheet.file, sheet.page, sheet.width, sheet.height, kind, sha256), content


def _keep_picture(data_folder: Path, sheet: KeptSheet, content: bytes, seal: Seal) -> None:
    path = place_of(data_folder, sheet.sha256)
    if not path.exists():
        private.private_folder(path.parent)
        private.write_whole(path, seal.close(content, f"{PICTURES}/{sheet.sha256}"))


def place_of(data_folder: Path, sha256: str) -> Path:
    """Where the picture of a page lies, plain or encrypted."""
    return data_folder / PICTURES / sha256[:2] / sha256


def _spelled_out(found: Problem) -> Problem:
    """A problem whose values are plain or spelled out by language: they pass through JSON."""
    values = _plain(found.message.values)
    return replace(found, message=Phrase(found.message.key, values))


def _with_plain_notes(found: FileFacts) -> FileFacts:
    notes = tuple(replace(note, values=_plain(note.values)) for note in found.notes)
    return replace(found, notes=notes)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | float) else _by_language(value)
        for name, value in values.items()
    }


def _by_language(value: Any) -> Any:
    if isinstance(value, date):
        return in_all_languages(Phrase("value.date", {"date": value}))
    return in_all_languages(value) if isinstance(value, Phrase) else str(value)


@lru_cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(KeptReading)
