"""Diplomas in further forms (domain.md section 10.1)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, place: int, **more: Any) -> dict[str, Any]:
    studied = f.studied
    return {
        "series": studied.series,
        "number": studied.number,
        "holder_name": (f.kk.full, f.ru.full, f.la.full)[place],
        "degree": studied.degree,
        "specialty": studied.specialty[place],
        "programme_code": studied.code,
        "institution": studied.institution[place],
        "country": studied.country[place],
        "award_date": studied.decided.isoformat(),
        "registration_number": studied.registration,
        "honours": False,
    } | more


_MARKS = frozenset({"signature", "stamp"})


def _russian(f: Facts) -> Truth:
    return Truth(_fields(f, 1, holder_name=f.to_ru), _MARKS, {"holder_name": [f.ru.full]})


def _kazakh(f: Facts) -> Truth:
    also = {"specialty": [f.studied.specialty[1]], "institution": [f.studied.institution[1]]}
    return Truth(_fields(f, 0, country=None), _MARKS, also)


def _columns(f: Facts) -> Truth:
    s = f.studied
    also = {
        "specialty": [s.specialty[2]],
        "institution": [s.institution[2]],
        "holder_name": [f"{f.la.surname} {f.la.given}"],
    }
    return Truth(_fields(f, 0, country=None), _MARKS, also)


def _lines(f: Facts) -> Truth:
    return Truth(_fields(f, 1, country=None), _MARKS)


def _captions(f: Facts) -> Truth:
    return Truth(_fields(f, 1), _MARKS, {"country": ["Қазақстан Республикасы"]})


def _english(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    return Truth(_fields(f, 2, country=None, holder_name=name), _MARKS)


LAYOUTS = {
    "russian-centred": _russian,
    "form-two-languages": _kazakh,
    "english-kazakh-columns": _columns,
    "card-lines-russian": _lines,
    "captions-under-lines": _captions,
    "three-language-columns": _columns,
    "russian-prose": _lines,
    "english-form": _english,
}
HELD_OUT: tuple[str, ...] = ()
