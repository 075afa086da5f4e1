"""Unconditional invitation of the host organisation: who, what for, when, at what cost.

Recognised by wording of domain.md sections 6 and 19.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors._blocks import prose
from extractors._conditions import conditions
from extractors._costs import costs
from extractors._form_rows import FormRows
from extractors._internship_terms import specialty, terms
from extractors._invited import applicant, born_on, passport_number
from extractors._ledger import Ledger
from extractors._letterhead import host_country, host_organisation, signatory, written_on
from extractors._organisation_cells import without_place
from extractors._organisations import names_organisation
from extractors._parted_name import parted_name
from extractors._people import names_in
from extractors._periods import period_in
from extractors._reading import first_found
from extractors._records import Condition, CostItem
from extractors._running_text import RunningText
from pipeline.model import Anchor, DocumentType, Field, Money, Page
from pipeline.text.normalise import clean

TYPE = DocumentType(
    "invitation",
    titles={
        "kk": "Шақыру хаты",
        "ru": "Приглашение принимающей организации",
        "en": "Invitation of the host organisation",
    },
    anchors=(
        Anchor("letter of invitation", 2.0, opens=True),
        Anchor("invitation letter", 2.0, opens=True),
        Anchor("letter of acceptance", 2.0, opens=True),
        Anchor("acceptance letter", 1.5, opens=True),
        Anchor("unconditional invitation", 2.0),
        Anchor("unconditional offer", 1.5),
        Anchor("to whom it may concern", 0.3),
        Anchor("letter of recommendation", -3.0),
        Anchor("recommendation letter", -3.0),
        Anchor("reference letter", -2.0),
        Anchor("i recommend", -1.5),
        Anchor("i have known", -1.0),
        Anchor("рекомендательное письмо", -3.0),
        Anchor("рекомендую", -1.5),
        Anchor("ұсыныс хат", -3.0),
        Anchor("прошу направить", -1.0),
        Anchor("заявка работодателя", -2.0),
        Anchor("жұмыс берушінің өтінімі", -2.0),
        Anchor("invoice", -1.0),
        Anchor("we are pleased to invite", 1.8),
        Anchor("pleased to confirm", 0.8),
        Anchor("we hereby invite", 1.5),
        Anchor("invite you", 0.8),
        Anchor("internship", 0.4),
        Anchor("visiting researcher", 0.7),
        Anchor("host institution", 0.6),
        Anchor("dear mr", 0.4),
        Anchor("dear ms", 0.4),
        Anchor("dear dr", 0.3),
        Anchor("cost of the internship", 0.8),
        Anchor("programme fee", 0.5),
        Anchor("sincerely", 0.2),
        Anchor("yours faithfully", 0.2),
        Anchor("certificate of invitation", 2.5, opens=True),
        Anchor("einladungsschreiben", 2.0, opens=True),
        Anchor("zulassungsbestätigung", 1.5, opens=True),
        Anchor("attestation d'accueil", 2.0, opens=True),
        Anchor("davet mektubu", 1.8, opens=True),
        Anchor("kabul mektubu", 1.8, opens=True),
        Anchor("to invite you", 0.8),
        Anchor("pleased to invite", 1.5),
        Anchor("has been accepted as", 0.8),
        Anchor("letter of admission", 1.2, opens=True),
        Anchor("host institution", 0.4),
        Anchor("is invited as", 1.2),
        Anchor("приглашение на стажировку", 2.0, opens=True),
        Anchor("письмо приглашение", 2.0, opens=True),
        Anchor("безусловное приглашение", 1.5),
        Anchor("приглашение безусловное", 1.5),
        Anchor("настоящее приглашение", 1.2),
        Anchor("приглашение вступает в силу", 1.2),
        Anchor("приглашается для прохождения стажировки", 1.5),
        Anchor("принимается на стажировку", 1.2),
        Anchor("общая стоимость стажировки", 1.2),
        Anchor("стоимость стажировки", 0.6),
        Anchor("тағылымдамаға шақыру", 2.0, opens=True),
        Anchor("шақыру хаты", 2.0, opens=True),
        Anchor("шақыру шартсыз", 1.2),
        Anchor("тағылымдамаға қабылданды", 1.2),
        Anchor("offer of internship", 2.0, opens=True),
        Anchor("internship offer", 2.0, opens=True),
        Anchor("offer of placement", 2.0, opens=True),
        Anchor("placement offer", 2.0, opens=True),
        Anchor("traineeship offer", 2.0, opens=True),
        Anchor("offer letter", 1.5, opens=True),
        Anchor("hosting agreement", 1.5, opens=True),
        Anchor("confirmation of internship", 1.5, opens=True),
        Anchor("confirmation of acceptance", 1.8, opens=True),
        Anchor("we are pleased to offer", 1.5),
        Anchor("pleased to accept", 1.2),
        Anchor("agrees to host", 1.5),
        Anchor("will host", 0.8),
        Anchor("conditions of the offer", 1.0),
        Anchor("this offer", 0.6),
        Anchor("total cost", 0.6),
        Anchor("tuition", 0.4),
        Anchor("effectuer un stage", 1.2),
        Anchor("accueilli en stage", 1.2),
        Anchor("le coût total du stage", 1.2),
        Anchor("present invitation", 0.6),
        Anchor("einladung", 0.8, opens=True),
        Anchor("lettre d'invitation", 1.5, opens=True),
        Anchor("offer of a training placement", 2.0, opens=True),
        Anchor("training placement", 1.2),
        Anchor("the placement", 0.5),
        Anchor("this placement", 0.5),
        Anchor("offers a", 0.4),
        Anchor("hereby offers", 0.8),
        Anchor("herewith offers", 0.8),
        Anchor("without any conditions", 0.6),
        Anchor("unconditional", 0.5),
        Anchor("free of conditions", 0.5),
        Anchor("subject to no conditions", 0.5),
        Anchor("breakdown of costs", 0.6),
        Anchor("cost estimate", 0.5),
        Anchor("confirmation of placement", 2.0, opens=True),
        Anchor("admission letter", 1.2, opens=True),
        Anchor("letter of offer", 1.5, opens=True),
        Anchor("letter of confirmation", 1.2, opens=True),
        Anchor("hosting confirmation", 1.5, opens=True),
        Anchor("notice of acceptance", 1.5, opens=True),
        Anchor("statement of acceptance", 1.5, opens=True),
        Anchor("visiting scholar", 0.7),
        Anchor("our university will", 0.3),
        Anchor("host you", 0.8),
        Anchor("welcome you", 0.5),
        Anchor("письмо о приеме", 1.5, opens=True),
        Anchor("письмо о зачислении", 1.5, opens=True),
        Anchor("подтверждение о приеме", 1.5, opens=True),
        Anchor("готовы принять", 0.8),
        Anchor("приглашает вас", 1.2),
        Anchor("приглашаем вас", 1.2),
        Anchor("без каких либо условий", 0.5),
        Anchor("қабылдау туралы хат", 1.5, opens=True),
        Anchor("шақырамыз", 1.0),
        Anchor("шақырады", 0.8),
        Anchor("қабылдауға дайын", 0.8),
        Anchor("тағылымдама құны", 0.6),
        Anchor("тағылымдаманың жалпы құны", 1.0),
        Anchor("praktikumszusage", 1.8, opens=True),
        Anchor("praktikum", 0.6),
        Anchor("laden wir", 0.8),
        Anchor("lettre d'acceptation", 1.8, opens=True),
        Anchor("offre de stage", 1.8, opens=True),
        Anchor("carta de invitación", 1.8, opens=True),
        Anchor("lettera di invito", 1.8, opens=True),
        Anchor("transcript", -1.5),
        Anchor("employment contract", -2.0),
        Anchor("перевод с", -2.0),
        Anchor("переводчик", -1.5),
        Anchor("исполнитель перевода", -2.0),
        Anchor("переведено", -2.0),
        Anchor("аудармашы", -1.5),
        Anchor("аударылған", -2.0),
        Anchor("аударманы орындаған", -2.0),
        Anchor("опись документов", -3.0),
        Anchor("internship programme", -0.5),
        Anchor("training plan", -0.7),
        Anchor("calendar plan", -1.0),
        Anchor("approved by", -0.8),
        Anchor("certificate", -0.2),
        Anchor("test report", -2.0),
    ),
    shapes=(
        # Any offer to come, whatever its title: what is offered, and to whom.
        (r"(?i)offer\s(?:of|for)\s(?:an?\s|the\s)?[\w\s]{0,25}(?:placement|intern|train)", 1.5),
        (r"(?i)\b(?:accept|invit|admit|host|receiv)\w*\b[^.]{0,80}\b(?:intern|trainee)", 0.8),
        (r"(?i)\b(?:intern|train|placement|stay)[^.]{0,60}\buncondition", 0.5),
        (r"(?i)(?:готов|подтвержд|соглас)[^.]{0,60}\sприня(?:ть|тие)\s[^.]{0,40}стажировк", 1.2),
        (r"(?i)тағылымдама[^.]{0,60}(?:қабылдай|қабылдауға|шақыр)", 0.8),
        # What every host says in its own words: who comes, what for, for how much, on no terms.
        (r"(?i)\b(?:accept|admi(?:ssion|tted)|invit|host(?:ing|ed)|receiv|welcom)\w*", 0.35),
        (r"(?i)\b(?:intern|traine|training|observ|fellow|placement|visiting|secondment)\w*", 0.35),
        (r"(?i)\b(?:fee|cost|charge|expense|tuition|financial)\w*", 0.3),
        (r"(?:EUR|USD|GBP|JPY|KRW|CAD|SGD|SEK|€|\$|£|¥|₩)\s?\d|\d\s(?:EUR|USD|GBP|JPY)\b", 0.35),
        (r"(?i)\bwithout\s(?:\w+\s)?(?:reserv|condition)|\bno\s(?:further\s)?condition", 0.5),
        (r"(?i)\b(?:arrival|departure|between\s\d|from\s\d|period of|length of stay)", 0.2),
    ),
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What an invitation says; `unconditional` is None where the text does not settle it."""

    applicant_name: Field[str]
    birth_date: Field[date]
    passport_number: Field[str]
    host_organisation: Field[str]
    host_country: Field[str]
    specialty: Field[str]
    period_start: Field[date]
    period_end: Field[date]
    duration_months: Field[int]
    total_cost: Field[Money]
    cost_items: Field[tuple[CostItem, ...]]
    cost_breakdown: Field[bool]
    unconditional: Field[bool]
    conditions: Field[tuple[Condition, ...]]
    letter_date: Field[date]
    signatory_name: Field[str]
    signatory_position: Field[str]


