"""Invitation of a host abroad: letters in six languages, two columns, a form, numbered clauses.

What it must say: domain.md section 6. The facts come from `sample_docs.internship`, the sentences
from `sample_docs.invitation_text`.
"""

import re
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from markupsafe import Markup

from sample_docs import amounts, drawing, seals
from sample_docs.dossier import Dossier
from sample_docs.internship import INVITATION_FAULTS, Internship, with_faults
from sample_docs.invitation_text import Row, Text, Voice, truth, write
from sample_docs.marking import Marker, filled
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill

FAULTS = INVITATION_FAULTS
OPTIONS = frozenset({"free", "conditions", "stamped"})
"""`free` (bool): nothing is to be paid; `conditions`: objects among financial, academic, other;
`stamped` (bool): a seal beside the signature."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a letter is set: `head` is where the letterhead stands, `table` the lines of costs."""

    voice: Voice
    template: str = "letter"
    font: str = "Noto Sans"
    size: float = 10.5
    leading: float = 1.4
    margin: str = "18mm 22mm 20mm 25mm"
    paper: str = "A4"
    head: str = "left"
    accent: str = "#1f4b7a"
    title: str = "left"
    table: str = "lined"
    sign: str = ""
    reference: bool = True
    addressee: bool = False
    justified: bool = False
    indent: int = 0
    annex: bool = False
    before_date: str = ""
    side_by_side: bool = True
    second: Voice | None = None


_ENGLISH = Voice("eng", "code", "dots")
_LOOKS = {
    "english-letterhead": Look(Voice("eng", "code", "day-first"), addressee=True),
    "american-letter": Look(
        Voice("eng", "sign", "month-first", running=True),
        font="Liberation Serif",
        size=12,
        paper="Letter",
        margin="22mm 25mm 20mm",
        head="center",
        accent="#7a1f2b",
        reference=False,
        justified=True,
    ),
    "two-pages": Look(
        Voice("eng", "after", "day-first"),
        font="PT Serif",
        size=11.5,
        leading=1.55,
        head="right",
        accent="#0b6b57",
        title="center",
        table="ruled",
        annex=True,
        justified=True,
    ),
    "german-english": Look(
        Voice("deu", "german", "dots"),
        template="columns",
        font="Liberation Sans",
        size=9.6,
        accent="#004a87",
        before_date="Datum / Date: ",
        second=_ENGLISH,
    ),
    "turkish-english": Look(
        Voice("tur", "german", "dots"),
        template="columns",
        font="DejaVu Sans",
        size=8.8,
        accent="#a01c2c",
        table="shaded",
        before_date="Tarih / Date: ",
        side_by_side=False,
        second=_ENGLISH,
    ),
    "french-letter": Look(
        Voice("fra", "french", "fra"),
        font="FreeSerif",
        size=12,
        head="right",
        accent="#333333",
        title="center",
        table="open",
        sign="far",
        before_date="Le ",
        indent=8,
    ),
    "korean-form": Look(Voice("eng", "code", "month-first"), template="form"),
    "russian-letter": Look(
        Voice("rus", "rus", "rus"),
        font="PT Serif",
        size=11.5,
        head="center",
        accent="#222222",
        title="center",
        table="lined",
        sign="wide",
        justified=True,
        indent=10,
    ),
    "placement-offer": Look(Voice("eng", "code", "short", wording="held"), template="clauses"),
}
LAYOUTS = tuple(_LOOKS)
_AT_HOME = {
    "german-english": ("Germany",),
    "french-letter": ("France",),
    "korean-form": ("Republic of Korea", "Japan"),
    "american-letter": ("United States of America", "Canada"),
}


def suiting(dossier: Dossier) -> tuple[str, ...]:
    """Layouts that the host's country would use; no host of the stock is Turkish."""
    country = dossier.host.country_en
    return tuple(
        layout
        for layout in LAYOUTS
        if layout != "turkish-english" and country in _AT_HOME.get(layout, (country,))
    )


def language_of(layout: str) -> str:
    """Language of a layout, `eng` for one in two languages; KeyError for an unknown layout."""
    look = _LOOKS[layout]
    return "eng" if look.second else look.voice.language


