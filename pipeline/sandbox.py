"""Work done in child processes: bounded, recycled, and warm between pieces.

A child that hangs, crashes or asks for too much memory costs the piece it works on, not the run.
It is ended with everything that it started, and what it left behind is wiped. Children are started
from a server process without threads, so that they may be started at any moment of a threaded
program; each uses one thread and is confined (`pipeline.confinement`).

This bounds faults and greed, and closes the network. It is no wall against code that has taken a
child over: that runs as the same user and answers to the parent in pickles.
"""

import atexit
import logging
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pipeline import confinement, temporary
from pipeline.errors import TekseruError

T = TypeVar("T")

PRELOADED = "pipeline.children"
"""Module with all that children need, imported once in the process that they come from."""
PIECES_A_CHILD = 120
"""Pieces after which a child is replaced, so that nothing that leaks can grow."""
LONGEST_PLACE = 60
"""Bytes of the path of a temporary folder in which sockets still find room."""
SHORT_PLACES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - a private folder is made in it
MOST_ANSWER = 400_000_000
"""Bytes that a piece may answer; a package of 500 MB is read in pieces of a page."""

_LOG = logging.getLogger(__name__)
_lock = threading.Lock()
_starting = threading.Lock()
_pools: dict[tuple[str, int, int, int], Any] = {}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take: seconds by the clock, seconds of processor time, bytes of
    address space, and bytes of any one file that it writes."""

    seconds: float
    cpu_seconds: float
    memory: int
    file_bytes: int = 1_000_000_000


class _Child(ForkServerProcess):
    """A child that does not import the program's main module again: work is found by name."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing calls
        main = sys.modules["__main__"]
        with _starting:
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                return ForkServerProcess._Popen(process_obj)
            finally:
                sys.modules["__main__"] = main

    def terminate(self) -> None:
        """End the child and all that it started. It is not asked: it may hang in foreign code."""
        self._end_group()
        super().kill()

    def kill(self) -> None:
        self._end_group()
        super().kill()

    def is_alive(self) -> bool:
        alive = super().is_alive()
        if not alive and not self._ended:
            self._end_group()
        return alive

    _ended = False

    def _end_group(self) -> None:
        """Once only: the number of a group that is gone may be given to another."""
        if self._ended or self.pid is None:
            return
        self._ended = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


class _Children(ForkServerContext):
    Process = _Child


class CrashedError(Exception):
    """The child was ended from outside, ran out of memory or met a fault of an engine."""


class TimeOutError(Exception):
    """The piece took longer than it may, or more processor time; its child was ended."""


def begin() -> None:
    """Start the server that children come from, with all that they need; returns at once."""
    from multiprocessing import forkserver

    with _lock:
        _place_sockets()
        main = sys.modules["__main__"]
        multiprocessing.set_forkserver_preload([PRELOADED])
        with _starting:
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                forkserver.ensure_running()
            finally:
                sys.modules["__main__"] = main


def _place_sockets() -> None:
    """Have multiprocessing choose the private folder of its sockets where their paths stay short.

    The path of a socket may have 107 bytes; it chooses the folder once, in the temporary folder.
    """
    from multiprocessing import util

    usual = tempfile.gettempdir()
    if len(os.fsencode(usual)) <= LONGEST_PLACE:
        return
    short = [place for place in SHORT_PLACES if os.access(place, os.W_OK | os.X_OK)]
    if short:
        tempfile.tempdir = short[0]
        try:
            util.get_temp_dir()
        finally:
            tempfile.tempdir = usual


def submit(
    work: Callable[..., T], *arguments: Any, workers: int, limits: Limits, of: str = "pages"
) -> "Future[T]":
    """Do a piece of work in one of `workers` children that are kept for pieces `of` a kind.

    `work` and its arguments must be importable by name and picklable. What the future holds is
    packed; see `result`.
    """
    folder = temporary.home() / f"{temporary.PIECE}{next(_numbers)}"
    future: Future[Any] = _pool(of, workers, limits).schedule(
        _done, args=[folder, limits.cpu_seconds, work, *arguments], timeout=limits.seconds
    )
    # A child that was ended could not wipe its folder itself.
    future.add_done_callback(lambda _: shutil.rmtree(folder, ignore_errors=True))
    return future


def result(future: "Future[T]") -> T:
    """The outcome of a piece. Raises TimeOutError, CrashedError, or a TekseruError of the work."""
    from pebble import ProcessExpired

    try:
        answer: Any = future.result()
    except TimeoutError as error:
        raise TimeOutError from error
    except ProcessExpired as error:
        if error.exitcode == -signal.SIGXCPU:
            raise TimeOutError from error
        raise CrashedError from error
    except BrokenProcessPool as error:
        stop()
        raise CrashedError from error
    if isinstance(answer, str):
        _LOG.info("a piece of work failed: %s", answer)
        raise CrashedError
    value = pickle.loads(answer)  # noqa: S301 - packed by `_done` in a child of ours
    if isinstance(value, TekseruError):
        raise value
    outcome: T = value
    return outcome


def call(
    work: Callable[..., T], *arguments: Any, workers: int, limits: Limits, of: str = "pages"
) -> T:
    """`submit` and `result` in one."""
    return result(submit(work, *arguments, workers=workers, limits=limits, of=of))


def _done(folder: Path, cpu_seconds: float, work: Callable[..., Any], *arguments: Any) -> Any:
    """In a child: what the work returned or raised, packed; a word where that cannot be told.

    The words of an unforeseen exception may hold what stands on a page, so only its class goes out.
    """
    with confinement.piece(folder, cpu_seconds):
        try:
            answer: Any = work(*arguments)
        except TekseruError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - whatever a stranger's file makes a library do
            return _place(error)
        try:
            packed = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError, MemoryError) as error:
            return _place(error)
        return packed if len(packed) <= MOST_ANSWER else "the answer is too long"


def _place(error: BaseException) -> str:
    """Class of an exception and where it was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__} {where}"


def stop() -> None:
    """End all children and wipe what they left; the next piece starts new ones."""
    with _lock:
        ended = list(_pools.values())
        _pools.clear()
        for pool in ended:
            pool.stop()
        for pool in ended:
            pool.join()
        temporary.leave()


def _pool(of: str, workers: int, limits: Limits) -> Any:
    from pebble import ProcessPool

    key = (of, workers, limits.memory, limits.file_bytes)
    with _lock:
        if key not in _pools:
            if not _pools:
                atexit.register(stop)
            _pools[key] = ProcessPool(
                max_workers=workers,
                max_tasks=PIECES_A_CHILD,
                initializer=_settle,
                initargs=[limits.memory, limits.file_bytes],
                context=_Children(),
            )
        return _pools[key]


def _settle(memory: int, file_bytes: int) -> None:
    """Make a fresh child modest."""
    _let_go_of_server()
    confinement.confine(memory, file_bytes)
    import cv2

    cv2.setNumThreads(1)


def _let_go_of_server() -> None:
    """Close the child's hold on the process that children come from, which would otherwise outlive
    a program that is killed for as long as any child hangs. A child starts no children itself."""
    from multiprocessing import forkserver

    server: Any = forkserver._forkserver
    alive = getattr(server, "_forkserver_alive_fd", None)
    if alive is not None:
        os.close(alive)
        server._forkserver_alive_fd = None
