"""What the result of a package depends on, gathered: files, rules, engines, settings, the day."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from flows.remote import RemotePackage, text_of
from flows.verification import PROGRAM, today
from pipeline.ocr import tesseract
from pipeline.settings import Settings
from pipeline.store.key import Key, digest_of
from validators.ruleset import load, years

HOW_IT_RUNS = frozenset(
    (
        *("data_folder", "keep_readings", "workers", "inbox", "reports", "nightly", "server_port"),
        *("scheduler", "helpers", "log_days"),
        *("database_url", "keep_originals", "settle_seconds", "claim_seconds", "package_seconds"),
        *("key_file", "key", "retention_days"),
        *("digest_to", "digest_from", "digest_link"),
        *("smtp_host", "smtp_port", "smtp_user", "smtp_password", "smtp_tls", "smtp_seconds"),
    )
)
"""Settings that no result depends on; one that is not named here does count."""
ENGINES = (
    *("rapidocr", "onnxruntime", "opencv-python", "numpy", "pillow", "pillow-heif"),
    *("pdfplumber", "pypdfium2", "pikepdf", "pyhanko", "zxing-cpp", "spacy"),
)
OWN = ("pipeline", "extractors", "validators")
"""Packages whose files, code and models and wordings, a result depends on."""
DECLARATION, _DAY = "package.toml", b"submitted_on"
_STORE, _RULESETS, _BYTECODE = "store", "rulesets", "__pycache__"


@dataclass(frozen=True, slots=True)
class Standard:
    """What all packages of a run are measured with."""

    rules: str
    engines: str
    settings: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A package's readable files with their SHA-256 (none of a remote one, whose objects have
    tags), the digest of all of it, and whether it declares its day."""

    hashes: Mapping[Path, str]
    digest: str
    declares_day: bool


def standard(settings: Settings) -> Standard:
    """Gather what a run measures with. MissingToolError when an engine is missing."""
    rules = [load(year).model_dump_json() for year in years()]
    versions = [f"{name} {version(name)}" for name in ENGINES]
    chosen = settings.model_dump_json(exclude=set(HOW_IT_RUNS))
    return Standard(
        rules=digest_of(*rules),
        engines=digest_of(PROGRAM, tesseract.version(), own_files(), *versions),
        settings=digest_of(chosen),
    )


def contents_of(package: Path | RemotePackage) -> Contents:
    """Hash a package's files; links and devices are passed over, as when it is opened."""
    if isinstance(package, RemotePackage):
        return _remote_contents(package)
    hashes: dict[Path, str] = {}
    parts: list[str] = []
    declares_day = False
    for path in files_of(package):
        parts.append(str(path.relative_to(package.parent)))
        try:
            hashes[path] = _hash(path)
            if path == package / DECLARATION:
                declares_day = _DAY in path.read_bytes()
        except OSError as error:
            # The report will say so; when it can be read one day, that is a change.
            parts.append(f"unreadable {error.errno}")
        else:
            parts.append(hashes[path])
    return Contents(hashes, digest_of("files", *parts), declares_day)


def _remote_contents(package: RemotePackage) -> Contents:
    """By the tags that the store gives its objects: an unchanged package is not read."""
    parts = [part for found in package.seen for part in (found.place, str(found.size), found.tag)]
    declares = any(found.place == DECLARATION for found in package.seen)
    declares_day = declares and _DAY in text_of(package, DECLARATION)
    return Contents({}, digest_of("objects", *parts), declares_day)


def key_of(contents: Contents, measured_with: Standard, others: str) -> Key:
    """The key of a package's result; `others` is the digest of what other packages hold of it.

    The day counts where none is declared: the package is then judged by the day of the run.
    """
    day = "declared" if contents.declares_day else today().isoformat()
    return Key(
        files=contents.digest,
        rules=measured_with.rules,
        engines=measured_with.engines,
        settings=measured_with.settings,
        day=day,
        others=others,
    )


def files_of(package: Path) -> tuple[Path, ...]:
    """Files of a package in a fixed order: those of a folder, or the zip file itself."""
    if package.is_file():
        return (package,)
    return tuple(sorted(Path(entry.path) for entry in _entries(package)))


def _entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        # A folder that may not be looked into, or is gone: its files become a change later.
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield entry


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def own_files() -> str:
    """Digest of the program's own code, models and wordings; the rule sets count on their own."""
    parts: list[str] = []
    for package in OWN:
        for name, entry in _own(files(package), package):
            parts += [name, hashlib.sha256(entry.read_bytes()).hexdigest()]
    return digest_of(*parts)


def _own(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        place = f"{name}/{entry.name}"
        if entry.is_file():
            yield place, entry
        elif entry.name not in {_STORE, _RULESETS, _BYTECODE}:
            yield from _own(entry, place)
