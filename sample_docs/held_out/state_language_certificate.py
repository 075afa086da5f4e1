"""Certificates of the state language in further forms (domain.md section 9)."""

from datetime import timedelta
from typing import Any

from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, **more: Any) -> dict[str, Any]:
    level, low, high = f.rng.choice([("B1", 61, 74), ("B2", 72, 88), ("C1", 86, 99)])
    most = {"listening": 20, "lexico_grammar": 40, "reading": 40, "writing": 50, "speaking": 50}
    scores = {key: -(-top * f.rng.randint(low, high) // 100) for key, top in most.items()}
    issued = f.dossier.submitted_on - timedelta(days=f.rng.randint(30, 600))
    expiry = (issued - timedelta(days=issued.day == 29)).replace(year=issued.year + 2)
    return {
        "test": "kaztest",
        "kind": "certification",
        "holder_name": f.kk.full,
        "iin": f.person.iin,
        "level": level,
        "scores": scores,
        "total": sum(scores.values()),
        "certificate_number": f"KT{f.rng.randrange(10_000_000, 99_999_999)}",
        "test_date": (issued - timedelta(days=5)).isoformat(),
        "issue_date": issued.isoformat(),
        "expiry_date": expiry.isoformat(),
    } | more


def _rows(f: Facts) -> Truth:
    return Truth(_fields(f), frozenset({"qr"}), values={"issued": None})


def _horizontal(f: Facts) -> Truth:
    fields = _fields(f, test_date=None)
    return Truth(fields, frozenset({"signature", "stamp"}))


def _resmi(f: Facts) -> Truth:
    fields = _fields(f, test="qazaq_resmi_test", expiry_date=None)
    fields |= {"certificate_number": f"{f.rng.randrange(100_000, 999_999)}", "total": None}
    return Truth(fields, frozenset())


def _sentence(f: Facts) -> Truth:
    return Truth(_fields(f, holder_name=f.ru.full), frozenset({"signature", "stamp"}))


def _cards(f: Facts) -> Truth:
    return Truth(_fields(f, test_date=None), frozenset({"qr"}))


def _english(f: Facts) -> Truth:
    return Truth(_fields(f, test_date=None), frozenset())


def _four(f: Facts) -> Truth:
    fields = _fields(f)
    scores = {key: value for key, value in fields["scores"].items() if key != "lexico_grammar"}
    fields |= {"scores": scores, "total": sum(scores.values())}
    return Truth(fields, frozenset({"signature", "stamp"}))


def _name(f: Facts) -> Truth:
    return Truth(_fields(f, test_date=None), frozenset({"signature", "stamp"}))


def _slashes(f: Facts) -> Truth:
    number = f"{f.rng.randrange(100_000, 999_999)}"
    fields = _fields(f, test="qazaq_resmi_test", total=None, certificate_number=number)
    return Truth(fields, frozenset())


def _russian_rows(f: Facts) -> Truth:
    return Truth(_fields(f, holder_name=f.ru.full), frozenset())


LAYOUTS = {
    "values-left": _rows,
    "scores-across": _horizontal,
    "resmi-report": _resmi,
    "russian-sentences": _sentence,
    "two-column-cards": _cards,
    "english-kazakh": _english,
    "russian-list": _sentence,
    "four-blocks-letter": _four,
    "landscape-name": _name,
    "resmi-slashes": _slashes,
    "russian-table": _russian_rows,
}
HELD_OUT: tuple[str, ...] = ()
