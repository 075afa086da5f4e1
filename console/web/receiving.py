"""Packages that come in: checked by name and size, and whole before the inbox shows them."""

import json
import re
import secrets
import shutil
import unicodedata
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.intake import package_toml
from pipeline.settings import Settings

NAME = re.compile(r"\w(?:[\w .()-]{0,78}[\w)])?")
"""Names of packages: they become names of folders on any system, and parts of addresses."""
LONGEST_FILE_NAME = 200
UNFINISHED = ".incoming-"
"""The inbox passes over what begins with a dot."""


class NotAcceptedError(ValueError):
    """Why a package is not taken in; `code` is a key under `console.note`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def package_name(text: str) -> str:
    """A name for a package. NotAcceptedError for one that can be none."""
    name = unicodedata.normalize("NFC", text.strip())
    if not NAME.fullmatch(name) or len(name.encode("utf-8")) > LONGEST_FILE_NAME:
        raise NotAcceptedError("package_name")
    return name


def file_name(text: str) -> str:
    """The last part of a file's name, whatever folders it names. NotAcceptedError for none."""
    name = PurePosixPath(text.replace("\\", "/")).name.strip()
    hidden = name.startswith(".") or any(ord(sign) < 32 or ord(sign) == 127 for sign in name)
    if not name or hidden or len(name.encode("utf-8")) > LONGEST_FILE_NAME:
        raise NotAcceptedError("file_name")
    return name


def known(inbox: Path, name: str) -> tuple[Path, ...]:
    """What lies in the inbox under a package's name: its folder or its zip file."""
    places = (inbox / name, inbox / f"{name}.zip")
    return tuple(place for place in places if place.exists())


class Delivery:
    """A package on its way in: files are written beside the inbox's view, then shown at once."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings, self._folder = settings, folder
        self._bytes = 0
        self._names: set[str] = set()

    async def write(self, name: str, content: AsyncIterator[bytes]) -> None:
        """Write one file. NotAcceptedError where it, or all together, is too much."""
        name = file_name(name)
        if name.casefold() in self._names:
            raise NotAcceptedError("same_name")
        self._names.add(name.casefold())
        if len(self._names) > self._settings.most_files + 1:
            raise NotAcceptedError("too_many")
        written = 0
        with (self._folder / name).open("xb") as file:
            async for part in content:
                written += len(part)
                self._bytes += len(part)
                # A zip file holds all files of a package, so the larger limit is its own.
                if self._bytes > self._settings.most_package_bytes:
                    raise NotAcceptedError("too_large")
                file.write(part)
        if not written:
            (self._folder / name).unlink()

    def show(self, name: str, declaration: bytes = b"") -> None:
        """Put the package into the inbox in place of what lies there under its name.

        NotAcceptedError where nothing was delivered, or a zip file is none. A declaration that
        came with the files counts more than `declaration`.
        """
        brought = self._folder / package_toml.NAME
        files = [path for path in self._folder.iterdir() if path != brought]
        if not files:
            raise NotAcceptedError("no_files")
        whole, place = self._folder, self._settings.inbox / name
        if declaration and not brought.exists():
            brought.write_bytes(declaration)
        if len(files) == 1 and files[0].suffix.lower() == ".zip":
            _add_declaration(files[0], brought)
            whole, place = files[0], self._settings.inbox / f"{name}.zip"
        for number, old in enumerate(known(self._settings.inbox, name)):
            old.rename(self._folder.with_name(f"{self._folder.name}-old{number}"))
        whole.rename(place)


def _add_declaration(archive: Path, declaration: Path) -> None:
    """Put a declaration into a zip file that has none. NotAcceptedError for what is no zip file."""
    try:
        # Opened to append, what is no zip file would become one.
        with zipfile.ZipFile(archive) as file:
            names = {PurePosixPath(name).name for name in file.namelist()}
        if declaration.exists() and package_toml.NAME not in names:
            with zipfile.ZipFile(archive, "a") as file:
                file.write(declaration, package_toml.NAME)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise NotAcceptedError("no_zip") from None


@contextmanager
def delivery(settings: Settings) -> Iterator[Delivery]:
    """A delivery; whatever is left of it afterwards is removed."""
    settings.inbox.mkdir(parents=True, exist_ok=True)
    folder = settings.inbox / f"{UNFINISHED}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        yield Delivery(settings, folder)
    finally:
        for left in settings.inbox.glob(f"{folder.name}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def declaration_of(given: Mapping[str, str]) -> bytes:
    """A `package.toml` of what was typed. NotAcceptedError where the program could not read it."""
    lines = [
        f"{key} = {value if key == 'submitted_on' else json.dumps(value, ensure_ascii=False)}\n"
        for key, value in given.items()
        if value
    ]
    content = "".join(lines).encode("utf-8")
    _, problems = package_toml.parse(content)
    if problems:
        raise NotAcceptedError("declaration")
    return content
