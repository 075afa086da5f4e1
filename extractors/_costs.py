"""What an internship costs: the rows of a calculation and the total, in tables and in sentences.

A row is a line with an amount behind words; a label that wraps belongs to the row it is nearest
to (domain.md section 6.2).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractors._blocks import segments
from extractors._reading import missing
from extractors._records import CostItem
from extractors._running_text import RunningText, Span
from extractors._visual_rows import VisualRow, visual_rows
from extractors._wording import Wording
from pipeline.geometry import around_words
from pipeline.model import Evidence, Field, Money, Page, Word
from pipeline.text.money import FoundAmount
from pipeline.text.money import find_amounts as find_any_amounts
from pipeline.text.normalise import clean, fold

TOTAL = tuple(
    fold(word)
    for word in (
        "total",
        "grand total",
        "итого",
        "всего",
        "барлығы",
        "жиыны",
        "жалпы",
        "gesamt",
        "summe",
        "toplam",
        "sum total",
        "total cost",
        "sum",
        "overall",
        "amount due",
        "amount payable",
        "к оплате",
        "общая сумма",
        "общая стоимость",
        "totale",
        "montant total",
    )
)
TOTAL_IN_TEXT = (
    *(
        "in all",
        "altogether",
        "total cost*",
        "total amount*",
        "total fee*",
        "total of",
        "in total",
        "total",
        "amounts to",
    ),
    *("overall cost*", "full cost", "cost of the internship", "programme fee", "tuition fee"),
    *("общая стоимость", "общая сумма", "итого", "всего", "полная стоимость", "составля*"),
    *("стоимость стажировки", "жалпы құны", "жалпы сома*", "барлығы", "құны", "құрайды"),
    *("gesamtkosten", "gesamtbetrag", "insgesamt", "belaufen", "beträgt", "coût total"),
    *("montant total", "s'élève", "élève", "au total", "toplam", "maliyet*"),
)
CHARGED = (
    *("charge*", "fee*", "cost*", "price", "sum of", "amount of", "payable", "to pay", "budget"),
    *("стоимость*", "оплат*", "плат*", "сумм*", "ақысы", "төлем*", "сома*", "kosten", "gebühr*"),
    *("betrag", "frais", "coût*", "ücret*", "bedel*"),
)
"""Weaker words before a total: the largest amount of the text counts, or the sum of the items."""
MOST_AMOUNTS = 12
CURRENCY = re.compile(r"\b(USD|EUR|GBP|CHF|JPY|KRW|CNY|KZT|CAD|SGD|SEK|TRY|AUD|HKD|CZK|PLN)\b")
TIMES = re.compile(r"\d\s?(?:[A-Z]{3}\s)?[×xх*@]\s?(?:[A-Z]{3}\s|[€$£])?\d")
NUMERAL = re.compile(r"\d[\d.,\s]*$")
FREE = ("free of charge", "бесплатн*", "тегін", "kostenlos", "kostenfrei", "gratuit*", "ücretsiz")
_HEADINGS = (
    "item amount position poste montant betrag kalem tutar наименование сумма атауы сомасы"
    " calculation расчет есебі berechnung calcul hesaplama description cost expense unit"
)
HEADINGS = frozenset(fold(word) for word in _HEADINGS.split())
SHORTEST = 300
WELL_READ = 0.8
NOTHING_SAID = 0.75
CELL = 1.15
"""Lines of one cell follow each other at nearly the smallest step of the column."""
WRAP = 1.9
"""A piece of a label stands within so many letter heights of its row."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The fields of an invitation that speak of money."""

    total: Field[Money]
    items: Field[tuple[CostItem, ...]]
    breakdown: Field[bool]


@dataclass(frozen=True, slots=True)
class _Row:
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


def find_amounts(text: str) -> tuple[FoundAmount, ...]:
    """All amounts of a text in hundredths, as the result prints them."""
    cents = Decimal("0.01")
    return tuple(
        replace(found, money=Money(found.money.amount.quantize(cents), found.money.currency))
        for found in find_any_amounts(text)
    )


