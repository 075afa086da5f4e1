"""How the value of a field is shown: words for codes, dates by language, rows as a table."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pipeline.model import Money, Month
from pipeline.report.wording import Said, amount, coded, in_month, joined, on_day, said, same

CODED = frozenset(
    (
        *("sides", "sex", "language", "source_language", "target_language", "topics", "variant"),
        *("degree", "kind", "test", "purpose", "conclusion", "source_type"),
        *("object", "status", "side"),
    )
)
"""Fields and parts of rows whose values are codes of the contract, not text of a paper."""
PRINTED_LINES = frozenset({"mrz"})
ABSENT: Said = same("–")


@dataclass(frozen=True, slots=True)
class Rows:
    """Values of several parts as a table; `names` are catalogue keys under `part.`."""

    names: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as text, as printed lines, or as a table; exactly one of them."""

    text: Said | None = None
    lines: tuple[str, ...] = ()
    rows: Rows | None = None


def shown(name: str, value: Any) -> Shown:
    """How the value of the field `name` is shown."""
    if name in PRINTED_LINES and isinstance(value, Sequence) and not isinstance(value, str):
        return Shown(lines=tuple(str(line) for line in value))
    if isinstance(value, Sequence) and value and _has_parts(value[0]):
        return Shown(rows=_rows(value))
    return Shown(text=text_of(name, value))


def text_of(name: str, value: Any) -> Said:
    """The value of a field or part as one text."""
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return said("report.yes") if value else said("report.no")
    if isinstance(value, Enum):
        return coded(value.value)
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, Month):
        return in_month(value)
    if isinstance(value, Money):
        return amount(value.amount, value.currency)
    if isinstance(value, Decimal) and name == "amount":
        return amount(value)
    if isinstance(value, Mapping):
        pairs = [joined([coded(key), same(part)], ": ") for key, part in value.items()]
        return joined(pairs, "; ") if pairs else ABSENT
    if isinstance(value, list | tuple | frozenset | set):
        return joined([text_of(name, part) for part in value]) if value else ABSENT
    return coded(value) if name in CODED else same(value)


def _has_parts(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, Month | Money)


def _rows(values: Sequence[Any]) -> Rows:
    names = tuple(part.name for part in dataclasses.fields(values[0]))
    rows = (tuple(text_of(name, getattr(row, name)) for name in names) for row in values)
    return Rows(names, tuple(rows))
