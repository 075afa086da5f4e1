"""Open a package, or single files: what they are by content, their hashes, and what cannot be read.

A file that cannot be used becomes a `Problem` with cause and cure; the others go on. Nothing is
followed or executed: no links, no devices, no archives inside archives. Originals are only read.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.errors import InputUnopenableError
from pipeline.intake import archive, package_toml
from pipeline.intake.kinds import HEAD_BYTES, FileKind, describe, kind_of
from pipeline.intake.names import distinct, is_document, natural_key, shown
from pipeline.model import Declaration, Problem, ProblemKind
from pipeline.problems import megabytes, problem, too_many_files
from pipeline.settings import Settings

__all__ = ["FileKind", "Intake", "SourceFile", "open_files", "open_package"]

MOST_ENTRIES_PER_FILE = 50
"""A folder is listed up to this many entries for each file that a package may hold."""
NOWHERE = Path("/dev/null/nowhere")
"""Stands for a path that cannot be one: below a device there is nothing."""
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that pages can be read from.

    `name` is its path inside the package, as shown to people; `sha256` is lower-case hexadecimal.
    """

    name: str
    path: Path
    sha256: str
    size: int
    kind: FileKind


@dataclass(frozen=True, slots=True)
class Intake:
    """A package as it came in: readable files in natural order, and what is wrong with others."""

    id: str
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    declared: Declaration


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    path: Path


class _RefusedError(Exception):
    """A file cannot be used; carries the problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.kind.value)
        self.problem = found


def open_package(path: Path, workspace: Path, settings: Settings) -> Intake:
    """Files, problems and declaration of one applicant's folder or zip.

    `workspace` is an existing private folder that takes the members of a zip; the caller wipes it
    when the pages have been read. Raises `InputUnopenableError` when there is no such folder or
    zip, or the zip cannot be opened at all.
    """
    path = _real(path)
    if path.is_dir():
        package = shown(path.name)
        entries, problems = _folder(path, package, settings)
    elif path.is_file():
        _demand_zip(path)
        package = shown(path.stem if path.suffix.lower() == ".zip" else path.name)
        members, found = archive.unpack(path, workspace, settings)
        entries, problems = [_Entry(member.name, member.path) for member in members], list(found)
    else:
        raise InputUnopenableError(
            "There is no such folder or zip archive.", "Check the path of the package."
        )
    documents = [entry for entry in entries if entry.name != package_toml.NAME]
    if not documents and not problems:
        problems = [problem(package, ProblemKind.NO_FILES)]
    declared, of_declaration = _declaration(entries)
    files, of_files = _read_all(documents, settings)
    return Intake(package, files, (*of_declaration, *problems, *of_files), declared)


def open_files(
    paths: Sequence[Path], settings: Settings
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Single files in the given order; equal file names get a number.

    Raises `InputUnopenableError` when none of them exists.
    """
    entries = [_Entry(shown(path.name), _real(path)) for path in paths]
    if paths and not any(entry.path.exists() for entry in entries):
        raise InputUnopenableError("There is no such file.", "Check the paths of the files.")
    names = distinct(entry.name for entry in entries)
    entries = [_Entry(name, entry.path) for name, entry in zip(names, entries, strict=True)]
    problems = []
    if len(entries) > settings.most_files:
        problems.append(too_many_files(names[settings.most_files], settings))
    files, others = _read_all(entries[: settings.most_files], settings)
    return files, (*problems, *others)


def _real(path: Path) -> Path:
    """A path that somebody named, its links followed; one that leads nowhere names no file."""
    try:
        found = path.resolve()
        found.exists()
    except (OSError, RuntimeError, ValueError):  # too long, a circle of links, a zero byte
        return NOWHERE
    return found