def draft(order: Order) -> Draft:
    """Print the invitation; in two languages the fields are those of the English column."""
    rng, look = order.rng, _LOOKS[order.layout]
    facts = with_faults(order.dossier, order.faults, order.options)
    voice = look.voice
    if look.template == "letter" and voice.language == "rus":
        voice = replace(voice, running=rng.random() < 0.3, inflected=rng.random() < 0.3)
    elif order.layout == "english-letterhead":
        voice = replace(voice, running=rng.random() < 0.25)
    mark = Marker()
    text = write(facts, look.second or voice, rng, mark)
    language = "eng" if look.second else voice.language
    signatory = {"name": facts.signatory.in_language(language), "position": text.position}
    date = amounts.day(facts.letter_date, voice.days) if facts.letter_date else None
    signed = "unsigned" not in order.faults
    stamped = bool(
        order.options.get("stamped", order.layout == "korean-form" or rng.random() < 0.6)
    )
    values: dict[str, Any] = {
        "look": look,
        "text": text,
        "lang": language[:2],
        "host": facts.host_name.in_language(language),
        "office": _OFFICES.get(language, "International Office"),
        "address": _address(facts, rng),
        "footer": f"www.{facts.host.city.lower()}.example",
        "logo": seals.logo(rng, "width:18mm;height:18mm"),
        "reference": facts.reference,
        "date": date,
        "signatory": signatory,
        "ink": _ink(order, facts, language, signed, stamped),
    }
    fields = truth(facts, text, look.second or voice) | {
        "signatory_name": signatory["name"],
        "signatory_position": signatory["position"],
    }
    if look.template == "columns":
        fields["cost_items"] = _columns(values, fields, facts, look, rng)
    elif look.template == "form":
        values |= _form(facts, text)
    elif look.template == "clauses":
        values |= {"clauses": _clauses(facts, text), "tutor": facts.supervisor.latin}
    else:
        values |= _letter(facts, language, order.layout, rng)
    html = fill(f"invitation_{look.template}.html", **values)
    marks = {name for name, there in (("signature", signed), ("stamp", stamped)) if there}
    as_printed = {key: value for key, value in text.printed.items() if key in fields}
    return Draft(
        html,
        fields,
        frozenset(marks),
        extra={
            "as_printed": as_printed | ({"letter_date": date} if date else {}),
            "period_end": facts.end.isoformat() if facts.end else None,
            "nominative": facts.name(language).full,
            "unconditional_said": facts.declared,
        },
    )


_OFFICES = {
    "fra": "Service des relations internationales",
    "rus": "Отдел международных связей",
    "eng": "International Office",
}


def _address(facts: Internship, rng: Random) -> str:
    street = rng.choice(["Campus Road", "College Street", "Park Avenue", "University Square"])
    return f"{rng.randint(2, 180)} {street}, {rng.randint(10000, 99999)} {facts.host.city}"


def _ink(
    order: Order, facts: Internship, language: str, signed: bool, stamped: bool
) -> dict[str, Any]:
    """Signature and seal of the host; its hand is the same on every paper of the internship."""
    hand, whole = order.dossier.same("host hand"), "width:100%;height:100%"
    name = facts.host_name.in_language(language)
    seal: Any = None
    if stamped and order.layout == "korean-form":
        seal = seals.rectangular_stamp(
            order.rng, ["OFFICIAL", "SEAL"], colour="#b3261e", style=whole
        )
    elif stamped:
        seal = seals.round_seal(order.rng, [name, facts.host.city], style=whole)
    return {"stroke": drawing.signature(hand, None, whole) if signed else None, "seal": seal}


def _letter(facts: Internship, language: str, layout: str, rng: Random) -> dict[str, Any]:
    title = {"M": "Mr.", "F": "Ms."}[facts.person.sex]
    name = facts.person.latin
    return {
        "addressee": [f"{title} {name.given} {name.surname}", "Kazakhstan"],
        "annex_title": rng.choice(["Annex: Cost Estimate", "Appendix 1. Calculation of the Cost"]),
        "annex_note": "The cost of the internship with its calculation is given in the annex.",
    }


