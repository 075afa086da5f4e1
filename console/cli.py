"""The command line: exit codes and commands of the contract, messages in three languages."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO

import typer

from console import desk_commands, keeping, redacting, replaying, screen, standing
from console.wordless import places_of
from pipeline import faults
from pipeline.errors import BadArgumentsError, TekseruError
from pipeline.model import LANGUAGES, Language, Outcome
from pipeline.private import OTHERS, data_folder
from pipeline.settings import Settings, settings

app = typer.Typer(
    name="tekseru",
    help="Verify application packages of the Bolashak internship, offline, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

EXIT_CODES = {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.INDETERMINATE: 2}
BAD_ARGUMENTS, UNOPENABLE, MISSING_TOOL, OTHER = 3, 4, 5, 6

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Lang = Annotated[
    str | None,
    typer.Option("--lang", help="kk, ru or en: language of messages and of the opened report."),
]
Out = Annotated[
    Path, typer.Option("--out", help="Folder for report and result, one folder a package.")
]


@app.command()
def verify(
    package: Annotated[Path, typer.Argument(help="Folder or zip file of one applicant.")],
    out: Out = Path("reports"),
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Verify one package: writes report and result, prints the verdict."""
    from pipeline import sandbox

    # Children start while the rest of the program is imported.
    sandbox.begin()
    from flows import verification

    with _result_stream() as out_stream:
        chosen = _settings(lang)
        with screen.progress() as progress:
            done = verification.verify(package, chosen, progress)
        report, _ = verification.write(done, out)
        if as_json:
            _print_json(out_stream, done.result.model_dump_json(indent=2, by_alias=True))
        else:
            screen.print_verdict(out_stream, done, report, chosen.language)
    raise typer.Exit(EXIT_CODES[done.outcome])


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="PDF, JPEG, PNG, TIFF, WebP or HEIC files.")],
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Read single files: types, fields, marks and words; no rules."""
    from pipeline import sandbox

    sandbox.begin()
    from flows import verification

    with _result_stream() as out_stream:
        chosen = _settings(lang)
        reading = verification.read(files, chosen)
        if as_json:
            _print_json(out_stream, reading.model_dump_json(indent=2, by_alias=True))
        else:
            screen.print_reading(out_stream, reading, chosen.language)
    raise typer.Exit(UNOPENABLE if reading.problems and not reading.documents else 0)


@app.command()
def batch(
    inbox: Annotated[str, typer.Argument(help="Folder of packages, or s3://bucket/inbox.")],
    out: Out = Path("reports"),
    as_json: Json = False,
    lang: Lang = None,
    runner: Annotated[
        str, typer.Option("--runner", help="local, or dask: the workers of a Dask cluster.")
    ] = "",
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="tcp://host:8786; TEKSERU_SCHEDULER by default.")
    ] = "",
) -> None:
    """Verify all packages of an inbox; unchanged ones cost nothing, one bad one stops nothing."""
    from flows import batch as batches
    from flows.inbox import packages_of

    with _result_stream() as out_stream:
        chosen = standing.spread(_settings(lang), runner, scheduler)
        with screen.packages_progress(len(packages_of(inbox))) as advance:
            summary = batches.run(inbox, out, chosen, advance)
        if as_json:
            _print_json(out_stream, json.dumps(summary.as_json(), ensure_ascii=False, indent=2))
        else:
            screen.print_batch(out_stream, summary, chosen.language)
    raise typer.Exit(OTHER if summary.broken else EXIT_CODES[summary.outcome])


@app.command()
def serve(
    inbox: Annotated[
        str | None,
        typer.Option("--inbox", help="Folder, or s3://bucket/inbox; TEKSERU_INBOX by default."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder of reports; TEKSERU_REPORTS by default.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Serve the nightly run on its schedule until the program is ended."""
    from flows import deployments
    from flows.inbox import inbox_name

    chosen = _settings(lang)
    folders = {"data_folder": chosen.data_folder, "reports": out or chosen.reports}
    # A night runs in a process of its own, perhaps elsewhere, and reads the settings there.
    for name, folder in folders.items():
        os.environ[f"TEKSERU_{name.upper()}"] = str(folder.absolute())
    os.environ["TEKSERU_INBOX"] = inbox_name(inbox or chosen.inbox)
    os.environ["TEKSERU_LANGUAGE"] = chosen.language
    serving = Settings()
    deployments.serve(
        serving, lambda address: screen.print_serving(address, serving, chosen.language)
    )


@app.command()
def types(
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option(help="The page of documentation.")] = False,
    lang: Lang = None,
) -> None:
    """List the document types and their fields."""
    with _result_stream() as out_stream:
        if markdown:
            from console.handbook import types_page

            out_stream.write(types_page())
        elif as_json:
            _print_json(
                out_stream, json.dumps(screen.types_as_json(), ensure_ascii=False, indent=2)
            )
        else:
            screen.print_types(out_stream, _settings(lang).language)


