"""Load and check the rules of a year (`rulesets/<year>.toml`)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import BadArgumentsError
from pipeline.model import LANGUAGES, Language, Weight


class RuleEntry(BaseModel):
    """One rule of a year: weight, legal basis, wording, parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weight: Weight
    clause: dict[Language, str]
    source: dict[Language, str]
    certainty: Literal["official", "secondary", "own"]
    demands: dict[Language, str]
    parameters: dict[str, Any] = Field(default_factory=dict)

    @field_validator("clause", "source", "demands")
    @classmethod
    def _in_every_language(cls, said: dict[Language, str]) -> dict[Language, str]:
        if set(said) != set(LANGUAGES) or not all(said.values()):
            raise ValueError("must be written in kk, ru and en")
        return said

    def demand(self, language: Language) -> str:
        """What the rule demands, with the year's numbers filled in."""
        shown = {
            name: f"{value:%d.%m.%Y}" if isinstance(value, date) else value
            for name, value in self.parameters.items()
        }
        return self.demands[language].format(**shown)


class RulesetHead(BaseModel):
    """Year, version and the confidence below which a person decides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    version: str
    least_confidence: float = Field(ge=0, le=1)


class Required(BaseModel):
    """The documents a package must have, as type ids in the order of the announcement.

    Of the types in `one_suffices` the best paper speaks where there are several.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    types: tuple[str, ...]
    one_suffices: tuple[str, ...] = ()


class Ruleset(BaseModel):
    """The rules of one year."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ruleset: RulesetHead
    required: Required
    rules: dict[str, RuleEntry]


@lru_cache
def load(year: int) -> Ruleset:
    """The rule set of a year; BadArgumentsError when there is none or it is not well formed."""
    place = files("validators") / "rulesets" / f"{year}.toml"
    if not place.is_file():
        raise BadArgumentsError(
            f"There is no rule set for the year {year}.",
            f"Known years: {', '.join(map(str, years()))}. Set `year` in package.toml.",
        )
    return parse(place.read_text(encoding="utf-8"), place.name)


def parse(content: str, name: str) -> Ruleset:
    """A rule set from its TOML text; errors name the place."""
    try:
        return Ruleset.model_validate(tomllib.loads(content))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadArgumentsError(f"The rule set {name} is not well formed: {error}", "") from error


def years() -> tuple[int, ...]:
    """Years that have a rule set, the newest last."""
    folder = files("validators") / "rulesets"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(int(name[:4]) for name in names if name.endswith(".toml")))


def demands(entry: RuleEntry) -> Mapping[Language, str]:
    """Wording of a rule in all languages."""
    return {language: entry.demand(language) for language in ("kk", "ru", "en")}
