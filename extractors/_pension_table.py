"""Rows of a pension extract by the kinds of their cells, with or without lines and headings.

A row is known by its figures: a month, an amount, a date, a code, a payer's number and a status
stand on one height. Each kind has its column, the one where most of its words stand. Cells of
text wrap around that height (domain.md section 14.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median

from extractors._pension_payers import text_columns
from extractors._pension_tokens import Kind, Status, Token, tokens_of
from extractors._reading import Passage
from extractors._straight import straightened
from extractors._upright import upright, wander
from extractors._visual_rows import VisualRow, visual_rows
from pipeline.model import Month, Page, Source, Word
from pipeline.text.normalise import fold

KINDS: tuple[Kind, ...] = ("date", "month", "code", "bin", "amount", "status")
FEWEST_KINDS = 3
"""So many kinds on one height make a row."""
SAME_COLUMN = 0.035
"""Centres of the words of one column differ by no more than this share of the page's width."""
MONTH_HEADINGS = frozenset(
    fold("период мерзім мерзімі кезең кезеңі месяц ай айы period month").split()
)
SPECK = 0.35
"""A word lower than this share of the usual one is none."""
SPLIT = 1.3
"""A gap of so many usual gaps between lines parts two cells."""


@dataclass
class TableRow:
    """One row: its figures by kind and the words of its wrapped cells."""

    page: Page
    row: VisualRow
    tokens: dict[Kind, Token]
    text: list[Word] = field(default_factory=list)
    payer: Passage | None = None
    kind: Passage | None = None

    def value(self, kind: Kind) -> str | Month | Decimal | None:
        """What a cell says, None where nothing of that kind stands in the row."""
        token = self.tokens.get(kind)
        return token.value if token else None

    @property
    def month(self) -> Month | None:
        value = self.value("month")
        return value if isinstance(value, Month) else None

    @property
    def amount(self) -> Decimal | None:
        value = self.value("amount")
        return value if isinstance(value, Decimal) else None

    @property
    def status(self) -> Status | None:
        value = self.value("status")
        return "processed" if value == "processed" else "returned" if value else None


@dataclass(frozen=True)
class Table:
    """All rows of the paper in its order."""

    rows: tuple[TableRow, ...]
    has_status: bool


def table_of(pages: Sequence[Page]) -> Table:
    """The rows of all pages; columns of a page without headings are those of the page before."""
    found: list[TableRow] = []
    centres: dict[Kind, float] = {}
    for page in pages:
        rows = visual_rows(page)
        known = [(row, tokens_of(row)) for row in rows]
        keys = [(row, tokens) for row, tokens in known if _is_row(tokens)]
        before = centres or _heading_places(rows)
        centres = {**centres, **_centres([tokens for _, tokens in keys], before)}
        made = [TableRow(page, row, _chosen(tokens, centres)) for row, tokens in keys]
        made = [row for row in made if len(row.tokens) >= FEWEST_KINDS or _is_plain(row)]
        _add_wrapped(made, rows, {id(row): tokens for row, tokens in known})
        found += made
    text_columns(found)
    return Table(tuple(found), any(row.status for row in found))


