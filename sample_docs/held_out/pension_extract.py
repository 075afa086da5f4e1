"""Extracts of contributions in further forms (domain.md section 14)."""

from typing import Any

from sample_docs import contributions, employment
from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere


def _truth(f: Facts, full: bool, name: str, pages: int | None) -> Truth:
    life = f.life
    rows = contributions.rows(life, f.rng)
    start = employment.first_of(life.months[0])
    fields: dict[str, Any] = {
        "holder_name": name,
        "iin": f.person.iin,
        "received_on": life.received_on.isoformat(),
        "period_start": start.isoformat(),
        "period_end": life.received_on.isoformat(),
        "rows": [
            {
                "month": f"{row.month[0]}-{row.month[1]:02d}",
                "payer_bin": row.payer.bin,
                "payer_name": row.payer.full_ru if full else row.payer.ru,
                "code": row.code,
                "amount": row.amount,
                "status": "returned" if row.returned else "processed",
            }
            for row in rows
        ],
        "pages_declared": pages,
    }
    return Truth(fields, frozenset(), values={"rows": rows, "start": start, "life": life})


def _labels(f: Facts) -> Truth:
    return _truth(f, False, f.ru.full, None)


def _lines(f: Facts) -> Truth:
    return _truth(f, True, f.kk.full.upper(), None)


def _dates(f: Facts) -> Truth:
    return _truth(elsewhere(f), True, f.ru.full, None)


def _newest(f: Facts) -> Truth:
    truth = _truth(elsewhere(f), False, f.ru.full, None)
    truth.fields["rows"].reverse()  # as they are printed
    return truth


LAYOUTS = {
    "labels-before-values": _labels,
    "bare-table": _lines,
    "many-dates": _dates,
    "newest-first": _newest,
}
HELD_OUT = (
    "many-dates",
    "newest-first",
)
