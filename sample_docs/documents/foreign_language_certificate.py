"""Certificates of foreign-language tests, each in the manner of its test.

Fields, scales and numbers: domain.md section 8. `module` is a code for IELTS (`academic`,
`general_training`) and as printed for tests that are named by level.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sample_docs import calendar_words, codes, drawing, education, seals
from sample_docs.dossier import day_between
from sample_docs.inscription import Inscription
from sample_docs.language_tests import BANDS_SINCE, TESTS, Result, Test, wrong_overall
from sample_docs.people import Person
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill


def _dotted(day: date) -> str:
    return calendar_words.dotted(day)


def _slashed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _month_first(day: date) -> str:
    return calendar_words.written(day, "eng")[1]


def _day_first(day: date) -> str:
    return calendar_words.written(day, "eng")[0]


def _ielts_day(day: date) -> str:
    month = calendar_words.written(day, "eng")[0].split()[1][:3].upper()
    return f"{day.day:02d}/{month}/{day.year}"


def _chinese_day(day: date) -> str:
    return f"{day:%Y/%m/%d}"


@dataclass(frozen=True, slots=True)
class Paper:
    """How a test's paper looks: template, way of writing days, what it prints and bears."""

    test: str
    template: str
    days: Callable[[date], str]
    font: str
    prints: frozenset[str]
    marks: frozenset[str] = frozenset()
    capitals: bool = False


def _all(*names: str) -> frozenset[str]:
    return frozenset(names)


_PAPERS = {
    "ielts-trf": Paper(
        "ielts",
        "ielts",
        _ielts_day,
        "FreeSans",
        _all("birth_date", "id_number", "issue_date", "cefr", "module"),
        _all("signature", "stamp"),
        capitals=True,
    ),
    "ielts-online": Paper(
        "ielts", "ielts", _day_first, "Noto Sans", _all("birth_date", "cefr", "module"), _all("qr")
    ),
    "toefl-ibt": Paper(
        "toefl_ibt",
        "toefl",
        _day_first,
        "PT Sans",
        _all("birth_date", "expiry_date"),
    ),
    "toefl-ibt-bands": Paper(
        "toefl_bands", "toefl", _month_first, "Noto Sans", _all("birth_date", "issue_date", "cefr")
    ),
    "toefl-itp": Paper(
        "toefl_itp", "scores", _month_first, "FreeSerif", _all("birth_date", "expiry_date", "cefr")
    ),
    "duolingo": Paper(
        "duolingo", "duolingo", _month_first, "DejaVu Sans", _all("birth_date", "expiry_date")
    ),
    "goethe": Paper(
        "goethe",
        "continental",
        _dotted,
        "PT Sans",
        _all("birth_date", "issue_date", "cefr", "module"),
        _all("signature", "stamp"),
    ),
    "testdaf": Paper(
        "testdaf",
        "continental",
        _dotted,
        "PT Serif",
        _all("birth_date", "id_number", "issue_date"),
        _all("signature", "stamp"),
    ),
    "dalf": Paper(
        "dalf",
        "continental",
        _slashed,
        "FreeSerif",
        _all("birth_date", "issue_date", "cefr", "module"),
        _all("signature", "stamp"),
        capitals=True,
    ),
    "tcf": Paper(
        "tcf",
        "continental",
        _slashed,
        "Noto Sans",
        _all("birth_date", "id_number", "expiry_date", "cefr"),
        _all("signature", "qr"),
        capitals=True,
    ),
    "hsk": Paper(
        "hsk", "scores", _chinese_day, "FreeSans", _all("id_number", "module"), _all("stamp"), True
    ),
    "topik": Paper(
        "topik",
        "scores",
        _dotted,
        "DejaVu Serif",
        _all("birth_date", "expiry_date", "module"),
        _all("stamp"),
        capitals=True,
    ),
}
_UNLISTED = {
    "pte": Paper(
        "pte", "scores", _day_first, "PT Sans", _all("birth_date", "expiry_date", "cefr", "module")
    ),
    "cambridge": Paper(
        "cambridge", "scores", _day_first, "Noto Serif", _all("cefr", "module"), _all("signature")
    ),
    "aptis": Paper("aptis", "scores", _slashed, "DejaVu Sans", _all("birth_date", "cefr")),
}
LAYOUTS = tuple(_PAPERS)
FAULTS = frozenset(
    {
        "unlisted_test",
        "below_minimum",
        "expired",
        "overall_mismatch",
        "other_person",
        "other_birth_date",
        "unsigned",
        "no_stamp",
    }
)
"""They violate FLC-01, FLC-02, FLC-03, FLC-04, PKG-02 and PKG-04. A layout that cannot have the
fault asked for gives way to one that can: a paper without expiry, or without a derived overall
score, to IELTS, bands of 2026 to the older TOEFL."""
OPTIONS = frozenset({"holder", "test"})
"""`test` prints another paper than the layout says: a name of `LAYOUTS`, `pte`, `cambridge`,
`aptis`; `extra["paper"]` tells which."""