LABELS = {
    "name": (
        *("Name", "Full name", "Name of the intern", "Name of applicant", "Applicant", "Intern"),
        *("Name of trainee", "Trainee", "Name of the visitor", "Candidate", "Name of candidate"),
        *("Ф.И.О.", "ФИО", "ФИО стажера", "Фамилия, имя, отчество", "Стажер", "Кандидат"),
        *("Аты-жөні", "Тағылымдамадан өтуші", "Үміткер", "Nom et prénom", "Name, Vorname"),
        *("Ad Soyad", "Adı Soyadı", "Name of participant", "Participant", "Visiting researcher"),
    ),
    "host": (
        *("Host institution", "Host organisation", "Host organization", "Receiving organisation"),
        *("Receiving institution", "Host university", "Host", "Receiving organization"),
        *("Принимающая организация", "Принимающая сторона", "Место прохождения стажировки"),
        *("Қабылдаушы ұйым", "Тағылымдама өтетін ұйым", "Aufnehmende Einrichtung"),
        *("Établissement d'accueil", "Organisme d'accueil", "Ev sahibi kurum"),
    ),
    "specialty": (
        *("Field of training", "Field of internship", "Specialty", "Speciality", "Field of study"),
        *(
            "Area of training",
            "Area of internship",
            "Subject of training",
            "Field",
            "Area of specialisation",
        ),
        *("Специальность", "Направление стажировки", "Область стажировки", "Направление"),
        *("Мамандығы", "Мамандық", "Тағылымдама бағыты", "Fachgebiet", "Fachrichtung"),
        *("Domaine", "Spécialité", "Uzmanlık alanı", "Discipline", "Subject area"),
    ),
    "period": (
        *(
            "Period",
            "Period of internship",
            "Training period",
            "Duration",
            "Dates",
            "Dates of stay",
            "Dates of the internship",
            "Dates of the placement",
            "Arrival and departure",
            "Term",
            "Даты стажировки",
            "Период",
            "Мерзімі",
            "Кезеңі",
        ),
        *("Срок стажировки", "Период стажировки", "Сроки", "Срок", "Тағылымдама мерзімі"),
        *("Zeitraum", "Dauer", "Période", "Durée", "Internship period", "Period of stay"),
    ),
    "country": ("Country", "Страна", "Елі", "Pays", "Land", "Ülke", "Nationality", "Гражданство"),
    "other": (
        *("Supervisor", "Date of birth", "Passport No", "Passport number", "Total cost", "Address"),
        *("Дата рождения", "Паспорт", "Руководитель стажировки", "Общая стоимость", "Purpose"),
        *("Academic supervisor", "Contact person", "Position", "Citizenship", "Status", "E-mail"),
    ),
}


