"""Programmes of internship in further forms (domain.md section 15)."""

from typing import Any

from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere


def _fields(f: Facts, language: str, host_first: bool) -> dict[str, Any]:
    i = f.intern
    stamped = {"sending": True, "receiving": False}
    blocks = [
        {
            "side": side,
            "organisation": organisation,
            "name": person.in_language(language),
            "date": day.isoformat(),
            "signed": True,
            "stamped": stamped[side],
        }
        for side, organisation, person, day in (
            ("sending", i.employer(language), i.head, i.sending_date),
            ("receiving", i.host_name.in_language(language), i.signatory, i.receiving_date),
        )
    ]
    name = i.name(language)
    return {
        "intern_name": f"{name.given} {name.surname}" if language == "eng" else name.full,
        "specialty": i.specialty(language),
        "host_organisation": i.host_name.in_language(language),
        "sending_organisation": i.employer(language),
        "period_start": f.start.isoformat(),
        "period_end": f.end.isoformat(),
        "supervisor": i.supervisor.in_language(language),
        "language": language,
        "approvals": blocks[::-1] if host_first else blocks,
    }


_MARKS = frozenset({"signature", "stamp"})


def _plan(f: Facts) -> Truth:
    return Truth(_fields(f, "eng", True), _MARKS)


def _kazakh(f: Facts) -> Truth:
    return Truth(_fields(f, "kaz", False), _MARKS)


def _russian(f: Facts) -> Truth:
    return Truth(_fields(f, "rus", False), _MARKS)


def _signed_for(f: Facts) -> Truth:
    fields = _fields(f, "eng", True)
    return Truth(fields, _MARKS)


def _title_page(f: Facts) -> Truth:
    return Truth(_fields(f, "rus", True), _MARKS)


def _grid(f: Facts) -> Truth:
    return Truth(_fields(f, "kaz", False), _MARKS)


def _numbered(f: Facts) -> Truth:
    return Truth(_fields(f, "rus", False), _MARKS)


def _russian_prose(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "rus", False), _MARKS)


def _cover(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "eng", False), _MARKS)


def _captions(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "kaz", False), _MARKS)


LAYOUTS = {
    "english-agreement": _plan,
    "kazakh-stacked": _kazakh,
    "russian-table": _russian,
    "signed-for": _signed_for,
    "title-page": _title_page,
    "kazakh-grid": _grid,
    "numbered-points": _numbered,
    "russian-prose": _russian_prose,
    "english-cover": _cover,
    "kazakh-lines": _captions,
}
HELD_OUT = (
    "russian-prose",
    "english-cover",
    "kazakh-lines",
)
