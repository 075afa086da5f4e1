"""What the command line shows: results on the given stream, progress on standard error."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields as dataclass_fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from extractors import document_types
from pipeline.model import Finding, Language, Outcome, Phrase, Weight
from pipeline.report.messages import say
from pipeline.settings import Settings
from validators.ruleset import RuleEntry, Ruleset

if TYPE_CHECKING:
    from console.doctor import Checkup
    from flows.inbox import Summary
    from flows.verification import Verification
    from pipeline.report.result import Reading

STYLES = {
    Outcome.PASSED: ("green", "✓"),
    Outcome.FAILED: ("bold red", "✗"),
    Outcome.INDETERMINATE: ("yellow", "?"),
    Outcome.NOT_APPLICABLE: ("dim", "–"),
}
LOOK_FIRST = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED, Outcome.NOT_APPLICABLE)


def print_error(cause: str, cure: str) -> None:
    """A failure of the machine: what happened and what to do."""
    console = Console(stderr=True, soft_wrap=True)
    console.print(Text(cause, style="bold red"), Text(cure))


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Counts pages as they are read; silent where standard error is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} · {task.description}"))
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda file, page: bar.update(task, advance=1, description=f"{file} · {page}")


@contextmanager
def packages_progress(total: int) -> Iterator[Callable[[], None]]:
    """Counts packages of a batch."""
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def outcome_text(outcome: Outcome, language: Language) -> Text:
    """An outcome with its sign and colour; the words alone say it too."""
    style, sign = STYLES[outcome]
    return Text(f"{sign} {say(Phrase(f'outcome.{outcome}'), language)}", style=style)


def print_verdict(stream: TextIO, done: "Verification", report: Path, language: Language) -> None:
    """Outcome, what to look at first, problems, and where the report is."""
    console = _console(stream)
    console.print(Text(done.package.id, style="bold"), "·", outcome_text(done.outcome, language))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for outcome in LOOK_FIRST[:2]:
        for finding in done.verdict.findings:
            if finding.outcome is outcome:
                style, sign = STYLES[outcome]
                advisory = finding.weight is Weight.ADVISORY
                table.add_row(
                    Text(sign, style=style),
                    Text(finding.rule, style="dim" if advisory else "bold"),
                    Text(_named(finding, language), style="dim" if advisory else ""),
                )
    console.print(table)
    passed = sum(finding.outcome is Outcome.PASSED for finding in done.verdict.findings)
    console.print(outcome_text(Outcome.PASSED, language), Text(f"{passed}"))
    for problem in done.package.problems:
        console.print(Text(f"! {problem.file}: {say(problem.message, language)}"))
    console.print(Text(str(report), style="underline"))


def _named(finding: Finding, language: Language) -> str:
    """What a finding says, with the file where it is about a file and no type of document."""
    said = say(finding.message, language)
    if finding.subject in ("file", "unknown") and finding.evidence:
        return f"{finding.evidence[0].file}: {said}"
    return said


def print_reading(stream: TextIO, reading: "Reading", language: Language) -> None:
    """Documents with their fields, and problems."""
    console = _console(stream)
    for document in reading.documents:
        pages = ", ".join(f"{page.file}:{page.page}" for page in document.pages)
        console.print(Text(f"{document.type} ({document.type_score:.2f})", style="bold"), pages)
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        for name, found in (document.fields or {}).items():
            shown = "–" if found.value is None else str(found.value)
            label = say(Phrase(f"field.{name}"), language)
            table.add_row(Text(label, style="dim"), Text(shown), Text(f"{found.confidence:.2f}"))
        console.print(table)
    for problem in reading.problems:
        console.print(Text(f"! {problem.file}: {problem.message[language]}"))


def print_batch(stream: TextIO, summary: "Summary", language: Language) -> None:
    """One line a package, and the sums."""
    console = _console(stream)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for entry in summary.entries:
        if entry.outcome is not None:
            outcome = outcome_text(entry.outcome, language)
        elif entry.waiting:
            outcome = Text(say(Phrase("batch.outcome.waiting"), language), style="yellow")
        else:
            outcome = Text(f"! {entry.failure}", style="bold red")
        table.add_row(Text(entry.package, style="bold"), outcome, Text(str(entry.report or "")))
    console.print(table)
    if summary.index is not None:
        console.print(Text(str(summary.index), style="underline"))


def print_serving(address: str, settings: Settings, language: Language) -> None:
    """That the nightly run is served: when it begins, on which inbox, under which address."""
    values = {"cron": settings.nightly, "inbox": str(settings.inbox), "address": address}
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        Text(say(Phrase("batch.serving", values), language))
    )


def print_types(stream: TextIO, language: Language) -> None:
    """Types with their titles and fields."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("report.type_id", "report.type_title", "report.type_fields"):
        table.add_column(say(Phrase(heading), language))
    for known in types_as_json():
        table.add_row(known["id"], known["titles"][language], ", ".join(known["fields"]))
    _console(stream).print(table)


def types_as_json() -> list[dict[str, Any]]:
    """Types with titles in all languages and the names of the fields that are read."""
    rows = []
    for known in document_types():
        module = import_module(f"extractors.{known.id}")
        declared = getattr(module, "Fields", None)
        names = [part.name for part in dataclass_fields(declared)] if declared else []
        titles = {str(language): title for language, title in known.titles.items()}
        rows.append({"id": known.id, "titles": titles, "fields": names})
    return rows


def print_rules(stream: TextIO, ruleset: Ruleset, language: Language) -> None:
    """One line a rule."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, entry in ruleset.rules.items():
        table.add_row(
            Text(name, style="bold"),
            Text(entry.demand(language)),
            Text(say(Phrase(f"weight.{entry.weight}"), language), style="dim"),
        )
    _console(stream).print(table)


def print_rule(stream: TextIO, name: str, entry: RuleEntry, language: Language) -> None:
    """A rule with clause, source, certainty and values."""
    console = _console(stream)
    console.print(Text(f"{name} · {entry.demand(language)}", style="bold"))
    rows = {
        "report.weight": say(Phrase(f"weight.{entry.weight}"), language),
        "report.clause": entry.clause[language],
        "report.source": entry.source[language],
        "report.certainty": say(Phrase(f"certainty.{entry.certainty}"), language),
    }
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for label, value in rows.items():
        table.add_row(Text(say(Phrase(label), language), style="dim"), Text(value))
    for parameter, value in entry.parameters.items():
        table.add_row(Text(parameter, style="dim"), Text(str(value)))
    console.print(table)


def print_checks(stream: TextIO, checks: "Sequence[Checkup]") -> None:
    """One line a check; a failed one says how to mend it."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for check in checks:
        sign = Text("✓", style="green") if check.well else Text("✗", style="bold red")
        table.add_row(sign, Text(check.name), Text(check.found), Text(check.cure, style="bold"))
    _console(stream).print(table)


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, soft_wrap=not stream.isatty())
