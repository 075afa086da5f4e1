"""An inbox in a store of objects, such as `s3://bucket/inbox`, read through fsspec.

A package is copied into a private folder while it is verified, and nothing of it is left there. An
object is known by its size and the tag that its store gives it, so an unchanged inbox is not read.
Accounts and addresses of stores are those of fsspec and of the store's own tools (`AWS_…`).
"""

import errno
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import temporary
from pipeline.errors import BadArgumentsError, InputUnopenableError, MissingToolError

_ADDRESS = re.compile(r"([a-z][a-z0-9+]+):/+(.+)", re.IGNORECASE)
"""A path that was made of an address has lost one of its slashes."""
_CHANGED = ("LastModified", "mtime", "updated", "last_modified", "created")
_TAGS = ("ETag", "etag", "md5Hash", "content_md5")


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A file of a store: its place below the package, size in bytes, tag, and last change in
    nanoseconds since 1970 (0 where the store does not say)."""

    place: str
    size: int
    tag: str
    changed: int


@dataclass(frozen=True, slots=True)
class RemotePackage:
    """A package by its address; `seen` is what lay there at the last look."""

    address: str
    seen: tuple[StoredObject, ...] = field(default=(), compare=False, repr=False)

    @property
    def name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(self.address).name

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of objects; else it is one object."""
        return [found.place for found in self.seen] != [""]

    def again(self) -> "RemotePackage":
        """The same package as it lies there now; without objects when it is gone."""
        store, path = _store(self.address)
        with _reaching():
            store.invalidate_cache()
            found = store.find(path, detail=True)
        return RemotePackage(self.address, _objects(found, path))


def address_of(inbox: str | Path) -> str | None:
    """The address of an inbox in a store of objects, None for a folder."""
    found = _ADDRESS.fullmatch(str(inbox))
    return f"{found[1].lower()}://{found[2].rstrip('/')}" if found else None


def packages_at(address: str) -> tuple[RemotePackage, ...]:
    """Packages of an inbox by name: what looks like its folders, and its zip files.

    Raises InputUnopenableError when nothing is there.
    """
    store, path = _store(address)
    with _reaching():
        store.invalidate_cache()
        found = store.find(path, detail=True)
        if not found and not store.exists(path):
            raise InputUnopenableError(
                "There is no such inbox in the store of objects.",
                "Check its address, and that this machine may list it.",
            )
    packages: dict[str, dict[str, Any]] = {}
    for key, facts in found.items():
        first, _, below = key.removeprefix(path).lstrip("/").partition("/")
        hidden = first.startswith(".") or not first
        if not hidden and (below or first.lower().endswith(".zip")):
            packages.setdefault(first, {})[key] = facts
    return tuple(
        RemotePackage(f"{address}/{name}", _objects(packages[name], f"{path}/{name}"))
        for name in sorted(packages)
    )


def text_of(package: RemotePackage, place: str) -> bytes:
    """The content of one small object of a package; empty when it is gone."""
    store, path = _store(package.address)
    with _reaching():
        try:
            return bytes(store.cat_file(f"{path}/{place}"))
        except FileNotFoundError:
            return b""


@contextmanager
def fetched(package: RemotePackage, most_bytes: int) -> Iterator[Path]:
    """A private copy of the package, under its own name, gone after the block.

    Raises InputUnopenableError when it is larger than `most_bytes` or an object's place leads out
    of it.
    """
    if sum(found.size for found in package.seen) > most_bytes:
        raise InputUnopenableError(
            "The package is larger than one may be.",
            "Send smaller files, or set TEKSERU_MOST_PACKAGE_BYTES higher.",
        )
    if any(not _is_inside(found.place) for found in package.seen):
        raise InputUnopenableError(
            "The package holds a name that leads out of it.", "Rename the file in the store."
        )
    store, path = _store(package.address)
    # What a killed run leaves there is wiped by the next one.
    with temporary.workspace() as folder:
        copy = folder / package.name
        if package.is_folder:
            copy.mkdir()
        for found in package.seen:
            target = copy / found.place if found.place else copy
            target.parent.mkdir(parents=True, exist_ok=True)
            with _reaching():
                store.get_file(f"{path}/{found.place}" if found.place else path, str(target))
        yield copy


def _store(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    try:
        store, path = url_to_fs(address)
    except ImportError:
        raise MissingToolError(
            "The library for this kind of address is not installed.",
            'Install it; for s3:// it is `pip install "tekseru[cluster]"`.',
        ) from None
    except ValueError:
        raise BadArgumentsError(
            "The address of the inbox is of no kind that is known.",
            "Name a folder, or an address such as s3://bucket/inbox.",
        ) from None
    return store, str(path).rstrip("/")


@contextmanager
def _reaching() -> Iterator[None]:
    """Whatever a store's library says when the store is not reached is trouble of the network."""
    try:
        yield
    except (OSError, InputUnopenableError):
        raise
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        raise OSError(errno.EHOSTDOWN, type(error).__name__) from None


def _objects(found: Mapping[str, Any], path: str) -> tuple[StoredObject, ...]:
    made = (
        StoredObject(key.removeprefix(path).lstrip("/"), _size(facts), _tag(facts), _changed(facts))
        for key, facts in found.items()
        if facts.get("type") != "directory" and not key.endswith("/")
    )
    return tuple(sorted(made, key=lambda made_of: made_of.place))


def _size(facts: Mapping[str, Any]) -> int:
    return int(facts.get("size") or 0)


def _tag(facts: Mapping[str, Any]) -> str:
    """What changes when the content does: the store's own tag, else the moment of the change."""
    named = next((str(facts[name]) for name in _TAGS if facts.get(name)), "")
    return named or hashlib.sha256(str(_changed(facts)).encode()).hexdigest()


def _changed(facts: Mapping[str, Any]) -> int:
    said = next((facts[name] for name in _CHANGED if facts.get(name)), 0)
    if isinstance(said, str):
        said = datetime.fromisoformat(said)
    seconds = said.timestamp() if isinstance(said, datetime) else float(said)
    return int(seconds * 1e9)


def _is_inside(place: str) -> bool:
    return not {"..", "."} & set(place.split("/")) and "\\" not in place and "\0" not in place
