"""Diploma of a university of Kazakhstan, of a college, or of a university abroad.

Series, numbers, contents and wordings: domain.md section 10. `award_date` is the day of the
decision that gives the degree; the day of issue beside the place stands in `extra`.
"""

from dataclasses import dataclass
from typing import Any

from sample_docs import calendar_words, codes, drawing, education, seals
from sample_docs.education import Education
from sample_docs.inscription import Inscription, kazakh_of, sentence
from sample_docs.name_cases import kazakh_dative, russian_dative
from sample_docs.people import Person
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class Style:
    """How a diploma is set: its languages in order, geometry, wording and type."""

    languages: tuple[str, ...]
    shape: str
    wording: str
    font: str
    landscape: bool = False
    qr: bool = True
    quoted: bool = True


_STYLES = {
    "spread-kk-ru": Style(("kk", "ru"), "columns", "era", "Noto Serif", landscape=True),
    "stacked-trilingual": Style(("kk", "ru", "en"), "stack", "own", "PT Sans"),
    "russian-lines": Style(("ru",), "lines", "plain", "PT Serif", qr=False, quoted=False),
    "kazakh-frame": Style(("kk",), "frame", "plain", "FreeSerif", qr=False),
    "labels-bilingual": Style(("kk", "ru"), "labels", "own", "DejaVu Sans"),
    "spread-en-kk": Style(("en", "kk"), "columns", "own", "DejaVu Serif", landscape=True),
    "three-columns": Style(("kk", "ru", "en"), "triptych", "council", "Noto Sans", landscape=True),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset({"college", "higher_degree", "other_person", "unsigned", "no_stamp"})
"""`college` and `higher_degree` violate DIP-01, `other_person` PKG-02."""
OPTIONS = frozenset({"foreign", "degree", "design", "holder"})
"""`foreign` prints the diploma of a university abroad in that university's own form, whatever the
layout; `degree` one of `education.DEGREES`; `design` is `state` or `own`; `holder` a Person."""
_PLACE = {"kk": 0, "ru": 1, "en": 2}
_LANGUAGE = {"kk": "kaz", "ru": "rus", "en": "eng"}


def draft(order: Order) -> Draft:
    """Print the diploma; truth is what the first language of a bilingual form says."""
    studied = education.asked(order)
    if studied.era == "abroad":
        return _foreign(order, studied)
    style, who, ink = _STYLES[order.layout], education.holder(order), Inscription()
    marks = _marks(order, style)
    labels = _labels(studied, who, ink) if style.shape == "labels" else []
    bodies = [_body(lang, style, studied, who, ink) for lang in style.languages]
    first = style.languages[0]
    html = fill(
        "diploma.html",
        style=style,
        ink=ink,
        studied=studied,
        bodies=bodies,
        labels=labels,
        pens=[
            drawing.signature(order.rng, drawing.BLUE_INK, "width:100%;height:100%")
            for _ in ("chairman", "rector")
        ],
        seal=_seal(order, studied),
        code=codes.qr(_address(studied), "width:100%;height:100%") if style.qr else "",
        logo=seals.logo(order.dossier.same("university"), "width:100%;height:100%"),
        emblem=drawing.emblem("width:100%;height:100%"),
        marks=marks,
        colour=order.rng.choice(["#7a5a1e", "#1f4e79", "#2f5d3a", "#6b1f2a"]),
        tint=order.rng.choice(["#fdfbf3", "#f6fafc", "#fbf8f9", "#ffffff"]),
    )
    place = _PLACE[first]
    fields: dict[str, Any] = {
        "series": studied.series,
        "number": studied.number,
        "holder_name": ink.printed["holder_name"],
        "degree": studied.degree,
        "specialty": studied.specialty[place],
        "programme_code": studied.code if "programme_code" in ink.printed else None,
        "institution": ink.printed["institution"],
        "country": ink.printed.get("country"),
        "award_date": studied.decided.isoformat(),
        "registration_number": studied.registration,
        "honours": studied.honours,
    }
    return Draft(html, fields, marks, extra=_extra(ink, studied, who, first))


def _extra(ink: Inscription, studied: Education, who: Person, first: str) -> dict[str, Any]:
    name = {"kk": who.kk, "ru": who.ru, "en": who.latin}[first]
    return ink.extra() | {
        "holder_nominative": name.full,
        "issue_date": studied.awarded.isoformat(),
    }


def _marks(order: Order, style: Style) -> frozenset[str]:
    marks = {"signature", "stamp"} | ({"qr"} if style.qr else set())
    for fault, mark in (("unsigned", "signature"), ("no_stamp", "stamp")):
        if fault in order.faults:
            marks.discard(mark)
    return frozenset(marks)


def _seal(order: Order, studied: Education) -> Any:
    lines = [studied.institution[0], studied.institution[1], studied.city[0]]
    return seals.round_seal(order.rng, lines, style="width:100%;height:100%")


def _address(studied: Education) -> str:
    return f"https://epvo.kz/diploma/{studied.site}/{studied.series}-{studied.number}"


def _body(
    lang: str, style: Style, studied: Education, who: Person, ink: Inscription
) -> dict[str, Any]:
    """The phrases of one language with the fields set into them, in the order of the page."""
    words, place = load("diploma")[lang], _PLACE[lang]
    title = words["title"][studied.degree]
    if studied.honours:
        title = f"{words['honours']}. {title}"
    wording = studied.era if style.wording == "era" else style.wording
    name = {"kk": who.kk, "ru": who.ru, "en": who.latin}[lang]
    to = {
        "kk": kazakh_dative(who.kk),
        "ru": russian_dative(who.ru, who.sex),
        "en": name.full,
    }[lang]
    pattern = words["decision"][wording]
    institution = ink("institution", studied.institution[place])
    specialty = ink("specialty", studied.specialty[place])
    if studied.code and style.shape != "frame":
        specialty = sentence("{} – {}", ink("programme_code", studied.code), specialty)
    if style.quoted:
        specialty = sentence("«{}»", specialty) if lang != "en" else sentence("“{}”", specialty)
    decided = {
        "kk": kazakh_of(studied.decided),
        "ru": calendar_words.written(studied.decided, "rus")[1],
        "en": calendar_words.written(studied.decided, "eng")[0],
    }[lang]
    qualification = studied.qualification[min(place, 1)]
    parts = {
        "institution": institution,
        "specialty": specialty,
        "decided": ink("award_date", decided),
        "protocol": studied.protocol,
        "admitted": studied.admitted,
        "finished": studied.decided.year,
        "he": "он" if who.sex == "M" else "она",
        "a": "" if who.sex == "M" else "а",
        "award": sentence(
            words["award"][studied.degree],
            field=studied.field[place],
            qualification=f"«{qualification}»",
        ),
    }
    key = "to" if "{to}" in pattern else "holder"
    parts[key] = sentence("<b>{}</b>", ink("holder_name", to if key == "to" else name.full))
    return {
        "lang": lang,
        "words": words,
        "title": title,
        "country": ink("country", words["country"]),
        "institution": institution,
        "decision": sentence(pattern, **parts),
        "place": words["place"].format(city=studied.city[place]),
        "issued": calendar_words.written(studied.awarded, _LANGUAGE[lang])[0],
        "rector": studied.rector[place],
        "name": parts[key],
        "award": parts["award"],
        "specialty": specialty,
        "decided": parts["decided"],
        "he": parts["he"],
        "a": parts["a"],
    }


def _labels(studied: Education, who: Person, ink: Inscription) -> list[dict[str, Any]]:
    """Rows of label and value; both languages stand in the value where they differ."""
    words = load("diploma")["labels"]
    kk, ru = words["degrees"][studied.degree]
    degrees = studied.qualification if studied.degree == "specialist" else studied.field
    both = (kk.format(*degrees), ru.format(*degrees))
    values: dict[str, tuple[Any, ...]] = {
        "holder_name": (ink("holder_name", who.kk.full),),
        "institution": studied.institution[:2],
        "programme_code": (ink("programme_code", studied.code),),
        "specialty": studied.specialty[:2],
        "degree": tuple(dict.fromkeys(text[0].upper() + text[1:] for text in both)),
        "award_date": (ink("award_date", calendar_words.dotted(studied.decided)),),
        "protocol": (f"№ {studied.protocol}",),
        "form_of_study": ("күндізгі", "очная"),
        "registration_number": (ink("registration_number", studied.registration),),
        "issued": (f"{calendar_words.dotted(studied.awarded)}, {' / '.join(studied.city[:2])}",),
    }
    rows = []
    for key, value in values.items():
        shown = tuple(dict.fromkeys(value))
        if key in ("institution", "specialty"):
            shown = tuple(ink(key, text) for text in shown)
        rows.append({"label": words[key], "value": shown})
    return rows


def _foreign(order: Order, studied: Education) -> Draft:
    """The diploma as a university abroad words it: English, German or Russian."""
    who, ink = education.holder(order), Inscription()
    language = {"english": "eng", "german": "eng", "russian": "rus"}[studied.form]
    decided = calendar_words.written(studied.decided, language)[-1]
    name = who.ru if studied.form == "russian" else who.latin
    western = f"{name.given} {name.surname}"
    if studied.form == "german":
        decided = f"{studied.decided:%d.%m.%Y}"
    marks = _marks(order, Style((), "", "", "", qr=False))
    html = fill(
        "diploma_foreign.html",
        ink=ink,
        studied=studied,
        name=name.full if studied.form == "russian" else western,
        to=russian_dative(who.ru, who.sex),
        decided=decided,
        birth=calendar_words.dotted(who.birth),
        pen=drawing.signature(order.rng, None, "width:100%;height:100%"),
        seal=seals.round_seal(
            order.rng, [studied.own_name, studied.city[0]], style="width:100%;height:100%"
        ),
        logo=seals.logo(order.rng, "width:100%;height:100%"),
        marks=marks,
        landscape=order.rng.random() < 0.5,
        font=order.rng.choice(["FreeSerif", "Noto Serif", "PT Serif"]),
    )
    fields: dict[str, Any] = {
        "series": studied.series,
        "number": studied.number,
        "holder_name": ink.printed["holder_name"],
        "degree": studied.degree,
        "specialty": ink.printed["specialty"],
        "programme_code": None,
        "institution": studied.own_name,
        "country": ink.printed.get("country"),
        "award_date": studied.decided.isoformat(),
        "registration_number": ink.printed.get("registration_number"),
        "honours": studied.honours,
    }
    nominative = {"holder_nominative": who.ru.full if studied.form == "russian" else western}
    return Draft(html, fields, marks, extra=ink.extra() | nominative | {"form": studied.form})
