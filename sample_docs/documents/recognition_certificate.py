"""Certificate of recognition or nostrification of a foreign diploma.

Wordings and issuers: domain.md section 10.3. `institution` is the foreign one; the certificate
speaks of the diploma that `education.abroad` gives the applicant.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sample_docs import calendar_words, codes, drawing, education, seals
from sample_docs.dossier import Dossier, day_between
from sample_docs.education import Education
from sample_docs.inscription import Inscription, kazakh_of, sentence
from sample_docs.name_cases import kazakh_dative, russian_dative
from sample_docs.people import Person
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class Style:
    """What kind of certificate, its languages in order, geometry and type."""

    kind: str
    languages: tuple[str, ...]
    shape: str
    font: str
    landscape: bool = False
    electronic: bool = False


_STYLES = {
    "recognition-columns": Style("recognition", ("kk", "ru"), "columns", "Noto Serif", True),
    "recognition-electronic": Style(
        "recognition", ("kk", "ru"), "labels", "PT Sans", electronic=True
    ),
    "nostrification-russian": Style("nostrification", ("ru",), "single", "PT Serif"),
    "recognition-kazakh": Style("recognition", ("kk",), "single", "FreeSerif"),
    "recognition-trilingual": Style("recognition", ("kk", "ru", "en"), "stack", "DejaVu Sans"),
    "nostrification-bilingual": Style("nostrification", ("ru", "kk"), "stack", "DejaVu Serif"),
    "letter-english-first": Style("recognition", ("en", "ru", "kk"), "letter", "Noto Sans"),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset({"other_person", "unsigned", "no_stamp"})
"""`other_person` violates PKG-02."""
OPTIONS = frozenset({"holder"})
_PLACE = {"kk": 0, "ru": 1, "en": 2}
_LANGUAGE = {"kk": "kaz", "ru": "rus", "en": "eng"}


def _issue(dossier: Dossier, studied: Education) -> tuple[str, date]:
    """Number and day of issue, the same on every paper of the applicant."""
    rng = dossier.same("recognition")
    first = studied.awarded + timedelta(days=200)
    day = day_between(first, dossier.submitted_on - timedelta(days=60), rng)
    return f"{rng.randrange(1_200, 98_000):07d}", day


def draft(order: Order) -> Draft:
    """Print the certificate; truth is what the first language of the form says."""
    style, who, ink = _STYLES[order.layout], education.holder(order), Inscription()
    studied = education.abroad(order.dossier)
    number, issued = _issue(order.dossier, studied)
    marks = {"qr", "eds"} if style.electronic else {"signature", "stamp"}
    marks |= {"qr"} if style.shape in ("stack", "letter") else set()
    for fault, mark in (("unsigned", "signature"), ("no_stamp", "stamp")):
        if fault in order.faults:
            marks.discard(mark)
    bodies = [_body(lang, style, studied, who, issued, ink) for lang in style.languages]
    first = style.languages[0]
    head = order.rng.choice([("Б. Т. Сейілов", "Б. Т. Сеилов"), ("Г. Қ. Ыбыраева",) * 2])
    html = fill(
        "recognition_certificate.html",
        style=style,
        ink=ink,
        bodies=bodies,
        number=number,
        studied=studied,
        head=head[0] if first == "kk" else head[1],
        pen=drawing.signature(order.rng, None, "width:100%;height:100%"),
        seal=seals.round_seal(
            order.rng,
            [bodies[0]["words"]["ministry"], bodies[0]["words"]["centre"], "2"],
            style="width:100%;height:100%",
        ),
        code=codes.qr(f"https://enic-kazakhstan.edu.kz/check/{number}", "width:100%;height:100%"),
        emblem=drawing.emblem("width:100%;height:100%"),
        logo=seals.logo(order.rng, "width:100%;height:100%"),
        marks=marks,
        colour=order.rng.choice(["#1d5b79", "#5c4317", "#37474f"]),
    )
    fields: dict[str, Any] = {
        "kind": style.kind,
        "number": number,
        "holder_name": ink.printed["holder_name"],
        "institution": ink.printed["institution"],
        "issue_date": issued.isoformat(),
    }
    names = {"kk": who.kk, "ru": who.ru, "en": who.latin}
    extra = ink.extra() | {
        "holder_nominative": names[first].full,
        "diploma_number": studied.number,
    }
    return Draft(html, fields, frozenset(marks), extra=extra)


def _body(
    lang: str, style: Style, studied: Education, who: Person, issued: date, ink: Inscription
) -> dict[str, Any]:
    """The words of one language and its sentence with the fields set into it."""
    words, place = load("recognition")[lang], _PLACE[lang]
    name = {"kk": who.kk, "ru": who.ru, "en": who.latin}[lang]
    to = {"kk": kazakh_dative(who.kk), "ru": russian_dative(who.ru, who.sex)}.get(lang, name.full)
    pattern = words["text"][style.kind]
    table = style.shape == "labels"
    holder = ink("holder_name", name.full if table or "{holder}" in pattern else to)
    awarded = {
        "kk": kazakh_of(studied.awarded).replace("дағы", "да").replace("дегі", "де"),
        "ru": calendar_words.written(studied.awarded, "rus")[1],
        "en": calendar_words.written(studied.awarded, "eng")[0],
    }[lang]
    day = calendar_words.written(issued, _LANGUAGE[lang])[0]
    if style.shape in ("labels", "letter"):
        day = calendar_words.dotted(issued)
    institution = ink("institution", studied.institution[place])
    return {
        "lang": lang,
        "words": words,
        "title": words["title"][style.kind],
        "holder": holder,
        "institution": institution,
        "country": studied.country[place],
        "specialty": studied.specialty[place],
        "awarded": awarded,
        "issued": ink("issue_date", day),
        "text": sentence(
            pattern,
            to=holder,
            holder=holder,
            diploma=studied.number,
            awarded=awarded,
            institution=institution,
            country=studied.country[place],
            specialty=studied.specialty[place],
            level=words["bachelor"],
        ),
    }
