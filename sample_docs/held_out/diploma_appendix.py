"""Appendices to diplomas in further forms (domain.md section 10.2)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth


def _fields(f: Facts, place: int, **more: Any) -> dict[str, Any]:
    studied = f.studied
    return {
        "diploma_series": studied.series,
        "diploma_number": studied.number,
        "holder_name": (f.kk.full, f.ru.full, f.la.full)[place],
        "institution": studied.institution[place],
        "gpa": f"{studied.gpa:.2f}",
        "subjects": len(studied.courses),
    } | more


_MARKS = frozenset({"signature", "stamp"})


def _russian(f: Facts) -> Truth:
    return Truth(_fields(f, 1), _MARKS)


def _english(f: Facts) -> Truth:
    name = f"{f.la.given} {f.la.surname}"
    return Truth(_fields(f, 2, holder_name=name), _MARKS)


def _kazakh(f: Facts) -> Truth:
    return Truth(_fields(f, 0), _MARKS)


def _twice(f: Facts) -> Truth:
    also = {"holder_name": [f.ru.full], "institution": [f.studied.institution[1]]}
    return Truth(_fields(f, 0), _MARKS, also)


def _halves(f: Facts) -> Truth:
    name = f"{f.la.surname} {f.la.given}"
    also = {"holder_name": [f"{f.la.given} {f.la.surname}"]}
    return Truth(_fields(f, 2, holder_name=name), _MARKS, also)


LAYOUTS = {
    "russian-columns": _russian,
    "english-supplement": _english,
    "kazakh-transcript": _kazakh,
    "russian-supplement": _russian,
    "english-official": _english,
    "two-language-head": _twice,
    "kazakh-plain": _kazakh,
    "english-rows": _halves,
}
HELD_OUT: tuple[str, ...] = ()
