"""Internship programme in Kazakh, Russian, English or two languages, approved by both sides.

Approval blocks and sections: domain.md section 15. The facts come from `sample_docs.internship`.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sample_docs import amounts, drawing, seals
from sample_docs.internship import SHARED_FAULTS, Internship, Spelt, with_faults
from sample_docs.marking import Marker
from sample_docs.programme_text import write
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill

SIDES = ("sending", "receiving")
_FLAWS = ("missing", "blank", "unsigned", "undated", "unnamed", "unstamped")
FAULTS = SHARED_FAULTS | {f"{side}_{flaw}" for side in SIDES for flaw in _FLAWS}
"""`sending_missing`: no block of that side; `sending_blank`: a block nobody filled in."""
OPTIONS = frozenset({"language"})
"""`language`: kaz, rus or eng, where the layout is in one language."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a programme is set; `top` is where the approvals stand, `words` that they are headed."""

    languages: tuple[str, ...]
    template: str = "internship_programme"
    font: str = "PT Serif"
    size: float = 11
    leading: float = 1.3
    margin: str = "18mm 18mm 16mm 25mm"
    title: str = "center"
    table: str = "lined"
    facts: str = "plain"
    top: bool = True
    sending_first: bool = True
    words: bool = True
    head: bool = False
    by_weeks: bool = False
    numbered: bool = False


_LOOKS = {
    "kazakh-top": Look(("kaz",)),
    "russian-top": Look(
        ("rus",), font="FreeSerif", size=12, facts="prose", sending_first=False, leading=1.35
    ),
    "english-letterhead": Look(
        ("eng",),
        font="Liberation Sans",
        size=10,
        head=True,
        top=False,
        facts="lined",
        table="shaded",
        title="left",
        numbered=True,
    ),
    "russian-end": Look(
        ("rus",), font="Noto Sans", size=11, leading=1.45, top=False, table="open", by_weeks=True
    ),
    "english-weeks": Look(
        ("eng",), font="Liberation Serif", size=11.5, facts="prose", table="open", by_weeks=True
    ),
    "kazakh-end": Look(
        ("kaz",), font="DejaVu Sans", size=9.5, top=False, words=False, facts="lined", numbered=True
    ),
    "russian-english": Look(
        ("rus", "eng"), font="PT Sans", size=9.8, facts="lined", margin="14mm 15mm", leading=1.25
    ),
    "landscape": Look(("eng",), template="internship_programme_landscape", words=False),
}
LAYOUTS = tuple(_LOOKS)
_EMPTY = {"kaz": "«___» __________ 20___ ж.", "rus": "«___» __________ 20___ г."}


def draft(order: Order) -> Draft:
    """Print the programme; `approvals` of the truth stand as on paper, from left to right."""
    rng, look = order.rng, _LOOKS[order.layout]
    facts = with_faults(order.dossier, order.faults)
    languages = look.languages
    if len(languages) == 1 and order.options.get("language"):
        languages = (str(order.options["language"]),)
    language = languages[0]
    days = rng.choice(["dots", "dots", language] if language != "eng" else ["dots", "day-first"])
    mark = Marker()
    programme = write(facts, languages, rng, mark, days=days, by_weeks=look.by_weeks)
    sides = SIDES if look.sending_first else SIDES[::-1]
    blocks = [_block(order, facts, side, languages, look) for side in sides]
    html = fill(
        f"{look.template}.html",
        look=look,
        p=programme,
        blocks=blocks,
        host=facts.host_name.in_language(language),
        logo=seals.logo(rng, "width:14mm;height:14mm"),
    )
    printed, start, end = programme.printed, facts.start, facts.end
    approvals = [_approval(block) for block in blocks if block]
    fields: dict[str, Any] = {
        "intern_name": printed["intern_name"],
        "specialty": printed["specialty"],
        "host_organisation": printed["host_organisation"],
        "sending_organisation": printed["sending_organisation"],
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat() if end else None,
        "supervisor": printed["supervisor"],
        "language": language,
        "approvals": approvals,
    }
    marks = {
        mark_name
        for mark_name, key in (("signature", "signed"), ("stamp", "stamped"))
        if any(approval[key] for approval in approvals)
    }
    return Draft(
        html,
        fields,
        frozenset(marks),
        extra={
            "as_printed": {k: v for k, v in printed.items() if k.startswith("period")},
            "languages": list(languages),
            "duration_months": facts.months if start else None,
        },
    )


def _approval(block: dict[str, Any]) -> dict[str, Any]:
    day: date | None = block["day"]
    return {
        "side": block["side"],
        "organisation": block["organisation"],
        "name": block["name"],
        "date": day.isoformat() if day else None,
        "signed": bool(block["stroke"]),
        "stamped": bool(block["seal"]),
    }


_PATRONYMICS = ("ич", "на", "ұлы", "қызы")


def _signing_name(person: Spelt, language: str, rng: Random) -> str:
    """Whole, or «Т. А. Беков» as people sign in Kazakhstan."""
    whole = person.in_language(language)
    parts = whole.split()
    if language == "eng" or not parts[-1].endswith(_PATRONYMICS) or rng.random() < 0.4:
        return whole
    surname, given, patronymic = parts
    return rng.choice(
        [f"{given[0]}. {patronymic[0]}. {surname}", f"{surname} {given[0]}. {patronymic[0]}."]
    )


def _block(
    order: Order, facts: Internship, side: str, languages: tuple[str, ...], look: Look
) -> dict[str, Any] | None:
    """What stands in the approval block of a side; None where the block is missing."""
    rng = Random(f"{side}/{order.rng.random()}")
    flaws = {flaw for flaw in _FLAWS if f"{side}_{flaw}" in order.faults}
    if "missing" in flaws:
        return None
    language = languages[0]
    stocks = [load("programmes")[each] for each in languages]
    sending = side == "sending"
    person = facts.head if sending else facts.signatory
    day = None if flaws & {"blank", "undated"} else facts.sending_date
    if day and not sending:
        day = facts.receiving_date
    style = language if rng.random() < 0.5 and language != "eng" else "dots"
    if language == "eng":
        style = rng.choice(["day-first", "dots"])
    whole, hand = "width:100%;height:100%", "head hand" if sending else "host hand"
    signed = not flaws & {"blank", "unsigned"}
    organisation = facts.employer(language) if sending else facts.host_name.in_language(language)
    stamped = not flaws & {"blank", "unstamped"} and (sending or rng.random() < 0.75)
    seal_language = "kaz" if sending and language == "eng" else language
    seal_name = facts.employer(seal_language) if sending else facts.host_name.latin
    turn = rng.randrange(2)
    return {
        "side": side,
        "word": " / ".join(s[f"{side}_words"][turn] for s in stocks) if look.words else "",
        "position": " / ".join(s[f"{side}_position"] for s in stocks),
        "organisation": organisation,
        "name": None if flaws & {"blank", "unnamed"} else _signing_name(person, language, rng),
        "day": day,
        "date": amounts.day(day, style) if day else None,
        "empty_date": _EMPTY.get(language, "____ / ____ / 20____"),
        "date_label": "" if look.words else f"{stocks[0]['date_label']}: ",
        "stroke": drawing.signature(order.dossier.same(hand), None, whole) if signed else None,
        "seal_place": stocks[0]["place_of_seal"] if sending or not signed else "",
        "seal": seals.round_seal(rng, [seal_name], style=whole) if stamped else None,
    }
