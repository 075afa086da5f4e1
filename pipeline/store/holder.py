"""Who works on something: a name for this process by which others can tell whether it still lives.

A process that was killed on this machine is known to be dead at once; of other machines nothing
is known, and their claims end by time.
"""

import os
import socket
import uuid
from functools import cache
from pathlib import Path

_PROC = Path("/proc")
_START_TIME = 19
"""Place of the start time among the fields after the command's name in /proc/<pid>/stat."""


def new_holder() -> str:
    """A name for one go of this process; of two goes in one process each has its own."""
    return "|".join((_machine(), str(os.getpid()), _started(os.getpid()), uuid.uuid4().hex[:12]))


def is_dead(holder: str) -> bool:
    """Whether the process of this name is surely gone; False where that cannot be known."""
    machine, pid, started, _ = holder.split("|")
    if machine != _machine() or not started:
        return False
    return _started(int(pid)) != started


@cache
def _machine() -> str:
    """The name of the machine, this start of it, and the room of process numbers (container)."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        room = str((_PROC / "self/ns/pid").readlink())
    except OSError:
        # Without /proc nobody can look: a name that no other process has.
        boot, room = uuid.uuid4().hex, ""
    return f"{socket.gethostname()}/{boot}/{room}"


def _started(pid: int) -> str:
    """When a process began, in ticks since the start of the machine; empty without a process."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    # A killed process whose parent has not looked yet works no more.
    return "" if fields[0] in "ZX" else fields[_START_TIME]
