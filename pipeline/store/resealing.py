"""Seal everything anew under the first key, or take the sealing away; safe to break off."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Engine, select, update

from pipeline import cache, private
from pipeline.sealing import PLAIN, Seal, unwrapped
from pipeline.store import originals, readings
from pipeline.store.database import one_writer, reading
from pipeline.store.sealed import SEALED, place


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many pieces were written anew, and how many were right already."""

    changed: int
    right: int


def reseal(engine: Engine, data_folder: Path, old: Seal, new: Seal) -> Resealed:
    """Write each piece of the database and the data folder under the first key of `new`.

    `old` opens them. Raises SealError for a piece that does not open; those before it are done.
    """
    changed = right = 0
    for column in SEALED:
        for done in _column(engine, column, old, new):
            changed, right = changed + done, right + (not done)
    for path, where, mode in _files(data_folder):
        content = path.read_bytes()
        if new.is_current(content):
            right += 1
            continue
        private.write_whole(path, new.close(_opened(content, where, old), where), mode)
        changed += 1
    return Resealed(changed, right)


def _opened(content: bytes, where: str, old: Seal) -> bytes:
    # What lies open from before there was a key is taken as it is: this is how it gets its seal.
    return content if PLAIN.is_current(content) else old.open(content, where)


def _column(engine: Engine, column: Column[object], old: Seal, new: Seal) -> list[bool]:
    table = column.table
    keys = tuple(table.primary_key.columns)
    done = []
    with reading(engine) as connection:
        rows = connection.execute(select(*keys)).all()
    for row in rows:
        mine = [key == value for key, value in zip(keys, row, strict=True)]
        with engine.begin() as connection:
            one_writer(connection)
            found = connection.execute(select(column, *SEALED[column]).where(*mine)).first()
            if found is None or not found[0]:
                continue
            kept, *identity = found
            where = place(column, *identity)
            content = unwrapped(kept) if isinstance(kept, str) else bytes(kept)
            done.append(not new.is_current(content))
            if not done[-1]:
                continue
            opened = _opened(content, where, old)
            value: object
            if isinstance(kept, str):
                value = new.close_text(opened.decode("utf-8"), where)
            else:
                value = new.close(opened, where)
            connection.execute(update(table).where(*mine).values({column: value}))
    return done


def _files(data_folder: Path) -> list[tuple[Path, str, int]]:
    """Kept files with the place each is sealed for, and their rights."""
    found = [
        (path, f"{folder}/{path.name}", mode)
        for folder, mode in ((originals.FOLDER, private.KEPT), (readings.PICTURES, private.FILE))
        for path in sorted((data_folder / folder).glob("*/*"))
    ]
    entries = sorted((data_folder / cache.FOLDER).glob("*/*/*"))
    found += [(path, cache.place_of(path), private.FILE) for path in entries]
    return [kept for kept in found if not kept[0].name.startswith(".")]
