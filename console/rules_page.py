"""The page of documentation about the rules, made from the rule set of a year and written cases."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.model import LANGUAGES, Phrase
from pipeline.report.messages import say
from validators.ruleset import RuleEntry, Ruleset

HEAD = """# Rules of the {year} selection

Rule set {version}, made from `validators/rulesets/{year}.toml` by
`tekseru rules --markdown --cases tests/rules`; a test keeps this page current.

What weighs `blocking` decides the package, what weighs `advisory` informs the reviewer. The
certainty tells what the value of a rule rests on: the programme's own published text (`official`),
a guide that quotes the act (`secondary`), or checking practice (`own`), which by itself refuses
nobody. A finding that rests on a value read with a confidence below {least} is left to a person.

Required documents, in the order of the announcement: {required}.
"""
NAMES = ("қазақша", "по-русски", "in English")
Cases = Mapping[str, Sequence[tuple[str, str]]]
"""By rule: what each case is about, and what the rule says of it."""


def rules_page(ruleset: Ruleset, cases: Cases) -> str:
    """All rules with demand, clause and source in three languages, certainty, values and cases."""
    head = HEAD.format(
        year=ruleset.ruleset.year,
        version=ruleset.ruleset.version,
        least=ruleset.ruleset.least_confidence,
        required=", ".join(f"`{name}`" for name in ruleset.required.types),
    )
    lines = [head]
    for name, entry in ruleset.rules.items():
        lines += _section(name, entry, cases.get(name, ()))
    return "\n".join(lines)


def cases_in(folder: Path) -> Cases:
    """The cases written in a folder of `<rule>.toml` files."""
    return {
        path.stem: [_case(case) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
        for path in sorted(folder.glob("*.toml"))
    }


def _case(case: Mapping[str, Any]) -> tuple[str, str]:
    said = [
        f"{finding['outcome']} ({finding['reason']})" if "reason" in finding else finding["outcome"]
        for finding in case["findings"]
    ]
    return case["name"], ", ".join(dict.fromkeys(said)) or "no finding"


def _section(name: str, entry: RuleEntry, cases: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f"## `{name}`"
    yield ""
    yield f"Weight `{entry.weight}`, certainty `{entry.certainty}`: {_certainty(entry)}."
    yield ""
    yield f"| | {' | '.join(NAMES)} |"
    yield "| --- | --- | --- | --- |"
    for title, said in (
        ("demand", {language: entry.demand(language) for language in LANGUAGES}),
        ("clause", entry.clause),
        ("source", entry.source),
    ):
        yield f"| {title} | " + " | ".join(_cell(said[code]) for code in LANGUAGES) + " |"
    yield ""
    if entry.parameters:
        yield "| parameter | value |"
        yield "| --- | --- |"
        for parameter, value in entry.parameters.items():
            yield f"| `{parameter}` | {_cell(_shown(value))} |"
        yield ""
    if cases:
        yield "| case | outcome |"
        yield "| --- | --- |"
        for about, outcome in cases:
            yield f"| {_cell(about)} | {outcome} |"
        yield ""


def _certainty(entry: RuleEntry) -> str:
    return say(Phrase(f"certainty.{entry.certainty}"), "en")


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(part)}" for key, part in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "none"
    return str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
