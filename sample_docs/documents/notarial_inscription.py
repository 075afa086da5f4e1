"""Notarial inscription under a translation, in both legal variants, Kazakh and Russian.

Elements and wordings: domain.md section 7. The act belongs to the translation of the same dossier.
"""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sample_docs import amounts, codes, dates_in_words, drawing, internship, seals
from sample_docs.internship import Internship
from sample_docs.kazakh import inflected
from sample_docs.marking import Marker, filled
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill

VARIANTS = ("translator_signature", "translation_correctness")
FAULTS = frozenset(
    {"no_licence", "no_register_number", "no_notary_name", "no_seal", "no_signature"}
)
OPTIONS = frozenset({"language", "variant", "source_language"})
"""`language` of the inscription and the translation: kaz or rus; `variant`: one of `VARIANTS`;
`source_language`: what was translated from."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the inscription stands on its page; `written` fills numbers in by hand."""

    languages: tuple[str, ...] = ()
    template: str = "notarial_inscription"
    font: str = "FreeSerif"
    size: float = 12
    leading: float = 1.35
    margin: str = "22mm 20mm 20mm 28mm"
    ink: str = "#111"
    indent: int = 10
    place: str = "left"
    seal_left: int = 62
    titled: bool = False
    boxed: bool = False
    written: bool = False
    binding: bool = False
    codes: bool = False


_LOOKS = {
    "russian-page": Look(("rus",), binding=True),
    "kazakh-page": Look(("kaz",), font="PT Serif", size=11.5, place="center", binding=True),
    "two-languages": Look(("kaz", "rus"), font="Noto Serif", size=10.5, titled=True, indent=8),
    "boxed-stamp": Look(
        font="Liberation Sans", size=9, ink="#2b3f8e", boxed=True, indent=0, seal_left=48
    ),
    "handwritten": Look(
        font="DejaVu Serif", size=10.5, written=True, titled=True, place="center", leading=1.6
    ),
    "system-number": Look(font="PT Sans", size=11, codes=True, indent=0, seal_left=80),
    "slip": Look(template="notarial_inscription_slip"),
}
LAYOUTS = tuple(_LOOKS)


class _Act:
    """The values of one act, each named on the page where it stands first."""

    def __init__(self, order: Order, facts: Internship, look: Look, variant: str) -> None:
        self.order, self.facts, self.look, self.variant = order, facts, look, variant
        self.mark = Marker()
        self.printed: dict[str, str] = {}

    def put(self, field: str, text: str, *, by_hand: bool = False) -> Markup:
        self.printed.setdefault(field, text)
        value = self.mark(field, text)
        if by_hand and self.look.written:
            return Markup('<span class="written">{}</span>').format(value)
        return value

    def languages(self, stock: Any) -> dict[str, str]:
        """Slots of the two languages of the translation."""
        words = load("translations")[stock]
        source = str(self.order.options.get("source_language") or "eng")
        return {"source": words["from"][source], "target": words["into"]}

    def licence(self, phrase: str, absent: str) -> Markup:
        if "no_licence" in self.order.faults:
            return Markup("{}").format(absent)
        notary = self.facts.notary
        number = self.put("licence_number", notary.licence, by_hand=True)
        date = self.put("licence_date", amounts.day(notary.licensed, "dots"), by_hand=True)
        return filled(phrase, number=number, date=date)

    def register(self) -> Markup:
        if "no_register_number" in self.order.faults:
            return Markup("__________")
        return self.put("register_number", self.facts.notary.register, by_hand=True)

    def date(self, language: str) -> Markup:
        day = self.facts.translated
        words = dates_in_words.kazakh(day) if language == "kaz" else dates_in_words.russian(day)
        return self.put("inscription_date", words[0].upper() + words[1:], by_hand=True)

    def city(self, language: str) -> tuple[str, str]:
        """Nominative and genitive."""
        russian, genitive, kazakh = self.facts.notary.city
        if language == "kaz":
            return kazakh, inflected(kazakh, "gen")
        return russian, genitive


def _fee(fee: int, spaced: bool) -> str:
    return f"{fee:,}".replace(",", "\u00a0") if spaced else str(fee)


