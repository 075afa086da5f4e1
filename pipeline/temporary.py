"""The private folder of a running program: what children and unpacked packages lie in for a while.

A lock says that it is in use, so that a later run can tell and wipe what a killed one left behind.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PREFIX = "tekseru-"
LOCK_NAME = ".lock"
ABANDONED = 60.0
"""Seconds after which a private folder whose lock nobody holds is one that nobody will wipe."""
PIECE = "piece-"
"""Beginning of the names of folders for one piece of work."""


class _Home:
    """The private folder of this program: temporary files of children, unpacked packages.

    A lock says that it is in use, so that another run can tell what a killed one has left behind.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: IO[bytes] | None = None
        self._owner = 0
        self._guard = threading.RLock()

    def enter(self) -> Path:
        with self._guard:
            if self._folder is None or self._owner != os.getpid() or not self._folder.is_dir():
                wipe_abandoned(Path(tempfile.gettempdir()))
                self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
                self._lock = (self._folder / LOCK_NAME).open("wb")
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._owner = os.getpid()
                atexit.register(self.leave)
            return self._folder

    def leave(self) -> None:
        """Wipe what pieces left; the folder itself goes when nothing else lies in it."""
        with self._guard:
            if self._folder is None or self._owner != os.getpid():
                return
            for left in self._folder.glob(f"{PIECE}*"):
                shutil.rmtree(left, ignore_errors=True)
            if any(path.name != LOCK_NAME for path in self._folder.iterdir()):
                return
            shutil.rmtree(self._folder, ignore_errors=True)
            if self._lock:
                self._lock.close()
            self._folder = self._lock = None


_home = _Home()


def home() -> Path:
    """The private folder of this program, for its owner alone; made on first use."""
    return _home.enter()


@contextmanager
def workspace() -> Iterator[Path]:
    """A private folder that is wiped at the end, or by a later run where this one was killed."""
    folder = Path(tempfile.mkdtemp(prefix="package-", dir=home()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wipe_abandoned(temporary: Path) -> int:
    """Remove private folders of programs that were killed; returns how many there were."""
    wiped = 0
    for lock in temporary.glob(f"{PREFIX}*/{LOCK_NAME}"):
        with suppress(OSError), lock.open("r+b") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.geteuid() or time.time() - status.st_mtime < ABANDONED:
                continue
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent, ignore_errors=True)
            wiped += 1
    return wiped


def leave() -> None:
    """Wipe the private folder, but for packages that somebody still works on."""
    _home.leave()
