"""Processor time and memory of a command with all that it starts, whoever reaps it.

Wall time says nothing on a machine that others use as well; processor time does.
"""

import ctypes
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PR_SET_CHILD_SUBREAPER = 36
"""linux/prctl.h: processes that lose their parent become children of this one."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of all processes, wall seconds, memory in megabytes of the largest one."""

    cpu: float
    wall: float
    peak: float
    code: int


def spent(command: Sequence[str], environment: Mapping[str, str], log: str = os.devnull) -> Spent:
    """Run a command to its end, and wait for every process that it leaves behind."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    begun = time.perf_counter()
    with open(log, "ab") as output:  # noqa: PTH123 - a device, too
        child = subprocess.Popen(
            list(command), env={**os.environ, **environment}, stdout=output, stderr=output
        )
    cpu = peak = 0.0
    code = -1
    wall = 0.0
    while True:
        try:
            pid, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            return Spent(cpu, wall, peak, code)
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss / 1024)
        if pid == child.pid:
            code = os.waitstatus_to_exitcode(status)
            child.returncode = code
            wall = time.perf_counter() - begun
