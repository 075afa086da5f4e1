"""Certificates of recognition in further forms (domain.md section 10.3)."""

from datetime import timedelta
from typing import Any

from sample_docs import education
from sample_docs.held_out.facts import Facts, Truth


def _truth(f: Facts, kind: str, place: int, marks: frozenset[str], **more: Any) -> Truth:
    studied = education.abroad(f.dossier)
    issued = f.dossier.submitted_on - timedelta(days=f.rng.randint(70, 500))
    fields = {
        "kind": kind,
        "number": f"{f.rng.randrange(1_200, 98_000):07d}",
        "holder_name": (f.kk.full, f.ru.full)[place],
        "institution": studied.institution[place],
        "issue_date": issued.isoformat(),
    } | more
    also = {"holder_name": [f.ru.full, f.kk.full]} if more else {}
    return Truth(fields, marks, also, {"studied": studied, "issued": issued})


def _russian(f: Facts) -> Truth:
    return _truth(f, "nostrification", 1, frozenset({"signature", "stamp"}), holder_name=f.to_ru)


def _table(f: Facts) -> Truth:
    return _truth(f, "recognition", 0, frozenset({"qr"}))


def _both(f: Facts) -> Truth:
    kind = f.rng.choice(["recognition", "nostrification"])
    marks = frozenset({"signature", "stamp"})
    truth = _truth(f, kind, 1, marks, holder_name=f.kk.full)
    also = {**truth.also, "institution": [truth.values["studied"].institution[0]]}
    return Truth(truth.fields, marks, also, truth.values)


def _rows(f: Facts) -> Truth:
    return _truth(f, "recognition", 1, frozenset())


def _kazakh(f: Facts) -> Truth:
    return _truth(f, "nostrification", 0, frozenset({"signature", "stamp"}))


def _certified(f: Facts) -> Truth:
    return _truth(f, "recognition", 1, frozenset({"signature", "stamp"}))


def _english(f: Facts) -> Truth:
    marks = frozenset({"signature", "stamp"})
    truth = _truth(f, "nostrification", 1, marks, holder_name=f"{f.la.given} {f.la.surname}")
    fields = {**truth.fields, "institution": truth.values["studied"].institution[2]}
    return Truth(fields, marks, {}, truth.values)


def _portal(f: Facts) -> Truth:
    return _truth(f, "recognition", 0, frozenset())


LAYOUTS = {
    "russian-sentence": _russian,
    "kazakh-table": _table,
    "bilingual-form": _both,
    "electronic-rows": _rows,
    "kazakh-nostrification": _kazakh,
    "certified-sentence": _certified,
    "kazakh-portal": _portal,
    "english-nostrification": _english,
}
HELD_OUT: tuple[str, ...] = ()
