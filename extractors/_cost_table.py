"""Rows of a calculation: lines with an amount behind words, with labels that wrap whole.

A label that wraps belongs to the row it is nearest to (domain.md section 6.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors._blocks import segments
from extractors._cost_words import FREE, TOTAL, find_amounts
from extractors._visual_rows import VisualRow, visual_rows
from pipeline.model import Page, Word
from pipeline.text.money import FoundAmount
from pipeline.text.normalise import clean, fold

CURRENCY = re.compile(r"\b(USD|EUR|GBP|CHF|JPY|KRW|CNY|KZT|CAD|SGD|SEK|TRY|AUD|HKD|CZK|PLN)\b")
NUMERAL = re.compile(r"\d[\d.,\s]*$")
_HEADINGS = (
    "item amount position poste montant betrag kalem tutar наименование сумма атауы сомасы"
    " calculation расчет есебі berechnung calcul hesaplama description cost expense unit"
)
HEADINGS = frozenset(fold(word) for word in _HEADINGS.split())
_OF_COST = "cost fee expense amount charge price budget стоим расход смет сумм құн шығын ақы"
OF_COST = tuple(fold(word) for word in _OF_COST.split())
SHORT_HEADING = 7
FACTOR = re.compile(r"\s*[,(]\s*(?:\d+\s*(?:months?|мес\w*|ай)?\s*)?[×xх*@]?\s*$")
"""What a calculation begins with behind a label: «Training fee (4 ×»."""
CELL = 1.15
"""Lines of one cell follow each other at nearly the smallest step of the column."""
WRAP = 1.9
"""A piece of a label stands within so many letter heights of its row."""


@dataclass(frozen=True, slots=True)
class CostRow:
    label: str
    words: tuple[Word, ...]
    amount: FoundAmount
    page: Page
    counted: bool
    """Whether the row shows how its amount comes about (price x number)."""

    @property
    def is_total(self) -> bool:
        label = fold(self.label)
        return label.startswith(TOTAL) or any(f" {word}" in label for word in TOTAL)


def cost_rows(page: Page) -> list[CostRow]:
    """Rows of a page that end in an amount and begin with a label, with wrapped labels whole."""
    rows = visual_rows(page)
    made: list[tuple[VisualRow, list[Word], FoundAmount, bool]] = []
    spare: list[tuple[VisualRow, tuple[Word, ...]]] = []
    heading = _heading_currency(rows)
    for row in rows:
        parts = segments(page, row.words)
        amounts = list(find_amounts(row.text)) or _bare_amount(row, heading)
        if not amounts or not _ends(row, amounts[-1]):
            spare += [(row, part) for part in parts]
            continue
        label = list(next((p for p in parts if any(map(str.isalpha, _text(p)))), parts[0]))
        if find_amounts(_text(label)):
            label = [word for word in label if _offset(row, word) < amounts[0].start]
        if len(parts) == 1:
            label = [word for word in row.words if _offset(row, word) < amounts[0].start]
            if len(label) > 9 or ";" in row.text:
                continue
        if parts and any(fold(free.rstrip("*")) in fold(_text(label)) for free in FREE):
            continue
        counted = len(amounts) > 1 or re.search(r"[×xх*@]\s*\d", row.text) is not None
        counted = counted or (amounts[-1].text.isascii() and _has_factors(row, amounts[-1]))
        made.append((row, label, amounts[-1], counted))
    if len(made) < 2:
        return []
    return [_row(page, made, spare, number) for number in range(len(made))]


def _heading_currency(rows: Sequence[VisualRow]) -> tuple[float, str] | None:
    """Where a row without figures names the currency of the column below it."""
    for row in rows:
        codes = CURRENCY.findall(row.text)
        bare = len(set(codes)) == 1 and not any(sign.isdigit() for sign in row.text)
        words = fold(row.text).split()
        short = len(words) <= SHORT_HEADING and any(word.startswith(OF_COST) for word in words)
        if bare and (short or set(words) & HEADINGS):
            return row.middle, codes[0]
    return None


def _bare_amount(row: VisualRow, heading: tuple[float, str] | None) -> list[FoundAmount]:
    """The number at the end of a row below a heading with a currency."""
    if heading is None or row.middle <= heading[0] or not NUMERAL.search(row.text):
        return []
    size = len(row.text)
    last = row.words[-1].text
    if not re.search(r"\d{3}|[.,]\d\d$", last):
        return []
    found = find_amounts(f"{last} {heading[1]}")
    return [replace(amount, start=size - len(last), end=size, text=last) for amount in found[-1:]]


def _has_factors(row: VisualRow, amount: FoundAmount) -> bool:
    """Whether a price and a number of times stand before the amount in its row."""
    return len(re.findall(r"(?<!\S)\d[\d.,]*(?!\S)", row.text[: amount.start])) >= 2


def _row(
    page: Page,
    made: Sequence[tuple[VisualRow, list[Word], FoundAmount, bool]],
    spare: Sequence[tuple[VisualRow, tuple[Word, ...]]],
    number: int,
) -> CostRow:
    row, label, amount, counted = made[number]
    left = min((words[0].box.left for _, words, _, _ in made if words), default=0.0)
    lines: list[tuple[float, Sequence[Word], int | None]] = [
        (other.middle, words, at) for at, (other, words, _, _) in enumerate(made) if words
    ]
    lines += [
        (other.middle, part, None)
        for other, part in spare
        if abs(part[0].box.left - left) < 0.02 and not _is_heading(part)
    ]
    pieces = _of_one_cell(sorted(lines, key=lambda line: line[0]), number)
    if not pieces:
        rows = [other.middle for other, _, _, _ in made]
        pieces = [
            part
            for middle, part, owner in sorted(lines, key=lambda line: line[0])
            if owner == number or (owner is None and _belongs(middle, part, row, rows, label))
        ]
    words = [word for piece in pieces for word in piece]
    text = clean(_text(words))
    text = re.sub(r"^\d{1,2}[.)]?\s+(?=\D)", "", text)
    text = clean(FACTOR.sub("", text))
    return CostRow(text, (*words, *row.words), amount, page, counted)


def _of_one_cell(
    lines: Sequence[tuple[float, Sequence[Word], int | None]], number: int
) -> list[Sequence[Word]]:
    """Lines of the cell that row `number` has, where gaps part the cells; else nothing."""
    if not any(owner == number for _, _, owner in lines) or len(lines) < 2:
        return []
    gaps = [b[0] - a[0] for a, b in pairwise(lines)]
    usual = min(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else 0.0
    cells = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap <= CELL * usual and gap <= WRAP * max(word.box.height for word in line[1]):
            cells[-1].append(line)
        else:
            cells.append([line])
    own = next(cell for cell in cells if any(owner == number for _, _, owner in cell))
    owners = [owner for _, _, owner in own if owner is not None]
    return [words for _, words, _ in own] if owners == [number] else []


def _belongs(
    middle: float,
    part: Sequence[Word],
    row: VisualRow,
    rows: Sequence[float],
    label: Sequence[Word],
) -> bool:
    """Whether a spare line is nearest to this row and near enough."""
    height = max(word.box.height for word in part)
    near = min(rows, key=lambda other: abs(other - middle))
    return near == row.middle and abs(near - middle) <= (WRAP if label else 0.9) * height


def _is_heading(part: Sequence[Word]) -> bool:
    folded = fold(_text(part)).split()
    return not folded or set(folded) <= HEADINGS


def _ends(row: VisualRow, amount: FoundAmount) -> bool:
    """Whether nothing of weight follows the amount in its row."""
    rest = fold(row.text[amount.end :])
    return not any(sign.isdigit() for sign in rest) and len(rest.split()) <= 1


def _offset(row: VisualRow, word: Word) -> int:
    at = 0
    for other in row.words:
        if other is word:
            return at
        at += len(other.text) + 1
    return at


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
