"""Translation of an invitation or a programme into Kazakh or Russian, as bureaux deliver it.

What a notarised translation holds: domain.md section 7. The translation says what the original of
the same dossier says, in `sample_docs.internship`; `source_faults` keep it in step with an
original that has faults.
"""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from markupsafe import Markup

from sample_docs import amounts, drawing, seals
from sample_docs.internship import (
    SHARED_FAULTS,
    Internship,
    other_person,
    with_faults,
)
from sample_docs.invitation_text import Voice, cost_items
from sample_docs.invitation_text import write as write_invitation
from sample_docs.marking import Marker, filled
from sample_docs.programme_text import write as write_programme
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill

FAULTS = frozenset({"date_differs", "amount_differs", "name_differs"})
"""Each changes one thing against the original: the first day, the costs, the intern."""
OPTIONS = frozenset(
    {"source_type", "target", "source_language", "source_faults", "free", "conditions", "plain"}
)
"""`source_type`: invitation or internship_programme; `target`: kaz or rus; `source_language`: eng,
deu, fra, tur, kaz or rus; `source_faults`, `free`, `conditions`: as the original was made; `plain`:
True for a translation nobody signed."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a bureau sets its translations; `heading` is where the line about languages stands."""

    font: str
    size: float
    leading: float = 1.35
    margin: str = "18mm 18mm 18mm 25mm"
    heading: str = "right"
    table: str = "lined"
    facts: str = "plain"
    foot: str = "line"
    bureau: bool = False
    framed: bool = False
    brackets: bool = False
    justified: bool = True


_LOOKS = {
    "plain-page": Look("FreeSerif", 12),
    "bureau": Look("Noto Sans", 10, heading="center", foot="columns", bureau=True, table="ruled"),
    "bracketed": Look("PT Serif", 11, heading="left", foot="statement", brackets=True),
    "typed": Look("DejaVu Sans Mono", 8.4, table="open", heading="center", justified=False),
    "framed": Look("DejaVu Sans", 9, framed=True, heading="center", foot="table", facts="lined"),
    "boxed-translator": Look(
        "PT Sans", 10.5, heading="box", foot="none", table="shaded", margin="16mm 34mm 16mm 20mm"
    ),
}
LAYOUTS = tuple(_LOOKS)


def draft(order: Order) -> Draft:
    """Print the translation; the translator's name in the nominative stands in `extra`."""
    rng, look, options = order.rng, _LOOKS[order.layout], order.options
    target = str(options.get("target") or rng.choice(["kaz", "rus"]))
    source = str(options.get("source_type") or rng.choice(["invitation", "internship_programme"]))
    original = str(options.get("source_language") or "eng")
    facts = _facts(order, source)
    mark = Marker()
    if source == "invitation":
        values, told = _invitation(facts, target, look, rng, mark)
    else:
        values, told = _programme(facts, target, rng, mark)
    stock = load("translations")[target]
    plain = bool(options.get("plain"))
    translator = facts.translator.in_language(target)
    whole = "width:100%;height:100%"
    turn = rng.randrange(2)
    slots = {"source": stock["from"][original], "target": stock["into"]}
    line: Any = None
    if not plain:
        phrase = stock["statements" if look.foot == "statement" else "lines"][turn]
        phrase = stock["held_line"] if look.heading == "box" else _capital(phrase, **slots)
        line = filled(
            phrase,
            name=mark("translator_name", translator),
            iin=facts.translator_iin,
            **slots,
        )
    html = fill(
        f"translation_{source}.html",
        look=look,
        lang=target[:2],
        heading=_capital(
            stock["held_heading"] if look.heading == "box" else stock["headings"][turn], **slots
        ),
        bureau=f"{stock['bureau']} «{facts.bureau}»",
        contact=stock["contact"],
        line=line,
        labels=stock["labels"],
        date=_translated_on(facts, target) if not plain and look.foot != "line" else None,
        stroke=None if plain else drawing.signature(order.dossier.same("translator"), None, whole),
        stamp=seals.rectangular_stamp(rng, [stock["bureau"], facts.bureau], style=whole)
        if look.bureau and not plain
        else None,
        **values,
    )
    fields = {
        "source_type": source,
        "source_language": original,
        "target_language": target,
        "applicant_name": facts.name(target).full if not told.get("as_name") else told["as_name"],
        "translator_name": None if plain else translator,
    }
    marks = set() if plain else {"signature"}
    if look.bureau and not plain:
        marks.add("stamp")
    extra = told | {
        "nominative": facts.name(target).full,
        "translator_nominative": translator,
        "translated_on": facts.translated.isoformat(),
    }
    return Draft(html, fields, frozenset(marks), extra=extra)


