"""Extract of pension contributions: the e-government service and the fund's own statement.

Columns, the header whose values stand before their labels in the text layer, statuses and the page
count at the foot: domain.md section 14.2.
"""

import math
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sample_docs import contributions, electronic, employment, iin, lettering
from sample_docs.contributions import Contribution
from sample_docs.employment import Employer, Employment
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class _Style:
    """Columns as (key, width in millimetres); `languages` of the headings; `size` in points.

    Several keys in one are figures of equal length, printed as one cell: their width follows from
    the font. A table of fewer cells is laid out faster.
    """

    columns: tuple[tuple[str, float], ...]
    languages: tuple[str, ...]
    landscape: bool = False
    size: float = 7
    font: str = "Noto Sans"
    dotted_month: bool = False
    header: str = "values first"
    lines: str = "grid"


_WIDE = (
    ("sent received number entered code", 0.0),
    ("payer", 52.0),
    ("bin", 26.0),
    ("agent", 39.0),
    ("amount", 21.0),
    ("status", 28.0),
    ("month", 16.0),
)
_NARROW = (
    ("sent number code", 0.0),
    ("payer", 52.0),
    ("bin", 25.0),
    ("amount", 20.0),
    ("status", 27.0),
    ("month", 16.0),
)
_STYLES = {
    "egov-wide": _Style(_WIDE, ("kaz", "rus"), landscape=True, size=7),
    "egov-dots": _Style(_NARROW, ("kaz", "rus"), size=6.8, font="PT Sans", dotted_month=True),
    "egov-kk": _Style(_NARROW, ("kaz",), size=7, font="DejaVu Sans Condensed", lines="rules"),
    "egov-ru": _Style(
        _WIDE, ("rus",), landscape=True, size=7.4, font="FreeSans", dotted_month=True
    ),
    "fund-statement": _Style(
        (
            ("line", 9.0),
            ("received", 22.0),
            ("kind", 38.0),
            ("payer and bin", 54.0),
            ("month", 17.0),
            ("amount", 20.0),
            ("status", 30.0),
        ),
        ("rus",),
        size=7.6,
        font="Noto Serif",
        dotted_month=True,
        header="sentence",
        lines="rules",
    ),
    "month-first": _Style(
        (
            ("month", 18.0),
            ("amount", 22.0),
            ("status", 30.0),
            ("code", 14.0),
            ("bin", 27.0),
            ("payer", 56.0),
            ("received", 20.0),
        ),
        ("kaz", "rus"),
        size=7.2,
        font="PT Sans",
        dotted_month=True,
        header="labels first",
        lines="stripes",
    ),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset(
    {
        "few_months",
        "gap",
        "returned_month",
        "page_missing",
        "other_iin",
        "other_person",
        "other_employer",
    }
)
OPTIONS = frozenset({"months"})
"""`months` paid for, the newest ones; 42 to 50 without it, 35 with the fault `few_months`."""
_POINT = 25.4 / 72
_HEADS = {
    "line": ("№", "№"),
    "sent": ("Төлем күні", "Дата платежа"),
    "received": ("Түскен күні", "Дата поступления"),
    "entered": ("Есепке алынған күні", "Дата зачисления"),
    "number": ("Құжат нөмірі", "Номер документа"),
    "code": ("ТТК", "КНП"),
    "payer": ("Төлеушінің атауы", "Наименование плательщика"),
    "bin": ("Төлеушінің БСН/ЖСН-і", "БИН/ИИН плательщика"),
    "agent": ("Делдал", "Посредник"),
    "amount": ("Сомасы", "Сумма"),
    "status": ("Мәртебе", "Статус"),
    "month": ("Мерзім", "Период"),
    "kind": ("Жарна түрі", "Вид взноса"),
    "payer and bin": ("Төлеуші", "Плательщик (БИН)"),
}
_KINDS = {
    "010": "Обязательные пенсионные взносы (010)",
    "015": "Обязательные профессиональные пенсионные взносы (015)",
    "012": "Социальные отчисления (012)",
    "122": "Взносы на ОСМС (122)",
}
_AGENT = "НАО «ГК «Правительство для граждан»"
_GAP = 8.0
"""Millimetres between the figures of a cell that holds several columns."""
_FIGURES = {"number": "00000", "code": "000"}
_TITLES = {
    "kaz": "Бірыңғай жинақтаушы зейнетақы қоры салымшысының қаражатының түсуі және қозғалысы "
    "туралы ақпарат беру (инвестициялық кірісті есепке алмағанда)",
    "rus": "Выдача информации о поступлении и движении средств вкладчика единого накопительного "
    "пенсионного фонда (без учета инвестиционного дохода)",
}


def draft(order: Order) -> Draft:
    """Print the extract; with `page_missing` its rows are missing from the truth too."""
    style, rng, dossier = _STYLES[order.layout], order.rng, order.dossier
    life = _life(order)
    person = dossier.person
    shown = employment.another_person(dossier) if "other_person" in order.faults else person
    printed_iin = person.iin
    if "other_iin" in order.faults:
        printed_iin = iin.issue(person.birth, person.sex, rng)
    rows = _rows(order, life)
    if rng.random() < 0.4:
        rows.reverse()
    comma = rng.random() < 0.35
    names = _PayerNames(rng, style)
    cells = [_cells(place, row, style, names, comma) for place, row in enumerate(rows, 1)]
    pages = _pages(cells, style)
    declared = len(pages)
    kept = list(range(declared))
    if "page_missing" in order.faults:
        kept.remove(1 if declared > 2 else declared - 1)
    start = employment.first_of(life.months[0])
    if "months" not in order.options and "few_months" not in order.faults:
        start = start.replace(month=1, day=1)
    moment = f"{rng.randint(8, 21):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
    statement = style.header == "sentence"
    sealed = electronic.sealed(rng, (), life.received_on, squares=1 if statement else 4)
    sums = sum(row.tiyn for row in rows if not row.returned and row.code == "010")
    html = fill(
        "pension_extract.html",
        style=style,
        titles=[_TITLES[language] for language in style.languages],
        heads=_headings(style),
        widths=_widths(style),
        gap=_GAP - lettering.width(" ", style.font) * style.size * _POINT,
        pages=[(number + 1, [cells[index] for index in pages[number]]) for number in kept],
        declared=declared,
        name=shown.kk.full.upper(),
        iin=printed_iin,
        received=f"{life.received_on:%d.%m.%Y}",
        moment=moment,
        start=f"{start:%d.%m.%Y}",
        end=f"{life.received_on:%d.%m.%Y}",
        total=f"{sums // 100:,}".replace(",", " ") + f",{sums % 100:02d}",
        sealed=sealed,
        generated=[electronic.GENERATED[language] for language in style.languages],
    )
    printed = [rows[index] for number in kept for index in pages[number]]
    fields: dict[str, Any] = {
        "holder_name": shown.kk.full.upper(),
        "iin": printed_iin,
        "received_on": life.received_on.isoformat(),
        "period_start": start.isoformat(),
        "period_end": life.received_on.isoformat(),
        "rows": [_truth(row, names) for row in printed],
        "pages_declared": declared,
    }
    if "page_missing" in order.faults:
        printed_first = 0 in kept
        if not printed_first:
            fields |= dict.fromkeys(("holder_name", "iin", "received_on"), None)
    last_kept = declared - 1 in kept
    marks = frozenset({"qr", "eds"} if last_kept else ())
    return Draft(html, fields, marks, extra={"pages_printed": [n + 1 for n in kept]})


def _life(order: Order) -> Employment:
    life = employment.of(order.dossier)
    if "other_employer" in order.faults:
        life = employment.moved_to(life, employment.another_employer(order.dossier))
    months = 35 if "few_months" in order.faults else order.options.get("months")
    return replace(life, months=_newest(life, int(months))) if months else life


def _newest(life: Employment, count: int) -> tuple[employment.Month, ...]:
    newest = life.months[-1]
    return tuple(employment.shifted(newest, -back) for back in reversed(range(count)))


def _rows(order: Order, life: Employment) -> list[Contribution]:
    """The rows with what shall be wrong within the newest six months, so that it always counts."""
    missing = life.months[-order.rng.randint(3, 5)]
    return contributions.rows(
        life,
        order.rng,
        gap=[missing] if "gap" in order.faults else (),
        sent_back=[missing] if "returned_month" in order.faults else (),
    )


class _PayerNames:
    """How the extract spells payers: in full or short, with straight quotes or in capitals."""

    def __init__(self, rng: Random, style: _Style) -> None:
        self._full = rng.random() < 0.6
        self._straight = rng.random() < 0.5
        self._capitals = rng.random() < 0.3
        self._kazakh = style.languages == ("kaz",) and rng.random() < 0.7

    def of(self, payer: Employer) -> str:
        name = payer.full_kk if self._kazakh else payer.full_ru
        if not self._full:
            name = payer.kk if self._kazakh else payer.ru
        if self._straight:
            name = name.replace("«", '"').replace("»", '"')
        return name.upper() if self._capitals else name


def _cells(
    place: int, row: Contribution, style: _Style, names: _PayerNames, comma: bool
) -> list[str]:
    month = f"{row.month[1]:02d}" + ("." if style.dotted_month else "") + f"{row.month[0]}"
    values = {
        "line": str(place),
        "sent": f"{row.sent:%d.%m.%Y}",
        "received": f"{row.received:%d.%m.%Y}",
        "entered": f"{row.received:%d.%m.%Y}",
        "number": str(row.number),
        "code": row.code,
        "payer": names.of(row.payer),
        "payer and bin": f"{names.of(row.payer)} ({row.payer.bin})",
        "bin": row.payer.bin,
        "agent": _AGENT,
        "amount": row.amount.replace(".", ",") if comma else row.amount,
        "status": "ВОЗВРАЩЕННЫЕ" if row.returned else "ОБРАБОТАННЫЕ",
        "month": month,
        "kind": _KINDS[row.code],
    }
    keys = [key for key, _ in style.columns]
    # Every key of a joint column is one of `values`; "payer and bin" is a key of its own.
    return [values.get(key) or " ".join(values[part] for part in key.split()) for key in keys]


def _widths(style: _Style) -> list[float]:
    return [width or sum(_parts(key, style)) for key, width in style.columns]


def _parts(key: str, style: _Style) -> list[float]:
    """Widths of the columns that share a cell."""
    letter = style.size * _POINT
    return [
        lettering.width(_FIGURES.get(part, "00.00.0000"), style.font) * letter + _GAP
        for part in key.split()
    ]


def _headings(style: _Style) -> list[tuple[str, float]]:
    """Text and width of every heading; a joint cell has one heading a column."""
    found = []
    for key, width in style.columns:
        if width:
            found.append((_head(key, style.languages), width))
        else:
            parts = zip(key.split(), _parts(key, style), strict=True)
            found += [(_head(part, style.languages), wide) for part, wide in parts]
    return found


def _truth(row: Contribution, names: _PayerNames) -> dict[str, Any]:
    return {
        "month": f"{row.month[0]}-{row.month[1]:02d}",
        "payer_bin": row.payer.bin,
        "payer_name": names.of(row.payer),
        "code": row.code,
        "amount": row.amount,
        "status": "returned" if row.returned else "processed",
    }


def _head(key: str, languages: tuple[str, ...]) -> str:
    kazakh, russian = _HEADS[key]
    if languages == ("kaz",):
        return kazakh
    return russian if languages == ("rus",) or kazakh == russian else f"{kazakh}/{russian}"


def _pages(cells: list[list[str]], style: _Style) -> list[list[int]]:
    """Indices of the rows of each page: as many as fit for certain, the last with room to spare."""
    letter = style.size * _POINT
    widths = _widths(style)
    room = (176.0 if style.landscape else 262.0) - 14
    left = room - 48.0
    pages: list[list[int]] = [[]]
    for index, row in enumerate(cells):
        lines = max(
            _lines(text, width - 2, letter) for text, width in zip(row, widths, strict=True)
        )
        height = lines * letter * 1.2 + 2.4
        if height > left:
            pages.append([])
            left = room
        pages[-1].append(index)
        left -= height
    if left < 52:
        pages.append(pages[-1][-2:])
        del pages[-2][-2:]
    return pages


def _lines(text: str, width: float, letter: float) -> int:
    """Upper bound of the lines that a text takes: words are not split."""
    lines, used = 1, 0.0
    for word in text.split():
        length = sum(0.7 if char.isupper() else 0.57 for char in word) * letter
        if used and used + length > width:
            lines, used = lines + 1, 0.0
        lines += math.ceil(length / width) - 1
        used += length + 0.3 * letter
    return lines
