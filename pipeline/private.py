"""Files and folders for their owner alone; files that stand whole or not at all."""

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

FOLDER, FILE, KEPT = 0o700, 0o600, 0o400
OTHERS = 0o077
_OURS = frozenset(
    ("tekseru.db", "originals", "pictures", "readings", "prefect", "logs", "last-failure.txt")
)
"""What a data folder holds; one that holds anything else may be somebody's home."""


def private_folder(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, for the owner alone.

    OSError where the disk does not take it.
    """
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=FOLDER, exist_ok=True)
    return folder


def data_folder(folder: Path) -> Path:
    """The data folder, made or closed to others; one that holds other things too is left alone."""
    private_folder(folder)
    status = folder.stat()
    if status.st_mode & OTHERS and status.st_uid == os.geteuid():
        names = {path.name for path in folder.iterdir()}
        if all(name in _OURS or name.startswith("tekseru.db") for name in names):
            folder.chmod(FOLDER)
    return folder


def write_whole(path: Path, content: bytes | Iterable[bytes], mode: int = FILE) -> None:
    """Write a file for the owner alone, through to the disk; nobody sees it unfinished.

    OSError where the disk does not take it; what stood there before stands then still, and so it
    does when the pieces of the content end in an exception.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    unfinished = path.with_name(f".{uuid.uuid4().hex}.part")
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.chmod(mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