def _text(act: _Act, language: str) -> dict[str, Any]:
    """The sentences of the inscription in one language."""
    stock, rng, facts = load("notary")[language], act.order.rng, act.facts
    city, genitive = act.city(language)
    licence = act.licence(stock["licence"], stock["no_licence"])
    name = facts.notary.name.in_language(language)
    nameless = "no_notary_name" in act.order.faults
    phrase = stock["nameless"] if nameless else rng.choice(stock["head"])
    notary = "" if nameless else act.put("notary_name", name)
    body = filled(phrase, notary=notary, city_gen=genitive, licence=licence)
    turn = rng.randrange(2)
    deed = stock[act.variant][turn]
    slots: dict[str, Any] = act.languages(language)
    translator = facts.translator
    if "{translator_gen}" in deed:
        declined = translator.kaz_genitive if language == "kaz" else translator.rus_genitive
        slots["translator_gen"] = act.put("translator_name", declined)
    elif "{translator}" in deed:
        slots["translator"] = act.put("translator_name", translator.in_language(language))
    fee = act.put("fee", _fee(facts.notary.fee, turn == 0), by_hand=True)
    signature = act.variant == "translator_signature"
    parts = name.split()
    short = f"{parts[0]} {parts[1][0]}. {parts[2][0]}."
    return {
        "title": stock["title"],
        "place": stock["place"].format(city=city),
        "date": act.date(language),
        "body": body + filled(deed, **slots),
        "identity": stock["identity"] if signature else "",
        "register": filled(stock["register"], number=act.register()),
        "fee": filled(rng.choice(stock["fee"]), fee=fee),
        "sign": stock["sign"],
        "signed_name": "" if nameless or rng.random() < 0.4 else short,
        "hand": stock["hand"],
        "seal": stock["seal"],
        "binding": stock["binding"].format(sheets=facts.notary.sheets),
        "unique": stock["unique"],
        "system": stock["system"],
    }


def _slip(act: _Act, language: str) -> dict[str, Any]:
    """The act as a table."""
    held, facts = load("notary")[language]["held"], act.facts
    rows: list[tuple[str, Any]] = [(held["date"], act.date(language))]
    if "no_notary_name" not in act.order.faults:
        name = act.put("notary_name", facts.notary.name.in_language(language))
        rows.append((held["who"], name))
    licence = act.licence(held["licence"], "–")
    rows.append(("", licence))
    rows.append((held["number"], act.register()))
    rows.append((held["fee"], act.put("fee", _fee(facts.notary.fee, True))))
    slots: dict[str, Any] = act.languages(language)
    if act.variant == "translator_signature":
        spelt = facts.translator.in_language(language)
        slots["translator"] = act.put("translator_name", spelt)
    deed = filled(held[f"act_{act.variant}"], **slots)
    return {"held": held, "city": act.city(language)[0], "rows": rows, "act": deed}


def draft(order: Order) -> Draft:
    """Print the inscription; names in the nominative stand in `extra`."""
    rng, look = order.rng, _LOOKS[order.layout]
    facts = internship.of(order.dossier)
    asked = order.options.get("language")
    languages = (str(asked),) if asked else look.languages or (rng.choice(["kaz", "rus"]),)
    usual = VARIANTS[0] if rng.random() < 0.75 else VARIANTS[1]
    variant = str(order.options.get("variant") or usual)
    act = _Act(order, facts, look, variant)
    notary, whole = facts.notary, "width:100%;height:100%"
    values: dict[str, Any] = (
        _slip(act, languages[0])
        if look.template.endswith("slip")
        else {"texts": [_text(act, language) for language in languages]}
    )
    signed, sealed = "no_signature" not in order.faults, "no_seal" not in order.faults
    html = fill(
        f"{look.template}.html",
        look=look,
        stroke=drawing.signature(order.dossier.same("notary hand"), None, whole)
        if signed
        else None,
        seal=_seal(order, facts, languages[0], whole) if sealed else None,
        qr=codes.qr(f"https://enis.example/check/{notary.unique_number}", whole)
        if look.codes
        else None,
        unique_number=notary.unique_number,
        box_top=rng.randint(10, 120),
        box_left=rng.randint(0, 35),
        **values,
    )
    printed, language = act.printed, languages[0]
    fields = {
        "variant": variant,
        "notary_name": printed.get("notary_name"),
        "licence_number": printed.get("licence_number"),
        "licence_date": notary.licensed.isoformat() if "licence_date" in printed else None,
        "translator_name": printed.get("translator_name"),
        "register_number": printed.get("register_number"),
        "inscription_date": facts.translated.isoformat(),
        "fee": {"amount": f"{notary.fee}.00", "currency": "KZT"},
    }
    there = {"signature": signed, "stamp": sealed, "qr": look.codes}
    return Draft(
        html,
        fields,
        frozenset(mark for mark, present in there.items() if present),
        extra={
            "as_printed": {key: value for key, value in printed.items() if key.endswith("_date")},
            "languages": list(languages),
            "nominative": {
                "notary_name": notary.name.in_language(language),
                "translator_name": facts.translator.in_language(language),
            },
            "unique_number": notary.unique_number if look.codes else None,
        },
    )


def _seal(order: Order, facts: Internship, language: str, style: str) -> Markup:
    """The notary's seal: town and name on the ring, the licence within."""
    name = facts.notary.name.in_language(language)
    if "no_notary_name" in order.faults:
        name = "Нотариус"
    city = facts.notary.city[2 if language == "kaz" else 0]
    country = "Қазақстан Республикасы" if language == "kaz" else "Республика Казахстан"
    lines = [
        f"{country} {city}",
        f"Нотариус {name}" if "no_notary_name" not in order.faults else name,
    ]
    if "no_licence" not in order.faults:
        lines.append(f"№ {facts.notary.licence}")
    else:
        lines.append("")
    return seals.round_seal(order.rng, lines, style=style)
