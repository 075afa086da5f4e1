"""Copies of identity cards in further arrangements (domain.md section 4)."""

from typing import Any

from sample_docs import zones
from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, **more: Any) -> dict[str, Any]:
    p, card = f.person, f.dossier.card
    holder = zones.Holder(f.la.surname, f.la.given, p.birth, p.sex, p.iin)
    return {
        "sides": ["front", "back"],
        "surname": f.kk.surname.upper(),
        "given_names": f.kk.given.upper(),
        "patronymic": f.kk.patronymic.upper() if f.kk.patronymic else None,
        "birth_date": p.birth.isoformat(),
        "sex": p.sex,
        "iin": p.iin,
        "number": card.number,
        "birth_place": p.birth_place[0].upper(),
        "ethnicity": p.ethnicity.upper(),
        "citizenship": None,
        "authority": "ҚР ІШКІ ІСТЕР МИНИСТРЛІГІ",
        "issue_date": card.issued.isoformat(),
        "expiry_date": card.expires.isoformat(),
        "mrz": list(zones.card(card.number, holder, card.expires)),
    } | more


def _portal(f: Facts) -> Truth:
    return Truth(_fields(f, mrz=None, ethnicity=None), frozenset())


def _swapped(f: Facts) -> Truth:
    return Truth(_fields(f, citizenship="ҚАЗАҚСТАН"), frozenset({"signature"}))


def _bare(f: Facts) -> Truth:
    return Truth(_fields(f, mrz=None), frozenset())


def _without_hand(f: Facts) -> Truth:
    return Truth(_fields(f), frozenset())


def _sexless(f: Facts) -> Truth:
    return Truth(_fields(f), frozenset())


def _row(f: Facts) -> Truth:
    return Truth(_fields(f, citizenship="ҚАЗАҚСТАН", ethnicity=None), frozenset())


def _unsexed(f: Facts) -> Truth:
    return Truth(_fields(f, mrz=None, sex=None), frozenset())


LAYOUTS = {
    "portal-table": _portal,
    "back-first": _swapped,
    "captions-below": _swapped,
    "digital-lines": _bare,
    "russian-left": _without_hand,
    "two-pages": _sexless,
    "sides-in-row": _row,
    "kazakh-colons": _unsexed,
}
HELD_OUT: tuple[str, ...] = ()
