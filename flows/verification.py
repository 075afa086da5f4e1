"""The main job on one package, from files to verdict and report; plain functions, no Prefect."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import extractors
from extractors import document_type, document_types, extract, known_papers
from pipeline import temporary
from pipeline.classify import Group, group_pages
from pipeline.ingest import Intake
from pipeline.marks.document import marks_of
from pipeline.model import (
    Document,
    FileFacts,
    Outcome,
    Package,
    Page,
    Problem,
    ProblemKind,
    Repeat,
    Verdict,
)
from pipeline.opening import open_files, open_package
from pipeline.problems import problem
from pipeline.reading import Progress, read_files
from pipeline.report import html
from pipeline.report.crops import Crops, Sheet
from pipeline.report.html import RulesetView, RuleView, render_report
from pipeline.report.result import Reading, Result, build_reading, build_result
from pipeline.settings import Settings
from pipeline.text.language import language_of
from validators.judge import judge
from validators.ruleset import Ruleset, demands, load, years

PROGRAM = version("tekseru")
_LOG = logging.getLogger(__name__)
TIME_ZONE = ZoneInfo("Asia/Almaty")
"""The programme's day: a package handed in at midnight counts by the clock of Kazakhstan."""
KEY_FILE = "inputs.sha256"
"""Beside a result of a batch: the digest of all that it depends on, written last."""


Compare = Callable[[Sequence[Document], Mapping[str, str]], tuple[Repeat, ...] | None]
"""Given a package's documents, and the SHA-256 of its files by name: what other packages hold of
it, None where it is compared with none."""


def alone(_documents: Sequence[Document], _hashes: Mapping[str, str]) -> None:
    """A package by itself is compared with no other."""


@dataclass(frozen=True, slots=True)
class Verification:
    """One verified package: what was read, what was decided, and the material of the report."""

    package: Package
    verdict: Verdict
    ruleset: Ruleset
    result: Result
    report: str
    """The report, one HTML file."""
    sheets: tuple[Sheet, ...] = ()
    """The pictures of the pages, as the report shows them."""

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome


