"""Applications of employers in further forms (domain.md section 12)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere
from sample_docs.kazakh import inflected


def _fields(f: Facts, language: str, **more: Any) -> dict[str, Any]:
    ru, career, head = language == "rus", f.career, f.employer.head
    return {
        "employer_name": f.employer.full_ru if ru else f.employer.full_kk,
        "employer_bin": f.employer.bin,
        "outgoing_number": f"{f.rng.randint(1, 12)}-{f.rng.randint(10, 980)}",
        "date": f.day.isoformat(),
        "employee_name": f.ru.full if ru else f.kk.full,
        "position": career.position_ru[0] if ru else career.position_kk,
        "specialty": career.specialty_ru[0] if ru else career.specialty_kk,
        "host_organisation": f.host.ru[0] if ru else f.host.kk,
        "country": f.host.country_ru[0] if ru else f.host.country_kk[0],
        "period_start": f.start.isoformat(),
        "period_end": f.end.isoformat(),
        "job_retention": True,
        "signatory_name": head.ru.short if ru else head.kk.short,
        "signatory_position": f.employer.head_post_ru if ru else f.employer.head_post_kk,
    } | more


_MARKS = frozenset({"signature", "stamp"})


def _prose(f: Facts) -> Truth:
    host, career = f.host, f.career
    fields = _fields(
        f,
        "rus",
        employee_name=f.case("acc"),
        position=career.position_ru[1],
        host_organisation=host.ru[0],
        country=host.country_ru[0],
    )
    also = {
        "employee_name": [f.ru.full],
        "position": [career.position_ru[0]],
        "employer_name": [f.employer.ru],
    }
    return Truth(fields, _MARKS, also)


def _table(f: Facts) -> Truth:
    return Truth(_fields(f, "kaz", outgoing_number=None), _MARKS)


def _two(f: Facts) -> Truth:
    fields = _fields(f, "rus", employer_bin=None)
    return Truth(fields, _MARKS, {"employer_name": [f.employer.ru]})


def _kazakh(f: Facts) -> Truth:
    host = inflected(f.host.kk, "loc")
    also = {"host_organisation": [host], "country": [f.host.country_kk[1]]}
    return Truth(_fields(f, "kaz"), _MARKS, also, {"host_in": host})


def _sections(f: Facts) -> Truth:
    fields = _fields(f, "rus", country=None)
    return Truth(fields, _MARKS, {"employer_name": [f.employer.ru]})


def _bullets(f: Facts) -> Truth:
    return Truth(_fields(f, "kaz", outgoing_number=None), _MARKS)


def _request(f: Facts) -> Truth:
    fields = _fields(
        f,
        "rus",
        employee_name=f.case("acc"),
        position=f.career.position_ru[1],
        host_organisation=f.host.ru[1],
        country=f.host.country_ru[2],
    )
    also = {
        "employee_name": [f.ru.full],
        "position": [f.career.position_ru[0]],
        "employer_name": [f.employer.ru],
        "country": [f.host.country_ru[0]],
        "host_organisation": [f.host.ru[0]],
    }
    return Truth(fields, _MARKS, also)


def _columns(f: Facts) -> Truth:
    fields = _fields(f, "rus")
    return Truth(fields, _MARKS, {"employer_name": [f.employer.ru]})


def _form(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "kaz", outgoing_number=None), _MARKS)


def _letter(f: Facts) -> Truth:
    elsewhere(f)
    fields = _fields(
        f,
        "rus",
        employee_name=f.case("acc"),
        position=f.career.position_ru[1],
        host_organisation=f.host.ru[2],
        country=f.host.country_ru[0],
    )
    also = {
        "employee_name": [f.ru.full],
        "position": [f.career.position_ru[0]],
        "employer_name": [f.employer.ru],
        "host_organisation": [f.host.ru[0]],
    }
    return Truth(fields, _MARKS, also)


def _bilingual(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "rus"), _MARKS)


LAYOUTS = {
    "addressed-prose": _prose,
    "numbered-table": _table,
    "spaced-labels": _two,
    "kazakh-prose": _kazakh,
    "sections": _sections,
    "kazakh-bullets": _bullets,
    "request-prose": _request,
    "four-cells": _columns,
    "kazakh-form-captions": _form,
    "russian-letter": _letter,
    "bilingual-rows": _bilingual,
}
HELD_OUT = (
    "kazakh-form-captions",
    "russian-letter",
    "bilingual-rows",
)
