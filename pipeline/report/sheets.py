"""Sheets of the spreadsheets: headings, rows, widths, grounds of outcomes."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.model import Language
from pipeline.report.html import visible
from pipeline.report.wording import Said

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDEST = 70
GROUND = {"failed": "FCECEC", "indeterminate": "FFF4DC", "passed": "E8F5ED"}
"""Grounds of the outcomes, as in the report."""
_TITLE_LENGTH = 31
"""Excel takes no longer name of a sheet."""
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def words_of(text: Said, language: Language) -> str:
    """A text in a language."""
    return text[language]


def fill(
    sheet: "Worksheet", title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Headings that stay in sight, rows under them, columns as wide as their text.

    Only headings and outcomes have a style: that of a cell costs more than the cell.
    """
    from openpyxl.styles import Font

    bold = Font(bold=True)
    sheet.title = title.translate(_NOT_IN_TITLES)[:_TITLE_LENGTH]
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


def coloured(cell: Any, outcome: str) -> None:
    """Give a cell the ground of an outcome, as the report does."""
    if outcome in GROUND:
        cell.fill = _fill_of(outcome)


@cache
def _fill_of(outcome: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=GROUND[outcome])
