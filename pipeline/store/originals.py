"""Originals: each verified file once, under the hash of its content, never changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Engine, select

from pipeline import private
from pipeline.store import holdings
from pipeline.store.database import now, reading, sealed
from pipeline.store.schema import original

FOLDER = "originals"
_PIECE = 1 << 20


class ChangedMeanwhileError(OSError):
    """A file is no longer what was verified."""


def place_of(data_folder: Path, sha256: str) -> Path:
    """Where an original lies, plain or encrypted."""
    return data_folder / FOLDER / sha256[:2] / sha256


def keep_all(
    engine: Engine, data_folder: Path, files: Mapping[Path, str], holder: tuple[str, str]
) -> None:
    """Keep the files of a package, each with its hash; `holder` is the inbox and the package.

    Raises as `keep` does.
    """
    holdings.note(engine, *holder, holdings.ORIGINAL, files.values())
    for path, sha256 in files.items():
        keep(engine, data_folder, path, sha256)


def keep(engine: Engine, data_folder: Path, path: Path, sha256: str) -> None:
    """Copy a file into the store unless it is there; what stands under a hash is whole.

    Raises ChangedMeanwhileError when the content is no longer that of the hash, OSError when the
    disk does not take it.
    """
    place = place_of(data_folder, sha256)
    if not place.exists():
        private.private_folder(place.parent)
        with reading(engine) as connection:
            seal = sealed(connection)
        pieces: Iterable[bytes] = _pieces(path, sha256)
        if seal.closes:
            pieces = [seal.close(b"".join(pieces), f"{FOLDER}/{sha256}")]
        private.write_whole(place, pieces, private.KEPT)
    with reading(engine) as connection:
        known = connection.scalar(select(original.c.bytes).where(original.c.sha256 == sha256))
    if known is None:
        _note(engine, sha256, place.stat().st_size)


def _pieces(path: Path, sha256: str) -> Iterator[bytes]:
    """A file piece by piece; ChangedMeanwhileError at its end where its hash is another."""
    digest = hashlib.sha256()
    # What was a file a moment ago may have become a link or a pipe.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != sha256:
        raise ChangedMeanwhileError("a file changed while it was kept")


def content_of(engine: Engine, data_folder: Path, sha256: str) -> bytes:
    """The content of an original. OSError where it is gone, SealError where it does not open."""
    with reading(engine) as connection:
        seal = sealed(connection)
    return seal.open(place_of(data_folder, sha256).read_bytes(), f"{FOLDER}/{sha256}")


def _note(engine: Engine, sha256: str, size: int) -> None:
    from sqlalchemy.dialects import postgresql, sqlite

    with engine.begin() as connection:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        row = {"sha256": sha256, "bytes": size, "kept_at": now(connection)}
        connection.execute(dialect.insert(original).values(row).on_conflict_do_nothing())
