"""Language certificates in forms that the stock does not have (domain.md section 8)."""

from datetime import date, timedelta
from typing import Any

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.language_tests import TESTS


def _fields(f: Facts, kind_of: str, **more: Any) -> dict[str, Any]:
    kind = TESTS[kind_of]
    result = kind.score(f.rng, True)
    taken = f.dossier.submitted_on - timedelta(days=f.rng.randint(220, 600))
    return {
        "test": kind.code,
        "module": None,
        "holder_name": f"{f.la.given} {f.la.surname}",
        "birth_date": f.person.birth.isoformat(),
        "id_number": None,
        "test_date": taken.isoformat(),
        "issue_date": None,
        "expiry_date": None,
        "certificate_number": kind.number(f.rng, taken),
        "overall": result.overall,
        "sections": dict(result.sections),
        "cefr": None,
    } | more


def _day(fields: dict[str, Any], key: str) -> date:
    return date.fromisoformat(fields[key])


def _values(f: Facts, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "taken": _day(fields, "test_date"),
        "issued": _day(fields, "test_date") + timedelta(days=13),
        "ends": _day(fields, "test_date").replace(year=_day(fields, "test_date").year + 2, day=1),
    }


def _ielts(f: Facts) -> Truth:
    fields = _fields(f, "ielts", module="academic", id_number=f.dossier.passport.number)
    middle = float(fields["overall"])
    cefr = "C1" if middle >= 7 else "B2" if middle >= 5.5 else "B1"
    fields |= {"cefr": cefr, "holder_name": f"{f.la.surname.upper()} {f.la.given.upper()}"}
    also = {"holder_name": [f"{f.la.given} {f.la.surname}"]}
    return Truth(fields, frozenset(), also, _values(f, fields))


def _duolingo(f: Facts) -> Truth:
    fields = _fields(f, "duolingo")
    values = _values(f, fields)
    fields |= {"expiry_date": values["ends"].isoformat()}
    return Truth(fields, frozenset(), values=values)


def _delf(f: Facts) -> Truth:
    points = [f.rng.randrange(24, 50) / 2 for _ in range(4)]
    names = ("listening", "reading", "writing", "speaking")
    fields = _fields(f, "dalf", module="DELF B2", cefr="B2", test="delf")
    fields |= {
        "sections": {name: f"{point:g}" for name, point in zip(names, points, strict=True)},
        "overall": f"{sum(points):g}",
        "holder_name": f"{f.la.surname.upper()} {f.la.given}",
    }
    values = _values(f, fields)
    fields |= {"issue_date": values["issued"].isoformat()}
    return Truth(fields, values=values)


def _jlpt(f: Facts) -> Truth:
    names = ("language_knowledge", "reading", "listening")
    points = [f.rng.randint(32, 58) for _ in names]
    fields = _fields(f, "topik", test="jlpt", module="N2", overall=str(sum(points)))
    fields |= {
        "sections": {name: str(point) for name, point in zip(names, points, strict=True)},
        "holder_name": f"{f.la.surname.upper()} {f.la.given.upper()}",
        "certificate_number": f"N2A{f.rng.randrange(100_000, 999_999)}K",
    }
    return Truth(fields, frozenset({"stamp"}), values=_values(f, fields))


def _toefl(f: Facts) -> Truth:
    fields = _fields(f, "toefl_ibt", holder_name=f"{f.la.surname}, {f.la.given}")
    values = _values(f, fields)
    also = {"holder_name": [f"{f.la.surname} {f.la.given}", f"{f.la.given} {f.la.surname}"]}
    return Truth(fields, frozenset(), also, values)


def _goethe(f: Facts) -> Truth:
    fields = _fields(f, "goethe", cefr="C1", module="Goethe-Zertifikat C1")
    values = _values(f, fields)
    fields |= {"issue_date": values["issued"].isoformat()}
    return Truth(fields, frozenset({"signature", "stamp"}), values=values)


def _hsk(f: Facts) -> Truth:
    fields = _fields(f, "hsk", module="HSK 5", birth_date=None, id_number=f.dossier.passport.number)
    fields |= {"holder_name": f"{f.la.surname.upper()} {f.la.given.upper()}"}
    return Truth(fields, frozenset({"stamp"}), values=_values(f, fields))


