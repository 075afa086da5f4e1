"""An inbox: its packages, whether each lies still, and what a run made of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import remote
from flows.keys import files_of
from flows.remote import RemotePackage
from pipeline.errors import InputUnopenableError
from pipeline.intake.names import shown
from pipeline.model import Outcome

Listing = tuple[tuple[str, int, int], ...]
"""A package and its files: path, size in bytes, moment of the last change in nanoseconds."""
Parcel = Path | RemotePackage
"""A package where it lies: in a folder of this machine, or in a store of objects."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One package of a run: its outcome, or why the program could not work on it.

    `waiting` is one that is still being written; `elsewhere` one that another program works on.
    """

    package: str
    outcome: Outcome | None
    report: Path | None
    unchanged: bool = False
    failure: str = ""
    waiting: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """All packages of a run in the order of the inbox, and the page that shows them all."""

    entries: tuple[Entry, ...]
    index: Path | None = None

    @property
    def outcome(self) -> Outcome:
        """Passed only if all are; failed if one is; what waits is not decided yet."""
        outcomes = {entry.outcome for entry in self.entries}
        if Outcome.FAILED in outcomes:
            return Outcome.FAILED
        if Outcome.INDETERMINATE in outcomes or any(entry.waiting for entry in self.entries):
            return Outcome.INDETERMINATE
        return Outcome.PASSED

    @property
    def broken(self) -> bool:
        """Whether the program could not work on some package."""
        return any(entry.outcome is None and not entry.waiting for entry in self.entries)

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "index": str(self.index) if self.index else None,
            "packages": [
                {
                    "id": entry.package,
                    "outcome": entry.outcome,
                    "report": str(entry.report) if entry.report else None,
                    "unchanged": entry.unchanged,
                    "waiting": entry.waiting,
                    "failure": entry.failure or None,
                }
                for entry in self.entries
            ],
        }


def inbox_name(inbox: Path | str) -> str:
    """The name of an inbox in the store: its full path, or its address."""
    return remote.address_of(inbox) or str(Path(inbox).resolve())


def packages_of(inbox: Path | str) -> tuple[Parcel, ...]:
    """Packages of an inbox by name: its folders and zip files.

    Raises InputUnopenableError when the inbox is no folder.
    """
    address = remote.address_of(inbox)
    if address:
        return remote.packages_at(address)
    inbox = Path(inbox)
    if not inbox.is_dir():
        raise InputUnopenableError(f"The inbox {inbox} is no folder.", "Name a folder of packages.")
    return tuple(
        sorted(
            path
            for path in inbox.iterdir()
            if not path.name.startswith(".")
            and not path.is_symlink()
            and (path.is_dir() or (path.suffix.lower() == ".zip" and path.is_file()))
        )
    )


def package_at(place: str) -> Parcel:
    """The package at a path or an address, as it lies there now."""
    return again(RemotePackage(place)) if remote.address_of(place) else Path(place)


def again(package: Parcel) -> Parcel:
    """A package as it lies there now: of a remote one, what was seen last is remembered."""
    return package.again() if isinstance(package, RemotePackage) else package


def package_id(package: Parcel) -> str:
    """A package's name: that of its folder or zip file, as it is shown."""
    if isinstance(package, RemotePackage):
        return shown(package.name if package.is_folder else Path(package.name).stem)
    return shown(package.stem if package.is_file() else package.name)


def listing(package: Parcel) -> Listing:
    """What can be seen of a package's files without reading them; empty for one that is gone."""
    if isinstance(package, RemotePackage):
        return tuple(
            (f"{found.place} {found.tag}", found.size, found.changed) for found in package.seen
        )
    seen = []
    try:
        for path in (package, *files_of(package)):
            found = path.stat(follow_symlinks=False)
            seen.append((str(path), found.st_size, found.st_mtime_ns))
    except FileNotFoundError:
        return ()
    return tuple(seen)


def settled(
    packages: Sequence[Parcel], seconds: float, pause: Callable[[float], None] = time.sleep
) -> frozenset[Parcel]:
    """Packages that nobody is writing: untouched for `seconds`, or unchanged between two looks.

    All young ones are looked at together, so an inbox costs one pause at most. A clock that runs
    ahead on another machine makes a file young, never old.
    """
    old_enough = time.time_ns() - int(seconds * 1e9)
    before = {package: listing(package) for package in packages}
    young = {
        package: seen
        for package, seen in before.items()
        if any(changed > old_enough for _, _, changed in seen)
    }
    if young:
        pause(seconds)
    return frozenset(
        package
        for package in packages
        if package not in young or listing(again(package)) == young[package]
    )
