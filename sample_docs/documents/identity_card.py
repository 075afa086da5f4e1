"""Identity card: front and back, designs of 2014 and 2024, and the digital card.

Labels, order and value forms: domain.md section 4. The 2024 design prints the sex on the front
and the citizenship on the back; both designs stay in use.
"""

from dataclasses import replace
from random import Random
from typing import Any

from sample_docs import codes, drawing, iin, zones
from sample_docs.dossier import expire
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill

LAYOUTS = (
    "2014-sheet",
    "2014-pages",
    "2014-cropped",
    "2024-sheet",
    "2024-pages",
    "2024-cropped",
    "digital-card",
)
"""Design and arrangement: both sides on one A4 page, on two, or two pages of card size."""
FAULTS = frozenset(
    {
        "expired",
        "iin_check_digit",
        "iin_birth_date",
        "mrz_check_digit",
        "mrz_disagrees",
        "front_only",
    }
)
OPTIONS: frozenset[str] = frozenset()

_TINTS = {
    "2014": (("#e8eff2", "#9dbdc9"), ("#eef0e2", "#b9c18d"), ("#e6eef7", "#9fb4d6")),
    "2024": (("#e2f0ee", "#86b8b0"), ("#e9eaf6", "#a3a7d0")),
}
_AUTHORITIES = ("ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ", "ҚР ІІМ", "ҚР ІІМ / МВД РК")
_BACK = ("number", "birth_place", "ethnicity", "citizenship", "authority", "issue_date")


def draft(order: Order) -> Draft:
    """Print the card; with `front_only` the fields of the back are missing from the truth too."""
    if "expired" in order.faults:
        order = replace(order, dossier=expire(order.dossier, "card"))
    if order.layout == "digital-card":
        return _digital(order)
    design, arrangement = order.layout.split("-")
    fields = _fields(order, design)
    sides = fields["sides"]
    if arrangement == "sheet":
        place = _places_on_sheet(order.rng)
        pages = [[(side, *place[side]) for side in sides]]
    elif arrangement == "pages":
        left, top = order.rng.uniform(12, 100), order.rng.uniform(12, 90)
        pages = [[(side, left + order.rng.uniform(-6, 6), top)] for side in sides]
    else:
        pages = [[(side, 0.0, 0.0)] for side in sides]
    html = fill(
        "identity_card.html",
        design=design,
        cropped=arrangement == "cropped",
        pages=pages,
        field=_printed(fields),
        background=_tint(order.rng, design),
        portrait=drawing.portrait(order.dossier.same("face"), "width:100%;height:100%"),
        stroke=drawing.signature(
            order.dossier.same("hand"), drawing.BLACK_INK, "width:100%;height:100%"
        ),
        emblem=drawing.emblem("width:100%;height:100%"),
        chip=drawing.chip("width:100%;height:100%"),
        bars=codes.barcode(fields["iin"], "width:100%;height:100%"),
        validity_label=order.rng.choice(
            ["БЕРІЛГЕН КҮНІ / СРОК ДЕЙСТВИЯ", "БЕРІЛГЕН КҮНІ - ҚОЛДАНЫЛУ МЕРЗІМІ"]
        ),
    )
    return Draft(html, fields, frozenset({"signature"}))


def _places_on_sheet(rng: Random) -> dict[str, tuple[float, float]]:
    """Left and top of both sides in millimetres: one above the other, or side by side."""
    top = rng.uniform(15, 60)
    if rng.random() < 0.3:
        return {"front": (15.0, top), "back": (109.0, top)}
    left = rng.uniform(15, 105)
    return {"front": (left, top), "back": (left, top + rng.uniform(62, 110))}


def _tint(rng: Random, design: str) -> str:
    colours = rng.choice(_TINTS[design])
    return drawing.guilloche(rng, colours, "width:100%;height:100%")


def _printed_iin(order: Order) -> str:
    person = order.dossier.person
    if "iin_check_digit" in order.faults:
        return iin.with_wrong_digit(person.iin, order.rng)
    if "iin_birth_date" in order.faults:
        other = person.birth.replace(day=person.birth.day % 28 + 1)
        return iin.issue(other, person.sex, order.rng)
    return person.iin


def _zone(order: Order, number: str, printed_iin: str) -> list[str]:
    person, card = order.dossier.person, order.dossier.card
    birth = person.birth
    if "mrz_disagrees" in order.faults:
        birth = birth.replace(day=birth.day % 28 + 1)
    holder = zones.Holder(person.latin.surname, person.latin.given, birth, person.sex, printed_iin)
    lines = list(zones.card(number, holder, card.expires))
    if "mrz_check_digit" in order.faults:
        lines[1] = zones.with_wrong_digit(lines[1], order.rng.choice([6, 14, 29]))
    return lines


def _fields(order: Order, design: str) -> dict[str, Any]:
    dossier, rng = order.dossier, order.rng
    person, card = dossier.person, dossier.card
    printed_iin = _printed_iin(order)
    name = person.kk
    fields: dict[str, Any] = {
        "sides": ["front", "back"],
        "surname": name.surname.upper(),
        "given_names": name.given.upper(),
        "patronymic": name.patronymic.upper() if name.patronymic else None,
        "birth_date": person.birth.isoformat(),
        "sex": person.sex,
        "iin": printed_iin,
        "number": card.number,
        "birth_place": person.birth_place[0].upper(),
        "ethnicity": person.ethnicity.upper() if rng.random() < 0.8 else None,
        "citizenship": "ҚАЗАҚСТАН" if design == "2024" else None,
        "authority": rng.choice(_AUTHORITIES),
        "issue_date": card.issued.isoformat(),
        "expiry_date": card.expires.isoformat(),
        "mrz": _zone(order, card.number, printed_iin),
    }
    if "front_only" in order.faults:
        fields |= dict.fromkeys((*_BACK, "expiry_date", "mrz")) | {"sides": ["front"]}
        if design == "2014":
            fields["sex"] = None
    return fields


def _printed(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as ink shows them: dates with dots, the sex as a Cyrillic letter."""
    shown = dict(fields)
    for key in ("birth_date", "issue_date", "expiry_date"):
        if fields[key]:
            year, month, day = fields[key].split("-")
            shown[key] = f"{day}.{month}.{year}"
    shown["sex"] = {"M": "М", "F": "Ж", None: None}[fields["sex"]]
    return shown


def _digital(order: Order) -> Draft:
    """The card as the digital-documents service prints it (domain.md section 4.2)."""
    fields = _fields(order, "2024") | {"mrz": None, "citizenship": None}
    html = fill(
        "identity_card_digital.html",
        field=_printed(fields),
        portrait=drawing.portrait(order.dossier.same("face"), "width:100%;height:100%"),
        tint=_tint(order.rng, "2024"),
    )
    return Draft(html, fields)
