"""Passport of a citizen of Kazakhstan: the data page, alone or in the open booklet.

Labels Kazakh / English, Cyrillic and Latin name lines, TD3 zone: domain.md section 5. The
`digital-passport` layout is a born-digital PDF in the text order of section 5.2.
"""

from dataclasses import replace
from typing import Any

from sample_docs import drawing, iin, zones
from sample_docs.dossier import expire, run_short
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill

LAYOUTS = ("sheet", "spread", "cropped", "sheet-latin-captions", "digital-passport")
"""The 125 x 88 mm page on A4, the open booklet on A4, the page alone, the PDF of the portal."""
FAULTS = frozenset(
    {"expired", "short", "iin_check_digit", "iin_birth_date", "mrz_check_digit", "mrz_disagrees"}
)
OPTIONS: frozenset[str] = frozenset()

_TINTS = (("#e4eff4", "#93bccd"), ("#eaf1e6", "#a9c49a"), ("#f0ebe2", "#cdb890"))
_COUNTRY = "ҚАЗАҚСТАН / KAZAKHSTAN"
_AUTHORITY = "ІШКІ ІСТЕР МИНИСТРЛІГІ / MINISTRY OF INTERNAL AFFAIRS"


def draft(order: Order) -> Draft:
    """Print the data page; the holder's signature stands on it in every printed layout."""
    if "expired" in order.faults:
        order = replace(order, dossier=expire(order.dossier, "passport"))
    if "short" in order.faults:
        order = replace(order, dossier=run_short(order.dossier))
    fields = _fields(order)
    rng = order.rng
    digital = order.layout == "digital-passport"
    top = rng.uniform(20, 90) if order.layout == "spread" else rng.uniform(15, 170)
    html = fill(
        "passport_digital.html" if digital else "passport.html",
        layout=order.layout,
        left=2 if order.layout == "cropped" else rng.uniform(8, 75),
        top=2 if order.layout == "cropped" else top,
        field=_printed(fields),
        tint=drawing.guilloche(rng, rng.choice(_TINTS), "width:100%;height:100%"),
        portrait=drawing.portrait(order.dossier.same("face"), "width:100%;height:100%"),
        stroke=drawing.signature(
            order.dossier.same("hand"), drawing.BLACK_INK, "width:100%;height:100%"
        ),
        emblem=drawing.emblem("width:100%;height:100%"),
    )
    return Draft(html, fields, frozenset() if digital else frozenset({"signature"}))


def _fields(order: Order) -> dict[str, Any]:
    person, passport, rng = order.dossier.person, order.dossier.passport, order.rng
    number = person.iin
    if "iin_check_digit" in order.faults:
        number = iin.with_wrong_digit(number, rng)
    if "iin_birth_date" in order.faults:
        other = person.birth.replace(day=person.birth.day % 28 + 1)
        number = iin.issue(other, person.sex, rng)
    expiry = passport.expires
    if "mrz_disagrees" in order.faults:
        expiry = expiry.replace(year=expiry.year + 1, day=min(expiry.day, 28))
    holder = zones.Holder(
        person.latin.surname, person.latin.given, person.birth, person.sex, number
    )
    lines = list(
        zones.passport(passport.number, holder, expiry, personal_number=rng.random() < 0.85)
    )
    if "mrz_check_digit" in order.faults:
        lines[1] = zones.with_wrong_digit(lines[1], rng.choice([9, 19, 27, 43]))
    return {
        "number": passport.number,
        "surname": person.latin.surname.upper(),
        "given_names": person.latin.given.upper(),
        "surname_cyrillic": person.kk.surname.upper(),
        "given_names_cyrillic": person.kk.given.upper(),
        "nationality": _COUNTRY,
        "birth_date": person.birth.isoformat(),
        "birth_place": rng.choice([_COUNTRY, "KAZAKHSTAN"]),
        "sex": person.sex,
        "iin": number,
        "issue_date": passport.issued.isoformat(),
        "expiry_date": passport.expires.isoformat(),
        "authority": rng.choice([_AUTHORITY, "MINISTRY OF INTERNAL AFFAIRS"]),
        "mrz": lines,
    }


def _printed(fields: dict[str, Any]) -> dict[str, Any]:
    shown = dict(fields)
    for key in ("birth_date", "issue_date", "expiry_date"):
        year, month, day = fields[key].split("-")
        shown[key] = f"{day}.{month}.{year}"
    return shown
