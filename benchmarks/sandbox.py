"""`python -m benchmarks.sandbox`: what it costs to read strangers' files in confined children.

The same scanned package is read and judged three times over, each time by a fresh program with one
reader: in confined children, in children that are not confined, and in the program itself. Nothing
is kept between runs. Processor seconds of all processes count; wall time stands beside them.
"""

import importlib
import os
import pickle
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.batch_office import office_of
from benchmarks.cpu import Spent, spent
from pipeline import confinement, sandbox
from pipeline.errors import TekseruError
from pipeline.settings import Settings

WAYS = ("confined", "children", "inside")
GOAL = 5.0
"""Percent of the time of a scanned package that the sandbox may cost."""


def settle(_memory: int, _file_bytes: int) -> None:
    """In a child: what every child does, without any bound."""
    sandbox._let_go_of_server()
    os.environ.update(confinement.ONE_THREAD)
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    import cv2

    cv2.setNumThreads(1)


def done(_folder: Path, _cpu: float, work: Callable[..., Any], *arguments: Any) -> bytes:
    """In a child: what the work returned, packed."""
    try:
        answer: Any = work(*arguments)
    except TekseruError as error:
        answer = error
    return pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)


def inside(work: Callable[..., Any], *arguments: Any, **_bounds: Any) -> "Future[Any]":
    """The work done at once, in the program itself."""
    future: Future[Any] = Future()
    future.set_result(done(Path(), 0.0, work, *arguments))
    return future


def read(way: str, package: Path) -> None:
    """Read and judge a package one of the ways."""
    from flows import verification

    if way == "children":
        # Children find work by the name of its module, which is not that of a program's start.
        own: Any = importlib.import_module("benchmarks.sandbox")
        replaced: Any = sandbox
        replaced._settle, replaced._done = own.settle, own.done
    if way == "inside":
        import cv2

        cv2.setNumThreads(1)
        sandbox.submit = inside
        sandbox.begin = lambda: None
    with tempfile.TemporaryDirectory() as data:
        chosen = Settings(data_folder=Path(data), workers=1, keep_readings=False)
        found = verification.verify(package, chosen)
    if not found.result.documents:
        raise RuntimeError("nothing was read")


def measure(package: Path, times: int) -> dict[str, list[Spent]]:
    """So many runs each way, by turns, after one that warms the disk's cache."""
    taken: dict[str, list[Spent]] = {way: [] for way in WAYS}
    for number in range(times + 1):
        for way in WAYS:
            command = [sys.executable, "-m", "benchmarks.sandbox", "--way", way, str(package)]
            used = spent(command, confinement.ONE_THREAD)
            if used.code:
                raise SystemExit(f"a package could not be read ({way})")
            if number:
                taken[way].append(used)
    return taken


def main(
    package: Annotated[Path | None, typer.Argument(help="Package; one is made otherwise.")] = None,
    way: Annotated[str, typer.Option(help="Read once in this way; for the runs.")] = "",
    times: Annotated[int, typer.Option(min=2)] = 4,
    letters: Annotated[int, typer.Option(min=1, help="Letters beside card and passport.")] = 2,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Print what each way took, and what the sandbox adds."""
    if way and package is not None:
        read(way, package)
        return
    with office_of(1, seed, "scan", letters) as office:
        taken = measure(package or min(office.inbox.iterdir()), times)
        shutil.rmtree(office.data, ignore_errors=True)
    cpu = {name: statistics.median(used.cpu for used in runs) for name, runs in taken.items()}
    wall = {name: statistics.median(used.wall for used in runs) for name, runs in taken.items()}
    out = []
    for name in WAYS:
        runs = sorted(used.cpu for used in taken[name])
        out.append(
            f"{name:9} median {cpu[name]:.2f} s of processor ({runs[0]:.2f} to {runs[-1]:.2f}),"
            f" {wall[name]:.2f} s of time"
        )
    bounds = 100 * (cpu["confined"] / cpu["children"] - 1)
    whole = 100 * (cpu["confined"] / cpu["inside"] - 1)
    longer = 100 * (wall["confined"] / wall["inside"] - 1)
    out.append(f"confinement adds {bounds:+.1f} %; children and confinement {whole:+.1f} %,")
    out.append(f"{longer:+.1f} % of time; goal {GOAL:.0f} %")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    typer.run(main)
