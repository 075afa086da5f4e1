"""Erase packages: on request by one, by age in the nightly run; store, reports, pages, log of runs.

What lies in the inbox is the business of whoever fills it: it is removed only when asked for.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from flows import morning, runlog
from flows.inbox import inbox_name, package_id, packages_of
from flows.keys import contents_of
from flows.verification import KEY_FILE
from pipeline import cache, temporary
from pipeline.errors import InputUnopenableError, TekseruError
from pipeline.ingest import open_package
from pipeline.settings import Settings
from pipeline.store import erasing
from pipeline.store.database import now, open_database, reading
from pipeline.store.erasing import Erased, InUseError
from pipeline.store.holder import new_holder
from pipeline.store.runs import ended_runs, report_folders

DAY_SECONDS = 24 * 3600.0
LONGEST_GAP = 3 * DAY_SECONDS
"""Between two runs; after a longer one the clock may have jumped, and nothing is erased by age."""
RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed of a package: from the store, and folders of reports."""

    package: str
    kept: Erased
    reports: int


@dataclass(frozen=True, slots=True)
class Aged:
    """What the retention came to: packages erased, packages that others work on, and whether the
    clock can be trusted."""

    erased: tuple[str, ...]
    in_use: tuple[str, ...]
    clock_jumped: bool = False


def erase(
    settings: Settings,
    engine: Engine,
    inbox: str,
    name: str,
    *,
    by: str,
    reason: str,
    out: Iterable[Path] = (),
    hashes: Iterable[str] = (),
) -> Gone:
    """Remove all that is kept of a package; `out` are folders of reports beside the known ones.

    `wipe` must follow. Raises InUseError while another works on it, OSError when the disk fails.
    """
    kept = erasing.erase(
        engine,
        settings.data_folder,
        inbox,
        name,
        holder=new_holder(),
        by=by,
        reason=reason,
        hashes=hashes,
    )
    folders = {folder.resolve() for folder in (*out, settings.reports)}
    folders |= set(report_folders(engine, inbox))
    removed = sum(_remove_report(folder / name) for folder in folders)
    for folder in folders:
        _rewrite_pages(engine, inbox, folder, settings)
    _blacken_log(settings.data_folder / runlog.FOLDER, name)
    return Gone(name, kept, removed)


def wipe(engine: Engine) -> bool:
    """Leave no copy in the files of the database; False where another program holds it."""
    return erasing.wipe(engine)


def hashes_of(package: Path, settings: Settings) -> set[str]:
    """Hashes of the files of a package that lies on disk, those in a zip file among them."""
    found = set(contents_of(package).hashes.values())
    try:
        with temporary.workspace() as folder:
            intake = open_package(package, folder, settings)
            found |= {source.sha256 for source in intake.files}
    except InputUnopenableError:
        # Nothing of it was ever read.
        pass
    return found


def aged(settings: Settings, engine: Engine) -> tuple[str, ...]:
    """Packages of the inbox of the settings that are due to be erased."""
    if not settings.retention_days:
        return ()
    name = inbox_name(settings.inbox)
    with reading(engine) as connection:
        moment = now(connection) - settings.retention_days * DAY_SECONDS
    try:
        lying = {package_id(package) for package in packages_of(settings.inbox)}
    except InputUnopenableError:
        # An inbox that is not there, or not mounted, says nothing about its packages.
        return ()
    return tuple(found for found in erasing.due(engine, name, moment) if found not in lying)


def retain(settings: Settings, advance: Callable[[str], None] = lambda _name: None) -> Aged:
    """Erase what is due, and readings as old that belong to no package; wipe once at the end."""
    if not settings.retention_days:
        return Aged((), ())
    engine, inbox = open_database(settings), inbox_name(settings.inbox)
    if _clock_jumped(engine, inbox):
        return Aged((), (), clock_jumped=True)
    erased, in_use = [], []
    for name in aged(settings, engine):
        try:
            erase(settings, engine, inbox, name, by=RETENTION, reason=RETENTION)
            erased.append(name)
            advance(name)
        except InUseError:
            in_use.append(name)
    with reading(engine) as connection:
        oldest = now(connection) - settings.retention_days * DAY_SECONDS
    cache.forget_older(settings.data_folder, oldest)
    if erased:
        wipe(engine)
    return Aged(tuple(erased), tuple(in_use))


def retained_quietly(settings: Settings) -> dict[str, int]:
    """Counts of the retention for the nightly run, whose results do not depend on it."""
    try:
        done = retain(settings)
    except (TekseruError, OSError) as error:
        runlog.note(settings, "retention failed", trouble=type(error).__name__)
        return {"not_erased": 1}
    counts = {"erased": len(done.erased), "not_erased": len(done.in_use) + done.clock_jumped}
    return {what: number for what, number in counts.items() if number}


def _clock_jumped(engine: Engine, inbox: str) -> bool:
    """Whether the last two runs are too far apart, or in the wrong order, to trust the clock."""
    runs = ended_runs(engine, inbox)
    with reading(engine) as connection:
        moment = now(connection)
    ends = [run.ended_at or 0.0 for run in runs[-2:]]
    if len(ends) < 2:
        # A first night has nothing to compare with, and nothing is old.
        return True
    return any(not 0 <= later - earlier <= LONGEST_GAP for earlier, later in _pairs(ends, moment))


def _pairs(ends: list[float], moment: float) -> list[tuple[float, float]]:
    return list(zip(ends, [*ends[1:], moment], strict=True))


def _remove_report(place: Path) -> bool:
    """Remove the folder of a package's report; never anything that is none."""
    parts = ("report.html", "result.json", KEY_FILE)
    if place.is_symlink() or not any((place / part).is_file() for part in parts):
        return False
    shutil.rmtree(place)
    return True


def _rewrite_pages(engine: Engine, inbox: str, out: Path, settings: Settings) -> None:
    """Index and spreadsheet without the package, where there were any."""
    if not (out / morning.INDEX).is_file():
        return
    try:
        morning.write_pages(engine, inbox, out, settings)
    except LookupError:
        for page in (morning.INDEX, morning.SPREADSHEET):
            (out / page).unlink(missing_ok=True)


def _blacken_log(folder: Path, name: str) -> None:
    """Overwrite the name in the log of runs where it stands; lines may be added meanwhile."""
    told = f'"{json.dumps(name, ensure_ascii=False)[1:-1]}"'.encode()
    black = b'"' + b"-" * (len(told) - 2) + b'"'
    for path in folder.glob("*.jsonl"):
        content = path.read_bytes()
        places = []
        start = content.find(told)
        while start >= 0:
            places.append(start)
            start = content.find(told, start + len(told))
        if not places:
            continue
        with path.open("r+b") as file:
            for start in places:
                file.seek(start)
                file.write(black)
            file.flush()
            os.fsync(file.fileno())
