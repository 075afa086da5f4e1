"""What a child process gives up before it touches a stranger's file.

Its own process group (so that all of it can be ended at once), bounded memory, processor time, file
size and number of open files, no secrets in its environment, no network, and a private folder for
each piece of work. Sources: setrlimit(2), prctl(2), seccomp(2).
"""

import ctypes
import math
import os
import platform
import resource
import shutil
import signal
import struct
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from pipeline.settings import Settings

ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OPEN_FILES = 256

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 1, 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
"""Places of the two words in `struct seccomp_data`."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_X32 = 0x40000000
# socket, connect, bind, ptrace, process_vm_readv, process_vm_writev, io_uring_setup, pidfd_getfd,
# unshare, setns, bpf, userfaultfd, keyctl, add_key, request_key, perf_event_open
_REFUSED_CALLS = {
    "x86_64": (
        0xC000003E,
        (41, 42, 49, 101, 310, 311, 425, 438, 272, 308, 321, 323, 250, 248, 249, 298),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 200, 117, 270, 271, 425, 438, 97, 268, 280, 282, 219, 217, 218, 241),
    ),
}


def confine(memory: int, file_bytes: int) -> None:
    """Confine this process for good; `memory` and `file_bytes` are bytes, per process and file.

    What the system does not offer is left out: a child that works within fewer bounds is better
    than none.
    """
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    os.umask(0o077)
    os.environ.update({name: os.environ.get(name, value) for name, value in ONE_THREAD.items()})
    for name in secret_variables():
        os.environ.pop(name, None)
    _say_nothing()
    _end_with_parent()
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_FSIZE, file_bytes)
    _bound(resource.RLIMIT_NOFILE, OPEN_FILES)
    _bound(resource.RLIMIT_CORE, 0)
    if not _refuse_calls():
        sys.addaudithook(_refuse_sockets)


def secret_variables() -> tuple[str, ...]:
    """Environment variables whose values no child needs."""
    fields = Settings.model_fields.items()
    return tuple(
        f"TEKSERU_{name.upper()}" for name, field in fields if field.annotation is SecretStr
    )


def without_secrets(settings: Settings) -> Settings:
    """The settings as a child may know them."""
    secret = {name: SecretStr("") for name, value in settings if isinstance(value, SecretStr)}
    return settings.model_copy(update=secret)


@contextmanager
def piece(folder: Path, cpu_seconds: float) -> Iterator[None]:
    """One piece of work of this process: a folder of its own for temporary files, wiped after it,
    and a bound on processor time, at which the system ends the process (SIGXCPU)."""
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    folder.mkdir(mode=0o700, parents=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(_cpu_seconds() + cpu_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    try:
        yield
    finally:
        # From here on the child answers; ended in the middle of that, it would block the others.
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        tempfile.tempdir = before[0]
        os.environ.pop("TMPDIR")
        if before[1] is not None:
            os.environ["TMPDIR"] = before[1]
        shutil.rmtree(folder, ignore_errors=True)


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))


def _say_nothing() -> None:
    """Libraries complain of damaged files on standard error, with what stands in them, and one that
    writes to standard output would tear the JSON there."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _refuse_calls() -> bool:
    """Let the kernel refuse sockets and looks into other processes; False where it cannot."""
    if sys.platform != "linux" or platform.machine() not in _REFUSED_CALLS:
        return False
    architecture, calls = _REFUSED_CALLS[platform.machine()]
    program = _program(architecture, calls)
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not libc.prctl(_PR_SET_SECCOMP, _FILTER, filter_, 0, 0)


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """A filter in classic BPF: instructions of code, jump if true, jump if false, operand."""
    last = len(calls) + 1
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, last + 2, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, last, 0, _X32),
        *((_EQUAL, last - 1 - number, 0, call) for number, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _refuse_sockets(event: str, arguments: tuple[Any, ...]) -> None:
    """The second best, where the kernel has no filter: Python opens no socket to elsewhere."""
    import socket

    if event == "socket.__new__" and arguments[1] != socket.AF_UNIX:
        raise PermissionError("a process that reads files opens no connection")
