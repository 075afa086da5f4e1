"""The work on one package of a batch: claim, verify, keep; plain functions, no Prefect.

A result is kept whole or not at all: report and result are written first, the database last. Where
the program is killed in between, the package is simply verified again.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from flows import inbox, runlog, verification
from flows.inbox import Entry, Parcel
from flows.keys import Contents, Standard, contents_of, key_of
from flows.remote import RemotePackage, fetched
from flows.verification import KEY_FILE, Compare, Verification
from pipeline.errors import TekseruError
from pipeline.model import Document, Outcome, Repeat
from pipeline.reading import Progress
from pipeline.settings import Settings
from pipeline.store import claims, fingerprints, originals, readings, results
from pipeline.store.database import reading
from pipeline.store.fingerprints import Print
from pipeline.store.key import Key
from pipeline.store.results import ClaimLostError, Known

LETTER = "motivation_letter"


class Verify(Protocol):
    """Verifies a package, as `flows.verification.verify` does."""

    def __call__(
        self, path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification: ...


class PackageTimeoutError(TekseruError):
    """A package took longer than the settings allow."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run works with; never handed to Prefect. `inbox` is its name in the store."""

    engine: Engine
    inbox: str
    out: Path
    settings: Settings
    run: str
    holder: str
    standard: Standard
    verify: Verify = verification.verify


def work_on(job: Job, package: Parcel) -> Entry:
    """Verify a package and keep its result, unless another works on it or has just done so.

    Raises TekseruError when the program cannot work on it, OSError when the disk fails.
    """
    name = inbox.package_id(package)
    if not claims.take(job.engine, job.inbox, name, job.holder, job.settings.claim_seconds):
        return Entry(name, None, None, elsewhere=True)
    try:
        return _work(job, package, name)
    except ClaimLostError:
        return Entry(name, None, None, elsewhere=True)
    except originals.ChangedMeanwhileError:
        return Entry(name, None, None, waiting=True)
    finally:
        claims.release(job.engine, job.holder, job.inbox, name)


def _work(job: Job, package: Parcel, name: str) -> Entry:
    package = inbox.again(package)
    seen = inbox.listing(package)
    contents = contents_of(package)
    newest = results.newest_results(job.engine, job.inbox, name).get(name)
    entry = finished(job.out, name, current_key(job, name, contents), newest)
    if entry is not None:
        # Another program finished it since this one looked.
        return replace(entry, unchanged=False)
    found: list[Print] = []
    repeats: list[Repeat] = []

    def compare(documents: Sequence[Document], hashes: Mapping[str, str]) -> tuple[Repeat, ...]:
        found.extend(fingerprints.prints_of(documents, hashes, LETTER))
        with reading(job.engine) as connection:
            repeats.extend(fingerprints.repeats_with(connection, job.inbox, name, found))
        return tuple(repeats)

    with _at_hand(package, job.settings) as folder:
        done = job.verify(folder, job.settings, _deadline(job.settings.package_seconds), compare)
        if inbox.listing(inbox.again(package)) != seen:
            return Entry(name, None, None, waiting=True)
        begun = time.perf_counter()
        if job.settings.keep_originals:
            own = contents if folder == package else contents_of(folder)
            holder = (job.inbox, name)
            originals.keep_all(job.engine, job.settings.data_folder, own.hashes, holder)
    key = key_of(contents, job.standard, fingerprints.digest_of_repeats(repeats))
    report, result = verification.write(done, job.out)
    note = report.with_name(KEY_FILE)
    note.write_text(key.digest + "\n", encoding="ascii")
    _write_through(report, result, note)
    number = results.keep_result(
        job.engine,
        inbox=job.inbox,
        run=job.run,
        holder=job.holder,
        key=key,
        made=done.result,
        prints=found,
    )
    readings.keep(
        job.engine, job.settings.data_folder, number, done.package, done.verdict, done.sheets
    )
    _log(job, done, time.perf_counter() - begun)
    return Entry(name, done.outcome, report)


@contextmanager
def _at_hand(package: Parcel, settings: Settings) -> Iterator[Path]:
    """The package as a folder or zip file of this machine."""
    if isinstance(package, RemotePackage):
        with fetched(package, settings.most_package_bytes) as copy:
            yield copy
    else:
        yield package


def _log(job: Job, done: Verification, storing: float) -> None:
    runlog.note(
        job.settings,
        "package",
        run=job.run,
        package=done.package.id,
        outcome=str(done.outcome),
        pages=sum(len(document.pages) for document in done.package.documents),
        seconds={**done.result.seconds, "storing": round(storing, 3)},
    )


def current_key(job: Job, name: str, contents: Contents) -> Key:
    """What the result of a package must depend on now."""
    with reading(job.engine) as connection:
        repeats = fingerprints.known_repeats(connection, job.inbox, name).get(name, ())
    return key_of(contents, job.standard, fingerprints.digest_of_repeats(repeats))


def finished(out: Path, name: str, key: Key, known: Known | None) -> Entry | None:
    """The result of an earlier run on the very same input, if it stands whole in `out`."""
    if known is None or known.key != key or not known.whole:
        return None
    place = out / name
    report = place / "report.html"
    try:
        noted = (place / KEY_FILE).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    if noted != key.digest or not report.is_file() or not (place / "result.json").is_file():
        return None
    return Entry(name, Outcome(known.outcome), report, unchanged=True)


def _deadline(seconds: float) -> Progress:
    """Looks at the clock after each page; a single page has a time limit of its own."""
    last = time.monotonic() + seconds

    def look(_file: str, _page: int) -> None:
        if time.monotonic() > last:
            raise PackageTimeoutError(
                f"The package took longer than {seconds:g} seconds.",
                "Split it, or set TEKSERU_PACKAGE_SECONDS higher.",
            )

    return look


def _write_through(*paths: Path) -> None:
    """The database must not know of a result that a power failure takes away."""
    for path in (*paths, paths[0].parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
