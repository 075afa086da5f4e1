"""Certificates 072/у in further forms (domain.md section 11)."""

from random import Random
from typing import Any

from sample_docs import people
from sample_docs.held_out.facts import Facts, Truth
from sample_docs.stock import load


def _clinic(f: Facts) -> tuple[str, str]:
    kk, ru = Random(f"clinic/{f.dossier.seed}").choice(load("employment")["clinics"]["names"])
    return kk, ru


def _doctor(f: Facts) -> Any:
    return people.invent(f.draw("held-out doctor").randrange(1_000_000, 9_000_000))


def _fields(f: Facts, organisation: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "form_number": "072/у",
        "purpose": "travel_abroad",
        "organisation": organisation,
        "certificate_number": str(f.rng.randint(12, 4800)),
        "holder_name": name,
        "birth_date": f.person.birth.isoformat(),
        "iin": f.person.iin,
        "destination": f.host.country_ru[0],
        "conclusion": "fit",
        "conclusion_text": "",
        "issue_date": f.day.isoformat(),
    } | more


def _form(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.ru.full, doctor_name=doctor.ru.initials_last)
    also = {"organisation": [clinic[0]]}
    return Truth(fields, frozenset({"signature", "stamp"}), also, {"clinic": clinic})


def _system(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.ru.full.upper(), doctor_name=doctor.ru.full)
    return Truth(fields, frozenset(), values={"clinic": clinic})


def _kazakh(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(
        f,
        clinic[0],
        f.kk.full,
        iin=None,
        destination=f.host.country_kk[0],
        doctor_name=doctor.kk.short,
    )
    return Truth(fields, frozenset({"signature", "stamp"}), values={"clinic": clinic})


def _given(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.to_ru, doctor_name=doctor.ru.short)
    also = {"holder_name": [f.ru.full]}
    return Truth(fields, frozenset({"signature", "stamp"}), also, {"clinic": clinic})


def _grid(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(
        f,
        clinic[0],
        f.kk.full,
        destination=f.host.country_kk[0],
        doctor_name=doctor.kk.initials_last,
    )
    also = {"organisation": [clinic[1]]}
    return Truth(fields, frozenset({"signature", "stamp"}), also, {"clinic": clinic})


def _english(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.ru.full, doctor_name=doctor.ru.full)
    return Truth(fields, frozenset({"signature", "stamp"}), values={"clinic": clinic})


def _spaced(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.ru.full, doctor_name=doctor.ru.short)
    return Truth(fields, frozenset({"signature", "stamp"}), values={"clinic": clinic})


def _kazakh_rows(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    more = {"destination": f.host.country_kk[0], "doctor_name": doctor.kk.initials_last}
    fields = _fields(f, clinic[0], f.kk.full, **more)
    return Truth(fields, frozenset({"signature", "stamp"}), values={"clinic": clinic})


def _sheet(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    fields = _fields(f, clinic[1], f.ru.full, doctor_name=doctor.ru.full)
    return Truth(fields, frozenset({"eds"}), values={"clinic": clinic})


def _prose(f: Facts) -> Truth:
    clinic, doctor = _clinic(f), _doctor(f)
    more = {"destination": f.host.country_kk[0], "doctor_name": doctor.kk.short}
    fields = _fields(f, clinic[0], f.kk.full, **more)
    return Truth(fields, frozenset({"signature", "stamp"}), values={"clinic": clinic})


LAYOUTS = {
    "blank-numbered": _form,
    "system-list": _system,
    "kazakh-letter": _kazakh,
    "given-to": _given,
    "kazakh-grid": _grid,
    "side-by-side": _english,
    "spaced-title": _spaced,
    "kazakh-table": _kazakh_rows,
    "information-sheet": _sheet,
    "labels-above": _spaced,
    "numbered-russian": _spaced,
    "kazakh-prose": _prose,
}
HELD_OUT: tuple[str, ...] = ()