def _pte(f: Facts) -> Truth:
    fields = _fields(f, "pte", module="PTE Academic")
    values = _values(f, fields)
    fields |= {
        "expiry_date": values["ends"].isoformat(),
        "issue_date": values["issued"].isoformat(),
    }
    return Truth(fields, frozenset(), values=values)


def _ielts_web(f: Facts) -> Truth:
    fields = _fields(f, "ielts", module="general_training")
    fields |= {"certificate_number": fields["certificate_number"][:-1] + "G"}
    return Truth(fields, frozenset(), values=_values(f, fields))


def _ielts_stacked(f: Facts) -> Truth:
    truth = _ielts(f)
    number = truth.fields["certificate_number"][:-1] + "G"
    fields = {**truth.fields, "module": "general_training", "certificate_number": number}
    return Truth(fields, frozenset({"signature"}), truth.also, truth.values)


def _bands(f: Facts) -> Truth:
    result = TESTS["toefl_bands"].score(f.rng, True)
    taken = date(2026, 1, 21) + timedelta(days=f.rng.randint(0, 30))
    fields = _fields(f, "toefl_bands") | {"test_date": taken.isoformat()}
    fields |= {"overall": result.overall, "sections": dict(result.sections)}
    return Truth(fields, frozenset(), values=_values(f, fields) | {"comparable": result.note})


def _testdaf(f: Facts) -> Truth:
    fields = _fields(f, "testdaf", holder_name=f"{f.la.surname} {f.la.given}")
    values = _values(f, fields)
    fields |= {"issue_date": values["issued"].isoformat()}
    also = {"holder_name": [f"{f.la.surname}, {f.la.given}", f"{f.la.given} {f.la.surname}"]}
    return Truth(fields, frozenset({"signature", "stamp"}), also, values)


def _topik(f: Facts) -> Truth:
    fields = _fields(f, "topik", module="TOPIK II")
    fields |= {"holder_name": f"{f.la.surname.upper()} {f.la.given.upper()}"}
    total = int(fields["overall"])
    grade = next(
        n for least, n in ((230, 6), (190, 5), (150, 4), (120, 3), (0, 2)) if total >= least
    )
    values = _values(f, fields)
    fields |= {"expiry_date": values["ends"].isoformat()}
    return Truth(fields, frozenset({"stamp"}), values=values | {"grade": grade})


def _toefl_itp(f: Facts) -> Truth:
    fields = _fields(f, "toefl_itp")
    return Truth(fields, frozenset(), values=_values(f, fields))


def _goethe_lines(f: Facts) -> Truth:
    truth = _goethe(f)
    fields = {**truth.fields, "holder_name": f"{f.la.surname} {f.la.given}"}
    also = {"holder_name": [f"{f.la.given} {f.la.surname}"]}
    return Truth(fields, truth.marks, also, truth.values)


def _hsk_lines(f: Facts) -> Truth:
    truth = _hsk(f)
    return Truth(truth.fields, frozenset(), values=truth.values)


def _cambridge(f: Facts) -> Truth:
    fields = _fields(f, "cambridge", module="B2 First", birth_date=None, cefr="B2")
    return Truth(fields, frozenset(), values=_values(f, fields))


LAYOUTS = {
    "ielts-printed": _ielts,
    "duolingo-cards": _duolingo,
    "delf-diploma": _delf,
    "jlpt-scores": _jlpt,
    "toefl-report": _toefl,
    "goethe-modules": _goethe,
    "hsk-report": _hsk,
    "pte-report": _pte,
    "ielts-web": _ielts_web,
    "ielts-stacked": _ielts_stacked,
    "toefl-bands-cards": _bands,
    "testdaf-german": _testdaf,
    "topik-report": _topik,
    "duolingo-labels": _duolingo,
    "ielts-grid-above": _ielts,
    "toefl-itp-certificate": _toefl_itp,
    "duolingo-prose": _duolingo,
    "goethe-lines": _goethe_lines,
    "hsk-lines": _hsk_lines,
    "cambridge-statement": _cambridge,
}
HELD_OUT: tuple[str, ...] = ()