def level(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with level rows and upright columns, as a straight scan would show them."""
    return tuple(_upright(page) for page in straightened(pages))


def _upright(page: Page) -> Page:
    if page.source is not Source.OCR or not page.words:
        return page
    least = SPECK * median(word.box.height for word in page.words)
    page = replace(page, words=tuple(word for word in page.words if word.box.height >= least))
    rows = [tokens for row in visual_rows(page) if _is_row(tokens := tokens_of(row))]
    columns = [
        [token.box.middle for tokens in rows for token in tokens if token.kind == kind]
        for kind in KINDS
    ]
    return upright(page, wander(columns))


def _is_row(tokens: Sequence[Token]) -> bool:
    kinds = {token.kind for token in tokens}
    return len(kinds) >= FEWEST_KINDS or {"month", "amount"} <= kinds


def _is_plain(row: TableRow) -> bool:
    return {"month", "amount"} <= set(row.tokens)


def _centres(rows: Iterable[Sequence[Token]], before: Mapping[Kind, float]) -> dict[Kind, float]:
    """Where the column of each kind stands: where most of its words do, most surely."""
    by_kind: dict[Kind, list[float]] = {}
    for tokens in rows:
        for token in tokens:
            by_kind.setdefault(token.kind, []).append(token.centre)
    return {kind: _crowd(places, before.get(kind)) for kind, places in by_kind.items()}


def _crowd(places: Sequence[float], before: float | None) -> float:
    """The place with most words around it; among equals the one nearest to `before`."""

    def crowd(place: float) -> tuple[int, float]:
        near = sum(abs(other - place) <= SAME_COLUMN for other in places)
        return near, -abs(place - before) if before is not None else 0.0

    best = max(places, key=crowd)
    return median(other for other in places if abs(other - best) <= SAME_COLUMN)


def _chosen(tokens: Sequence[Token], centres: Mapping[Kind, float]) -> dict[Kind, Token]:
    """The token of each kind that stands in the column of its kind; a word has one kind only."""
    chosen: dict[Kind, Token] = {}
    for kind in KINDS:
        own = [token for token in tokens if token.kind == kind]
        if not own:
            continue
        best = min(own, key=lambda token: abs(token.centre - centres[kind]))
        if abs(best.centre - centres[kind]) <= SAME_COLUMN:
            chosen[kind] = best
        elif kind == "bin" and _is_bracketed(best):
            # «КГУ «Библиотека» (050840328115)»: behind names there is no column.
            chosen[kind] = best
    return chosen


def _is_bracketed(token: Token) -> bool:
    return token.words[0].text.startswith("(") and token.words[-1].text.rstrip(",.;").endswith(")")


def _add_wrapped(
    made: Sequence[TableRow], rows: Sequence[VisualRow], tokens: Mapping[int, list[Token]]
) -> None:
    """Give each row the lines of text that wrap above and below its figures."""
    if not made:
        return
    anchors = {id(row.row) for row in made}
    taken = {id(word) for row in made for token in row.tokens.values() for word in token.words}
    for row in made:
        row.text += [word for word in row.row.words if id(word) not in taken]
    lines = [row for row in rows if id(row) not in anchors]
    usual = _usual_step(rows)
    for place, row in enumerate(made):
        following = made[place + 1] if place + 1 < len(made) else None
        below = [line for line in lines if line.middle > row.row.middle]
        below = [line for line in below if not following or line.middle < following.row.middle]
        ours, theirs = _parted(row.row, below, following.row if following else None, usual)
        _take(row, ours, tokens)
        if following:
            _take(following, theirs, tokens)
    _take(made[0], _above_first(made, lines, usual), tokens)


def _take(row: TableRow, lines: Sequence[VisualRow], tokens: Mapping[int, list[Token]]) -> None:
    """Words of the lines belong to the row; a code or a payer's number may stand there too."""
    for line in lines:
        for token in tokens[id(line)]:
            if token.kind in ("code", "bin", "status") and token.kind not in row.tokens:
                row.tokens[token.kind] = token
        row.text += line.words


def _usual_step(rows: Sequence[VisualRow]) -> float:
    """Distance between lines of one cell: the least that is common on the page."""
    steps = sorted(
        b.middle - a.middle
        for a, b in pairwise(rows)
        if b.middle - a.middle > 0.6 * min(a.box.height, b.box.height)
    )
    return steps[len(steps) // 5] if steps else 0.0


def _parted(
    row: VisualRow, lines: Sequence[VisualRow], following: VisualRow | None, usual: float
) -> tuple[list[VisualRow], list[VisualRow]]:
    """Lines between two rows: those of the upper and those of the lower, parted at the widest
    gap; below the last row only lines that follow closely."""
    if not lines:
        return [], []
    if following is None:
        ours, last = [], row.middle
        for line in lines:
            if line.middle - last > SPLIT * max(usual, 0.9 * line.box.height):
                break
            ours.append(line)
            last = line.middle
        return ours, []
    stops = [row.middle, *(line.middle for line in lines), following.middle]
    gaps = [b - a for a, b in pairwise(stops)]
    # Cells that stand in the middle of a row have lines on both sides at half a step.
    widest = max(range(len(gaps)), key=lambda place: (round(gaps[place], 4), place))
    return list(lines[:widest]), list(lines[widest:])


def _above_first(
    made: Sequence[TableRow], lines: Sequence[VisualRow], usual: float
) -> list[VisualRow]:
    """Lines of the first row above its figures: no heading, and as many as wrap below at most."""
    first = made[0]
    limit = made[1].row.middle if len(made) > 1 else 1.0
    own = {id(word) for word in first.text}
    below = [
        line
        for line in lines
        if first.row.middle < line.middle < limit and id(line.words[0]) in own
    ]
    above: list[VisualRow] = []
    last = first.row.middle
    for line in reversed([line for line in lines if line.middle < first.row.middle]):
        far = last - line.middle > SPLIT * max(usual, 1e-9)
        if far or len(above) >= len(below) or any(_is_heading(word) for word in line.words):
            break
        above.append(line)
        last = line.middle
    return above


def _heading_places(rows: Sequence[VisualRow]) -> dict[Kind, float]:
    """Where the heading of the month column stands, the only one whose figures are mistakable."""
    for row in rows:
        words = [word for word in row.words if _is_heading(word)]
        if len(row.words) >= FEWEST_KINDS and words:
            return {"month": words[-1].box.middle[0]}
    return {}


def _is_heading(word: Word) -> bool:
    return any(part in MONTH_HEADINGS for part in fold(word.text).split())
