"""Readings: what was read of a package, kept with its result, so that the rules can run again.

Fields are not kept: they are extracted from the pages anew, by the extractors of the day. Pictures
of the pages lie beside, each once under the hash of its content.
"""

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

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
from pipeline.store.database import reading as transaction
from pipeline.store.desk_tables import reading
from pipeline.store.schema import package as packages

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
        # Notes hold values of any kind, and no rule reads them.
        files=tuple(replace(found, notes=()) for found in package.files),
        sheets=tuple(_keep_picture(data_folder, sheet) for sheet in sheets),
        compared=compared(verdict),
    )
    day = package.declared.submitted_on
    row = {
        "result": number,
        "category": package.declared.category,
        "submitted_on": day.isoformat() if day else None,
        "document": zlib.compress(_adapter().dump_json(kept)),
    }
    with engine.begin() as connection:
        connection.execute(reading.delete().where(reading.c.result == number))
        connection.execute(insert(reading).values(row))


def kept_reading(engine: Engine, number: int) -> KeptReading | None:
    """The reading of a result, None where none was kept."""
    with transaction(engine) as connection:
        found = connection.scalar(select(reading.c.document).where(reading.c.result == number))
    if found is None:
        return None
    made: KeptReading = _adapter().validate_json(zlib.decompress(found))
    return made


def kept_numbers(engine: Engine, inbox: str | None = None) -> tuple[int, ...]:
    """Numbers of the newest results whose reading was kept, of one inbox or of all."""
    kept = select(packages.c.result).join(reading, reading.c.result == packages.c.result)
    if inbox is not None:
        kept = kept.where(packages.c.inbox == inbox)
    with transaction(engine) as connection:
        return tuple(connection.scalars(kept.order_by(packages.c.inbox, packages.c.name)))


def picture(data_folder: Path, sheet: KeptSheet) -> bytes:
    """The picture of a page. OSError where it is gone."""
    return _place(data_folder, sheet.sha256).read_bytes()


def compared(verdict: Verdict) -> tuple[tuple[Wording | None, Wording | None], ...]:
    """Expected and actual of each finding in every language."""
    return tuple(
        (_worded(finding.expected), _worded(finding.actual)) for finding in verdict.findings
    )


def _worded(phrase: Phrase | None) -> Wording | None:
    return {**in_all_languages(phrase)} if phrase else None  # type: ignore[dict-item]


def _keep_picture(data_folder: Path, sheet: Sheet) -> KeptSheet:
    head, _, data = sheet.picture.partition(",")
    content = base64.b64decode(data)
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(data_folder, sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = place.with_name(f".{uuid.uuid4().hex}")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(content)
        unfinished.replace(place)
    kind = head.partition("/")[2].partition(";")[0]
    return KeptSheet(sheet.file, sheet.page, sheet.width, sheet.height, kind, sha256)


def _place(data_folder: Path, sha256: str) -> Path:
    return data_folder / PICTURES / sha256[:2] / sha256


def _spelled_out(found: Problem) -> Problem:
    """A problem whose values are plain or spelled out by language: they pass through JSON."""
    values = {
        name: value if isinstance(value, str | int | float) else _by_language(value)
        for name, value in found.message.values.items()
    }
    return replace(found, message=Phrase(found.message.key, values))


def _by_language(value: Any) -> Any:
    return in_all_languages(value) if isinstance(value, Phrase) else str(value)


@lru_cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(KeptReading)
