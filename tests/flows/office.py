"""An inbox whose packages are read in no time: letters as plain text, the real rules over them."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from extractors import document_type
from flows import batch
from flows.batch import Note
from flows.inbox import Parcel, Summary
from flows.keys import contents_of
from flows.verification import PROGRAM, Compare, Verification
from flows.work import Job, Verify, work_on
from pipeline.model import Declaration, Document, Package
from pipeline.reading import Progress
from pipeline.report.result import build_result
from pipeline.settings import Settings
from pipeline.store.database import open_database, reading
from pipeline.store.results import whole_result
from pipeline.store.schema import package, result
from tests.paper import column, paper
from validators.judge import judge
from validators.ruleset import load

DAY = date(2026, 5, 14)


class Office:
    """An inbox with its settings; counts how often each package is read."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.inbox, self.out = folder / "inbox", folder / "out"
        self.inbox.mkdir(parents=True, exist_ok=True)
        chosen = {"data_folder": folder / "data", "workers": 2, "settle_seconds": 0.0, **settings}
        self.settings = Settings(**chosen)
        self.read: list[str] = []
        self.seconds_each = 0.0

    @property
    def name(self) -> str:
        """The inbox as the store names it."""
        return str(self.inbox.resolve())

    def put(self, name: str, *lines: str) -> Path:
        """A package with a letter of these lines."""
        folder = self.inbox / name
        folder.mkdir(exist_ok=True)
        (folder / "package.toml").write_text(f"submitted_on = {DAY}\n", encoding="utf-8")
        (folder / "letter.txt").write_text("\n".join(lines), encoding="utf-8")
        return folder

    def run(self, verify: Verify | None = None, **more: Any) -> Summary:
        """A batch without Prefect."""
        return batch.run(
            self.inbox,
            self.out,
            self.settings,
            lambda: None,
            verify=verify or self.verify,
            work=by_threads,
            **more,
        )

    def verify(
        self, path: Path, settings: Settings, progress: Progress, compare: Compare
    ) -> Verification:
        """Stands in for the reading of pages; everything after it is the real thing."""
        self.read.append(path.name)
        time.sleep(self.seconds_each)
        hashes = {found.name: sha256 for found, sha256 in contents_of(path).hashes.items()}
        documents = tuple(
            _letter(f"d{number}", found)
            for number, found in enumerate(sorted(path.glob("*.txt")), 1)
        )
        for document in documents:
            progress(document.pages[0].file, 1)
        ruleset = load(2026)
        made = Package(path.name, Declaration(submitted_on=DAY), DAY, documents, ())
        made = replace(made, repeats=compare(documents, hashes))
        verdict = judge(made, ruleset, PROGRAM)
        inputs = [(name, sha256) for name, sha256 in hashes.items() if name != "package.toml"]
        built = build_result(made, verdict, year=2026, inputs=inputs, seconds={"total": 1.0})
        return Verification(made, verdict, ruleset, built, f"<p>report of {path.name}</p>")

    def engine(self) -> Engine:
        return open_database(self.settings)

    def results(self, inbox: str | None = None) -> dict[str, Any]:
        """Each package's newest result without its running times."""
        inbox = inbox or self.name
        with reading(self.engine()) as connection:
            ours = select(package.c.name, package.c.result).where(package.c.inbox == inbox)
            rows = connection.execute(ours).all()
        found = {}
        for row in rows:
            kept = whole_result(self.engine(), row.result).model_dump(mode="json")
            found[row.name] = {**kept, "seconds": None}
        return found

    def count_of_results(self) -> list[tuple[str, str]]:
        """Package and key of every result ever kept."""
        with reading(self.engine()) as connection:
            ours = select(result.c.package, result.c.key).where(result.c.inbox == self.name)
            rows = connection.execute(ours).all()
        return sorted((row.package, row.key) for row in rows)


def by_threads(job: Job, packages: Sequence[Parcel], note: Note) -> None:
    """What the Prefect flow does, without a server."""
    work: Callable[[Parcel], Any] = lambda found: work_on(job, found)  # noqa: E731
    with ThreadPoolExecutor(job.settings.workers) as pool:
        for found, entry in zip(packages, pool.map(work, packages), strict=True):
            note(found, entry)


def letter(seed: str, lines: int = 20) -> list[str]:
    """Lines of words that no letter of another seed has."""
    return [" ".join(f"{seed}{row}сөз{word}" for word in range(8)) for row in range(lines)]


def _letter(name: str, path: Path) -> Document:
    lines = path.read_text(encoding="utf-8").splitlines()
    page = paper(*column(*lines, step=0.02), file=path.name)
    return Document(name, document_type("motivation_letter"), 0.9, None, "kaz", (page,), None)
