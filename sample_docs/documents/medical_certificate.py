"""Medical certificate 072/у for travel abroad, and the forms that are mistaken for it.

Titles, contents and confusable forms: domain.md section 11. Paper forms bear stamps of the clinic
and the doctors' signatures; the print of an information system bears QR and electronic signature.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sample_docs import calendar_words, drawing, electronic, employment, iin, people, seals
from sample_docs.declension import declined
from sample_docs.people import Person
from sample_docs.specimen import Draft, Order
from sample_docs.stock import load
from sample_docs.templates import fill


@dataclass(frozen=True, slots=True)
class _Style:
    language: str
    shape: str
    font: str
    size: float
    page: str = "A4"
    margin: str = "16mm 16mm 14mm 22mm"


_STYLES = {
    "form-ru": _Style("rus", "form", "FreeSerif", 11),
    "form-kk": _Style("kaz", "form", "PT Sans", 10.5),
    "form-bilingual": _Style("both", "form", "Noto Serif", 9),
    "half-sheet-ru": _Style("rus", "half", "DejaVu Sans Condensed", 8.4, "A5", "9mm 10mm"),
    "information-system": _Style("both", "system", "Noto Sans", 8.6),
    "two-parts": _Style("kaz", "parts", "DejaVu Serif", 8.4, "A4 landscape", "12mm 14mm"),
}
LAYOUTS = tuple(_STYLES)
FAULTS = frozenset(
    {
        "form_082",
        "form_075",
        "sanatorium_card",
        "unfit",
        "too_old",
        "after_submission",
        "unstamped",
        "unsigned",
        "other_person",
        "other_iin",
        "other_birth_date",
    }
)
"""On the print of an information system `unstamped` and `unsigned` both take QR and signature."""
OPTIONS: frozenset[str] = frozenset()
_TITLES = {
    "072/у": (
        "Шетелге шығушыға арналған медициналық анықтама",
        "Медицинская справка (для выезжающего за границу)",
    ),
    "082/у": (
        "Шетелге шығушыға арналған медициналық анықтама",
        "Медицинская справка (для выезжающего за границу)",
    ),
    "075/у": (
        "Медициналық анықтама (оқуға, жұмысқа орналасушыға арналған)",
        "Медицинская справка (для поступающего на учебу, на работу)",
    ),
    "sanatorium": ("", "САНАТОРНО-КУРОРТНАЯ КАРТА"),
}
_DOCTORS = (
    ("ЖТД / терапевт", "Жалпы тәжірибелік дәрігер", "Терапевт"),
    ("хирург", "Хирург", "Хирург"),
    ("невропатолог", "Невропатолог", "Невропатолог"),
    ("офтальмолог", "Офтальмолог", "Окулист"),
    ("ЛОР", "ЛОР дәрігері", "ЛОР-врач"),
    ("дерматолог", "Дерматовенеролог", "Дерматовенеролог"),
    ("психиатр", "Психиатр", "Психиатр"),
    ("нарколог", "Нарколог", "Нарколог"),
)
_FIT = (
    ("Дені сау, шетелге шығуға болады", "Практически {well}, может выезжать за границу"),
    (
        "Дені сау. Шетелге шығуға қарсы көрсетілімдер жоқ",
        "Практически {well}. Противопоказаний для выезда за границу нет",
    ),
    ("Шетелге шығуға жарамды", "{Fit} к выезду за границу, противопоказаний не выявлено"),
)
_UNFIT = (
    (
        "Денсаулық жағдайы бойынша шетелге шығуға қарсы көрсетілген",
        "По состоянию здоровья выезд за границу противопоказан",
    ),
    ("Шетелге шығуға болмайды, емделу қажет", "Выезд за границу не рекомендуется до лечения"),
)
_ADMITTED = ("Оқуға, жұмысқа жарамды", "{Fit} к учебе, работе")
_SANATORIUM = ("", "Показано санаторно-курортное лечение, противопоказаний нет")


def draft(order: Order) -> Draft:
    """Print the certificate; a sanatorium card is always a Russian one from Russia."""
    style, rng, faults, dossier = _STYLES[order.layout], order.rng, order.faults, order.dossier
    foreign = "sanatorium_card" in faults
    if foreign and style.language != "rus":
        style = _STYLES["form-ru"]
    person = dossier.person
    shown = employment.another_person(dossier) if "other_person" in faults else person
    said = _numbers(order, person)
    clinic = _clinic(order, foreign)
    form, purpose = _form(faults)
    day = _day(order)
    conclusion_texts, conclusion = _conclusion(faults, person, rng)
    head, doctors = _staff(dossier.seed, shown.sex)
    system = style.shape == "system"
    lost = bool({"unsigned", "unstamped"} & faults)
    signed, stamped = "unsigned" not in faults and not system, "unstamped" not in faults
    main = "rus" if style.language == "rus" else "kaz"
    number = str(rng.randint(12, 4800)) if not system else electronic.unique_number(rng)
    sealed = None
    if system and not lost:
        owners = (f"{head.kk.full}", f"{clinic[0]}")
        sealed = electronic.sealed(rng, owners, day, host="damumed.kz")
    box = "width:100%;height:100%"
    city = load("employment")["cities"]["names"]
    place = Random(f"clinic/{dossier.seed}").choice(city)
    seal_lines = [clinic[0] or clinic[1], clinic[1], "МЕДИЦИНСКАЯ", "СПРАВКА"]
    country_kk, country_ru = dossier.host.country_kk[0], dossier.host.country_ru[0]
    name = shown.ru.full if main == "rus" else shown.kk.full
    dative = declined(shown.ru, shown.sex, "dat").full
    inflected = style.shape == "half"
    written = rng.choice(calendar_words.written(day, main)[:2])
    html = fill(
        "medical_certificate.html",
        style=style,
        main=main,
        both=style.language == "both",
        form=form,
        foreign=foreign,
        titles=_TITLES["sanatorium" if foreign else form],
        travel=purpose == "travel_abroad",
        clinic=clinic,
        number=number,
        name=dative if inflected else name,
        birth=f"{said['birth']:%d.%m.%Y}",
        iin=None if foreign else said["iin"],
        city=place,
        street=load("employment")["streets"]["names"][dossier.seed % 5],
        workplace=(dossier.career.employer_kk, dossier.career.employer_ru),
        destination=(country_kk, country_ru) if purpose == "travel_abroad" else None,
        conclusion=conclusion_texts,
        day=f"{day:%d.%m.%Y}",
        written=written,
        head=head.ru.initials_last if main == "rus" else head.kk.initials_last,
        doctors=doctors,
        notes=_notes(shown.sex, rng),
        strokes=[drawing.signature(rng, None, box) for _ in doctors] if signed else [],
        head_stroke=drawing.signature(Random(head.iin), None, box) if signed else None,
        seal=seals.round_seal(rng, seal_lines, style=box) if stamped and not system else None,
        corner=seals.rectangular_stamp(
            rng, [clinic[0] or "Министерство здравоохранения РФ", clinic[1], place[1]], style=box
        )
        if stamped and not system
        else None,
        triangle=seals.triangular_stamp(rng, ["ДЛЯ", "СПРАВОК", "№ 2"], style=box)
        if stamped and not system and rng.random() < 0.6
        else None,
        sealed=sealed,
        woman=shown.sex == "F",
    )
    fields: dict[str, Any] = {
        "form_number": form,
        "purpose": purpose,
        "organisation": clinic[1] if main == "rus" else clinic[0],
        "certificate_number": number,
        "holder_name": dative if inflected else name,
        "birth_date": said["birth"].isoformat(),
        "iin": None if foreign else said["iin"],
        "destination": None
        if purpose != "travel_abroad"
        else (country_ru if main == "rus" else country_kk),
        "conclusion": conclusion,
        "conclusion_text": conclusion_texts[1 if main == "rus" else 0],
        "issue_date": day.isoformat(),
        "doctor_name": head.ru.initials_last if main == "rus" else head.kk.initials_last,
    }
    marks = {"signature"} if signed else set()
    marks |= {"stamp"} if stamped and not system else set()
    marks |= {"qr", "eds"} if sealed else set()
    worded = inflected or (style.shape == "form" and style.language != "both")
    as_printed = {"issue_date": written} if worded else {}
    return Draft(
        html, fields, frozenset(marks), extra={"holder_name": name, "as_printed": as_printed}
    )


def _numbers(order: Order, person: Person) -> dict[str, Any]:
    birth, number = person.birth, person.iin
    if "other_birth_date" in order.faults:
        birth = birth.replace(day=birth.day % 28 + 1)
    if "other_iin" in order.faults:
        number = iin.issue(person.birth, person.sex, order.rng)
    return {"birth": birth, "iin": number}


def _clinic(order: Order, foreign: bool) -> tuple[str, str]:
    """Kazakh and Russian name; a Russian clinic has no Kazakh one."""
    if foreign:
        return "", "ГБУЗ «Городская поликлиника № 37»"
    kk, ru = Random(f"clinic/{order.dossier.seed}").choice(load("employment")["clinics"]["names"])
    return kk, ru


def _form(faults: frozenset[str]) -> tuple[str, str]:
    """The number of the form and the purpose."""
    if "form_082" in faults:
        return "082/у", "travel_abroad"
    if "form_075" in faults:
        return "075/у", "other"
    return "072/у", "other" if "sanatorium_card" in faults else "travel_abroad"


def _day(order: Order) -> date:
    submitted, rng = order.dossier.submitted_on, order.rng
    if "too_old" in order.faults:
        return submitted - timedelta(days=rng.randint(200, 330))
    if "after_submission" in order.faults:
        return submitted + timedelta(days=rng.randint(3, 20))
    return submitted - timedelta(days=rng.randint(3, 90))


def _conclusion(
    faults: frozenset[str], person: Person, rng: Random
) -> tuple[tuple[str, str], str | None]:
    """Kazakh and Russian wording, and whether it says fit."""
    texts = rng.choice(_FIT)
    if "form_075" in faults:
        texts = _ADMITTED
    if "sanatorium_card" in faults:
        texts = _SANATORIUM
    fit: str | None = "fit"
    if "unfit" in faults:
        texts, fit = rng.choice(_UNFIT), "unfit"
    elif "sanatorium_card" in faults:
        fit = None
    woman = person.sex == "F"
    russian = texts[1].format(
        well="здорова" if woman else "здоров", Fit="Годна" if woman else "Годен"
    )
    return (texts[0], russian), fit


def _staff(seed: int, sex: str) -> tuple[Person, list[tuple[str, str, str, Person]]]:
    rng = Random(f"doctors/{seed}")
    head = people.invent(rng.randrange(1_000_000, 9_000_000))
    known = [*_DOCTORS, ("гинеколог", "Гинеколог", "Гинеколог")] if sex == "F" else list(_DOCTORS)
    return head, [(*labels, people.invent(rng.randrange(1_000_000, 9_000_000))) for labels in known]


def _notes(sex: str, rng: Random) -> dict[str, tuple[str, str]]:
    """Examinations with their findings, Kazakh and Russian."""
    shot = f"№ {rng.randint(120, 9800)}"
    return {
        "past": ("жоқ", "хр. заболевания отрицает"),
        "lungs": (f"өкпе және жүрек өзгеріссіз, {shot}", f"легкие и сердце без патологии, {shot}"),
        "blood": ("қалыпты", "без отклонений"),
        "reaction": ("теріс", "отрицательно"),
        "shots": ("толық", "по календарю"),
    }