def _columns(
    values: dict[str, Any], fields: dict[str, Any], facts: Internship, look: Look, rng: Random
) -> list[dict[str, str]]:
    """Both texts and a table with labels in both languages go to `values`; returns its items."""
    english: Text = values["text"]
    native = write(facts, look.voice, rng, Marker())
    labels = [f"{item.label(look.voice.language)} / {item.label('eng')}" for item in facts.items]
    rows = tuple(
        Row(Markup("{}").format(label), row.calculation, row.amount)
        for label, row in zip(labels, english.rows, strict=False)
    )
    values |= {
        "texts": (_nameless(native), english),
        "table": replace(english, rows=rows, columns=_COLUMNS[look.voice.language]),
        "in_english": lambda text: text is english,
    }
    listed: list[dict[str, str]] = fields["cost_items"]
    return [item | {"label": label} for item, label in zip(listed, labels, strict=False)]


_COLUMNS = {
    "deu": ("Position / Item", "Berechnung / Calculation", "Betrag / Amount"),
    "tur": ("Kalem / Item", "Hesaplama / Calculation", "Tutar / Amount"),
}


def _nameless(text: Text) -> Text:
    """The text with its elements' names taken out."""
    bare: dict[str, Any] = {
        part: Markup(re.sub(r' id="[^"]*"', "", getattr(text, part)))  # noqa: S704 - own markup
        for part in ("opening", "period", "supervisor", "cost", "total")
    }
    return replace(text, **bare)


def _form(facts: Internship, text: Text) -> dict[str, Any]:
    """Facts as rows of a table; the opening sentence is not printed."""
    mark, labels, printed = Marker(), text.labels, text.printed
    rows: list[tuple[str, Any]] = [
        (labels[key], mark(field, printed[field]))
        for key, field in (
            ("name", "applicant_name"),
            ("birth", "birth_date"),
            ("passport", "passport_number"),
        )
        if field in printed
    ]
    rows.append((labels["nationality"], labels["kazakhstan"]))
    if "specialty" in printed:
        rows.append((labels["specialty"], mark("specialty", printed["specialty"])))
    if text.period:
        rows.append((labels["period"], _short_period(mark, printed)))
    rows.append((labels["host"], mark("host_organisation", printed["host_organisation"])))
    rows.append((labels["country"], mark("host_country", printed["host_country"])))
    rows.append((labels["supervisor"], facts.supervisor.latin))
    if facts.priced:
        rows.append((labels["cost"], mark("total_cost", printed["total_cost"])))
    if text.conditions:
        rows.append((labels["conditions"], mark("conditions", " ".join(text.conditions))))
    return {
        "text": _nameless(text),
        "facts": rows,
        "labels": labels,
        "title": "CERTIFICATE OF INVITATION",
        "statement": "This is to certify that the person named above is invited as an intern.",
    }


def _short_period(mark: Marker, printed: dict[str, Any]) -> Markup:
    """«March 1, 2027 ~ August 31, 2027 (6 months)», as far as the letter says it."""
    days = [
        mark(field, printed[field]) for field in ("period_start", "period_end") if field in printed
    ]
    period = Markup(" ~ ").join(days)
    if len(days) == 1:
        period = Markup("from {}").format(period)
    if "duration_months" in printed:
        months = mark("duration_months", printed["duration_months"])
        period += Markup(" ({} months)").format(months)
    return period


def _clauses(facts: Internship, text: Text) -> list[tuple[str, Any]]:
    mark, printed = Marker(), text.printed
    who = [mark("applicant_name", printed["applicant_name"])]
    if "birth_date" in printed:
        who.append(filled("date of birth {day}", day=mark("birth_date", printed["birth_date"])))
    if "passport_number" in printed:
        number = mark("passport_number", printed["passport_number"])
        who.append(filled("travel document {number}", number=number))
    clauses: list[tuple[str, Any]] = [("Trainee", Markup("<br>").join(who))]
    if "specialty" in printed:
        clauses.append(("Subject of training", mark("specialty", printed["specialty"])))
    if text.period:
        clauses.append(("Dates", text.period))
    standing = [Markup("{}").format(line) for line in (text.status, *text.conditions) if line]
    if standing:
        clauses.append(("Standing of this offer", Markup(" ").join(standing)))
    if text.cost:
        clauses.append(("Charges", text.cost))
    return clauses
