"""Reliability of confidence: how many of the values read with so much confidence are right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of one range of confidence: how many, their mean confidence, the share right."""

    low: float
    high: float
    values: int
    confidence: float
    right: float


def reliability(graded: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Bins that hold values, the least sure first."""
    every = sorted(graded)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in every if low <= pair[0] < high or pair[0] == high == EDGES[-1]]
        if inside:
            bins.append(
                Bin(
                    low,
                    high,
                    len(inside),
                    sum(sure for sure, _ in inside) / len(inside),
                    sum(right for _, right in inside) / len(inside),
                )
            )
    return bins


def expected_error(bins: Sequence[Bin]) -> float:
    """Mean distance between confidence and share right, weighted by the number of values."""
    values = sum(found.values for found in bins)
    if not values:
        return 0.0
    return sum(found.values * abs(found.confidence - found.right) for found in bins) / values
