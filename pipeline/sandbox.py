"""Work done in child processes: bounded in time and memory, recycled, and warm between pieces.

A child that hangs, crashes or asks for too much memory costs the piece it works on, not the run.
Children are started from a server process without threads, so that they may be started at any
moment of a threaded program; each uses one thread.
"""

import atexit
import multiprocessing
import os
import resource
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")

PIECES_A_CHILD = 120
"""Pieces after which a child is replaced, so that nothing that leaks can grow."""
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_lock = threading.Lock()
_starting = threading.Lock()
_pools: dict[tuple[int, int], Any] = {}


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


class _Children(ForkServerContext):
    Process = _Child


class CrashedError(Exception):
    """The child was ended from outside or by a fault of the engine."""


class TimeOutError(Exception):
    """The piece took longer than it may; its child was ended."""


def begin(preload: str) -> None:
    """Start the server that children come from, with a module imported; returns at once."""
    from multiprocessing import forkserver

    with _lock:
        main = sys.modules["__main__"]
        multiprocessing.set_forkserver_preload([preload])
        with _starting:
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                forkserver.ensure_running()
            finally:
                sys.modules["__main__"] = main


def submit(
    work: Callable[..., T], *arguments: Any, workers: int, seconds: float, memory: int
) -> "Future[T]":
    """Do a piece of work in one of `workers` children.

    `work` and its arguments must be importable by name and picklable. `memory` bounds the address
    space of a child in bytes. The future raises what the work raises; see `result`.
    """
    future: Future[T] = _pool(workers, memory).schedule(work, args=list(arguments), timeout=seconds)
    return future


def result(future: "Future[T]") -> T:
    """The outcome of a piece. Raises TimeOutError, CrashedError, or what the work raised."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError as error:
        raise TimeOutError from error
    except (ProcessExpired, MemoryError) as error:
        raise CrashedError from error
    except BrokenProcessPool as error:
        stop()
        raise CrashedError from error


def stop() -> None:
    """End all children; the next piece starts new ones."""
    with _lock:
        while _pools:
            _, pool = _pools.popitem()
            pool.stop()
            pool.join()


def _pool(workers: int, memory: int) -> Any:
    from pebble import ProcessPool

    with _lock:
        if (workers, memory) not in _pools:
            if not _pools:
                atexit.register(stop)
            _pools[workers, memory] = ProcessPool(
                max_workers=workers,
                max_tasks=PIECES_A_CHILD,
                initializer=_settle,
                initargs=[memory],
                context=_Children(),
            )
        return _pools[workers, memory]


def _settle(memory: int) -> None:
    """Make a fresh child modest: one thread, bounded memory."""
    os.environ.update({name: os.environ.get(name, value) for name, value in ONE_THREAD.items()})
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import cv2

    cv2.setNumThreads(1)
