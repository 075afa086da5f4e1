"""A batch over an inbox: what waits there, what is done already, and the sum of it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.verification import PROGRAM, today
from pipeline.errors import InputUnopenableError
from pipeline.model import Outcome
from pipeline.settings import Settings
from validators.ruleset import load, years

KEY_FILE = "inputs.sha256"
"""Beside a result: the fingerprint of all that it depends on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One package of a batch: its outcome, or why the program could not work on it."""

    package: str
    outcome: Outcome | None
    report: Path | None
    unchanged: bool = False
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """All packages of a batch in the order of the inbox."""

    entries: tuple[Entry, ...]

    @property
    def outcome(self) -> Outcome:
        """Passed only if all are; failed if one is."""
        outcomes = {entry.outcome for entry in self.entries}
        for outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
            if outcome in outcomes:
                return outcome
        return Outcome.PASSED

    @property
    def broken(self) -> bool:
        """Whether the program could not work on some package."""
        return any(entry.outcome is None for entry in self.entries)

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "packages": [
                {
                    "id": entry.package,
                    "outcome": entry.outcome,
                    "report": str(entry.report) if entry.report else None,
                    "unchanged": entry.unchanged,
                    "failure": entry.failure or None,
                }
                for entry in self.entries
            ],
        }


def packages_of(inbox: Path) -> tuple[Path, ...]:
    """Packages of an inbox by name: its folders and zip files.

    Raises InputUnopenableError when the inbox is no folder.
    """
    if not inbox.is_dir():
        raise InputUnopenableError(f"The inbox {inbox} is no folder.", "Name a folder of packages.")
    return tuple(
        sorted(
            path
            for path in inbox.iterdir()
            if not path.name.startswith(".")
            and not path.is_symlink()
            and (path.is_dir() or path.suffix.lower() == ".zip")
        )
    )


def fingerprint(package: Path, settings: Settings) -> str:
    """SHA-256 of all that a result depends on: files, program, rules, language, limits, the day.

    The day counts since a package without a declared day is judged by the day of the run.
    """
    digest = hashlib.sha256()
    rulesets = [load(year).model_dump_json() for year in years()]
    digest.update(json.dumps([PROGRAM, rulesets, settings.model_dump_json()]).encode())
    files = [package] if package.is_file() else sorted(package.rglob("*"))
    declared_day = False
    for path in files:
        if path.is_symlink() or not path.is_file():
            continue
        digest.update(str(path.relative_to(package.parent)).encode("utf-8", "surrogateescape"))
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").digest()
        digest.update(content)
        if path.name == "package.toml":
            declared_day = b"submitted_on" in path.read_bytes()
    if not declared_day:
        digest.update(today().isoformat().encode())
    return digest.hexdigest()


def finished(package: Path, out: Path, key: str) -> Entry | None:
    """The result of an earlier run on the very same input, if it stands whole."""
    place = out / package_id(package)
    try:
        if (place / KEY_FILE).read_text(encoding="ascii").strip() != key:
            return None
        outcome = json.loads((place / "result.json").read_bytes())["verdict"]["outcome"]
    except (OSError, ValueError, KeyError):
        return None
    return Entry(package_id(package), Outcome(outcome), place / "report.html", unchanged=True)


def package_id(package: Path) -> str:
    """A package's name: that of its folder or zip file."""
    return package.stem if package.is_file() else package.name


def run(inbox: Path, out: Path, settings: Settings, advance: Callable[[], None]) -> Summary:
    """Run the Prefect flow over an inbox on Prefect's embedded server."""
    from flows.embedded import use_embedded_server

    use_embedded_server(settings)
    from flows.verify_batch import verify_batch

    packages = packages_of(inbox)
    keys = {package: fingerprint(package, settings) for package in packages}
    done = {package: finished(package, out, keys[package]) for package in packages}
    waiting = [package for package in packages if done[package] is None]
    for _ in range(len(packages) - len(waiting)):
        advance()
    entries = {}
    if waiting:
        # Without work to do, the server need not start.
        entries = verify_batch(waiting, out, settings, keys, advance)
    return Summary(tuple(done[package] or entries[package] for package in packages))
