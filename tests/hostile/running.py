"""Many files through one run of `tekseru read --json`, watched from outside."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

PROGRAM = (sys.executable, "-m", "console")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run said of one file: pages that were read, and kinds and words of problems."""

    texts: tuple[str, ...] = ()
    problems: tuple[tuple[str, Mapping[str, str]], ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.problems)


@dataclass(slots=True)
class Run:
    """A finished run. `memory` is the largest resident set of any one process, in bytes;
    `cpu_seconds` the processor time of all of them together, as far as it was seen."""

    code: int
    output: str
    errors: str
    seconds: float
    memory: int = 0
    cpu_seconds: float = 0.0
    answers: dict[str, Answer] = field(default_factory=dict)


def read_all(paths: Sequence[Path], folder: Path, *, seconds: float, **settings: object) -> Run:
    """One run over all paths, with its own data folder; ended after `seconds`."""
    # A path that begins with "-" would be an option.
    named = [os.fspath(path.absolute()) for path in paths]
    run = program(["read", *named, "--json"], folder, seconds=seconds, **settings)
    if run.output:
        run.answers = answers_in(json.loads(run.output))
    return run


def program(arguments: Sequence[str], folder: Path, *, seconds: float, **settings: object) -> Run:
    """Run the command line; settings become its environment."""
    given = {f"TEKSERU_{name.upper()}": str(value) for name, value in settings.items()}
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "TEKSERU_DATA_FOLDER": str(folder / "data"),
        "TMPDIR": str(temporary),
        **given,
    }
    started = time.monotonic()
    with (
        subprocess.Popen(
            [*PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=Path(__file__).parents[2],
        ) as running,
        _watched(running.pid) as seen,
    ):
        try:
            output, errors = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            output, errors = running.communicate()
    took = time.monotonic() - started
    return Run(
        running.returncode,
        output.decode(),
        errors.decode(),
        took,
        max((memory for memory, _ in seen.values()), default=0),
        sum(seconds for _, seconds in seen.values()),
    )


def answers_in(said: Mapping[str, Any]) -> dict[str, Answer]:
    """What the JSON of `tekseru read` says, by file."""
    texts: dict[str, list[str]] = {}
    problems: dict[str, list[tuple[str, Mapping[str, str]]]] = {}
    for document in said["documents"]:
        for page in document["pages"]:
            texts.setdefault(page["file"], []).append(page["text"])
    for problem in said["problems"]:
        problems.setdefault(problem["file"], []).append((problem["kind"], problem["message"]))
    return {
        name: Answer(tuple(texts.get(name, ())), tuple(problems.get(name, ())))
        for name in {*texts, *problems}
    }


Seen = dict[int, tuple[int, float]]
"""Largest resident set and processor time of each process, by its number."""


@contextmanager
def _watched(number: int) -> Iterator[Seen]:
    """Looks at a process and all it started, a few times a second."""
    seen: Seen = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.1):
            for process, memory, seconds in _processes(number):
                before, _ = seen.get(process, (0, 0.0))
                seen[process] = max(before, memory), seconds

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def _processes(number: int) -> Iterator[tuple[int, int, float]]:
    try:
        parent = psutil.Process(number)
        for process in (parent, *parent.children(recursive=True)):
            with suppress(psutil.Error):
                times = process.cpu_times()
                yield process.pid, process.memory_info().rss, times.user + times.system
    except psutil.Error:
        return
