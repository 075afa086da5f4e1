"""State-language certificate: KAZTEST in both scoring regimes and Qazaq Resmi Test.

Blocks, maxima, levels and wording: domain.md section 9. Regime A has five blocks of 200 points,
regime B four without lexis and grammar; a diagnostic test gives a reference, not a certificate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sample_docs import calendar_words, codes, drawing, education, iin, seals
from sample_docs.dossier import day_between
from sample_docs.inscription import Inscription
from sample_docs.people import Person
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill

REGIMES: Mapping[str, Mapping[str, int]] = {
    "A": {"listening": 20, "lexico_grammar": 40, "reading": 40, "writing": 50, "speaking": 50},
    "B": {"listening": 20, "reading": 40, "writing": 50, "speaking": 50},
}
"""Highest points by block."""
_SHARES = {"A2": (61, 67), "B1": (61, 74), "B2": (72, 88), "C1": (86, 99)}
"""Percent of the points of a block that a holder of the level has; every block is passed."""


@dataclass(frozen=True, slots=True)
class Style:
    """Languages in order, scoring regime, geometry and type."""

    languages: tuple[str, ...]
    regime: str
    shape: str
    font: str
    landscape: bool = False
    test: str = "kaztest"
    marks: frozenset[str] = frozenset({"qr"})
    total: bool = True
    tested: bool = True


_INK = frozenset({"signature", "stamp"})
_STYLES = {
    "electronic-table": Style(
        ("kk", "ru"), "A", "table", "Noto Sans", marks=frozenset({"qr", "eds"})
    ),
    "kazakh-lines": Style(("kk",), "A", "lines", "PT Serif", tested=False),
    "four-blocks": Style(("kk", "ru"), "B", "tiles", "PT Sans", landscape=True),
    "paper-columns": Style(
        ("kk", "ru"), "A", "columns", "FreeSerif", True, marks=_INK, tested=False
    ),
    "russian-blocks": Style(("ru",), "B", "table", "DejaVu Serif", total=False),
    "resmi-test": Style(
        ("kk",), "A", "resmi", "DejaVu Sans", test="qazaq_resmi_test", marks=frozenset({"qr"})
    ),
    "narrative": Style(("kk", "ru"), "A", "narrative", "Noto Serif", marks=_INK | {"qr"}),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset(
    {
        "level_a2",
        "diagnostic",
        "block_below",
        "expired",
        "other_person",
        "other_iin",
        "iin_check_digit",
        "unsigned",
        "no_stamp",
    }
)
"""They violate KAZ-01 (two), KAZ-02, KAZ-03, PKG-02, PKG-03 and IDC-02 for this paper."""
OPTIONS = frozenset({"holder", "level"})
"""`level` is one of A2, B1, B2, C1."""


def draft(order: Order) -> Draft:
    """Print the certificate; without faults B1 or better and valid on the day of submission."""
    style, who, ink = _STYLES[order.layout], education.holder(order), Inscription()
    diagnostic = "diagnostic" in order.faults
    level = "A2" if "level_a2" in order.faults else str(order.options.get("level") or "")
    level = level or order.rng.choice(["B1", "B1", "B2", "C1"])
    if level not in _SHARES:
        raise ValueError(f"unknown level {level!r}; known: {', '.join(_SHARES)}")
    scores = _scores(order, REGIMES[style.regime], level)
    issued = _issued(order)
    first = style.languages[0]
    name = (who.kk if first == "kk" else who.ru).full
    prefix = {"kaztest": "KT", "qazaq_resmi_test": "QRT-"}[style.test]
    number = f"{prefix}{order.rng.randrange(10_000_000, 99_999_999)}"
    fields: dict[str, Any] = {
        "test": style.test,
        "kind": "diagnostic" if diagnostic else "certification",
        "holder_name": name.upper() if style.shape in ("tiles", "resmi") else name,
        "iin": _number(order, who),
        "level": level,
        "scores": scores,
        "total": sum(scores.values()) if style.total else None,
        "certificate_number": number,
        "test_date": (issued - timedelta(days=order.rng.randrange(1, 9))).isoformat()
        if style.tested
        else None,
        "issue_date": issued.isoformat(),
        "expiry_date": None if diagnostic else _two_years(issued).isoformat(),
    }
    marks = style.marks - {
        mark
        for fault, mark in (("unsigned", "signature"), ("no_stamp", "stamp"))
        if fault in order.faults
    }
    words = [load("state_language")[lang] for lang in style.languages]
    html = fill(
        "state_language_certificate.html",
        style=style,
        ink=ink,
        words=words,
        field=fields,
        shown=_shown(fields, style),
        blocks=[
            (key, [w["blocks"][key] for w in words], points, REGIMES[style.regime][key])
            for key, points in scores.items()
        ],
        highest=sum(REGIMES[style.regime].values()),
        level_words=[w["levels"][level] for w in words],
        diagnostic=diagnostic,
        second=who.ru.full if "ru" in style.languages[1:] else "",
        director=order.rng.choice(["Р. Ж. Емелбаев", "Д. Қ. Смағұлова", "А. С. Өтепов"]),
        pen=drawing.signature(order.rng, None, "width:100%;height:100%"),
        seal=seals.round_seal(
            order.rng, [words[0]["issuer"], "ҚАЗТЕСТ"], style="width:100%;height:100%"
        ),
        code=codes.qr(_address(style, number), "width:100%;height:100%"),
        logo=seals.logo(order.rng, "width:100%;height:100%"),
        emblem=drawing.emblem("width:100%;height:100%"),
        marks=marks,
        colour=order.rng.choice(["#0b6fa4", "#1b5e4b", "#5b3a86"]),
    )
    extra = ink.extra() | {"holder_nominative": name, "regime": style.regime}
    return Draft(html, fields, marks, extra=extra)


def _scores(order: Order, most: Mapping[str, int], level: str) -> dict[str, int]:
    """Points by block, each at 60 percent or more; by fault one block lies below."""
    low, high = _SHARES[level]
    rng = order.rng
    scores = {block: -(-top * rng.randint(low, high) // 100) for block, top in most.items()}
    if "block_below" in order.faults:
        block = rng.choice(sorted(most))
        scores[block] = most[block] * rng.randint(35, 55) // 100
    return scores


def _issued(order: Order) -> date:
    submitted = order.dossier.submitted_on
    first, last = (1100, 760) if "expired" in order.faults else (690, 20)
    return day_between(
        submitted - timedelta(days=first), submitted - timedelta(days=last), order.rng
    )


def _two_years(issued: date) -> date:
    """Valid two years from issue (domain.md section 9)."""
    return (issued - timedelta(days=issued.day == 29)).replace(year=issued.year + 2)


def _number(order: Order, who: Person) -> str:
    if "iin_check_digit" in order.faults:
        return iin.with_wrong_digit(who.iin, order.rng)
    if "other_iin" in order.faults:
        other = who.iin
        while other == who.iin:
            other = iin.issue(who.birth, who.sex, order.rng)
        return other
    return who.iin


def _shown(fields: Mapping[str, Any], style: Style) -> dict[str, str]:
    """Days with dots, or in words on paper forms."""
    days = {
        key: date.fromisoformat(fields[key])
        for key in ("test_date", "issue_date", "expiry_date")
        if fields[key]
    }
    if style.shape in ("columns", "narrative"):
        return {key: calendar_words.written(day, "kaz")[0] for key, day in days.items()}
    ending = {"lines": " ж.", "resmi": ""}.get(style.shape, "")
    return {key: calendar_words.dotted(day) + ending for key, day in days.items()}


def _address(style: Style, number: str) -> str:
    if style.test == "kaztest":
        return f"https://certificate.testcenter.kz/check?number={number}"
    return f"https://qrt.kz/certificate/{number}"
