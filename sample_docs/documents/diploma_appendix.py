"""Appendix to a diploma: subjects with credits and grades under the number of the diploma.

Contents: domain.md section 10.2. `subjects` counts the numbered lines; practices and the final
attestation stand below them without a number.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from sample_docs import calendar_words, codes, drawing, education, seals
from sample_docs.education import Education
from sample_docs.inscription import Inscription, sentence
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class Style:
    """Languages in order, the table's shape and columns (numbers as in the stock), and type."""

    languages: tuple[str, ...]
    shape: str
    columns: tuple[int, ...]
    font: str
    size: float = 8.5
    landscape: bool = False
    qr: bool = False
    gpa: bool = True


_STYLES = {
    "grid-kk-ru": Style(("kk", "ru"), "grid", (0, 2, 3, 4, 5, 6, 7), "Noto Serif", qr=True),
    "ruled-russian": Style(("ru",), "ruled", (0, 1, 2, 3, 4, 5, 6), "PT Sans", size=9),
    "halves-kazakh": Style(("kk",), "halves", (0, 2, 3, 4, 5), "PT Serif", size=7.5),
    "transcript-english": Style(("en",), "open", (0, 1, 2, 3, 5, 6), "DejaVu Sans", size=7.8),
    "hours-russian": Style(("ru",), "hours", (0, 2, 3, 7), "FreeSerif", size=10, gpa=False),
    "grid-trilingual": Style(
        ("kk", "ru", "en"), "grid", (0, 1, 2, 3, 4, 5, 6), "Noto Sans", 7.2, True, True
    ),
    "dotted-ru-kk": Style(("ru", "kk"), "dotted", (0, 2, 3, 4), "DejaVu Serif", size=8),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset({"other_number", "other_holder", "other_person", "unsigned", "no_stamp"})
"""`other_number` and `other_holder` violate DIP-02; `other_person` is the same as the latter."""
OPTIONS = frozenset({"foreign", "degree", "design", "holder"})
"""As of the diploma; a foreign appendix is set as a transcript or in hours, whatever the layout."""
_PLACE = {"kk": 0, "ru": 1, "en": 2}


def draft(order: Order) -> Draft:
    """Print the appendix over as many pages as it needs."""
    studied = education.asked(order)
    style = _style(order, studied)
    who, ink = education.holder(order), Inscription()
    first = style.languages[0]
    place = _PLACE[first]
    number = studied.number
    if "other_number" in order.faults:
        number = _another(number, order.rng)
    marks = frozenset({"signature", "stamp"} | ({"qr"} if style.qr else set())) - _without(order)
    practice = load("education")["subjects"]["practice"]
    names = {"kk": who.kk, "ru": who.ru, "en": who.latin}
    html = fill(
        "diploma_appendix.html",
        style=style,
        ink=ink,
        words=[load("appendix")[lang] for lang in style.languages],
        places=[_PLACE[lang] for lang in style.languages],
        studied=studied,
        institution=studied.own_name if studied.era == "abroad" else studied.institution[place],
        number=_number(studied, number, ink),
        names=[names[lang].full for lang in style.languages],
        birth=calendar_words.dotted(who.birth),
        issued=calendar_words.dotted(studied.awarded),
        school=who.birth.year + 17,
        rows=studied.courses,
        cells=[_cells(course, n, first) for n, course in enumerate(studied.courses, 1)],
        practices=[(name[place], order.rng.choice([2, 3, 4])) for name in practice],
        gpa=f"{studied.gpa:.2f}".replace(".", "," if first == "ru" else "."),
        total=sum(course.credits for course in studied.courses),
        pens=[drawing.signature(order.rng, None, "width:100%;height:100%") for _ in "12"],
        seal=seals.round_seal(
            order.rng, [studied.own_name, studied.city[0]], style="width:100%;height:100%"
        ),
        code=codes.qr(f"https://epvo.kz/supplement/{number}", "width:100%;height:100%")
        if style.qr
        else "",
        logo=seals.logo(order.dossier.same("university"), "width:100%;height:100%"),
        marks=marks,
        heading=order.rng.choice(["title", "transcript"]),
    )
    fields: dict[str, Any] = {
        "diploma_series": studied.series,
        "diploma_number": number,
        "holder_name": names[first].full,
        "institution": ink.printed["institution"],
        "gpa": f"{studied.gpa:.2f}" if style.gpa else None,
        "subjects": len(studied.courses),
    }
    extra = ink.extra() | {
        "holder_nominative": names[first].full,
        "birth_date": who.birth.isoformat(),
        "issue_date": studied.awarded.isoformat(),
    }
    return Draft(html, fields, marks, extra=extra)


def _style(order: Order, studied: Education) -> Style:
    if studied.era != "abroad":
        return _STYLES[order.layout]
    return _STYLES["hours-russian" if studied.form == "russian" else "transcript-english"]


def _without(order: Order) -> frozenset[str]:
    faults = {"unsigned": "signature", "no_stamp": "stamp"}
    return frozenset(mark for fault, mark in faults.items() if fault in order.faults)


def _another(number: str, rng: Random) -> str:
    """Another number of the same length: two of its last four digits are others."""
    digits = list(number)
    for place in rng.sample(range(len(digits) - 4, len(digits)), 2):
        digits[place] = str((int(digits[place]) + rng.randrange(1, 10)) % 10)
    return "".join(digits)


def _number(studied: Education, number: str, ink: Inscription) -> Any:
    shown = ink("diploma_number", number)
    if studied.series is None:
        return sentence("№ {}", shown)
    return sentence("{} № {}", ink("diploma_series", studied.series), shown)


def _cells(course: education.Course, number: int, first: str) -> list[str]:
    """The columns of the stock, in order; column 2 is the name and is set by the template."""
    comma = first == "ru"
    points = f"{course.points:.2f}".replace(".", "," if comma else ".")
    return [
        str(number),
        course.code,
        "",
        str(course.credits),
        str(course.percent),
        course.letter,
        points,
        course.traditional(_PLACE[first]),
    ]
