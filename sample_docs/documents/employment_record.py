"""Proof of employment: labour book, contract, certificate, register extract, service record.

Titles and contents: domain.md section 13. A labour book is filled in the language of its record; an
earlier employer stands in every kind, so that each covers the months of the pension extract.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sample_docs import calendar_words, drawing, electronic, employment, iin, seals
from sample_docs.declension import declined
from sample_docs.employment import Employment, Post
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class _Style:
    kind: str
    language: str
    font: str
    size: float


_STYLES = {
    "labour-book": _Style("labour_book", "kaz", "PT Sans", 9),
    "labour-book-ru": _Style("labour_book", "rus", "FreeSerif", 10.5),
    "contract-ru": _Style("contract", "rus", "FreeSerif", 11),
    "contract-bilingual": _Style("contract", "kaz", "Noto Sans", 8),
    "certificate-ru": _Style("certificate", "rus", "Noto Serif", 11),
    "certificate-kk": _Style("certificate", "kaz", "DejaVu Sans", 10),
    "register-extract": _Style("register_extract", "kaz", "Noto Sans", 8),
    "service-record": _Style("service_record", "rus", "FreeSerif", 11),
    "certificate-history": _Style("certificate", "kaz", "DejaVu Serif", 9),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset({"uncovered", "other_employer", "other_person", "unsigned", "unstamped"})
"""`uncovered`: the record knows of the last fifteen months only. An extract of the register without
signature or stamp bears no electronic signature."""
OPTIONS: frozenset[str] = frozenset()
_INFLECTING = ("labour-book-ru",)


def draft(order: Order) -> Draft:
    """Print the record; positions are as printed, nominative in `extra`."""
    style, rng, faults, dossier = _STYLES[order.layout], order.rng, order.faults, order.dossier
    life = _life(order)
    person = employment.another_person(dossier) if "other_person" in faults else dossier.person
    lang = style.language
    employer, hired = life.employer, life.hired
    present = life.posts[-1]
    day = _issued(style.kind, life, dossier.submitted_on, rng)
    electronic_paper = style.kind == "register_extract"
    lost = bool({"unsigned", "unstamped"} & faults)
    signed = "unsigned" not in faults and not electronic_paper
    stamped = "unstamped" not in faults and not electronic_paper
    box = "width:100%;height:100%"
    head = employer.head
    name = person.ru if lang == "rus" else person.kk
    entries = _entries(order.layout, life, lang)
    sealed = None
    if electronic_paper and not lost:
        owner = "«Еңбек ресурстарын дамыту орталығы» АҚ"
        sealed = electronic.sealed(rng, (owner,), day, squares=2, host="enbek.kz")
    number = str(rng.randint(10, 980))
    kept_number = {
        "labour_book": f"{rng.randint(1, 99999):07d}",
        "contract": f"{number}-{hired.year % 100}",
    }.get(style.kind, number)
    written = rng.choice(calendar_words.written(day, lang)[:2])
    html = fill(
        "employment_record.html",
        layout=order.layout,
        style=style,
        lang=lang,
        name=name.full,
        dative=declined(person.ru, person.sex, "dat").full,
        names=(person.kk.full, person.ru.full),
        woman=person.sex == "F",
        iin=person.iin if "other_person" not in faults else iin.issue(person.birth, "M", rng),
        birth=f"{person.birth:%d.%m.%Y}",
        employer=employer,
        head_name=head.ru.initials_last if lang == "rus" else head.kk.initials_last,
        present=present,
        hired=f"{hired:%d.%m.%Y}",
        hired_words={
            language: calendar_words.written(hired, language)[1] for language in ("kaz", "rus")
        },
        posts=[_shown(post, rng) for post in life.posts],
        entries=entries,
        earlier=[entry for entry in _shown_entries(entries) if entry["end"]],
        day=f"{day:%d.%m.%Y}",
        written=written,
        number=kept_number,
        order_number=f"{rng.randint(3, 240)}-ж/қ"
        if lang == "kaz"
        else f"{rng.randint(3, 240)}-л/с",
        salary=f"{rng.randrange(240, 620, 5)} 000",
        records=_records(life, lang, person.sex, rng),
        stroke=drawing.signature(Random(head.iin), None, box) if signed else None,
        own_stroke=drawing.signature(dossier.same("hand"), None, box) if signed else None,
        seal=seals.round_seal(
            rng,
            [
                "Қазақстан Республикасы · Республика Казахстан",
                f"{employer.kk} · {employer.ru}",
                "БСН/БИН",
                employer.bin,
            ],
            style=box,
        )
        if stamped
        else None,
        logo=seals.logo(rng, box),
        sealed=sealed,
    )
    inflecting = order.layout in _INFLECTING
    position = present.ru[1 if inflecting else 0] if lang == "rus" else present.kk
    book = style.kind == "labour_book"
    fields: dict[str, Any] = {
        "kind": style.kind,
        "holder_name": declined(person.ru, person.sex, "dat").full
        if order.layout == "certificate-ru"
        else name.full,
        "employer_name": employer.full_ru if lang == "rus" else employer.full_kk,
        "employer_bin": None if book or style.kind == "service_record" else employer.bin,
        "position": position,
        "start_date": hired.isoformat(),
        "end_date": None,
        "current": True,
        "entries": entries,
        "issue_date": day.isoformat(),
    }
    marks = {"signature"} if signed else set()
    marks |= {"stamp"} if stamped else set()
    marks |= {"qr", "eds"} if sealed else set()
    nominative = present.ru[0] if lang == "rus" else present.kk
    as_printed = {"issue_date": written} if order.layout == "certificate-kk" else {}
    extra = {"holder_name": name.full, "position": nominative, "as_printed": as_printed}
    return Draft(html, fields, frozenset(marks), extra=extra)


def _life(order: Order) -> Employment:
    life = employment.of(order.dossier)
    if "uncovered" in order.faults:
        life = employment.uncovered(life)
    if "other_employer" in order.faults:
        life = employment.moved_to(life, employment.another_employer(order.dossier))
    return life


def _issued(kind: str, life: Employment, submitted: date, rng: Random) -> date:
    """A labour book is begun with the first post, a contract signed when hired."""
    if kind == "labour_book":
        return life.posts[0].start
    if kind == "contract":
        return life.hired
    return submitted - timedelta(days=rng.randint(2, 25))


def _entries(layout: str, life: Employment, lang: str) -> list[dict[str, Any]]:
    """What the paper tells of each post; a contract knows one post at the present employer."""
    posts = list(life.posts)
    if layout.startswith("contract"):
        present = posts[-1]
        posts = [post for post in posts if post.employer != life.employer]
        posts.append(Post(life.hired, None, present.employer, present.kk, present.ru))
    case = 1 if layout in _INFLECTING else 0
    return [
        {
            "start": post.start.isoformat(),
            "end": post.end.isoformat() if post.end else None,
            "employer": post.employer.full_ru if lang == "rus" else post.employer.full_kk,
            "position": post.ru[case] if lang == "rus" else post.kk,
        }
        for post in posts
    ]


def _dotted(iso: str | None) -> str | None:
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else None


def _shown_entries(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        entry | {"start": _dotted(entry["start"]), "end": _dotted(entry["end"])}
        for entry in entries
    ]


def _shown(post: Post, rng: Random) -> dict[str, Any]:
    """A post as a register or a list prints it."""
    return {
        "start": f"{post.start:%d.%m.%Y}",
        "end": f"{post.end:%d.%m.%Y}" if post.end else None,
        "employer": post.employer,
        "kk": post.kk,
        "ru": post.ru[0],
        "contract": f"{rng.randint(10, 990)}",
    }


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of a labour book; `heading` names the employer before its first line."""

    day: str
    text: str
    ground: str
    heading: str | None = None
    closing: bool = False