def _demand_zip(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    # An empty archive is nothing but its end record.
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or describe(head)[0] == "document":
        raise InputUnopenableError(
            "A package is a folder or a zip archive, and this is neither.",
            "Put the documents of the applicant into a folder, or read single files on their own.",
        )


def _folder(folder: Path, package: str, settings: Settings) -> tuple[list[_Entry], list[Problem]]:
    """Declaration and documents of a folder in natural order, as many as are read."""
    most_entries = settings.most_files * MOST_ENTRIES_PER_FILE
    found = ((path.relative_to(folder).as_posix(), path) for path in _walk(folder))
    documents = [entry for entry in islice(found, most_entries) if is_document(entry[0])]
    documents.sort(key=lambda entry: natural_key(entry[0]))
    problems = []
    if len(documents) > settings.most_files:
        problems.append(too_many_files(package, settings))
        documents = documents[: settings.most_files]
    labels = distinct(shown(name) for name, _ in documents)
    entries = [_Entry(label, path) for label, (_, path) in zip(labels, documents, strict=True)]
    declaration = folder / package_toml.NAME
    if declaration.is_file() and not declaration.is_symlink():
        entries.insert(0, _Entry(package_toml.NAME, declaration))
    return entries, problems


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder itself, links unfollowed.

    A folder that cannot be listed is given as it is, so that reading it says why.
    """
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            children = list(current.iterdir())
        except OSError:
            yield current
            continue
        for child in children:
            if child.is_symlink() or not child.is_dir():
                yield child
            elif not child.name.startswith("."):
                waiting.append(child)


def _declaration(entries: Iterable[_Entry]) -> tuple[Declaration, tuple[Problem, ...]]:
    for entry in entries:
        if entry.name == package_toml.NAME:
            return package_toml.read(entry.path)
    return Declaration(), ()


def _read_all(
    entries: Iterable[_Entry], settings: Settings
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    first_of: dict[str, SourceFile] = {}
    problems = []
    room = settings.most_package_bytes
    for entry in entries:
        try:
            source = _read(entry, room, settings)
        except _RefusedError as error:
            problems.append(error.problem)
            continue
        first = first_of.setdefault(source.sha256, source)
        if first is not source:
            problems.append(problem(source.name, ProblemKind.DUPLICATE_FILE, first=first.name))
        else:
            room -= source.size
    return tuple(first_of.values()), tuple(problems)


def _read(entry: _Entry, room: int, settings: Settings) -> SourceFile:
    """Look at one file. Raises `_RefusedError` with what is wrong with it."""
    try:
        # Opened without following links or waiting for the other end of a pipe.
        handle = os.open(entry.path, _READ_ONLY)
    except OSError as error:
        raise _RefusedError(_unopened(entry, error)) from error
    before = os.fstat(handle)
    if not stat.S_ISREG(before.st_mode):
        os.close(handle)
        detail = "folder" if stat.S_ISDIR(before.st_mode) else ""
        raise _RefusedError(problem(entry.name, ProblemKind.NOT_A_REGULAR_FILE, detail))
    with os.fdopen(handle, "rb") as file:
        _demand_size(entry, before.st_size, room, settings)
        try:
            kind = _kind(entry, file.read(HEAD_BYTES))
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _RefusedError(_unopened(entry, error)) from error
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _RefusedError(problem(entry.name, ProblemKind.BROKEN_FILE, "changing"))
    return SourceFile(entry.name, entry.path, digest, before.st_size, kind)


def _demand_size(entry: _Entry, size: int, room: int, settings: Settings) -> None:
    if size == 0:
        raise _RefusedError(problem(entry.name, ProblemKind.EMPTY_FILE))
    if size > settings.most_file_bytes:
        most = megabytes(settings.most_file_bytes)
        raise _RefusedError(problem(entry.name, ProblemKind.FILE_TOO_LARGE, most=most))
    if size > room:
        most = megabytes(settings.most_package_bytes)
        raise _RefusedError(problem(entry.name, ProblemKind.FILE_TOO_LARGE, "package", most=most))


def _kind(entry: _Entry, head: bytes) -> FileKind:
    kind = kind_of(head)
    if kind is None:
        group, name = describe(head)
        raise _RefusedError(problem(entry.name, ProblemKind.UNKNOWN_FORMAT, group, format=name))
    return kind


def _unopened(entry: _Entry, error: OSError) -> Problem:
    if error.errno in (errno.ELOOP, errno.ENXIO, errno.EOPNOTSUPP):  # a link, a socket, a device
        return problem(entry.name, ProblemKind.NOT_A_REGULAR_FILE)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return problem(entry.name, ProblemKind.NOT_A_REGULAR_FILE, "missing")
    return problem(entry.name, ProblemKind.BROKEN_FILE, "no_access")
