"""The audit log: who did what and when, each line bound to the one before by its digest.

Lines hold no personal data of applicants: values that people read anew stand in the corrections,
here only their salted digests, so the log stays whole when a case is erased.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from pipeline.store.database import now, one_writer, reading
from pipeline.store.desk_tables import audit

BEGINNING = "0" * 64
"""What the first line names as the digest before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log; `result` is the number of the result it is about, if any."""

    id: int
    made_at: datetime
    person: str
    action: str
    result: int | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chain:
    """What a look along the chain came to: its length, its last digest, the first broken line."""

    lines: int
    head: str
    broken_at: int | None


def note(
    connection: Connection,
    person: str,
    action: str,
    result: int | None = None,
    **detail: str | int | bool | None,
) -> None:
    """Add a line in the transaction of what it tells of: neither stands without the other."""
    one_writer(connection)
    newest = select(audit.c.digest).order_by(audit.c.id.desc()).limit(1)
    before = connection.scalar(newest) or BEGINNING
    row: dict[str, Any] = {
        "made_at": round(now(connection), 3),
        "person": person,
        "action": action,
        "result": result,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "before": before,
    }
    connection.execute(insert(audit).values(**row, digest=_digest(row)))


def verify_chain(engine: Engine) -> Chain:
    """Compute every digest anew. A log cut off at its end is told by its head kept elsewhere."""
    before, lines = BEGINNING, 0
    with reading(engine) as connection:
        found = connection.execution_options(yield_per=1000).execute(
            select(audit).order_by(audit.c.id)
        )
        for row in found:
            if row.before != before or row.digest != _digest(row._asdict()):
                return Chain(lines, before, row.id)
            before, lines = row.digest, lines + 1
    return Chain(lines, before, None)


def lines_of(engine: Engine, result: int | None = None, *, most: int = 200) -> tuple[Line, ...]:
    """The newest lines, newest first; of one result, or of all."""
    wanted = select(audit).order_by(audit.c.id.desc()).limit(most)
    if result is not None:
        wanted = wanted.where(audit.c.result == result)
    with reading(engine) as connection:
        return tuple(_line(row) for row in connection.execute(wanted))


def _line(row: Row[Any]) -> Line:
    return Line(
        row.id,
        datetime.fromtimestamp(row.made_at, UTC),
        row.person,
        row.action,
        row.result,
        json.loads(row.detail),
    )


def _digest(row: Mapping[str, Any]) -> str:
    """The digest of a line: all of it, and the digest of the line before."""
    parts = [row[name] for name in ("before", "made_at", "person", "action", "result", "detail")]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()