@app.command()
def rules(
    year: Annotated[
        int | None, typer.Option(help="Year of the rule set; the newest by default.")
    ] = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option(help="The page of documentation.")] = False,
    cases: Annotated[
        Path | None, typer.Option(help="Folder of written cases that the page lists.")
    ] = None,
    lang: Lang = None,
) -> None:
    """List what is checked: rule, demand, weight, certainty of its source."""
    from validators.ruleset import load, years

    with _result_stream() as out_stream:
        ruleset = load(year or years()[-1])
        if markdown:
            from console.rules_page import cases_in, rules_page

            out_stream.write(rules_page(ruleset, cases_in(cases) if cases else {}))
        elif as_json:
            _print_json(out_stream, ruleset.model_dump_json(indent=2))
        else:
            screen.print_rules(out_stream, ruleset, _settings(lang).language)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="Rule id, for example LET-01.")],
    year: Annotated[
        int | None, typer.Option(help="Year of the rule set; the newest by default.")
    ] = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Explain a rule: what it demands, why, with clause, source and values."""
    from validators.ruleset import load, years

    with _result_stream() as out_stream:
        ruleset = load(year or years()[-1])
        entry = ruleset.rules.get(rule.upper())
        if entry is None:
            raise BadArgumentsError(
                f"There is no rule {rule} in the rule set {ruleset.ruleset.version}.",
                "`tekseru rules` lists them.",
            )
        if as_json:
            _print_json(out_stream, entry.model_dump_json(indent=2))
        else:
            screen.print_rule(out_stream, rule.upper(), entry, _settings(lang).language)


@app.command()
def doctor(as_json: Json = False, lang: Lang = None) -> None:
    """Check tools, language data, models and disk; says how to mend each."""
    from console.doctor import examine

    with _result_stream() as out_stream:
        chosen = _settings(lang)
        examined = examine(chosen)
        if as_json:
            _print_json(out_stream, json.dumps([check.as_json() for check in examined], indent=2))
        else:
            screen.print_checks(out_stream, examined)
    raise typer.Exit(0 if all(check.well for check in examined) else MISSING_TOOL)


app.command("redact")(redacting.redact)
app.command("replay")(replaying.replay)
app.command("status")(standing.status)
app.command("deploy")(standing.deploy)
app.command("erase")(keeping.erase)
app.command("retention")(keeping.retention)
app.command("console")(desk_commands.console)
app.add_typer(desk_commands.users, name="user")
app.add_typer(desk_commands.audits, name="audit")
app.add_typer(keeping.keys, name="key")


def main() -> None:
    """Entry point: every failure leaves with its exit code and a message, never a traceback."""
    # Whatever is written, reports as well, is for its owner alone; who shares a folder of reports
    # with others gives them a default access list (setfacl -d), which this does not narrow.
    os.umask(OTHERS)
    try:
        code = app(standalone_mode=False)
    except TekseruError as error:
        screen.print_error(error.cause, error.cure)
        code = error.exit_code
    except typer.Abort:
        code = OTHER
    except KeyboardInterrupt:
        code = 130
    except Exception as error:  # noqa: BLE001 - the outermost ring: no traceback reaches a user
        code = _usage_or_crash(error)
    sys.exit(code or 0)


def _usage_or_crash(error: Exception) -> int:
    """Wrong arguments are explained; anything else is a fault of the program, noted in a file."""
    show: Callable[..., None] | None = getattr(error, "show", None)
    if show is not None:
        show(file=sys.stderr)
        return BAD_ARGUMENTS
    chosen = _settings_or_none()
    if chosen is None:
        screen.print_error(
            "A setting cannot be used.", "Look at the variables that begin with TEKSERU_."
        )
        return BAD_ARGUMENTS
    kind = faults.kind_of(error)
    if kind is not None:
        screen.print_error(faults.cause(kind, chosen.language), faults.cure(kind, chosen.language))
        return OTHER
    note = chosen.data_folder / "last-failure.txt"
    # The message of an exception may quote a document; where it happened does not.
    lines = places_of(error)
    with suppress(OSError):
        data_folder(note.parent)
        note.write_text("\n".join([type(error).__name__, *lines]) + "\n", encoding="utf-8")
    screen.print_error(
        f"The program failed ({type(error).__name__}).", f"Send {note} to its makers."
    )
    return OTHER


def _settings_or_none() -> Settings | None:
    """The settings, None where one of them is what cannot be used."""
    try:
        return settings()
    except ValueError:
        return None


def _settings(lang: str | None) -> Settings:
    if lang is None:
        return settings()
    if lang not in LANGUAGES:
        raise BadArgumentsError(f"There is no language {lang}.", "Use kk, ru or en.")
    chosen: Language = lang
    return settings().model_copy(update={"language": chosen})


@contextmanager
def _result_stream() -> Iterator[TextIO]:
    """The real standard output; whatever libraries print meanwhile goes to standard error."""
    sys.stdout.flush()
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    try:
        yield stream
    finally:
        sys.stdout.flush()
        os.dup2(stream.fileno(), 1)
        stream.close()


def _print_json(stream: TextIO, document: str) -> None:
    stream.write(document + "\n")
    stream.flush()