def _records(life: Employment, lang: str, sex: str, rng: Random) -> list[_Record]:
    found: list[_Record] = []
    woman, before = sex == "F", None
    for post in life.posts:
        new = post.employer != before
        ground = (
            f"№ {rng.randint(3, 240)}, {post.start - timedelta(days=rng.randint(0, 2)):%d.%m.%Y}"
        )
        if lang == "rus":
            verb = (
                ("Принята" if woman else "Принят")
                if new
                else "Переведена"
                if woman
                else "Переведен"
            )
            text = f"{verb} на должность {post.ru[1]}"
            ground = f"Приказ {ground}"
        else:
            verb = "лауазымына жұмысқа қабылданды" if new else "лауазымына ауыстырылды"
            text = f"{post.kk} {verb}"
            ground = f"Бұйрық {ground}"
        name = post.employer.full_ru if lang == "rus" else post.employer.full_kk
        found.append(_Record(f"{post.start:%d.%m.%Y}", text, ground, name if new else None))
        before = post.employer
        leaving = post.end is not None and post.employer != life.employer
        if leaving and post.end:
            text = (
                "Трудовой договор расторгнут по инициативе работника, ст. 56 ТК РК"
                if lang == "rus"
                else "Еңбек шарты қызметкердің бастамасы бойынша бұзылды, ҚР ЕК 56-бабы"
            )
            order = f"№ {rng.randint(3, 240)}, {post.end:%d.%m.%Y}"
            ground = ("Приказ " if lang == "rus" else "Бұйрық ") + order
            found.append(_Record(f"{post.end:%d.%m.%Y}", text, ground, closing=True))
    return found
