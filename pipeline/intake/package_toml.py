"""`package.toml`: what the portal knows about a package (contract.md section 1).

Every key is optional. A wrong value is reported by its key, never by the value, and does not cost
the others.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Bounded

from pipeline.intake.names import shown
from pipeline.model import Declaration, Phrase, Problem, ProblemKind

NAME = "package.toml"
MOST_BYTES = 65_536
_LINE = re.compile(r"at line (\d+)")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Category = Literal[
    "engineering",
    "agriculture",
    "ai_user",
    "teacher",
    "higher_education",
    "medicine",
    "civil_service",
    "media",
    "culture",
    "judiciary",
    "nuclear",
]


class _PackageToml(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    submitted_on: date | None = None
    year: Annotated[int, Bounded(ge=2000, le=2100)] | None = None
    category: Category | None = None
    iin: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None
    full_name: Text | None = None
    specialty: Text | None = None
    country: Text | None = None


def read(path: Path) -> tuple[Declaration, tuple[Problem, ...]]:
    """The declaration in a file, with a problem for each part of it that could not be used."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return Declaration(), (_problem(),)
    if len(content) > MOST_BYTES:
        return Declaration(), (_problem(),)
    return parse(content)


def parse(content: bytes) -> tuple[Declaration, tuple[Problem, ...]]:
    """The declaration in the bytes of a `package.toml`, and what was wrong with it."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Declaration(), (_problem(),)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        return Declaration(), (_problem("line", line=int(line[1])) if line else _problem(),)
    except RecursionError:  # thousands of nested brackets
        return Declaration(), (_problem(),)
    known = {key: value for key, value in table.items() if key in _PackageToml.model_fields}
    problems = [_problem("unknown_key", key=shown(key)[:60]) for key in table if key not in known]
    bad = _bad_keys(known)
    problems += [_problem("value", key=key) for key in bad]
    good = {key: value for key, value in known.items() if key not in bad}
    return Declaration(**_PackageToml.model_validate(good).model_dump()), tuple(problems)


def _bad_keys(table: dict[str, Any]) -> list[str]:
    try:
        _PackageToml.model_validate(table)
    except ValidationError as error:
        return list(dict.fromkeys(str(detail["loc"][0]) for detail in error.errors()))
    return []


def _problem(detail: str = "", **values: str | int) -> Problem:
    key = "problem.bad_package_toml" + (f".{detail}" if detail else "")
    return Problem(NAME, ProblemKind.BAD_PACKAGE_TOML, Phrase(key, values))
