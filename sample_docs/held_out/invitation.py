"""Invitations as hosts of several countries write them (domain.md section 6)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere


def _items(f: Facts, language: str) -> list[dict[str, str]]:
    return [{"label": item.label(language)} | f.money(item.amount) for item in f.intern.items]


def _fields(f: Facts, name: str, language: str = "eng", **more: Any) -> dict[str, Any]:
    i = f.intern
    return {
        "applicant_name": name,
        "birth_date": None,
        "passport_number": None,
        "host_organisation": f.host.en,
        "host_country": i.country(language),
        "specialty": i.specialty(language),
        "period_start": f.start.isoformat(),
        "period_end": f.end.isoformat(),
        "duration_months": None,
        "total_cost": f.money(i.total),
        "cost_items": _items(f, language),
        "cost_breakdown": True,
        "unconditional": True,
        "conditions": [],
        "letter_date": i.letter_date.isoformat() if i.letter_date else None,
        "signatory_name": i.signatory.latin,
        "signatory_position": None,
    } | more


def _british(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    return Truth(_fields(f, name, signatory_position="Head of Professional Programmes"))


def _japanese(f: Facts) -> Truth:
    name = f"{f.la.surname.upper()}, {f.la.given}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        passport_number=f.dossier.passport.number,
        duration_months=f.months,
        signatory_position="President",
    )
    also = {"applicant_name": [f"{f.la.surname.upper()} {f.la.given}"]}
    return Truth(fields, frozenset({"signature", "stamp"}), also)


def _german(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        passport_number=f.dossier.passport.number,
        duration_months=f.months,
        signatory_position="Head of Department",
    )
    return Truth(fields)


def _american(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        duration_months=f.months,
        signatory_position="Director, Visiting Scholars Program",
    )
    return Truth(fields)


def _hospital(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname.upper()}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        passport_number=f.dossier.passport.number,
        signatory_position="Chief Physician",
    )
    return Truth(fields, frozenset({"signature", "stamp"}))


def _memo(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(f, name, duration_months=f.months, signatory_position="Managing Director")
    return Truth(fields)


def _aligned(f: Facts) -> Truth:
    name = f"{f.la.surname.upper()} {f.la.given}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        passport_number=f.dossier.passport.number,
        signatory_position="Dean of International Affairs",
    )
    return Truth(fields, frozenset({"signature", "stamp"}))


def _cells(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        passport_number=f.dossier.passport.number,
        duration_months=f.months,
        signatory_position="Coordinator of the Programme",
    )
    return Truth(fields)


def _swedish(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(
        f,
        name,
        passport_number=f.dossier.passport.number,
        duration_months=f.months,
        signatory_position="Head of Unit",
    )
    return Truth(fields)


def _you(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    fields = _fields(f, name, signatory_position="Programme Manager")
    return Truth(fields)


def _table(f: Facts) -> Truth:
    elsewhere(f)
    name = f"{f.la.surname.upper()} {f.la.given.upper()}"
    fields = _fields(
        f,
        name,
        birth_date=f.person.birth.isoformat(),
        signatory_position="Director of Education",
    )
    also = {"applicant_name": [f"{f.la.given} {f.la.surname}"]}
    return Truth(fields, also=also)


def _no_heading(f: Facts) -> Truth:
    elsewhere(f)
    name = f"{f.la.given} {f.la.surname}"
    post = "Head of the International Office"
    return Truth(_fields(f, name, duration_months=f.months, signatory_position=post))


def _conditional(f: Facts) -> Truth:
    elsewhere(f)
    name = f"{f.la.given} {f.la.surname.upper()}"
    said = (
        "This offer is conditional upon receipt of an IELTS certificate with an overall band"
        " score of at least 6.0."
    )
    fields = _fields(
        f,
        name,
        passport_number=f.dossier.passport.number,
        unconditional=False,
        conditions=[{"text": said, "object": "academic"}],
        signatory_position="Admissions Manager",
    )
    return Truth(fields)


LAYOUTS = {
    "british-bullets": _british,
    "japanese-boxes": _japanese,
    "german-window": _german,
    "american-scholar": _american,
    "hospital-observership": _hospital,
    "company-memo": _memo,
    "aligned-colons": _aligned,
    "four-cells": _cells,
    "decision-text": _swedish,
    "letter-to-you": _you,
    "hospital-table": _table,
    "prose-no-heading": _no_heading,
    "conditional-offer": _conditional,
}
HELD_OUT = (
    "hospital-table",
    "prose-no-heading",
    "conditional-offer",
)
