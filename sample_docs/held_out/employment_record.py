"""Proofs of employment in further forms (domain.md section 13)."""

from typing import Any

from sample_docs.employment import Post
from sample_docs.held_out.facts import Facts, Truth
from sample_docs.held_out.strangers import elsewhere


def _entries(posts: list[Post], ru: bool) -> list[dict[str, Any]]:
    return [
        {
            "start": post.start.isoformat(),
            "end": post.end.isoformat() if post.end else None,
            "employer": post.employer.full_ru if ru else post.employer.full_kk,
            "position": post.ru[0] if ru else post.kk,
        }
        for post in posts
    ]


def _fields(f: Facts, kind: str, ru: bool, **more: Any) -> dict[str, Any]:
    life = f.life
    return {
        "kind": kind,
        "holder_name": f.ru.full if ru else f.kk.full,
        "employer_name": f.employer.full_ru if ru else f.employer.full_kk,
        "employer_bin": f.employer.bin,
        "position": life.posts[-1].ru[0] if ru else life.posts[-1].kk,
        "start_date": life.hired.isoformat(),
        "end_date": None,
        "current": True,
        "entries": _entries(list(life.posts), ru),
        "issue_date": f.day.isoformat(),
    } | more


_MARKS = frozenset({"signature", "stamp"})


def _certificate(f: Facts) -> Truth:
    return Truth(_fields(f, "certificate", True), _MARKS)


def _register(f: Facts) -> Truth:
    return Truth(_fields(f, "register_extract", True), frozenset())


def _service(f: Facts) -> Truth:
    return Truth(_fields(f, "service_record", True, employer_bin=None), _MARKS)


def _book(f: Facts) -> Truth:
    fields = _fields(
        f, "labour_book", True, employer_bin=None, issue_date=f.life.posts[0].start.isoformat()
    )
    return Truth(fields, _MARKS)


def _contract(f: Facts) -> Truth:
    life = f.life
    one = [Post(life.hired, None, f.employer, life.posts[-1].kk, life.posts[-1].ru)]
    fields = _fields(
        f,
        "contract",
        True,
        entries=_entries(one, True),
        issue_date=life.hired.isoformat(),
    )
    return Truth(fields, _MARKS)


def _english(f: Facts) -> Truth:
    life, career = f.life, f.career
    entry = {
        "start": life.posts[-1].start.isoformat(),
        "end": None,
        "employer": career.employer_en,
        "position": career.position_en,
    }
    fields = _fields(
        f,
        "certificate",
        True,
        holder_name=f"{f.la.given} {f.la.surname}",
        employer_name=career.employer_en,
        employer_bin=None,
        position=career.position_en,
        start_date=life.posts[-1].start.isoformat(),
        entries=[entry],
    )
    return Truth(fields)


def _kazakh_table(f: Facts) -> Truth:
    return Truth(
        _fields(
            f,
            "certificate",
            False,
            entries=_entries([f.life.posts[-1]], False),
            start_date=f.life.posts[-1].start.isoformat(),
        ),
        _MARKS,
    )


def _wide(f: Facts) -> Truth:
    return Truth(_fields(f, "register_extract", True), frozenset())


def _kazakh_book(f: Facts) -> Truth:
    fields = _fields(
        f, "labour_book", False, employer_bin=None, issue_date=f.life.posts[0].start.isoformat()
    )
    return Truth(fields, _MARKS)


def _past(f: Facts) -> Truth:
    one = [f.life.posts[-1]]
    fields = _fields(
        f,
        "certificate",
        True,
        holder_name=f.to_ru,
        start_date=one[0].start.isoformat(),
        entries=_entries(one, True),
    )
    return Truth(fields, _MARKS, {"holder_name": [f.ru.full], "employer_name": [f.employer.ru]})


def _last_post(f: Facts, ru: bool, **more: Any) -> Truth:
    last = f.life.posts[-1]
    fields = _fields(
        f,
        "certificate",
        ru,
        holder_name=f.to_ru if ru else f.to_kk,
        start_date=last.start.isoformat(),
        entries=_entries([last], ru),
        **more,
    )
    also = {
        "holder_name": [f.ru.full if ru else f.kk.full],
        "employer_name": [f.employer.ru if ru else f.employer.kk],
        "position": [last.ru[0] if ru else last.kk],
    }
    return Truth(fields, _MARKS, also)


def _given_to(f: Facts) -> Truth:
    elsewhere(f)
    return _last_post(f, True, position=f.life.posts[-1].ru[1])


def _given_to_kazakh(f: Facts) -> Truth:
    return _last_post(elsewhere(f), False)


def _both_tongues(f: Facts) -> Truth:
    return Truth(_fields(elsewhere(f), "register_extract", True), frozenset())


def _parties(f: Facts) -> Truth:
    return _contract(elsewhere(f))


LAYOUTS = {
    "certificate-kazakh-russian": _certificate,
    "register-cards": _register,
    "service-table": _service,
    "labour-book-lines": _book,
    "contract-preamble": _contract,
    "english-letter": _english,
    "kazakh-table": _kazakh_table,
    "register-wide": _wide,
    "kazakh-book": _kazakh_book,
    "works-as": _past,
    "russian-prose-moves": _given_to,
    "kazakh-prose": _given_to_kazakh,
    "register-bilingual": _both_tongues,
    "contract-parties": _parties,
}
HELD_OUT = (
    "russian-prose-moves",
    "kazakh-prose",
    "register-bilingual",
    "contract-parties",
)
