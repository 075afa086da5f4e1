"""Pension contributions as months of work (domain.md section 14.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extractors import pension_extract
from extractors._records import Contribution
from pipeline.model import Field, Month, Package

MANDATORY = "010"
"""Payment code of mandatory contributions from wages; other codes prove no work."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """Counted rows of all extracts, and the fields they were read from."""

    rows: tuple[Contribution, ...]
    fields: tuple[Field[Any], ...]

    @property
    def months(self) -> frozenset[Month]:
        """Months with at least one counted contribution, whoever paid."""
        return frozenset(row.month for row in self.rows)


def contributions(package: Package) -> Contributions:
    """Mandatory contributions that were processed and are above nothing, of all extracts.

    A month that has only a returned row has no contribution.
    """
    read = [
        paper.fields.rows
        for paper in package.of_type(pension_extract.TYPE.id)
        if paper.fields is not None and paper.fields.rows.value is not None
    ]
    rows = tuple(row for field in read for row in field.value or () if _counts(row))
    return Contributions(rows, tuple(read))


def runs(months: Iterable[Month]) -> list[tuple[Month, Month]]:
    """Months without gaps as (first, last), in order of time."""
    found: list[tuple[Month, Month]] = []
    for month in sorted(months):
        if found and found[-1][1].until(month) == 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def span(first: Month, last: Month) -> list[Month]:
    """All months from the first to the last."""
    return [first.plus(number) for number in range(first.until(last) + 1)]


def _counts(row: Contribution) -> bool:
    return row.code == MANDATORY and row.status == "processed" and row.amount > 0
