"""Data pages of passports in further arrangements (domain.md section 5)."""

from typing import Any

from sample_docs import zones
from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, **more: Any) -> dict[str, Any]:
    p, passport = f.person, f.dossier.passport
    holder = zones.Holder(f.la.surname, f.la.given, p.birth, p.sex, p.iin)
    return {
        "number": passport.number,
        "surname": f.la.surname.upper(),
        "given_names": f.la.given.upper(),
        "surname_cyrillic": f.kk.surname.upper(),
        "given_names_cyrillic": f.kk.given.upper(),
        "nationality": "ҚАЗАҚСТАН / KAZAKHSTAN",
        "birth_date": p.birth.isoformat(),
        "birth_place": "ҚАЗАҚСТАН / KAZAKHSTAN",
        "sex": p.sex,
        "iin": p.iin,
        "issue_date": passport.issued.isoformat(),
        "expiry_date": passport.expires.isoformat(),
        "authority": "MINISTRY OF INTERNAL AFFAIRS",
        "mrz": list(zones.passport(passport.number, holder, passport.expires)),
    } | more


def _plain(f: Facts) -> Truth:
    return Truth(_fields(f), frozenset({"signature"}))


def _slashes(f: Facts) -> Truth:
    more = {"surname_cyrillic": None, "given_names_cyrillic": None, "nationality": "KAZAKHSTAN"}
    return Truth(_fields(f, **more, birth_place="ALMATY"), frozenset({"signature"}))


def _unsigned(f: Facts) -> Truth:
    return Truth(_fields(f), frozenset())


def _latin(f: Facts) -> Truth:
    more = {"surname_cyrillic": None, "given_names_cyrillic": None}
    return Truth(
        _fields(f, **more, nationality="KAZAKHSTAN", birth_place="KAZAKHSTAN"), frozenset()
    )


LAYOUTS = {
    "labels-above": _plain,
    "labels-left": _slashes,
    "digital-order": _unsigned,
    "labels-below-kazakh": _latin,
    "extract-table": _unsigned,
    "english-colons": _latin,
    "stacked-names": _unsigned,
    "two-label-columns": _latin,
}
HELD_OUT: tuple[str, ...] = ()