def _paper(order: Order) -> str:
    """Which paper is printed, after options and faults."""
    asked = str(order.options.get("test") or order.layout)
    if asked not in _PAPERS | _UNLISTED:
        raise ValueError(f"unknown test {asked!r}; known: {sorted(_PAPERS | _UNLISTED)}")
    if "unlisted_test" in order.faults and asked not in _UNLISTED:
        return order.rng.choice(sorted(_UNLISTED))
    test = TESTS[(_PAPERS | _UNLISTED)[asked].test]
    if "expired" in order.faults:
        if asked == "toefl-ibt-bands":
            return "toefl-ibt"
        return asked if test.years else "ielts-trf"
    if "overall_mismatch" in order.faults and not test.step:
        return "ielts-trf"
    return asked


def draft(order: Order) -> Draft:
    """Print the certificate; without faults it is valid on the day of submission."""
    name = _paper(order)
    paper = (_PAPERS | _UNLISTED)[name]
    test, who, ink = TESTS[paper.test], education.holder(order), Inscription()
    result = test.score(order.rng, "below_minimum" not in order.faults)
    taken = _taken(order, paper)
    fields = _fields(order, paper, test, result, who, taken)
    marks = paper.marks - {
        mark
        for fault, mark in (("unsigned", "signature"), ("no_stamp", "stamp"))
        if fault in order.faults
    }
    shown = _shown(fields, paper)
    number = fields["certificate_number"]
    family, given = who.latin.surname, who.latin.given
    if paper.capitals:
        family, given = family.upper(), given.upper()
    html = fill(
        f"language_{paper.template}.html",
        paper=paper,
        name=name,
        ink=ink,
        field=fields,
        shown=shown,
        person=who,
        family=family,
        given=given,
        rows=[
            (key, load("language_tests")[paper.test][key], score)
            for key, score in result.sections.items()
        ],
        note=result.note,
        city=who.city[2],
        number=number,
        country="Kazakhstan",
        portrait=drawing.portrait(order.dossier.same("face"), "width:100%;height:100%"),
        pen=drawing.signature(order.rng, None, "width:100%;height:100%"),
        seal=_seal(order, paper),
        code=codes.qr(
            f"https://verify.example.org/{paper.test}/{number}", "width:100%;height:100%"
        ),
        logo=seals.logo(order.rng, "width:100%;height:100%"),
        marks=marks,
        centre=f"KZ{number[-4:-1]}" if test.code == "ielts" else "",
        candidate=number[4:10] if test.code == "ielts" else number[-6:],
    )
    printed: dict[str, Any] = dict(ink.printed)
    fields["holder_name"] = printed["holder_name"]
    if printed["holder_name"] == family:
        fields["holder_name"] = f"{family} {given}"
        printed["holder_name"] = [family, given]
    extra = ink.extra() | {
        "as_printed": printed,
        "paper": name,
        "holder_nominative": who.latin.full,
        "note": result.note,
    }
    return Draft(html, fields, marks, extra=extra)