SURNAME_FIRST = re.compile(r"[A-Z][A-Z'’-]+,\s[A-Z][a-z'’-]+(?:\s[A-Z][a-z'’-]+)?")


def extract(pages: Sequence[Page]) -> Fields:
    """Read the letter: labels of a form first, else sentences, letterhead and signature."""
    pages = tuple(pages)
    running = RunningText([prose(page) for page in pages])
    form = FormRows(pages, LABELS)
    ledger = Ledger(pages)
    name = first_found(
        parted_name(pages),
        form.read("name", person),
        ledger.read("person", person),
        applicant(running),
    )
    born = born_on(running)
    period = first_found(
        form.read("period", period_in), ledger.read("period", period_in), ledger.both_days()
    )
    stay = terms(running, period)
    named = first_found(form.read("host", organisation), ledger.read("host", organisation))
    host = host_organisation(pages, named)
    signed_by, position = signatory(pages, name.value)
    unconditional, listed = conditions(running)
    money = costs(RunningText(pages))
    return Fields(
        applicant_name=name,
        birth_date=born,
        passport_number=passport_number(running),
        host_organisation=host,
        host_country=host_country(running, host.value),
        specialty=first_found(
            form.read("specialty", wording), ledger.read("specialty", wording), specialty(running)
        ),
        period_start=stay.start,
        period_end=stay.end,
        duration_months=stay.months,
        total_cost=money.total,
        cost_items=money.items,
        cost_breakdown=money.breakdown,
        unconditional=unconditional,
        conditions=listed,
        letter_date=written_on(pages, (born.value, stay.start.value, stay.end.value)),
        signatory_name=signed_by,
        signatory_position=position,
    )


def person(text: str) -> str | None:
    """The only name of a cell; «SURNAME, Given» without its comma."""
    if SURNAME_FIRST.fullmatch(clean(text)):
        return clean(text.replace(",", " "))
    names = names_in(text)
    whole = len(names) == 1 and len(names[0].titled) >= len(clean(text)) - 6
    return names[0].text if whole else None


def organisation(text: str) -> str | None:
    """A cell that names an organisation, without the country in brackets behind it."""
    bare = without_place(clean(text.split(" (", maxsplit=1)[0])).removeprefix("The ")
    return bare if names_organisation(bare) and not text.rstrip().endswith(",") else None


def wording(text: str) -> str | None:
    """A cell of letters: a specialty has no digits and begins no sentence."""
    bare = clean(text)
    words = bare.split()
    good = (
        1 <= len(words) <= 9
        and not any(name.honoured for name in names_in(bare))
        and not any(sign.isdigit() for sign in bare)
        and len(bare) > 3
    )
    return bare if good and not names_organisation(bare) else None
