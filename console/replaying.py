"""`tekseru replay`: which verdicts another rule set would turn, from readings kept in the store."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import BadArgumentsError
from pipeline.model import LANGUAGES, Language, Outcome, Phrase
from pipeline.report.messages import in_all_languages, say
from pipeline.settings import settings

if TYPE_CHECKING:
    from flows.replaying import Flip, Replayed
    from validators.ruleset import Ruleset

FLIPPED = 1


def replay(
    ruleset: Annotated[
        str, typer.Option("--ruleset", help="A year, or a TOML file in the form of rulesets/.")
    ],
    inbox: Annotated[
        Path | None, typer.Option("--inbox", help="Packages of this inbox; of all by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    lang: Annotated[str | None, typer.Option("--lang", help="kk, ru or en.")] = None,
) -> None:
    """Judge kept readings by another rule set, without reading again; 0 where no verdict flips."""
    from flows.replaying import replay as replayed
    from pipeline.store.database import open_database

    chosen = settings()
    language = _language(lang) or chosen.language
    other = ruleset_named(ruleset)
    place = str(inbox.resolve()) if inbox else None
    packages = list(replayed(open_database(chosen), other, place))
    if as_json:
        sys.stdout.write(json.dumps(_as_json(packages, other), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(packages, other, language)) + "\n")
    raise typer.Exit(FLIPPED if any(package.flipped for package in packages) else 0)


def ruleset_named(named: str) -> "Ruleset":
    """The rule set of a year, or of a file. BadArgumentsError where there is none."""
    from validators.ruleset import load, parse

    if named.isdecimal():
        return load(int(named))
    try:
        return parse(Path(named).read_text(encoding="utf-8"), Path(named).name)
    except (OSError, UnicodeDecodeError):
        raise BadArgumentsError(
            f"The rule set {named} cannot be read.", "Give a year or the path of a TOML file."
        ) from None


def _lines(packages: "list[Replayed]", other: "Ruleset", language: Language) -> "list[str]":
    flipped = [package for package in packages if package.flips]
    values = {
        "ruleset": other.ruleset.version,
        "packages": len(packages),
        "changed": len(flipped),
        "flipped": sum(package.flipped for package in packages),
    }
    lines = [say(Phrase("replay.summary", values), language)]
    for package in flipped:
        lines.append(f"{package.package}: {_change(package, language)}")
        lines += [
            f"  {flip.rule} · {flip.subject}: {_change(flip, language)}. "
            + say(flip.message, language)
            for flip in package.flips
        ]
    return lines


def _change(part: "Replayed | Flip", language: Language) -> str:
    return f"{_named(part.before, language)} → {_named(part.after, language)}"


def _named(outcome: Outcome | None, language: Language) -> str:
    return say(Phrase(f"outcome.{outcome}" if outcome else "replay.no_finding"), language)


def _as_json(packages: "list[Replayed]", other: "Ruleset") -> Mapping[str, Any]:
    return {
        "ruleset": other.ruleset.version,
        "packages": [
            {
                "id": package.package,
                "before": package.before,
                "after": package.after,
                "flips": [
                    {
                        "rule": flip.rule,
                        "subject": flip.subject,
                        "before": flip.before,
                        "after": flip.after,
                        "message": in_all_languages(flip.message),
                    }
                    for flip in package.flips
                ],
            }
            for package in packages
        ],
    }


def _language(named: str | None) -> Language | None:
    if named is not None and named not in LANGUAGES:
        raise BadArgumentsError(f"There is no language {named}.", "Use kk, ru or en.")
    return named
