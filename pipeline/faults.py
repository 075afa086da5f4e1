"""Faults of the machine by kind: what people are told of them, in words and never by their text."""

import errno
from collections.abc import Mapping

from pipeline.model import Language, Phrase
from pipeline.report.messages import say

DISK_FULL, NO_RIGHT, DISK, GONE = "disk_full", "no_right", "disk", "gone"
DATABASE_BUSY, DATABASE, MEMORY, CHILD = "database_busy", "database", "memory", "child"
SERVER = "server"

_OF_NUMBER: Mapping[int, str] = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    errno.EROFS: NO_RIGHT,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.ENOENT: GONE,
    errno.ESTALE: GONE,
    errno.ENOTDIR: GONE,
    errno.ENOMEM: MEMORY,
}


def kind_of(error: BaseException) -> str | None:
    """The kind of a fault, None where the machine is not to blame as far as can be seen."""
    names = {known.__name__ for known in type(error).__mro__}
    # By name: who never meets a database need not load its library.
    if "DBAPIError" in names:
        return _kind_of_database(str(getattr(error, "orig", "")).lower())
    if isinstance(error, MemoryError):
        return MEMORY
    if "ProcessExpired" in names:
        return CHILD
    if "TransportError" in names and type(error).__module__.startswith("httpx"):
        return SERVER
    if isinstance(error, OSError):
        return _OF_NUMBER.get(error.errno or 0, DISK)
    return None


def _kind_of_database(said: str) -> str:
    if "full" in said:
        return DISK_FULL
    if "readonly" in said or "read-only" in said:
        return NO_RIGHT
    return DATABASE_BUSY if "locked" in said or "busy" in said else DATABASE


def told(kind: str, language: Language) -> str:
    """What happened and what to do, in a language."""
    return f"{cause(kind, language)} {cure(kind, language)}"


def cause(kind: str, language: Language) -> str:
    """What happened."""
    return say(Phrase(f"fault.{kind}"), language)


def cure(kind: str, language: Language) -> str:
    """What to do about it."""
    return say(Phrase(f"fault.{kind}.cure"), language)
