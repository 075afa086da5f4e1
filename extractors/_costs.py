"""What an internship costs: the rows of a calculation and the total, in tables and in sentences.

A row is a line with an amount behind words; a label that wraps belongs to the row it is nearest
to (domain.md section 6.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors._cost_sentences import spoken_costs
from extractors._cost_table import CostRow, cost_rows
from extractors._cost_words import find_amounts
from extractors._reading import missing
from extractors._records import CostItem
from extractors._running_text import RunningText
from pipeline.geometry import around_words
from pipeline.model import Evidence, Field, Money

MOST_AMOUNTS = 12
TIMES = re.compile(r"\d\s?(?:[A-Z]{3}\s)?[×xх*@]\s?(?:[A-Z]{3}\s|[€$£])?\d")
SHORTEST = 300
WELL_READ = 0.8
NOTHING_SAID = 0.75


@dataclass(frozen=True, slots=True)
class Costs:
    """The fields of an invitation that speak of money."""

    total: Field[Money]
    items: Field[tuple[CostItem, ...]]
    breakdown: Field[bool]


def costs(running: RunningText) -> Costs:
    """Costs from tables, else from sentences."""
    rows = [row for page in running.pages for row in cost_rows(page)]
    items = [row for row in rows if not row.is_total and row.label]
    totals = [row for row in rows if row.is_total]
    in_text, spoken = spoken_costs(running)
    listed: Field[tuple[CostItem, ...]] = missing(running.pages)
    if len(items) >= 2 or (items and totals):
        listed = _from_rows(items)
    elif spoken:
        listed = spoken
    total = _total(running, totals, in_text, listed.value or ())
    added = sum((item.amount for item in listed.value or ()), Decimal(0))
    if listed.value and total.value and total.value.amount != added:
        # One of the figures is misread, or a row was not found.
        listed = replace(listed, confidence=0.7 * listed.confidence)
        total = replace(total, confidence=0.85 * total.confidence)
    breakdown = _breakdown(running, total, listed, items)
    if listed.value is None and breakdown.value is False:
        listed = Field((), breakdown.raw, breakdown.confidence, breakdown.evidence)
    return Costs(total, listed, breakdown)


def _total(
    running: RunningText,
    rows: Sequence[CostRow],
    in_text: Field[Money],
    items: Sequence[CostItem],
) -> Field[Money]:
    candidates: list[Field[Money]] = []
    if rows:
        row = rows[-1]
        evidence = (Evidence(row.page.file, row.page.number, around_words(row.words)),)
        sure = min(word.confidence for word in row.words)
        candidates.append(Field(row.amount.money, row.amount.text, sure, evidence))
    if in_text.value is not None:
        candidates.append(in_text)
    if not candidates:
        return missing(running.pages)
    money = candidates[0].value
    added = sum((item.amount for item in items), Decimal(0))
    agreeing = [field for field in candidates if field.value == money]
    adds_up = money is not None and added == money.amount
    if len(candidates) > 1 and len(agreeing) == 1 and not adds_up:
        other = candidates[1]
        if other.value is not None and added == other.value.amount:
            return other
        return _weaker(candidates[0], 0.6)
    return candidates[0] if adds_up or len(agreeing) > 1 else _weaker(candidates[0], 0.9)


def _breakdown(
    running: RunningText,
    total: Field[Money],
    listed: Field[tuple[CostItem, ...]],
    rows: Sequence[CostRow],
) -> Field[bool]:
    if listed.value is not None and (len(listed.value) >= 2 or any(row.counted for row in rows)):
        return Field(True, listed.raw, listed.confidence, listed.evidence)
    shown = TIMES.search(running.text)
    if total.value is not None and shown:
        span = running.span(*shown.span())
        return span.field(True, min(0.85, total.confidence))
    if total.value is not None and _adds_up(running, total.value):
        return Field(True, total.raw, min(0.85, total.confidence), total.evidence)
    if rows and total.value is not None:
        # A table with one item beside its total: the others may not have been read.
        return Field(None, None, 0.0, (), total.searched or missing(running.pages).searched)
    if total.value is not None:
        return Field(False, total.raw, min(total.confidence, 0.9), total.evidence)
    pages = [page for page in running.pages if page.words]
    sure = min((page.confidence for page in pages), default=0.0)
    if len(running.text) < SHORTEST or sure < WELL_READ or find_amounts(running.text):
        return Field(None, None, 0.0, (), total.searched)
    # A letter read well that names no amount of money has no calculation either.
    proofs = tuple(Evidence(page.file, page.number, None) for page in pages)
    return Field(False, None, NOTHING_SAID, proofs)


def _adds_up(running: RunningText, total: Money) -> bool:
    """Whether some smaller amounts of the text make up the total: it was reckoned."""
    smaller = {
        found.money.amount
        for found in find_amounts(running.text)
        if found.money.currency == total.currency and 0 < found.money.amount < total.amount
    }
    sums: dict[Decimal, int] = {Decimal(0): 0}
    for amount in sorted(smaller)[:MOST_AMOUNTS]:
        for made, count in list(sums.items()):
            sums.setdefault(made + amount, count + 1)
    return sums.get(total.amount, 0) >= 2


def _weaker(field: Field[Money], share: float) -> Field[Money]:
    return Field(field.value, field.raw, field.confidence * share, field.evidence)


def _from_rows(rows: Sequence[CostRow]) -> Field[tuple[CostItem, ...]]:
    value = tuple(
        CostItem(row.label, row.amount.money.amount, row.amount.money.currency) for row in rows
    )
    evidence = []
    for page in dict.fromkeys(id(row.page) for row in rows):
        words = [word for row in rows if id(row.page) == page for word in row.words]
        at = next(row.page for row in rows if id(row.page) == page)
        evidence.append(Evidence(at.file, at.number, around_words(words)))
    sure = min(word.confidence for row in rows for word in row.words)
    raw = "; ".join(f"{row.label} {row.amount.text}" for row in rows)
    return Field(value, raw, sure, tuple(evidence))
