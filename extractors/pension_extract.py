"""Extract of mandatory pension contributions (e-government service P601).

Layout of domain.md section 14.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors._pension_head import Head, pages_declared
from extractors._pension_payers import one_number, one_spelling, payer_name
from extractors._pension_table import Table, TableRow, level, table_of
from extractors._reading import missing
from extractors._records import Contribution
from extractors._straight import as_printed
from pipeline.geometry import around_words
from pipeline.model import Anchor, DocumentType, Evidence, Field, Page, Word
from pipeline.text.normalise import fold

TYPE = DocumentType(
    "pension_extract",
    titles={
        "kk": "Міндетті зейнетақы жарналары туралы үзінді",
        "ru": "Выписка о пенсионных взносах",
        "en": "Extract of pension contributions",
    },
    anchors=(
        Anchor("о поступлении и движении средств вкладчика", 2.5, opens=True),
        Anchor("қаражатының түсуі және қозғалысы туралы", 2.5, opens=True),
        Anchor("receipt and movement of funds", 2.0, opens=True),
        Anchor("единого накопительного пенсионного фонда", 1.2),
        Anchor("бірыңғай жинақтаушы зейнетақы қоры", 1.2),
        Anchor("движении средств вкладчика", 1.2),
        Anchor("обязательных пенсионных взносов", 0.8),
        Anchor("міндетті зейнетақы жарналары", 0.8),
        Anchor("ттк/кнп"),
        Anchor("кнп", 0.6),
        Anchor("обработанные", 0.8),
        Anchor("возвращенные", 0.5),
        Anchor("выписка с индивидуального пенсионного счета", 1.8, opens=True),
        Anchor("остатках и о движении денег", 1.5),
        Anchor("енпф", 0.6),
        Anchor("бжзқ", 0.6),
        Anchor("стр 1 из", 0.2),
        Anchor("пенсионных выплатах и пособиях", -3.0),
    ),
)

MANDATORY = "010"
MANDATORY_WORDS = ("обязательных пенсионных взносов", "міндетті зейнетақы жарна")
PAYMENTS = (
    ("089", ("взносы работодателя", "опвр", "жұмыс берушінің міндетті")),
    ("015", ("профессиональн", "опп", "кәсіптік")),
    ("012", ("социальные отчисления", "әлеуметтік аударым")),
    ("122", ("осмс", "медицинск", "мәмс")),
    (MANDATORY, ("обязательные пенсионные", "опв", "міндетті зейнетақы", "мзж")),
)
"""Kinds of payment in words, by their codes; the first that fits counts (domain.md 14.2)."""
DOUBT = 0.5
LENGTH = 12
"""Figures of a BIN or IIN."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What an extract says; rows in the order of the paper."""

    holder_name: Field[str]
    iin: Field[str]
    received_on: Field[date]
    period_start: Field[date]
    period_end: Field[date]
    rows: Field[tuple[Contribution, ...]]
    pages_declared: Field[int]


def extract(pages: Sequence[Page]) -> Fields:
    """Read the head above the first table and the rows of all pages."""
    read: Fields = as_printed(_read(level(pages)), pages)
    return read


def _read(pages: tuple[Page, ...]) -> Fields:
    table = table_of(pages)
    head = Head(pages, table)
    start, end = head.period
    return Fields(
        holder_name=head.holder_name,
        iin=head.iin,
        received_on=head.received_on,
        period_start=start,
        period_end=end,
        rows=_contributions(pages, table),
        pages_declared=pages_declared(pages),
    )


def _contributions(pages: Sequence[Page], table: Table) -> Field[tuple[Contribution, ...]]:
    """The rows whose month, amount and status were read; each row left out costs confidence."""
    names = [payer_name(row) for row in table.rows]
    numbers = [
        number if number and len(number) == LENGTH else None
        for number in one_number(names, [_number(row) for row in table.rows])
    ]
    names = one_spelling(names, numbers)
    made: list[Contribution] = []
    sure, left_out = 1.0, 0
    evidence: dict[int, list[Word]] = {}
    for row, name, number in zip(table.rows, names, numbers, strict=True):
        status = row.status if table.has_status else "processed"
        code = _code(row, pages)
        if row.month is None or row.amount is None or status is None:
            left_out += 1
            continue
        if not code:
            sure = min(sure, DOUBT)
        sure = min(sure, *(token.confidence for token in row.tokens.values()))
        if row.payer is not None:
            sure = min(sure, 0.5 + row.payer.confidence / 2)
        evidence.setdefault(pages.index(row.page), []).extend(row.row.words)
        made.append(Contribution(row.month, number, name, code, row.amount, status))
    if not made:
        return missing(pages)
    if left_out:
        sure = min(sure, DOUBT) * 0.9 ** (left_out - 1)
    if any(number is None for number in numbers):
        sure *= 0.9
    proofs = tuple(
        Evidence(pages[at].file, pages[at].number, around_words(words), "")
        for at, words in evidence.items()
    )
    return Field(tuple(made), f"{len(made)}", max(0.0, sure), proofs)


def _number(row: TableRow) -> str | None:
    value = row.value("bin")
    return value if isinstance(value, str) else None


def _code(row: TableRow, pages: Sequence[Page]) -> str:
    """The code of the row; where the paper has words for it, the code of that kind of payment."""
    value = row.value("code")
    if isinstance(value, str):
        return value
    said = fold(row.kind.text) if row.kind else ""
    for code, words in PAYMENTS:
        if any(fold(word) in said for word in words):
            return code
    heading = fold(pages[0].text[:600])
    return MANDATORY if any(fold(word) in heading for word in MANDATORY_WORDS) else ""