class Clock:
    """Seconds a stage, and in total."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)

    def all_seconds(self) -> dict[str, float]:
        return {"total": round(time.perf_counter() - self.started, 3), **self.seconds}


def today() -> date:
    """The day of the run in Kazakhstan."""
    return datetime.now(TIME_ZONE).date()


def verify(
    path: Path,
    settings: Settings,
    progress: Progress = lambda _file, _page: None,
    compare: Compare = alone,
) -> Verification:
    """Verify a package, a folder or zip file; `compare` knows the other packages of an inbox.

    Raises InputUnopenableError when it cannot be opened at all, BadArgumentsError when its year
    has no rule set, MissingToolError when an engine is missing.
    """
    clock = Clock()
    with temporary.workspace() as workspace, _preparing():
        with clock.stage("opening"):
            intake = open_package(path, workspace, settings)
            ruleset = load(_year(intake))
        with clock.stage("reading"):
            read = read_files(intake.files, settings, progress)
        with clock.stage("judging"):
            documents = documents_of(read.pages, read.files)
            package = Package(
                intake.id,
                intake.declared,
                today(),
                documents,
                (*intake.problems, *read.problems, *unread(documents)),
                compare(documents, {source.name: source.sha256 for source in intake.files}),
                files=read.files,
            )
            verdict = judge(package, ruleset, PROGRAM)
        # Pages without an image are drawn from their files while the workspace holds them.
        with clock.stage("report"):
            crops = Crops(read.images)
            report = render_report(
                package,
                verdict,
                rules_view(ruleset),
                crops,
                language=settings.language,
                seconds=clock.all_seconds(),
                inputs=[(source.name, source.sha256) for source in intake.files],
            )
    result = build_result(
        package,
        verdict,
        year=ruleset.ruleset.year,
        inputs=[(source.name, source.sha256) for source in intake.files],
        seconds=clock.all_seconds(),
    )
    return Verification(package, verdict, ruleset, result, report, crops.drawn)


@contextmanager
def _preparing() -> Iterator[None]:
    """While pages are read elsewhere, load what judging and the report need."""
    preparation = threading.Thread(target=_prepare, name="preparation")
    preparation.start()
    try:
        yield
    finally:
        preparation.join()


def _prepare() -> None:
    # Whatever fails here fails again, with its cause, where it is needed.
    with suppress(Exception):
        extractors.prepare()
        html.prepare()


def write(verification: Verification, folder: Path) -> tuple[Path, Path]:
    """Write report and result under `folder`/<package id>; returns their paths.

    The result is written last and whole: where it stands, the report stands too.
    """
    place = folder / verification.package.id
    place.mkdir(parents=True, exist_ok=True)
    # From here on, what lies there is not what a batch has noted.
    (place / KEY_FILE).unlink(missing_ok=True)
    report, result = place / "report.html", place / "result.json"
    for path, content in (
        (report, verification.report),
        (result, verification.result.model_dump_json(indent=2, by_alias=True) + "\n"),
    ):
        unfinished = path.with_suffix(".part")
        unfinished.write_text(content, encoding="utf-8")
        unfinished.replace(path)
    return report, result


def read(paths: Sequence[Path], settings: Settings) -> Reading:
    """Types, fields, marks and words of single files; no rules."""
    clock = Clock()
    sources, problems = open_files(paths, settings)
    with clock.stage("reading"):
        found = read_files(sources, settings)
    documents = documents_of(found.pages, found.files)
    return build_reading(
        documents, (*problems, *found.problems, *unread(documents)), clock.all_seconds()
    )


def read_documents(paths: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """The documents of single files, typed, for measurements."""
    sources, _ = open_files(paths, settings)
    found = read_files(sources, settings)
    return documents_of(found.pages, found.files)


def documents_of(pages: Sequence[Page], files: Sequence[FileFacts] = ()) -> tuple[Document, ...]:
    """Pages split into documents, each with its fields."""
    groups = group_pages(pages, known_papers())
    return tuple(_document(f"d{number}", group, files) for number, group in enumerate(groups, 1))


def _document(name: str, group: Group, files: Sequence[FileFacts]) -> Document:
    pages = tuple(group.pages)
    language, _ = language_of("\n".join(page.text for page in pages))
    fields = _fields(group.type.id, pages) if group.type else None
    return Document(
        name,
        group.type,
        round(group.score, 3),
        group.runner_up,
        language,
        pages,
        fields,
        marks_of(pages, files),
    )


def _fields(type_id: str, pages: Sequence[Page]) -> Any | None:
    """The typed fields; None where the extractor fails, which costs this document alone."""
    try:
        return extract(type_id, pages)
    except Exception as error:  # noqa: BLE001 - one strange paper must not cost the package
        # The words of the exception may hold what stands on the page.
        _LOG.warning("the fields of a %s were not read: %s", type_id, type(error).__name__)
        return None


def unread(documents: Sequence[Document]) -> tuple[Problem, ...]:
    """A problem for each document that was recognised and whose fields could not be read."""
    return tuple(
        problem(
            found.pages[0].file, ProblemKind.PAGE_UNREADABLE, "fields", page=found.pages[0].number
        )
        for found in documents
        if found.type is not None and found.fields is None
    )


def rules_view(ruleset: Ruleset) -> RulesetView:
    """What the report tells of the rules."""
    rules = {
        name: RuleView(demands(entry), entry.clause, entry.source, entry.certainty, entry.weight)
        for name, entry in ruleset.rules.items()
    }
    required = tuple(document_type(name) for name in ruleset.required.types)
    return RulesetView(rules, required, document_types())


def _year(intake: Intake) -> int:
    """The declared year, else that of the day of submission if it has rules, else the newest."""
    declared = intake.declared
    if declared.year is not None:
        return declared.year
    day = declared.submitted_on or today()
    return day.year if day.year in years() else years()[-1]
