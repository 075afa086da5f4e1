"""`make demo`: verify the sample packages and say where their reports are."""

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from console.screen import outcome_text
from flows import verification
from pipeline.errors import TekseruError
from pipeline.model import Outcome
from pipeline.settings import settings

SAMPLES = Path(__file__).parent.parent / "sample_docs" / "packages"
OUT = Path("reports")


def main() -> None:
    """Verify each sample package, print a table of verdicts, name the reports."""
    chosen = settings()
    console = Console(highlight=False, soft_wrap=True)
    table = Table("Package", "Verdict", "Failed", "To decide", "Passed", "Seconds")
    reports = []
    for package in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        console.print(f"Verifying {package.name} ...")
        done = verification.verify(package, chosen)
        report, _ = verification.write(done, OUT)
        outcomes = [finding.outcome for finding in done.verdict.findings]
        table.add_row(
            package.name,
            outcome_text(done.outcome, chosen.language),
            str(outcomes.count(Outcome.FAILED)),
            str(outcomes.count(Outcome.INDETERMINATE)),
            str(outcomes.count(Outcome.PASSED)),
            f"{done.result.seconds['total']:.1f}",
        )
        reports.append(report)
    console.print(table)
    # Under the table, where a narrow screen does not cut them off.
    console.print("Reports, to be opened in a browser; they need no network:")
    for report in reports:
        console.print(Text(f"  {report}", style="underline"))
    console.print("Next: tekseru verify PACKAGE")


if __name__ == "__main__":
    try:
        main()
    except TekseruError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
