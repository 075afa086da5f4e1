"""Papers that look like documents of a package and are none, or that lie in it by mistake.

Letters mistaken for the employer's application: domain.md section 12; the certificate of pension
payments: section 14.1. They have no fields.
"""

from datetime import timedelta
from random import Random

from sample_docs import calendar_words, drawing, electronic, employment, seals
from sample_docs.declension import declined
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill

LAYOUTS = (
    "recommendation-ru",
    "recommendation-en",
    "consent-ru",
    "consent-kk",
    "pension-payments",
    "military-certificate",
    "utility-bill",
    "birth-certificate",
    "invoice",
    "blank",
    "cover-page",
    "family-certificate",
)
FAULTS: frozenset[str] = frozenset()
OPTIONS: frozenset[str] = frozenset()
_SIGNED = frozenset(
    {
        "recommendation-ru",
        "recommendation-en",
        "consent-ru",
        "consent-kk",
        "military-certificate",
        "birth-certificate",
        "invoice",
        "family-certificate",
    }
)
_ELECTRONIC = frozenset({"pension-payments"})
_UNSTAMPED = frozenset({"recommendation-en"})


def draft(order: Order) -> Draft:
    """Print the paper; `extra` says what it is."""
    rng, dossier, layout = order.rng, order.dossier, order.layout
    life = employment.of(dossier)
    employer, person = life.employer, dossier.person
    day = dossier.submitted_on - timedelta(days=rng.randint(5, 60))
    box = "width:100%;height:100%"
    signed = layout in _SIGNED
    stamped = signed and layout not in _UNSTAMPED
    head = employer.head
    sealed = electronic.sealed(rng, (), day, squares=3) if layout in _ELECTRONIC else None
    html = fill(
        "unknown.html",
        layout=layout,
        person=person,
        genitive=declined(person.ru, person.sex, "gen").full,
        dative=declined(person.ru, person.sex, "dat").full,
        woman=person.sex == "F",
        dossier=dossier,
        employer=employer,
        head=head,
        birth=f"{person.birth:%d.%m.%Y}",
        day=f"{day:%d.%m.%Y}",
        written={
            language: rng.choice(calendar_words.written(day, language)[:2])
            for language in ("kaz", "rus", "eng")
        },
        number=rng.randint(11, 2900),
        amounts=[
            f"{rng.randint(2, 48)} {rng.randint(100, 999)},{rng.randint(0, 99):02d}"
            for _ in range(8)
        ],
        counts=[rng.randint(1, 9) for _ in range(8)],
        street=employer.address_ru,
        stroke=drawing.signature(Random(head.iin), None, box) if signed else None,
        seal=seals.round_seal(rng, [employer.ru, employer.kk, "БИН", employer.bin], style=box)
        if stamped
        else None,
        logo=seals.logo(rng, box),
        emblem=drawing.emblem(box),
        sealed=sealed,
        font=rng.choice(["FreeSerif", "PT Sans", "Noto Serif", "DejaVu Sans Condensed"]),
        size=rng.choice([10, 10.5, 11]),
    )
    marks = {"signature"} if signed else set()
    marks |= {"stamp"} if stamped else set()
    marks |= {"qr", "eds"} if sealed else set()
    return Draft(html, {}, frozenset(marks), extra={"what": layout.removesuffix("-ru")})
