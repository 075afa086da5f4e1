"""Employer's application to train a specialist who keeps the job (domain.md section 12).

Letters in Kazakh and Russian on letterheads, filled forms, parallel columns, and a paper signed
electronically. `employer_name` is the name in the language of the paper, Kazakh on bilingual ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sample_docs import calendar_words, careers, drawing, electronic, employment, seals
from sample_docs.declension import declined
from sample_docs.employment import Employer
from sample_docs.kazakh import inflected
from sample_docs.people import Name
from sample_docs.specimen import Draft, Order
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class _Style:
    language: str
    shape: str
    font: str
    size: float = 12


_STYLES = {
    "letterhead-ru": _Style("rus", "letter", "FreeSerif", 12.5),
    "letterhead-kk": _Style("kaz", "letter", "PT Sans", 11.5),
    "corner-ru": _Style("rus", "corner", "FreeSerif", 12),
    "form-ru": _Style("rus", "form", "Noto Serif", 10),
    "form-bilingual": _Style("kaz", "form", "Noto Sans", 9.5),
    "electronic-kk": _Style("kaz", "electronic", "DejaVu Sans", 9.5),
    "parallel-columns": _Style("kaz", "columns", "DejaVu Serif", 9),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset(
    {
        "no_position",
        "no_period",
        "no_specialty",
        "no_retention",
        "undated",
        "unsigned",
        "unstamped",
        "other_period",
        "other_specialty",
        "other_employer",
        "other_person",
    }
)
"""An electronic paper is unsigned and unstamped alike: it then bears no electronic signature."""
OPTIONS: frozenset[str] = frozenset()
_TITLES = {
    "rus": "Заявка работодателя на подготовку специалиста с условием сохранения места работы",
    "kaz": "Жұмыс орнын сақтау шартымен маман даярлауға жұмыс берушінің өтінімі",
}


def draft(order: Order) -> Draft:
    """Print the application; a name that the sentence inflects is nominative in `extra`."""
    style, rng, faults = _STYLES[order.layout], order.rng, order.faults
    said = _said(order)
    employer: Employer = said["employer"]
    day: date = said["day"]
    electronic_paper = style.shape == "electronic"
    lost = {"unsigned", "unstamped"} & faults if electronic_paper else faults
    signed = "unsigned" not in lost and not (electronic_paper and lost)
    stamped = "unstamped" not in lost and not electronic_paper
    bilingual = order.layout == "form-bilingual" or style.shape == "columns"
    number = f"{rng.randint(1, 12):02d}-{rng.randint(1, 30):02d}/{rng.randint(40, 2900)}"
    head = employer.head
    signatory = {
        "rus": rng.choice([head.ru.short, head.ru.initials_last, head.ru.full]),
        "kaz": rng.choice([head.kk.short, head.kk.initials_last, head.kk.full]),
    }
    seal = seals.round_seal(rng, _seal_lines(employer), style="width:100%;height:100%")
    stroke = drawing.signature(Random(employer.bin), None, "width:100%;height:100%")
    sealed = None
    if electronic_paper and signed:
        owner = f"{head.kk.full} ({employer.head_post_kk})"
        sealed = electronic.sealed(rng, (owner,), day, host="documentolog.kz")
    dated = "undated" not in faults
    written = {
        language: rng.choice(calendar_words.written(day, language)[:2]) if dated else None
        for language in ("kaz", "rus")
    }
    values = said["texts"]
    variant = rng.randrange(2)
    html = fill(
        "employer_application.html",
        style=style,
        layout=order.layout,
        bilingual=bilingual,
        title=_TITLES,
        employer=employer,
        number=number,
        written=written,
        values=values,
        kept="no_retention" not in faults,
        position=None if "no_position" in faults else True,
        specialty=None if "no_specialty" in faults else True,
        period=said["period"],
        signatory=signatory,
        stroke=stroke if signed and not electronic_paper else None,
        seal=seal if stamped else None,
        sealed=sealed,
        logo=seals.logo(rng, "width:100%;height:100%"),
        variant=variant,
    )
    language = style.language
    inflecting = style.shape in ("letter", "corner") and language == "rus"
    fields: dict[str, Any] = {
        "employer_name": employer.full_ru if language == "rus" else employer.full_kk,
        "employer_bin": employer.bin,
        "outgoing_number": number,
        "date": day.isoformat() if dated else None,
        "employee_name": values[language]["name_acc" if inflecting else "name"],
        "position": None
        if "no_position" in faults
        else values[language]["position_gen" if inflecting else "position"],
        "specialty": None if "no_specialty" in faults else values[language]["specialty"],
        "host_organisation": values[language]["host_in" if inflecting else "host"],
        "country": values[language]["country_gen" if inflecting else "country"],
        "period_start": said["start"].isoformat() if said["period"] else None,
        "period_end": said["end"].isoformat() if said["period"] else None,
        "job_retention": "no_retention" not in faults,
        "signatory_name": signatory[language] if not electronic_paper else head.kk.full,
        "signatory_position": employer.head_post_ru if language == "rus" else employer.head_post_kk,
    }
    if language == "kaz" and style.shape in ("letter", "electronic"):
        fields["host_organisation"] = values["kaz"]["host_in"]
        fields["country"] = values["kaz"]["country_gen"]
    as_printed: dict[str, Any] = {"date": written[language]}
    in_words = order.layout in ("electronic-kk", "letterhead-kk")
    if said["period"] and (in_words or (order.layout == "letterhead-ru" and variant)):
        as_printed |= {f"period_{end}": values[language][end] for end in ("start", "end")}
    marks = {"signature"} if signed and not electronic_paper else set()
    marks |= {"stamp"} if stamped else set()
    marks |= {"eds", "qr"} if sealed else set()
    return Draft(
        html,
        fields,
        frozenset(marks),
        extra={
            "as_printed": as_printed,
            "employee_name": values[language]["name"],
            "position": values[language]["position"],
            "host_organisation": values[language]["host"],
            "country": values[language]["country"],
            "employer_names": [employer.full_kk, employer.full_ru],
        },
    )


def _seal_lines(employer: Employer) -> list[str]:
    return [
        "Қазақстан Республикасы · Республика Казахстан",
        f"{employer.kk} · {employer.ru}",
        "БСН/БИН",
        employer.bin,
    ]


def _said(order: Order) -> dict[str, Any]:
    """What the paper tells of employer, employee and internship, with its faults."""
    dossier, rng, faults = order.dossier, order.rng, order.faults
    life = employment.of(dossier)
    person = employment.another_person(dossier) if "other_person" in faults else dossier.person
    employer = life.employer
    if "other_employer" in faults:
        employer = employment.another_employer(dossier)
    career, host = dossier.career, dossier.host
    specialty = (career.specialty_kk, career.specialty_ru)
    if "other_specialty" in faults:
        specialty = _other_specialty(order)
    start, end = dossier.period_start, employment.internship_end(dossier)
    if "other_period" in faults:
        by = 2 if start.month <= 9 else -2
        start = employment.first_of(employment.shifted((start.year, start.month), by))
        after = employment.shifted((end.year, end.month), by + 1)
        end = employment.first_of(after) - timedelta(days=1)
    accusative: Name = declined(person.ru, person.sex, "acc")
    texts = {
        "rus": {
            "name": person.ru.full,
            "name_acc": accusative.full,
            "position": career.position_ru[0],
            "position_gen": career.position_ru[1],
            "specialty": specialty[1][0],
            "host": host.ru[0],
            "host_in": host.ru[2],
            "country": host.country_ru[0],
            "country_gen": host.country_ru[1],
            "start": calendar_words.written(start, "rus")[1],
            "end": calendar_words.written(end, "rus")[1],
            "start_dotted": f"{start:%d.%m.%Y}",
            "end_dotted": f"{end:%d.%m.%Y}",
        },
        "kaz": {
            "name": person.kk.full,
            "position": career.position_kk,
            "specialty": specialty[0],
            "host": host.kk,
            "host_in": inflected(host.kk, "loc"),
            "country": host.country_kk[0],
            "country_gen": host.country_kk[1],
            "start": calendar_words.written(start, "kaz")[1],
            "end": calendar_words.written(end, "kaz")[1],
            "start_dotted": f"{start:%d.%m.%Y}",
            "end_dotted": f"{end:%d.%m.%Y}",
        },
    }
    return {
        "employer": employer,
        "texts": texts,
        "day": dossier.submitted_on - timedelta(days=rng.randint(4, 40)),
        "start": start,
        "end": end,
        "period": "no_period" not in faults,
    }


def _other_specialty(order: Order) -> tuple[str, tuple[str, str]]:
    rng, own = order.dossier.same("other application specialty"), order.dossier.career
    while (other := careers.any_career(rng)).specialty_en == own.specialty_en:
        pass
    return other.specialty_kk, other.specialty_ru
