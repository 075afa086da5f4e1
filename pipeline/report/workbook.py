"""The report of one package as a spreadsheet (XLSX), in one language.

Sheets: the package with its required documents, findings, documents side by side, values read,
what was not checked. Text is never taken for a formula, whatever a paper says.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.model import Evidence, Language, Package, Phrase, Verdict
from pipeline.report import comparison, groups, sections
from pipeline.report.comparison import Cell
from pipeline.report.crops import Crops
from pipeline.report.groups import RulesetView
from pipeline.report.messages import say
from pipeline.report.sheets import coloured, fill, words_of
from pipeline.report.traces import place
from pipeline.report.wording import Said, in_words, is_known, said

if TYPE_CHECKING:
    from openpyxl import Workbook

GROUNDS = {"differs": "failed", "open": "indeterminate", "worded": "indeterminate"}
"""How cells of the comparison are coloured."""
LONGEST = 32_000
"""Excel takes no longer text in a cell."""


def make_workbook(
    package: Package, verdict: Verdict, ruleset: RulesetView, *, language: Language
) -> bytes:
    """The workbook of one package."""
    from openpyxl import Workbook

    book = Workbook()
    made = _Sheets(book, package, verdict, ruleset, language)
    made.overview()
    made.findings()
    made.side_by_side()
    made.values()
    made.unchecked()
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class _Sheets:
    """The sheets of a workbook, each with its headings."""

    def __init__(
        self,
        book: "Workbook",
        package: Package,
        verdict: Verdict,
        ruleset: RulesetView,
        language: Language,
    ) -> None:
        self.book, self.package, self.verdict = book, package, verdict
        self.ruleset, self.language = ruleset, language
        self.titles = groups.subjects(package, ruleset)

    def t(self, key: str) -> str:
        return words_of(said(key), self.language)

    def of(self, text: Said) -> str:
        return words_of(text, self.language)

    def overview(self) -> None:
        sheet = self.book.active
        assert sheet is not None  # noqa: S101 - a new workbook has a sheet
        declared, verdict = self.package.declared, self.verdict
        rows: list[Sequence[Any]] = [
            (self.t("report.package"), self.package.id),
            (self.t("report.findings"), self.t(f"report.outcome.{verdict.outcome}")),
            (self.t("report.fact.full_name"), declared.full_name),
            (self.t("report.fact.iin"), declared.iin),
            (self.t("report.fact.submitted"), declared.submitted_on),
            (self.t("report.fact.checked"), self.package.today),
            (self.t("report.version.program"), f"Tekseru {verdict.program}"),
            (self.t("report.version.ruleset"), verdict.ruleset),
            (None, None),
        ]
        first = len(rows) + 2
        required = groups.requirements(self.package, verdict, self.ruleset)
        rows += [
            (
                self.of(wanted.title),
                self.t(f"report.state.{wanted.state}"),
                "; ".join(self.of(sections.files_of(found)) for found in wanted.documents),
            )
            for wanted in required
        ]
        headings = [self.t(f"report.required.{key}") for key in ("document", "state", "where")]
        whole = [(*row, *[None] * (len(headings) - len(row))) for row in rows]
        fill(sheet, self.t("report.package"), headings, whole)
        coloured(sheet.cell(3, 2), str(verdict.outcome))
        for number, wanted in enumerate(required, first):
            outcome = {"well": "passed", "failed": "failed", "missing": "failed"}
            coloured(sheet.cell(number, 2), outcome.get(wanted.state, "indeterminate"))

    def findings(self) -> None:
        rows, outcomes = [], []
        for group in groups.grouped(self.verdict, self.ruleset):
            for card in group.cards:
                for found in card.findings:
                    asked = str(found.outcome) in ("failed", "indeterminate")
                    outcomes.append(str(found.outcome))
                    rows.append(
                        (
                            self.t(f"report.group.{group.name}"),
                            card.rule,
                            self.t(f"outcome.{found.outcome}"),
                            self.t(f"weight.{found.weight}"),
                            self.of(self.titles[found.subject])
                            if found.subject in self.titles
                            else None,
                            say(found.message, self.language),
                            self.said(found.expected),
                            self.said(found.actual),
                            self.of(groups.to_do(found, card.view)) if asked else None,
                            self.places(found.evidence),
                            round(found.confidence, 3) if found.evidence else None,
                            self.of(in_words(card.view.clause)),
                            self.t(f"certainty.{card.view.certainty}"),
                        )
                    )
        keys = ("batch.why", "batch.rule", "batch.outcome", "batch.weight", "batch.subject",
                "batch.message", "report.expected", "report.actual", "report.todo",
                "report.place", "report.reading", "report.clause", "report.certainty")  # fmt: skip
        sheet = self.book.create_sheet()
        fill(sheet, self.t("report.findings"), [self.t(key) for key in keys], rows)
        for number, outcome in enumerate(outcomes, 2):
            coloured(sheet.cell(number, 3), outcome)

    def side_by_side(self) -> None:
        table = comparison.compare(self.package)
        headings = [self.t("report.comparison.fact")]
        headings += [self.of(column.title) for column in table.columns]
        rows = [
            [self.t(f"compare.{row.fact}"), *(self.cell(cell) for cell in row.cells)]
            for row in table.rows
        ]
        sheet = self.book.create_sheet()
        fill(sheet, self.t("report.comparison"), headings, rows)
        for number, row in enumerate(table.rows, 2):
            for column, cell in enumerate(row.cells, 2):
                if cell is not None and cell.standing in GROUNDS:
                    coloured(sheet.cell(number, column), GROUNDS[cell.standing])

    def cell(self, cell: Cell | None) -> str | None:
        """A value, and in words how it stands to the first of its row."""
        if cell is None:
            return None
        text = self.of(cell.text)
        if cell.standing in GROUNDS:
            return f"{text} ({self.t(f'report.same.{cell.standing}')})"
        return text

    def values(self) -> None:
        rows = [
            (
                self.of(view.title),
                self.of(view.files),
                self.of(field.name),
                self.value(field),
                self.of(field.grade),
                field.percent,
                self.of(field.places) or None,
            )
            for view in sections.documents(self.package, Crops({}))
            for field in view.fields
        ]
        keys = ("report.required.document", "report.required.where", "report.field",
                "report.value", "report.reading", "report.percent", "report.place")  # fmt: skip
        headings = [self.t(key) if is_known(key) else "%" for key in keys]
        fill(self.book.create_sheet(), self.t("report.documents"), headings, rows)

    def value(self, field: sections.FieldView) -> str | None:
        """A value as text; a table is told row by row."""
        if field.shown is None:
            return None
        if field.shown.rows:
            told = ["; ".join(self.of(part) for part in row) for row in field.shown.rows.rows]
            return "\n".join(told)[:LONGEST]
        if field.shown.lines:
            return "\n".join(field.shown.lines)
        return self.of(field.shown.text)[:LONGEST] if field.shown.text else None

    def unchecked(self) -> None:
        rows = [
            (self.of(entry.why), self.of(what))
            for entry in sections.unchecked(self.package, self.verdict, self.ruleset)
            for what in entry.what
        ]
        rows.append((self.t("report.unchecked.genuine"), ""))
        headings = [self.t("batch.why"), self.t("console.what")]
        fill(self.book.create_sheet(), self.t("report.unchecked"), headings, rows)

    def said(self, phrase: Phrase | None) -> str | None:
        return say(phrase, self.language) if phrase else None

    def places(self, evidence: Sequence[Evidence]) -> str | None:
        pages = dict.fromkeys((proof.file, proof.page) for proof in evidence)
        return "; ".join(self.of(place(*page)) for page in pages) or None
