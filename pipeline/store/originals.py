"""Originals: each verified file once, under the hash of its content, never changed."""

import hashlib
import os
import shutil
import uuid
from pathlib import Path

from sqlalchemy import Engine, select

from pipeline.store.database import now, reading
from pipeline.store.schema import original

FOLDER = "originals"


class ChangedMeanwhileError(OSError):
    """A file is no longer what was verified."""


def place_of(data_folder: Path, sha256: str) -> Path:
    """Where an original lies."""
    return data_folder / FOLDER / sha256[:2] / sha256


def keep(engine: Engine, data_folder: Path, path: Path, sha256: str) -> None:
    """Copy a file into the store unless it is there; what stands under a hash is whole.

    Raises ChangedMeanwhileError when the content is no longer that of the hash, OSError when the
    disk does not take it.
    """
    place = place_of(data_folder, sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = place.with_name(f".{uuid.uuid4().hex}")
        try:
            shutil.copyfile(path, unfinished, follow_symlinks=False)
            with unfinished.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                    raise ChangedMeanwhileError("a file changed while it was kept")
                os.fsync(stream.fileno())
            unfinished.chmod(0o400)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)
    with reading(engine) as connection:
        known = connection.scalar(select(original.c.bytes).where(original.c.sha256 == sha256))
    if known is None:
        _note(engine, sha256, place.stat().st_size)


def _note(engine: Engine, sha256: str, size: int) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    with engine.begin() as connection:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        row = {"sha256": sha256, "bytes": size, "kept_at": now(connection)}
        connection.execute(dialect.insert(original).values(row).on_conflict_do_nothing())
