"""How overall scores follow from section scores (domain.md sections 8.1 to 8.3)."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

SECTIONS: Mapping[str, int] = {
    "ielts": 4,
    "toefl_ibt": 4,
    "toefl_bands": 4,
    "toefl_itp": 3,
    "delf": 4,
    "dalf": 4,
}
"""How many sections a test has; with fewer read nothing can be computed."""


def recomputed(scale: str, sections: Mapping[str, Decimal]) -> Decimal | None:
    """The overall score that the sections give; None where not all of them were read."""
    if len(sections) != SECTIONS[scale]:
        return None
    total = sum(sections.values(), Decimal(0))
    if scale in ("ielts", "toefl_bands"):
        return _nearest_half(total / len(sections))
    if scale == "toefl_itp":
        return (total * 10 / 3).quantize(Decimal(1), ROUND_HALF_UP)
    return total


def _nearest_half(mean: Decimal) -> Decimal:
    """A quarter goes up to the half, three quarters to the whole."""
    return (mean * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2 + Decimal("0.0")
