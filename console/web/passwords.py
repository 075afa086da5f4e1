"""Passwords as argon2 hashes, and patience with wrong ones."""

import threading
import time
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
"""Letters of a password (NIST SP 800-63B asks for length, not for mixtures of signs)."""


def hashed(password: str) -> str:
    """The hash to keep. ValueError for a password that is too short."""
    if len(password) < SHORTEST:
        raise ValueError("the password is too short")
    return _hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is that of a hash. An unknown person costs the same time as a known one,
    so the answer's delay tells nobody who has an account."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


class Patience:
    """Counts wrong passwords by name and by address; too many, and it waits."""

    def __init__(self, tries: int, wait_seconds: float) -> None:
        self._tries, self._wait = tries, wait_seconds
        self._failures: defaultdict[str, list[float]] = defaultdict(list)
        self._lock = threading.Lock()

    def exhausted(self, *keys: str) -> bool:
        """Whether one of the keys has to wait."""
        with self._lock:
            return any(len(self._recent(key)) >= self._tries for key in keys)

    def failed(self, *keys: str) -> None:
        """Count a wrong password."""
        with self._lock:
            for key in keys:
                self._failures[key] = [*self._recent(key), time.monotonic()]

    def forget(self, *keys: str) -> None:
        """A right password clears its name."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)

    def _recent(self, key: str) -> list[float]:
        since = time.monotonic() - self._wait
        return [moment for moment in self._failures.get(key, ()) if moment > since]


@lru_cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache
def _nobodys() -> str:
    return _hasher().hash("a password that nobody has")
