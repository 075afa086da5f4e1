"""What a label names, by the stems of its words: «Ф.И.О. стажирующегося» is a person.

Lists of labels know the wordings somebody has seen; stems know their kind. A label is a short
phrase without figures and quotations (domain.md sections 6, 11 to 15).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.text.normalise import fold

MOST_WORDS = 10
_INITIALS = (("ф и о", "фио"), ("т а а", "таа"), ("ф и о ", "фио "))
ROLES: Mapping[str, Sequence[str]] = {
    "birth": ("рожден", "туған", "birth", "=dob", "=born", "=г =р"),
    "passport": ("паспорт", "passport", "төлқұжат", "=travel document"),
    "iin": ("=иин", "=жсн", "=iin"),
    "bin": ("=бин", "=бсн", "=bin"),
    "translator": ("переводчик", "аудармашы", "translator"),
    "supervisor": (
        *("supervis", "mentor", "tutor", "advisor", "adviser", "host professor", "host research"),
        *("host scientist", "научн руковод", "руковод стажиров", "руковод принима"),
        *("руковод програм", "консультант", "куратор", "наставник", "жетекш", "тәлімгер"),
        *("scientific contact", "academic contact", "ответствен принима"),
    ),
    "conclusion": (
        "результат медосмотр",
        "результат осмотр",
        "заключени",
        "қорытынды",
        "conclusion",
        "вывод",
    ),
    "destination": ("куда", "қайда", "destination", "баратын", "страна назначен", "страна выезд"),
    "host": (
        *("host instit", "host organi", "host univers", "host compan", "host hospital", "=host"),
        *("hosting", "receiv", "принима", "зарубеж организ", "зарубеж универ", "зарубеж вуз"),
        *("зарубеж учрежд", "иностран организ", "место стажиров", "место прохожден стажиров"),
        *("место проведен стажиров", "база стажиров", "организ стажиров", "қабылда ұйым"),
        *("қабылда тарап", "қабылда мекем", "тағылымдама өтет ұйым", "тағылымдама өтет жер"),
        *("тағылымдама орн", "шетел ұйым", "шетел универ", "place internship", "place training"),
        *("training site", "қабылдаушы", "тағылымдама база", "университет пребыван"),
    ),
    "employer": (
        *("sending", "home instit", "home organi", "home univers", "employer", "направляющ"),
        *("отправляющ", "работодател", "место работы", "жіберуші", "жіберет", "жолдаушы"),
        *("жұмыс беруші", "жұмыс орн", "наименован организ", "наименован предприят"),
        *(
            "полн наименован",
            "толық атау",
            "наименован учрежден",
            "ұйым атау",
            "ұйым толық",
            "мекеме атау",
            "company name",
        ),
        *("заявител", "place work", "workplace", "работа организ", "предприят"),
    ),
    "hired": (
        *("дата прием", "дата принят", "дата поступлен", "принят работ", "date hire"),
        *("қабылданған күн", "жұмыс бастал", "date employ", "employed since", "работает =с"),
    ),
    "position": ("должност", "лауазым", "=position", "=post", "job title", "occupation"),
    "specialty": (
        *("специальн", "специализац", "направлен", "профил", "мамандығ", "мамандық", "бағыт"),
        *("=сала", "саласы", "speciali", "specialty", "discipline", "=field", "subject area"),
        *("subject train", "subject intern", "subject stud", "area work", "field work", "=area"),
        *("area train", "area stud", "area research", "area intern", "area special", "area expert"),
        *("research theme", "research topic", "research area", "област стажиров", "=область"),
        *("област подготов", "сфера", "professional area", "field of research", "field research"),
    ),
    "period": ("период", "срок", "мерзім", "кезең", "=period", "dates", "duration", "=term"),
    "starts": ("начал", "бастал", "start", "commence", "arrival", "=from"),
    "ends": ("окончан", "завершен", "аяқтал", "=end", "ending", "departure", "finish"),
    "country": ("стран", "=ел", "елі", "country", "мемлекет"),
    "issued": (
        *("дата выдач", "дата заполн", "дата оформ", "дата составл", "дата формир", "дата справк"),
        *("date issue", "берілген күн", "толтырыл күн", "ресімдел күн", "жасалған күн"),
    ),
    "doctor": ("председател", "главн врач", "врач", "дәрігер", "doctor", "physician", "төраға"),
    "clinic": ("наименован =мо", "медицин организ", "медицинал ұйым", "организ здравоохран"),
    "person": (
        *("=фио", "=таә", "фамилия", "имя отчество", "аты жөн", "тегі", "стажер", "стажиру"),
        *("кандидат", "претендент", "участник", "пациент", "владел", "обладател", "работник"),
        *("сотрудник", "специалист", "тағылымгер", "өтуші", "үміткер", "қатысушы", "қызметкер"),
        *("иесі", "науқас", "маман", "=name", "full name", "participant", "trainee", "=intern"),
        *("applicant", "candidate", "visitor", "scholar", "fellow", "=student", "employee"),
        *("nominee", "=guest", "researcher", "surname given", "тағылымдамадан өтетін"),
    ),
}
"""Stems of one alternative stand in any order; `=` asks for the whole word. Earlier roles win."""
NOT: Mapping[str, Sequence[str]] = {
    "conclusion": ("специалист", "маман", "договор", "шарт", "осмотр"),
    "period": ("действ", "valid", "рожден", "годност", "жарамды", "испытател", "работы"),
    "starts": ("работ", "жұмыс"),
    "ends": ("учебн", "вуз", "универ"),
    "position": ("сохран", "сақта", "руковод", "подпис", "врач"),
    "specialty": ("цель", "письм", "наименован организ", "вкк", "област рай", "object"),
    "host": ("направля", "отправля", "жібер", "дата", "цель", "country", "подпис", "date", "прием"),
    "employer": ("цель", "подпис", "руковод", "дата", "обязат", "адрес", "телефон", "сохран"),
    "person": (
        *("руковод", "организ", "ұйым", "institut", "universit", "company", "employer", "course"),
        *("врач", "дәрігер", "нотариус", "signator", "подпис", "test", "file", "родител", "отдел"),
        *("status", "заключен", "осмотр", "mother", "father", "program", "project", "прием"),
        *("обязанност", "міндет", "дата", "күні", "date", "отзыв", "хирург", "терапевт"),
        *("кадр", "=hr", "бухгалтер", "исполнител", "орындаушы"),
    ),
    "country": ("рожден", "birth", "гражданств", "nationality", "origin"),
    "doctor": ("осмотр", "консультац"),
    "birth": ("место", "жер", "place", "country"),
}


@lru_cache(maxsize=16384)
def role_of(text: str) -> str | None:
    """The role that a label names, None for what is no label."""
    if any(sign.isdigit() or sign in "«»“”„" for sign in text):
        return None
    folded = _folded(text)
    words = tuple(folded.split())
    if not 1 <= len(words) <= MOST_WORDS:
        return None
    both = _names("starts", words) and _names("ends", words)
    if both:
        return "period"
    return next((role for role in ROLES if _names(role, words)), None)


def _names(role: str, words: Sequence[str]) -> bool:
    if any(_all(stems, words) for stems in _alternatives(NOT.get(role, ()))):
        return False
    return any(_all(stems, words) for stems in _alternatives(tuple(ROLES[role])))


def _all(stems: Sequence[str], words: Sequence[str]) -> bool:
    return all(
        stem[1:] in words if stem[0] == "=" else any(word.startswith(stem) for word in words)
        for stem in stems
    )


@lru_cache(maxsize=256)
def _alternatives(phrases: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(("=" if stem[0] == "=" else "") + fold(stem.lstrip("=")) for stem in phrase.split())
        for phrase in phrases
    )


def _folded(text: str) -> str:
    folded = f" {fold(text)} "
    for apart, joined in _INITIALS:
        folded = folded.replace(f" {apart} ", f" {joined.strip()} ")
    return folded.strip()