def _taken(order: Order, paper: Paper) -> date:
    """The day of the test: within two years before submission, or before that by fault."""
    submitted = order.dossier.submitted_on
    if "expired" in order.faults:
        return day_between(
            submitted - timedelta(days=1400), submitted - timedelta(days=760), order.rng
        )
    first, last = submitted - timedelta(days=690), submitted - timedelta(days=30)
    if paper.test == "toefl_ibt":
        last = min(last, BANDS_SINCE - timedelta(days=1))
    if paper.test == "toefl_bands":
        first = BANDS_SINCE
    return day_between(first, last, order.rng)


def _fields(
    order: Order, paper: Paper, test: Test, result: Result, who: Person, taken: date
) -> dict[str, Any]:
    overall = result.overall
    if "overall_mismatch" in order.faults and overall and test.step:
        overall = wrong_overall(test, overall)
    birth = who.birth
    if "other_birth_date" in order.faults:
        birth = birth.replace(day=birth.day % 28 + 1)
    number = order.dossier.passport.number
    if who is not order.dossier.person:
        number = f"N{order.rng.randrange(10_000_000, 18_000_000)}"
    expiry = (taken - timedelta(days=taken.day == 29)).replace(year=taken.year + 2)
    everything: dict[str, Any] = {
        "test": result.module[:4].lower() if paper.test == "dalf" and result.module else test.code,
        "module": result.module,
        "holder_name": who.latin.full,
        "birth_date": birth.isoformat(),
        "id_number": number,
        "test_date": taken.isoformat(),
        "issue_date": (taken + timedelta(days=order.rng.randrange(5, 18))).isoformat(),
        "expiry_date": expiry.isoformat(),
        "certificate_number": _number(order, test, result, who, taken),
        "overall": overall,
        "sections": dict(result.sections),
        "cefr": result.cefr,
    }
    optional = ("module", "birth_date", "id_number", "issue_date", "expiry_date", "cefr")
    return everything | {key: None for key in optional if key not in paper.prints}


def _number(order: Order, test: Test, result: Result, who: Person, taken: date) -> str:
    """The number of the report; IELTS builds it of candidate, name, centre and module."""
    number = test.number(order.rng, taken)
    if test.code != "ielts" or not result.module:
        return number
    name = f"{who.latin.surname[:3]}{who.latin.given[0]}".upper()
    return f"{number[:10]}{name}{number[14:17]}{result.module[0].upper()}"


def _shown(fields: dict[str, Any], paper: Paper) -> dict[str, str]:
    """Days as the paper writes them."""
    days = ("birth_date", "test_date", "issue_date", "expiry_date")
    return {key: paper.days(date.fromisoformat(fields[key])) for key in days if fields[key]}


def _seal(order: Order, paper: Paper) -> Any:
    red = paper.test in ("hsk", "topik")
    lines = {
        "ielts": ["IELTS TEST CENTRE KAZAKHSTAN", "ALMATY"],
        "goethe": ["GOETHE-INSTITUT KASACHSTAN", "ALMATY"],
        "testdaf": ["TESTDAF-INSTITUT", "TESTZENTRUM"],
        "dalf": ["CENTRE D'EXAMEN ALLIANCE FRANÇAISE", "ASTANA"],
        "hsk": ["CHINESE TESTING INTERNATIONAL"],
        "topik": ["NATIONAL INSTITUTE FOR INTERNATIONAL EDUCATION"],
    }.get(paper.test, ["TEST CENTRE"])
    colour = "#b3202c" if red else None
    return seals.round_seal(order.rng, lines, colour=colour, style="width:100%;height:100%")
