"""Files of strangers are opened in child processes only, apart from those that read pages.

A file whose opening takes too long or ends its child is tried page by page, with less time, so that
one bad page does not cost the others; after a second one the file is given up.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline import ingest, render, sandbox
from pipeline.confinement import without_secrets
from pipeline.errors import InputUnopenableError
from pipeline.ingest import Intake, SourceFile
from pipeline.marks.file import facts_of_file
from pipeline.model import FileFacts, Problem, ProblemKind
from pipeline.pages.raw import RawPage
from pipeline.problems import problem
from pipeline.settings import Settings

T = TypeVar("T")

LONGEST = 3.0
"""Times of one reading that all the work on a page may take before its process is ended."""
FILES, FACTS = "files", "facts"
CHUNK = 25
"""Pages that a child lays out at a time: a second's work where all have a text layer."""
MOST_LOST = 2
"""Pages that end their child before their file is given up."""
AT_ONCE, ALONE = 1 / 3, 1 / 12
"""Shares of the processor time of a page for laying out pages: together, and one after a loss."""

Pages = list[RawPage | Problem]
Lost = type[sandbox.TimeOutError] | type[sandbox.CrashedError]
_LOSSES = (sandbox.TimeOutError, sandbox.CrashedError)


def limits_of(settings: Settings, share: float = 1.0) -> sandbox.Limits:
    """What one piece of work on a file may take, `share` of the processor time of a page."""
    return sandbox.Limits(
        seconds=LONGEST * settings.page_seconds,
        cpu_seconds=share * settings.page_cpu_seconds,
        memory=settings.page_memory,
        file_bytes=settings.most_package_bytes,
    )


def open_package(path: Path, workspace: Path, settings: Settings) -> Intake:
    """`ingest.open_package` in a child process; raises what that raises, and the same error where
    opening takes too long, too much memory, or ends the child."""
    try:
        return _call(ingest.open_package, path, workspace, settings=settings)
    except _LOSSES as error:
        raise InputUnopenableError(
            "The package could not be opened within the limits of time and memory.",
            "Unpack it and look at it yourself, or ask the applicant to pack the documents again.",
        ) from error


def open_files(
    paths: Sequence[Path], settings: Settings
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """`ingest.open_files` in a child process."""
    try:
        return _call(ingest.open_files, paths, settings=settings)
    except _LOSSES as error:
        raise InputUnopenableError(
            "The files could not be opened within the limits of time and memory.",
            "Look at them yourself, or read them one by one.",
        ) from error


def pages_of(source: SourceFile, settings: Settings) -> Iterator[RawPage | Problem]:
    """`render.pages_of` in child processes, some pages at a time."""
    first, finished = 1, False
    lost = _Losses(source, settings)
    while not finished and not lost.given_up:
        try:
            pages, finished = _laid_out(source, settings, first, CHUNK, AT_ONCE)
        except _LOSSES:
            for number in range(first, first + CHUNK):
                pages, finished = lost.alone(number)
                yield from pages
                if finished or lost.given_up:
                    break
        else:
            yield from pages
        first += CHUNK


class _Losses:
    """The pages of one file that ended their child when they were laid out alone."""

    def __init__(self, source: SourceFile, settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self.lost = 0
        self.given_up = False

    def alone(self, number: int) -> tuple[Pages, bool]:
        """A page by itself, or the problem with it; with the last one that of the whole file."""
        try:
            return _laid_out(self.source, self.settings, number, 1, ALONE)
        except _LOSSES as error:
            self.lost += 1
            self.given_up = self.lost >= MOST_LOST
            found = _problem(self.source.name, self.settings, type(error), number)
            whole = _problem(self.source.name, self.settings, type(error), None)
            return [found, whole] if self.given_up else [found], False


def _problem(name: str, settings: Settings, lost: Lost, number: int | None) -> Problem:
    detail = "" if number else "file"
    if lost is sandbox.TimeOutError:
        share = ALONE if number else AT_ONCE
        seconds = max(1, round(share * settings.page_cpu_seconds))
        return problem(name, ProblemKind.TIME_OUT, detail, page=number, seconds=seconds)
    return problem(name, ProblemKind.PAGE_UNREADABLE, detail, page=number)


def _laid_out(
    source: SourceFile, settings: Settings, first: int, count: int, share: float
) -> tuple[Pages, bool]:
    return sandbox.call(
        lay_out,
        source,
        without_secrets(settings),
        first,
        count,
        workers=1,
        limits=limits_of(settings, share),
        of=FILES,
    )


def lay_out(source: SourceFile, settings: Settings, first: int, count: int) -> tuple[Pages, bool]:
    """In a child: up to `count` pages from the `first` on, and whether these are the last."""
    pages: Pages = []
    for page in render.pages_of(source, settings, first):
        pages.append(page)
        number = page.number if isinstance(page, RawPage) else page.page
        if number is not None and number >= first + count - 1:
            return pages, False
    return pages, True


@dataclass(frozen=True, slots=True)
class FactsBegun:
    """A child at work on what a file says about itself."""

    source: SourceFile
    work: "Future[FileFacts]"


def begin_facts(sources: Sequence[SourceFile], settings: Settings) -> list[FactsBegun]:
    """Have signatures and history of files looked at, beside the reading of their pages."""
    limits = limits_of(settings, AT_ONCE)
    roots = tuple(path.absolute() for path in settings.root_certificates)
    return [
        FactsBegun(
            source,
            sandbox.submit(facts_of_file, source, roots, workers=1, limits=limits, of=FACTS),
        )
        for source in sources
    ]


def facts(begun: FactsBegun) -> tuple[FileFacts, Problem | None]:
    """What a file says about itself; with a problem where that could not be found out."""
    try:
        return sandbox.result(begun.work), None
    except _LOSSES:
        nothing = FileFacts(begun.source.name, begun.source.sha256)
        return nothing, problem(begun.source.name, ProblemKind.BROKEN_FILE, "unchecked")


def _call(work: Callable[..., T], *arguments: Any, settings: Settings) -> T:
    sandbox.begin()
    return sandbox.call(
        work,
        *arguments,
        without_secrets(settings),
        workers=1,
        limits=limits_of(settings),
        of=FILES,
    )
