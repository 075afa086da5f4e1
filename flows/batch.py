"""A run over an inbox: what waits there, what is done already, and the sum of it.

Safe to kill at any moment and to start again, and to start twice: what is finished is not
repeated, and each package is worked on by one program at a time.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows import morning, runlog, verification
from flows.inbox import (
    Entry,
    Parcel,
    Summary,
    again,
    inbox_name,
    package_id,
    packages_of,
    settled,
)
from flows.keys import Contents, contents_of, key_of, standard
from flows.work import Job, Verify, finished
from pipeline.settings import Settings
from pipeline.store import claims, fingerprints
from pipeline.store.database import open_database, reading
from pipeline.store.holder import new_holder
from pipeline.store.results import newest_results
from pipeline.store.runs import Standing, begin_run, end_run

MOST_ATTEMPTS = 3
"""Times that a package is verified in one run: once, and again when others turn out to hold parts
of it."""
LOOK_AGAIN_SECONDS = 1.0
HELP = "help"
"""The kind of a run that works for a run of another machine."""
SAME_NAME = "Two packages of the inbox bear this name. Rename one of them."

Note = Callable[[Parcel, Entry], None]
Work = Callable[[Job, Sequence[Parcel], Note], None]
"""Works on packages, several at a time, and notes an entry for each."""


@dataclass(slots=True)
class _Progress:
    """All packages that lie still, entries so far, and how often each package was tried."""

    contents: dict[Parcel, Contents]
    advance: Callable[[], None]
    entries: dict[Parcel, Entry] = field(default_factory=dict)
    attempts: Counter[Parcel] = field(default_factory=Counter)
    looked: bool = False
    """Whether all packages were looked at once."""

    def note(self, package: Parcel, entry: Entry) -> None:
        """An entry; the first of a package moves the progress on."""
        if not entry.elsewhere:
            if package not in self.entries:
                self.advance()
            self.entries[package] = entry

    def note_work(self, package: Parcel, entry: Entry) -> None:
        """An entry that took work; the package may have changed since the first look."""
        self.note(package, entry)
        if not entry.elsewhere:
            self.attempts[package] += 1
            self.contents[package] = contents_of(again(package))

    def is_over(self, package: Parcel) -> bool:
        """Whether trying again in this run is of no use: it failed, or is being written."""
        entry = self.entries.get(package)
        final = entry is not None and (bool(entry.failure) or entry.waiting)
        return final or self.attempts[package] >= MOST_ATTEMPTS


def run(
    inbox: Path | str,
    out: Path,
    settings: Settings,
    advance: Callable[[], None],
    *,
    kind: str = "batch",
    verify: Verify = verification.verify,
    work: Work | None = None,
) -> Summary:
    """Verify what is new or changed in an inbox, and write the pages that show all of it.

    The inbox is a folder, or an address in a store of objects. `work` is the Prefect flow unless
    another is given. Raises InputUnopenableError when there is no such inbox.
    """
    packages = packages_of(inbox)
    begun = time.perf_counter()
    job = _begun(inbox, out, settings, kind, verify)
    runlog.clear_old(settings)
    runlog.note(settings, "run begun", run=job.run, kind=kind, packages=len(packages))
    still = settled(packages, settings.settle_seconds)
    entries: dict[Parcel, Entry] = {
        package: Entry(package_id(package), None, None, waiting=True)
        for package in packages
        if package not in still
    }
    entries |= _namesakes(packages)
    waiting = {package: contents_of(package) for package in packages if package not in entries}
    for _ in entries:
        advance()
    with claims.kept_alive(job.engine, job.holder, settings.claim_seconds):
        entries |= _all_done(job, _Progress(waiting, advance), work or _on_prefect)
    ordered = tuple(entries[package] for package in packages)
    distinct = {entry.package: entry for entry in reversed(ordered)}
    end_run(job.engine, job.run, job.inbox, [_standing(entry) for entry in distinct.values()])
    index = morning.write_pages(job.engine, job.inbox, out, settings)
    _log_end(job, ordered, time.perf_counter() - begun)
    return Summary(ordered, index)


def lend_a_hand(
    inbox: Path | str,
    out: Path,
    settings: Settings,
    *,
    verify: Verify = verification.verify,
    work: Work | None = None,
) -> int:
    """Take packages of a run that another machine began, as long as there are any; how many.

    The run that began tells of all of them: this one writes no pages and comes to no end of its
    own in the store. Raises InputUnopenableError when there is no such inbox.
    """
    packages = packages_of(inbox)
    still = settled(packages, settings.settle_seconds)
    double = _namesakes(packages)
    waiting = {package: contents_of(package) for package in still if package not in double}
    job = _begun(inbox, out, settings, HELP, verify)
    state = _Progress(waiting, lambda: None)
    with claims.kept_alive(job.engine, job.holder, settings.claim_seconds):
        free = _free(job, _unfinished(job, state))
        if free:
            (work or _on_prefect)(job, free, state.note_work)
    return sum(state.attempts.values())


def _begun(inbox: Path | str, out: Path, settings: Settings, kind: str, verify: Verify) -> Job:
    engine = open_database(settings)
    name, holder = inbox_name(inbox), new_holder()
    return Job(
        engine=engine,
        inbox=name,
        out=out,
        settings=settings,
        run=begin_run(engine, kind, name, holder, str(out.resolve())),
        holder=holder,
        standard=standard(settings),
        verify=verify,
    )


def _log_end(job: Job, entries: Sequence[Entry], seconds: float) -> None:
    counts = Counter(
        str(entry.outcome or ("waiting" if entry.waiting else "broken")) for entry in entries
    )
    counts["unchanged"] = sum(entry.unchanged for entry in entries)
    took = {"total": round(seconds, 3)}
    runlog.note(job.settings, "run ended", run=job.run, packages=dict(counts), seconds=took)


def _all_done(job: Job, state: _Progress, work: Work) -> dict[Parcel, Entry]:
    """Go over the packages until each has a result that stands, or a failure.

    A package that was done is done no more when a later one turns out to hold the same page.
    """
    while todo := _unfinished(job, state):
        free = _free(job, todo)
        if free:
            # Without work to do, Prefect's server need not start.
            work(job, free, state.note_work)
        else:
            # Another program works on all that is left; if it dies, its claims become free.
            time.sleep(LOOK_AGAIN_SECONDS)
    return state.entries


def _free(job: Job, packages: Sequence[Parcel]) -> list[Parcel]:
    """Packages that nobody alive works on."""
    held = claims.held(job.engine, job.inbox)
    return [package for package in packages if package_id(package) not in held]


def _unfinished(job: Job, state: _Progress) -> list[Parcel]:
    """Packages without a result that stands; those that have one get their entry."""
    known = newest_results(job.engine, job.inbox)
    with reading(job.engine) as connection:
        repeats = fingerprints.known_repeats(connection, job.inbox)
    todo = []
    for package, contents in state.contents.items():
        name = package_id(package)
        others = fingerprints.digest_of_repeats(repeats.get(name, ()))
        key = key_of(contents, job.standard, others)
        entry = finished(job.out, name, key, known.get(name))
        if entry is not None:
            # What another program finished since the first look did change.
            seen = state.entries.get(package)
            unchanged = seen.unchanged if seen else not state.looked
            state.note(package, replace(entry, unchanged=unchanged))
        elif not state.is_over(package):
            todo.append(package)
    state.looked = True
    return todo


def _namesakes(packages: Sequence[Parcel]) -> dict[Parcel, Entry]:
    """Packages whose name an earlier one bears, such as a folder and a zip file of one name."""
    seen: set[str] = set()
    entries = {}
    for package in packages:
        name = package_id(package)
        if name in seen:
            entries[package] = Entry(name, None, None, failure=SAME_NAME)
        seen.add(name)
    return entries


def _standing(entry: Entry) -> Standing:
    state = "waiting" if entry.waiting else "done" if entry.outcome else "broken"
    return Standing(entry.package, state, entry.failure, entry.unchanged)


def _on_prefect(job: Job, packages: Sequence[Parcel], note: Note) -> None:
    from flows.embedded import has_server, prepare_prefect

    prepare_prefect(job.settings)
    if has_server():
        from flows.verify_batch import verify_batch

        verify_batch(job, packages, note)
        return
    from flows.cluster import demand_server
    from flows.server import own_server

    demand_server(job.settings.scheduler)
    address = own_server(job.settings)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.verify_batch import verify_batch

    with temporary_settings({PREFECT_API_URL: address}):
        verify_batch(job, packages, note)