def costs(running: RunningText) -> Costs:
    """Costs from tables, else from sentences."""
    rows = [row for page in running.pages for row in _table(page)]
    items = [row for row in rows if not row.is_total and row.label]
    totals = [row for row in rows if row.is_total]
    in_text, spoken = _spoken(running)
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
    rows: Sequence[_Row],
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
    rows: Sequence[_Row],
) -> Field[bool]:
    if listed.value is not None and (len(listed.value) >= 2 or any(row.counted for row in rows)):
        return Field(True, listed.raw, listed.confidence, listed.evidence)
    shown = TIMES.search(running.text)
    if total.value is not None and shown:
        span = running.span(*shown.span())
        return span.field(True, min(0.85, total.confidence))
    if total.value is not None and _adds_up(running, total.value):
        return Field(True, total.raw, min(0.85, total.confidence), total.evidence)
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


def _from_rows(rows: Sequence[_Row]) -> Field[tuple[CostItem, ...]]:
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


def _table(page: Page) -> list[_Row]:
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
        if bare and set(fold(row.text).split()) & HEADINGS:
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
) -> _Row:
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
    return _Row(text, (*words, *row.words), amount, page, counted)


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


def _spoken(running: RunningText) -> tuple[Field[Money], Field[tuple[CostItem, ...]] | None]:
    """Total and items from sentences: «training fee – EUR 800 per month x 12 = EUR 9,600; ...»."""
    total: Field[Money] = missing(running.pages)
    wording = Wording(running.text)
    amounts = find_amounts(running.text)
    for hit in wording.find(TOTAL_IN_TEXT):
        near = next((a for a in amounts if 0 <= a.start - hit.end <= 60), None)
        if near and "\n\n" not in running.text[hit.end : near.start]:
            span = running.span(near.start, near.end)
            total = span.field(near.money)
            break
    if total.value is None:
        free = wording.first(FREE)
        near = next((a for a in amounts if a.money.amount == 0), None)
        if free and near:
            total = running.span(near.start, near.end).field(near.money)
    if total.value is None:
        total = _charged(running, wording, amounts)
    items = list(_pieces(running, amounts))
    if len(items) < 2:
        return total, None
    spans = [span for _, span in items]
    value = tuple(item for item, _ in items)
    evidence = tuple(proof for span in spans for proof in span.evidence)
    raw = "; ".join(span.text for span in spans)
    return total, Field(value, raw, min(span.confidence for span in spans), evidence)


def _charged(
    running: RunningText, wording: Wording, amounts: Sequence[FoundAmount]
) -> Field[Money]:
    """The largest amount of the text, where a word of charging stands before it."""
    if len(amounts) < 2:
        return missing(running.pages)
    most = max(amount.money.amount for amount in amounts)
    for hit in wording.find(CHARGED):
        near = next((a for a in amounts if 0 <= a.start - hit.end <= 60), None)
        if near and near.money.amount == most:
            span = running.span(near.start, near.end)
            others = {a.money.amount for a in amounts if a.money.amount != most}
            return span.field(near.money, span.confidence * (0.95 if len(others) > 1 else 0.8))
    return missing(running.pages)


def _pieces(
    running: RunningText, amounts: Sequence[FoundAmount]
) -> Iterator[tuple[CostItem, Span]]:
    """Pieces of a list in running text, parted by semicolons, each with its amount at the end."""
    text = running.text
    if text.count(";") < 1:
        return
    start = 0
    bounds = [m.end() for m in re.finditer(r";|\.\s+(?=[A-ZА-ЯӘІҚҒҮҰӨҢ])|\n|$", text)]
    for stop in bounds:
        inside = [a for a in amounts if start <= a.start and a.end <= stop]
        piece = text[start:stop]
        listed = piece.rstrip().endswith(";") or text[:start].rstrip().endswith(";")
        if inside and listed:
            # «costs 5 500 EUR in total, namely: fee – 4 400 EUR; ...»: a list begins at its colon.
            colons = [m.end() for m in re.finditer(r":\s", text[start:stop])]
            begin = next(
                (start + at for at in reversed(colons) if start + at <= inside[-1].start), start
            )
            begin = begin if re.search(r"\w", text[begin : inside[-1].start]) else start
            first = next(a for a in inside if a.start >= begin)
            head = text[begin : first.start].strip()
            label = clean(re.split(r"\s[–—-]\s*|[:=]\s*$", head, maxsplit=1)[0])
            last = inside[-1]
            if label and len(label.split()) <= 12:
                item = CostItem(label, last.money.amount, last.money.currency)
                yield item, running.span(begin, last.end)
        start = stop


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
