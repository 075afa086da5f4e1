"""The morning as a spreadsheet (XLSX): packages, findings, changes, one row each.

For sorting and counting in an office program; in one language, as its sheets are read by one
reviewer. Text is never taken for a formula, whatever a package is called.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.model import Language, Phrase
from pipeline.report.index import TIME_ZONE, Demands, report_of
from pipeline.report.messages import say
from pipeline.report.sheets import coloured, fill
from pipeline.store.overview import Case, Morning

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def make_spreadsheet(morning: Morning, demands: Demands, *, language: Language) -> bytes:
    """The workbook in a language."""
    from openpyxl import Workbook

    words = _Words(language)
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    _packages(sheet, morning.packages, words)
    _findings(book.create_sheet(), morning.packages, demands, words)
    _changes(book.create_sheet(), morning, words)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class _Words:
    """Headings and codes of the catalogue in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str) -> str:
        return say(Phrase(key), self.language)

    def of(self, text: Mapping[Language, str]) -> str:
        return text[self.language]


def _packages(sheet: "Worksheet", cases: Iterable[Case], words: _Words) -> None:
    rows = []
    for case in cases:
        word = str(case.outcome or case.state)
        local = case.verified_at and case.verified_at.astimezone(TIME_ZONE).replace(tzinfo=None)
        decision = case.decision
        rows.append(
            (
                case.name,
                words(f"batch.outcome.{word}"),
                case.failures,
                case.questions,
                words(f"batch.outcome.{decision.outcome}") if decision else None,
                decision.reviewer if decision else None,
                case.pages,
                round(case.seconds, 1),
                local,
                report_of(case) if case.outcome else case.failure or None,
            )
        )
    keys = (
        *("package", "outcome", "findings", "open", "decision", "reviewer"),
        *("pages", "seconds", "verified_at", "report"),
    )
    fill(sheet, words("batch.packages"), [words(f"batch.{key}") for key in keys], rows)
    for number, case in enumerate(cases, 2):
        if case.outcome:
            link = sheet.cell(number, len(keys))
            link.hyperlink = report_of(case)
            link.style = "Hyperlink"
        coloured(sheet.cell(number, 2), str(case.outcome))


def _findings(sheet: "Worksheet", cases: Iterable[Case], demands: Demands, words: _Words) -> None:
    rows = []
    outcomes = []
    for case in cases:
        for point in case.points:
            outcomes.append(str(point.outcome))
            rows.append(
                (
                    case.name,
                    point.rule,
                    words(f"batch.outcome.{point.outcome}"),
                    words(f"weight.{point.weight}"),
                    point.subject,
                    words.of(point.message),
                    words.of(demands[point.rule]) if point.rule in demands else None,
                )
            )
    keys = ("package", "rule", "outcome", "weight", "subject", "message")
    headings = [*(words(f"batch.{key}") for key in keys), words("batch.demand")]
    fill(sheet, words("batch.findings_and_questions"), headings, rows)
    for number, outcome in enumerate(outcomes, 2):
        coloured(sheet.cell(number, 3), outcome)


def _changes(sheet: "Worksheet", morning: Morning, words: _Words) -> None:
    rows: list[tuple[Any, ...]] = []
    for case in morning.packages:
        if case.change is not None:
            before = case.change.before
            rows.append(
                (
                    case.name,
                    words(f"batch.outcome.{before}") if before else None,
                    words(f"batch.outcome.{case.outcome}"),
                    "; ".join(words(f"batch.cause.{cause}") for cause in case.change.causes),
                    ", ".join(case.change.rules),
                )
            )
    rows += [(name, None, None, words("batch.withdrawn"), None) for name in morning.withdrawn]
    keys = ("package", "was", "is", "why", "rules")
    fill(sheet, words("batch.changes"), [words(f"batch.{key}") for key in keys], rows)
