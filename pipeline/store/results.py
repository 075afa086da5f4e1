"""Results: written in one transaction with all that belongs to them, by the claim's holder only."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from pipeline.model import Outcome, Source
from pipeline.report.result import DocumentPart, FindingPart, Result
from pipeline.store import fingerprints
from pipeline.store.database import now, one_writer, reading, sealed
from pipeline.store.desk_tables import audit
from pipeline.store.desk_tables import reading as reading_of
from pipeline.store.fingerprints import Print
from pipeline.store.key import PARTS, Key
from pipeline.store.schema import claim, document, finding, package, result
from pipeline.store.sealed import place

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
"""Files of phones and cameras; pages without a text layer in other files are scans."""


class ClaimLostError(Exception):
    """The claim went to another while the work was done: the result is not kept."""


@dataclass(frozen=True, slots=True)
class Known:
    """The newest result of a package, without its contents.

    `whole` tells whether its reading was kept as well: the program may have ended in between.
    """

    id: int
    key: Key
    outcome: Outcome
    whole: bool = True


def keep_result(
    engine: Engine,
    *,
    inbox: str,
    run: str,
    holder: str,
    key: Key,
    made: Result,
    prints: Sequence[Print],
) -> int:
    """Keep a result, its findings, documents and fingerprints, and give the claim back.

    All of it in one transaction; returns the result's number. Raises ClaimLostError when the
    holder's claim is gone.
    """
    name = made.package.id
    with engine.begin() as connection:
        # Two that finish at once on different machines must see each other's fingerprints.
        one_writer(connection)
        mine = (claim.c.inbox == inbox) & (claim.c.package == name) & (claim.c.holder == holder)
        if connection.execute(delete(claim).where(mine)).rowcount != 1:
            raise ClaimLostError("another took the package over")
        moment = now(connection)
        seal = sealed(connection)
        row = _row(made, key, run, moment)
        row["document"] = seal.close(_packed(made), place(result.c.document, key.digest))
        number = _number_for(connection, inbox, name, key, row)
        if made.findings:
            rows = [_finding(number, order, said) for order, said in enumerate(made.findings)]
            for found in rows:
                where = place(finding.c.message, number, found["position"])
                found["message"] = seal.close_text(str(found["message"]), where)
            connection.execute(insert(finding), rows)
        if made.documents:
            papers = [_document(number, order, part) for order, part in enumerate(made.documents)]
            connection.execute(insert(document), papers)
        fingerprints.replace_prints(connection, inbox, name, prints)
        note_package(connection, inbox, name, run, state="done", moment=moment, number=number)
    return number


def note_package(
    connection: Connection,
    inbox: str,
    name: str,
    run: str,
    *,
    state: str,
    moment: float,
    failure: str = "",
    number: int | None = None,
) -> None:
    """Note where a package stands after a run; its newest result stays unless `number` is given."""
    ours = (package.c.inbox == inbox) & (package.c.name == name)
    values: dict[str, object] = {"last_run": run, "state": state, "failure": failure}
    if number is not None:
        values["result"] = number
    if connection.execute(update(package).where(ours).values(values)).rowcount == 0:
        row = {"inbox": inbox, "name": name, "first_seen": moment, **values}
        connection.execute(insert(package).values(row))


def newest_results(engine: Engine, inbox: str, name: str | None = None) -> dict[str, Known]:
    """The newest result of each package of an inbox, or of one."""
    columns = (result.c.id, result.c.outcome, *(result.c[f"of_{part}"] for part in PARTS))
    kept = reading_of.c.result.is_not(None).label("whole")
    joined = (
        select(package.c.name, *columns, kept)
        .join(result, package.c.result == result.c.id)
        .outerjoin(reading_of, reading_of.c.result == result.c.id)
    )
    ours = joined.where(package.c.inbox == inbox)
    if name is not None:
        ours = ours.where(package.c.name == name)
    with reading(engine) as connection:
        rows = connection.execute(ours).all()
    return {
        row.name: Known(row.id, key_of_row(row), Outcome(row.outcome), row.whole) for row in rows
    }


def key_of_row(row: Row[Any]) -> Key:
    """The key of a row of the results."""
    return Key(**{part: getattr(row, f"of_{part}") for part in PARTS})


def whole_result(engine: Engine, number: int) -> Result:
    """A result as it was made. KeyError when there is none of this number, SealError when it does
    not open."""
    with reading(engine) as connection:
        wanted = select(result.c.document, result.c.key).where(result.c.id == number)
        kept = connection.execute(wanted).first()
        seal = sealed(connection)
    if kept is None:
        raise KeyError(number)
    content = seal.open(kept.document, place(result.c.document, kept.key))
    return Result.model_validate_json(zlib.decompress(content))


def _row(made: Result, key: Key, run: str, moment: float) -> dict[str, object]:
    return {
        "run": run,
        "key": key.digest,
        **{f"of_{part}": getattr(key, part) for part in PARTS},
        "outcome": str(made.verdict.outcome),
        "ruleset": made.verdict.ruleset,
        "program": made.verdict.program,
        "finished_at": moment,
        "seconds": made.seconds.get("total", 0.0),
        "pages": sum(len(found.pages) for found in made.documents),
    }


def _packed(made: Result) -> bytes:
    return zlib.compress(made.model_dump_json(by_alias=True).encode("utf-8"))


def _next_number(connection: Connection) -> int:
    """A number that no result ever had: the audit log speaks of erased ones by their numbers."""
    newest = connection.scalar(select(func.max(result.c.id))) or 0
    told = connection.scalar(select(func.max(audit.c.result))) or 0
    return 1 + max(newest, told)


def _number_for(
    connection: Connection, inbox: str, name: str, key: Key, row: dict[str, object]
) -> int:
    """Write the row, in place of the newest one if that rests on the same: its report was lost."""
    newest = (
        select(result.c.id)
        .join(package, package.c.result == result.c.id)
        .where(package.c.inbox == inbox, package.c.name == name, result.c.key == key.digest)
    )
    number = connection.scalar(newest)
    if number is None:
        number = _next_number(connection)
        row = {"id": number, "inbox": inbox, "package": name, **row}
        connection.execute(insert(result).values(**row))
        return number
    for part in (finding, document):
        connection.execute(delete(part).where(part.c.result == number))
    # Still the result of the run that first had it.
    again = {name: value for name, value in row.items() if name not in ("run", "finished_at")}
    connection.execute(update(result).where(result.c.id == number).values(**again))
    return int(number)


def _finding(number: int, place: int, said: FindingPart) -> dict[str, object]:
    open_point = said.outcome in (Outcome.FAILED, Outcome.INDETERMINATE)
    return {
        "result": number,
        "position": place,
        "rule": said.rule,
        "subject": said.subject,
        "outcome": str(said.outcome),
        "weight": str(said.weight),
        "reason": said.reason and str(said.reason),
        "message": json.dumps(said.message, ensure_ascii=False) if open_point else "",
    }


def _document(number: int, place: int, part: DocumentPart) -> dict[str, object]:
    confidences = [page.confidence for page in part.pages]
    return {
        "result": number,
        "position": place,
        "type": part.type,
        "language": part.language,
        "capture": _capture(part),
        "pages": len(part.pages),
        "confidence": sum(confidences) / len(confidences) if confidences else 0.0,
    }


def _capture(part: DocumentPart) -> str:
    """How a document came to be a file: `text` (has a text layer), `picture` or `scan`."""
    if all(page.source is Source.TEXT for page in part.pages):
        return "text"
    if any(page.file.lower().endswith(PICTURES) for page in part.pages):
        return "picture"
    return "scan"
