"""What an invented applicant does and where the internship takes place."""

from dataclasses import dataclass
from random import Random
from typing import Any

from sample_docs.stock import load


@dataclass(frozen=True, slots=True)
class Career:
    """A specialty with a post and an employer; `_ru` pairs hold nominative and genitive."""

    category: str
    specialty_en: str
    specialty_kk: str
    specialty_ru: tuple[str, str]
    position_en: str
    position_kk: str
    position_ru: tuple[str, str]
    employer_en: str
    employer_kk: str
    employer_kk_prose: str
    employer_ru: str


@dataclass(frozen=True, slots=True)
class Host:
    """An invented organisation abroad.

    `ru` and `country_ru` hold nominative, genitive, prepositional; `country_kk` nominative,
    genitive, locative.
    """

    en: str
    kk: str
    ru: tuple[str, str, str]
    city: str
    country_en: str
    country_kk: tuple[str, str, str]
    country_ru: tuple[str, str, str]
    currency: str


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def any_career(rng: Random) -> Career:
    """A career of the stock."""
    return Career(**_frozen(rng.choice(load("careers")["career"])))


def any_host(rng: Random) -> Host:
    """A host organisation of the stock."""
    return Host(**_frozen(rng.choice(load("hosts")["host"])))
