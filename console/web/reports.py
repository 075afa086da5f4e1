"""The report of a result from its kept reading: HTML, PDF, XLSX, JSON, and a redacted twin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.redacting import as_pdf
from console.web.desk import Desk
from flows.rejudging import restored
from flows.verification import PROGRAM, rules_view
from pipeline.model import Language, Package, Verdict
from pipeline.report.crops import Crops, Place
from pipeline.report.html import RulesetView, render_report, report_policy
from pipeline.report.printing import as_printed
from pipeline.report.redaction import personal_boxes, redact
from pipeline.report.result import Result
from pipeline.report.workbook import make_workbook
from pipeline.store import readings
from pipeline.store.readings import KeptReading
from pipeline.store.results import whole_result
from validators.judge import judge
from validators.ruleset import load

HTML = "text/html; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it is sent; `policy` is the content security policy of a page."""

    content: bytes
    media_type: str
    suffix: str
    policy: str | None = None


class NoReadingError(LookupError):
    """No reading was kept for the result, so its report cannot be made again."""


@dataclass(frozen=True, slots=True)
class _Material:
    package: Package
    verdict: Verdict
    view: RulesetView
    machine: Result
    images: Mapping[Place, bytes]
    language: Language

    @property
    def inputs(self) -> list[tuple[str, str]]:
        return [(part.file, part.sha256) for part in self.machine.inputs]


def report(desk: Desk, number: int, kind: str, language: Language) -> Made:
    """The program's own report of a result; what people did with it stands on the desk.

    `kind` is one of KINDS. NoReadingError where no reading was kept.
    """
    kept = readings.kept_reading(desk.engine, number)
    if kept is None:
        raise NoReadingError(number)
    machine = whole_result(desk.engine, number)
    ruleset = load(machine.package.year)
    package = restored(kept)
    return KINDS[kind](
        _Material(
            package,
            judge(package, ruleset, PROGRAM),
            rules_view(ruleset),
            machine,
            _images(desk, kept),
            language,
        )
    )


def _images(desk: Desk, kept: KeptReading) -> dict[Place, bytes]:
    """Pictures of the pages; one that is gone is left out, the report says so."""
    found: dict[Place, bytes] = {}
    for sheet in kept.sheets:
        try:
            found[sheet.file, sheet.page] = readings.picture(
                desk.settings.data_folder, sheet, desk.engine
            )
        except OSError:
            continue
    return found


def _html(made: _Material) -> Made:
    page = render_report(
        made.package,
        made.verdict,
        made.view,
        Crops(made.images),
        language=made.language,
        seconds=made.machine.seconds,
        inputs=made.inputs,
    )
    return Made(page.encode("utf-8"), HTML, "html", report_policy())


def _pdf(made: _Material) -> Made:
    content = as_printed(
        made.package,
        made.verdict,
        made.view,
        made.images,
        language=made.language,
        seconds=made.machine.seconds,
        inputs=made.inputs,
    )
    return Made(content, "application/pdf", "pdf")


def _xlsx(made: _Material) -> Made:
    content = make_workbook(made.package, made.verdict, made.view, language=made.language)
    return Made(content, XLSX, "xlsx")


def _json(made: _Material) -> Made:
    content = made.machine.model_dump_json(indent=2, by_alias=True).encode("utf-8")
    return Made(content, "application/json", "json")


def _redacted(made: _Material) -> Made:
    painted = redact(made.images, personal_boxes(made.package))
    return Made(as_pdf(painted), "application/pdf", "redacted.pdf")


KINDS: Mapping[str, Callable[[_Material], Made]] = {
    "html": _html,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "json": _json,
    "redacted": _redacted,
}
