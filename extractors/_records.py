"""What one field can hold when it holds several values: rows of tables, items of lists.

The names are those of the result (contract of the result, section 2).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pipeline.model import Month


@dataclass(frozen=True, slots=True)
class CostItem:
    """One line of a cost calculation."""

    label: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of an invitation and what it is about."""

    text: str
    object: Literal["financial", "academic", "other"]


@dataclass(frozen=True, slots=True)
class Employment:
    """One post of an employment record; `end` is None while it lasts."""

    start: date | None
    end: date | None
    employer: str | None
    position: str | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row of a pension extract; `month` is the month the contribution is for."""

    month: Month
    payer_bin: str | None
    payer_name: str | None
    code: str
    amount: Decimal
    status: Literal["processed", "returned"]


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval block of an internship programme.

    `signed` and `stamped` are None where the page was not looked at for ink or it cannot be told.
    """

    side: Literal["sending", "receiving"]
    organisation: str | None
    name: str | None
    date: date | None
    signed: bool | None
    stamped: bool | None
