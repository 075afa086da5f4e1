"""The morning as a spreadsheet (XLSX): packages, findings, changes, one row each.

For sorting and counting in an office program; in one language, as its sheets are read by one
reviewer. Text is never taken for a formula, whatever a package is called.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.model import Language, Phrase
from pipeline.report.html import visible
from pipeline.report.index import TIME_ZONE, Demands, report_of
from pipeline.report.messages import say
from pipeline.store.overview import Case, Morning

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 70
GROUND = {"failed": "FCECEC", "indeterminate": "FFF4DC", "passed": "E8F5ED"}
"""Grounds of the outcomes, as in the report."""
_TITLE_LENGTH = 31
"""Excel takes no longer name of a sheet."""


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
    _fill(sheet, words("batch.packages"), [words(f"batch.{key}") for key in keys], rows)
    for number, case in enumerate(cases, 2):
        if case.outcome:
            link = sheet.cell(number, len(keys))
            link.hyperlink = report_of(case)
            link.style = "Hyperlink"
        _colour(sheet.cell(number, 2), str(case.outcome))


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
    _fill(sheet, words("batch.findings_and_questions"), headings, rows)
    for number, outcome in enumerate(outcomes, 2):
        _colour(sheet.cell(number, 3), outcome)


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
    _fill(sheet, words("batch.changes"), [words(f"batch.{key}") for key in keys], rows)


def _fill(
    sheet: "Worksheet", title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Headings that stay in sight, rows under them, columns as wide as their text.

    Only headings and outcomes have a style: that of a cell costs more than the cell.
    """
    from openpyxl.styles import Font

    bold = Font(bold=True)
    sheet.title = title[:_TITLE_LENGTH]
    for number, row in enumerate((headings, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, visible(value))
            if isinstance(value, str):
                # A name that begins with "=" is a name.
                cell.data_type = "s"
            if number == 1:
                cell.font = bold
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, heading in enumerate(headings, 1):
        longest = max(len(str(row[column - 1] or "")) for row in (headings, *rows))
        letter = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letter].width = min(WIDEST, max(len(heading), longest) + 3)


def _colour(cell: Any, outcome: str) -> None:
    if outcome in GROUND:
        cell.fill = _fill_of(outcome)


@cache
def _fill_of(outcome: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=GROUND[outcome])