def _capital(phrase: str, **slots: str) -> str:
    """The phrase with the languages put in, other slots left, beginning with a capital letter."""
    for slot, word in slots.items():
        phrase = phrase.replace("{" + slot + "}", word)
    return phrase[0].upper() + phrase[1:]


def _facts(order: Order, source: str) -> Internship:
    """The internship as the original tells it, then with what the translator got wrong."""
    faults = frozenset(order.options.get("source_faults", ()))
    if source != "invitation":
        faults &= SHARED_FAULTS
    facts = with_faults(order.dossier, faults, order.options)
    if "date_differs" in order.faults and facts.start:
        # The end is reckoned in whole months and stays.
        facts = replace(facts, start=facts.start.replace(day=15))
    if "name_differs" in order.faults:
        facts = replace(facts, person=other_person(order.dossier))
    if "amount_differs" in order.faults:
        if source != "invitation":
            raise ValueError("a programme states no amounts")
        first, *others = facts.items
        more = first.rate * 2 if first.rate else first.amount
        changed = replace(first, amount=first.amount + more)
        facts = replace(facts, items=(changed, *others), free=False)
    return facts


def _translated_on(facts: Internship, target: str) -> str:
    return amounts.day(facts.translated, "dots" if facts.notary.fee % 2 else target)


def _invitation(
    facts: Internship, target: str, look: Look, rng: Random, mark: Marker
) -> tuple[dict[str, Any], dict[str, Any]]:
    voice = Voice(
        target,
        rng.choice([target, "spaced"]),
        rng.choice([target, "dots"]),
        running=rng.random() < 0.25,
        inflected=rng.random() < 0.3,
    )
    text = write_invitation(facts, voice, rng, mark)
    date = amounts.day(facts.letter_date, voice.days) if facts.letter_date else None
    values = {
        "text": text,
        "host": facts.host_name.in_language(target),
        "reference": facts.reference,
        "letter_date": date,
        "signatory": facts.signatory.in_language(target),
    }
    told: dict[str, Any] = {
        "as_name": text.printed["applicant_name"],
        "as_printed": {},
        "period": [day.isoformat() for day in (facts.start, facts.end) if day],
        "letter_date": facts.letter_date.isoformat() if facts.letter_date else None,
        "total_cost": amounts.truth(facts.total, facts.host.currency) if facts.priced else None,
        "cost_items": cost_items(facts, voice),
    }
    return values, told


def _programme(
    facts: Internship, target: str, rng: Random, mark: Marker
) -> tuple[dict[str, Any], dict[str, Any]]:
    days = rng.choice([target, "dots"])
    programme = write_programme(facts, (target,), rng, _Renamed(mark), days=days)
    stock = load("programmes")[target]
    blocks = [
        {
            "word": stock[f"{side}_words"][0],
            "position": stock[f"{side}_position"],
            "organisation": organisation,
            "name": person.in_language(target),
            "date": amounts.day(day, days),
        }
        for side, organisation, person, day in (
            ("sending", facts.employer(target), facts.head, facts.sending_date),
            (
                "receiving",
                facts.host_name.in_language(target),
                facts.signatory,
                facts.receiving_date,
            ),
        )
    ]
    period = [day.isoformat() for day in (facts.start, facts.end) if day]
    return {"p": programme, "blocks": blocks}, {"period": period}


class _Renamed(Marker):
    """The intern of a programme is the applicant of its translation."""

    def __init__(self, mark: Marker) -> None:
        self._mark = mark

    def __call__(self, field: str, text: str, style: str = "") -> Markup:
        name = "applicant_name" if field == "intern_name" else field
        return self._mark(name, text, style)
