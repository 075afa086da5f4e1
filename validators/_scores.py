"""How overall scores follow from section scores (domain.md sections 8.1 to 8.3)."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from extractors import foreign_language_certificate

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_LEVEL_OF_MODULE = re.compile(r"\d")

_SKILLS = 4
SKILLS = frozenset(("listening", "reading", "writing", "speaking"))
SECTIONS: Mapping[str, int] = {
    "ielts": 4,
    "toefl_ibt": 4,
    "toefl_bands": 4,
    "toefl_itp": 3,
    "delf": 4,
    "dalf": 4,
    "duolingo": 4,
    "cambridge": 5,
    "hsk": 3,
    "topik": 3,
}
"""How many sections a test has; with fewer read nothing can be computed."""


def recomputed(scale: str, sections: Mapping[str, Decimal]) -> Decimal | None:
    """The overall score that the sections give; None where not all of them were read."""
    if scale == "duolingo" and sections.keys() >= SKILLS:
        # Newer papers print the integrated subscores beside the four skills.
        sections = {name: sections[name] for name in SKILLS}
    if len(sections) != SECTIONS[scale]:
        return None
    total = sum(sections.values(), Decimal(0))
    if scale in ("ielts", "toefl_bands"):
        return _nearest_half(total / len(sections))
    if scale == "duolingo":
        return (total / len(sections) / 5).quantize(Decimal(1), ROUND_HALF_UP) * 5
    if scale == "cambridge":
        return (total / len(sections)).quantize(Decimal(1), ROUND_HALF_UP)
    if scale == "toefl_itp":
        return (total * 10 / 3).quantize(Decimal(1), ROUND_HALF_UP)
    return total


def _nearest_half(mean: Decimal) -> Decimal:
    """A quarter goes up to the half, three quarters to the whole."""
    return (mean * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2 + Decimal("0.0")


def reaches(paper: foreign_language_certificate.Fields, least: Mapping[str, Any]) -> bool:
    """Whether a result surely reaches a threshold that is made of one or more demands.

    `cefr`: the printed level; `overall`: the overall score; `each`: every section; `module`: a
    word of the module, such as the II of TOPIK II; `level`: the number in the module, such as the
    5 of HSK 5. What was not read is not reached.
    """
    return bool(least) and all(_meets(paper, demand, value) for demand, value in least.items())


def _meets(paper: foreign_language_certificate.Fields, demand: str, least: Any) -> bool:
    module, sections = paper.module.value or "", paper.sections.value or {}
    match demand:
        case "cefr":
            level = paper.cefr.value
            return level in LEVELS and LEVELS.index(level) >= LEVELS.index(least)
        case "overall":
            return paper.overall.value is not None and paper.overall.value >= least
        case "each":
            return len(sections) >= _SKILLS and all(part >= least for part in sections.values())
        case "module":
            return least in module.casefold().split()
        case "level":
            found = _LEVEL_OF_MODULE.search(module)
            return found is not None and int(found.group()) >= least
    raise ValueError(f"the rule set names a demand that is not known: {demand}")
