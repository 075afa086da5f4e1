"""The internship as all its papers tell it: dates, costs, people of both sides, bureau and notary.

Everything follows from the dossier, so invitation, translation, notary's page and programme of one
applicant agree. Demands on these papers: domain.md sections 6, 7, 15.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from sample_docs import careers, people
from sample_docs.careers import Career, Host
from sample_docs.dossier import Dossier, day_between
from sample_docs.people import Name, Person
from sample_docs.stock import load

PeriodForm = Literal["range", "range and months", "months"]
ConditionObject = Literal["financial", "academic", "other"]
_PER_EURO = {"JPY": 160, "KRW": 1500}
_LANGUAGES = ("deu", "fra", "tur")


@dataclass(frozen=True, slots=True)
class Spelt:
    """A person of another organisation: Latin, Russian and Kazakh spelling, where there is one."""

    latin: str
    rus: str
    kaz: str
    rus_genitive: str = ""
    kaz_genitive: str = ""

    def in_language(self, language: str) -> str:
        """Cyrillic for `rus` and `kaz`, Latin for every other language."""
        return {"rus": self.rus, "kaz": self.kaz}.get(language, self.latin)


@dataclass(frozen=True, slots=True)
class CostItem:
    """A line of the calculation; `rate` is the amount per month, None for what is paid once."""

    key: str
    amount: Decimal
    rate: Decimal | None

    def label(self, language: str) -> str:
        """What the line is called in `eng`, `deu`, `fra`, `tur`, `rus` or `kaz`."""
        return str(load("internship")["costs"][self.key][language])


@dataclass(frozen=True, slots=True)
class Notary:
    """A notary with the licence, the town and the act in the register; `fee` is in tenge.

    `city` holds Russian nominative and genitive, Kazakh nominative.
    """

    name: Spelt
    licence: str
    licensed: date
    city: tuple[str, str, str]
    register: str
    unique_number: str
    fee: int
    sheets: int


@dataclass(frozen=True, slots=True)
class Internship:
    """One internship; `start` is None where a paper shall not state the period.

    `career` is the specialty as the paper names it, None where it does not; `employment` is the
    intern's own. `free` internships cost nothing: the host bears the `items`. `quotes` says which
    of `birth` and `passport` the invitation repeats; `declared` whether it calls itself
    unconditional.
    """

    person: Person
    birth: date
    passport: str
    host: Host
    career: Career | None
    employment: Career
    start: date | None
    months: int
    period_form: PeriodForm
    items: tuple[CostItem, ...]
    free: bool
    priced: bool
    broken_down: bool
    quotes: frozenset[str]
    declared: bool
    conditions: tuple[ConditionObject, ...]
    letter_date: date | None
    reference: str
    signatory: Spelt
    supervisor: Spelt
    head: Spelt
    sending_date: date
    receiving_date: date
    translator: Spelt
    translator_iin: str
    bureau: str
    translated: date
    notary: Notary

    @property
    def end(self) -> date | None:
        """The last day: months are whole calendar months."""
        return last_day(self.start, self.months) if self.start else None

    @property
    def total(self) -> Decimal:
        """What the applicant has to pay."""
        return Decimal(0) if self.free else sum((i.amount for i in self.items), Decimal(0))

    @property
    def host_name(self) -> Spelt:
        """The host in three spellings."""
        return Spelt(self.host.en, self.host.ru[0], self.host.kk)

    def specialty(self, language: str) -> str | None:
        """The field of the internship in a language; None where the paper does not name it."""
        if self.career is None:
            return None
        if language in _LANGUAGES:
            known = load("internship")["specialties"][self.career.specialty_en]
            return str(known[_LANGUAGES.index(language)])
        return {"rus": self.career.specialty_ru[0], "kaz": self.career.specialty_kk}.get(
            language, self.career.specialty_en
        )

    def name(self, language: str) -> Name:
        """The intern's name as a paper in that language spells it."""
        return {"rus": self.person.ru, "kaz": self.person.kk}.get(language, self.person.latin)

    def employer(self, language: str) -> str:
        """The sending organisation."""
        career = self.employment
        return {"rus": career.employer_ru, "kaz": career.employer_kk}.get(
            language, career.employer_en
        )

    def country(self, language: str) -> str:
        """The host's country, nominative."""
        if language == "fra":
            return str(load("internship")["french"][self.host.country_en])
        return {"rus": self.host.country_ru[0], "kaz": self.host.country_kk[0]}.get(
            language, self.host.country_en
        )


def last_day(start: date, months: int) -> date:
    """The day before the same day `months` later; `start` is the first of a month."""
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _staff(dossier: Dossier, host: Host) -> list[Spelt]:
    known = [Spelt(*spellings) for spellings in load("internship")["staff"][host.country_en]]
    dossier.same("staff").shuffle(known)
    return known


def _items(dossier: Dossier, currency: str, months: int) -> tuple[CostItem, ...]:
    """Three or four lines, a monthly training fee first."""
    rng = dossier.same("cost")
    known = load("internship")["costs"]
    keys = ["training", *rng.sample([k for k in known if k != "training"], rng.randint(2, 3))]
    items = []
    for key in keys:
        price = Decimal(rng.choice(known[key]["euros"]) * _PER_EURO.get(currency, 1))
        monthly = known[key]["monthly"]
        items.append(
            CostItem(key, price * months if monthly else price, price if monthly else None)
        )
    return tuple(items)


def _notary(dossier: Dossier, day: date) -> Notary:
    rng, stock = dossier.same("notary"), load("internship")["notaries"]
    rus, genitive, kaz = rng.choice(stock["people"])
    licence = rng.choice(
        [f"{rng.randint(1, 999):07d}", f"{rng.randint(10, 22)}{rng.randint(1000, 9999):06d}"]
    )
    licensed = day_between(date(2005, 1, 10), date(2022, 12, 20), rng)
    city = rng.choice(stock["cities"])
    register = rng.choice(
        [str(rng.randint(120, 4800)), f"{rng.randint(1, 6)}-{rng.randint(100, 2900)}"]
    )
    unique = f"ENIS{day:%Y%m%d}{rng.randrange(10**6, 10**7)}"
    fee = rng.choice([590, 1966, 2163, 3932, 4325])
    name = Spelt("", rus, kaz, genitive)
    return Notary(
        name,
        licence,
        licensed,
        (city[0], city[1], city[2]),
        register,
        unique,
        fee,
        rng.randint(2, 6),
    )


def of(dossier: Dossier) -> Internship:
    """The internship of a dossier, everything about it right."""
    rng = dossier.same("internship")
    stock = load("internship")
    signatory, supervisor, _ = _staff(dossier, dossier.host)
    written = dossier.submitted_on - timedelta(days=rng.randint(30, 75))
    translated = written + timedelta(days=rng.randint(6, 14))
    head = rng.choice(stock["heads"]["people"])
    rus, rus_genitive, kaz, kaz_genitive = rng.choice(stock["translators"]["people"])
    return Internship(
        person=dossier.person,
        birth=dossier.person.birth,
        passport=dossier.passport.number,
        host=dossier.host,
        career=dossier.career,
        employment=dossier.career,
        start=dossier.period_start,
        months=dossier.months,
        period_form=rng.choice(
            ["range", "range", "range and months", "range and months", "months"]
        ),
        items=_items(dossier, dossier.host.currency, dossier.months),
        free=rng.random() < 0.15,
        priced=True,
        broken_down=True,
        quotes=frozenset(what for what in ("birth", "passport") if rng.random() < 0.6),
        declared=rng.random() < 0.7,
        conditions=("financial",) if rng.random() < 0.2 else (),
        letter_date=written,
        reference=f"{rng.choice(['INT', 'IRO', 'VR'])}-{written.year}/{rng.randint(11, 989)}",
        signatory=signatory,
        supervisor=supervisor,
        head=Spelt(*head),
        sending_date=written + timedelta(days=rng.randint(1, 5)),
        receiving_date=written + timedelta(days=rng.randint(2, 6)),
        translator=Spelt("", rus, kaz, rus_genitive, kaz_genitive),
        translator_iin=people.invent(dossier.seed + 70_001).iin,
        bureau=rng.choice(stock["translators"]["bureaux"]),
        translated=translated,
        notary=_notary(dossier, translated),
    )


def other_person(dossier: Dossier) -> Person:
    """Somebody whose surname and given name both differ."""
    own = dossier.person.latin
    for step in range(1, 60):
        other = people.invent(dossier.seed + 1000 * step)
        if other.latin.surname[:4] != own.surname[:4] and other.latin.given != own.given:
            return other
    raise AssertionError("the stock holds one name only")


def _other_host(dossier: Dossier) -> Host:
    rng = dossier.same("other host")
    while (host := careers.any_host(rng)).en == dossier.host.en:
        pass
    return replace(
        host,
        country_en=dossier.host.country_en,
        country_kk=dossier.host.country_kk,
        country_ru=dossier.host.country_ru,
        currency=dossier.host.currency,
    )


def _other_career(dossier: Dossier) -> Career:
    """Another specialty; employer and post stay, for they are not in question."""
    rng, own = dossier.same("other career"), dossier.career
    while (other := careers.any_career(rng)).specialty_en == own.specialty_en:
        pass
    return replace(
        own,
        specialty_en=other.specialty_en,
        specialty_kk=other.specialty_kk,
        specialty_ru=other.specialty_ru,
    )


SHARED_FAULTS = frozenset(
    {"other_person", "other_period", "other_host", "other_specialty", "too_long", "no_period"}
)
"""What can be wrong in an invitation and in a programme alike."""
INVITATION_FAULTS = SHARED_FAULTS | {
    "no_specialty",
    "no_cost",
    "no_breakdown",
    "academic_condition",
    "undated",
    "unsigned",
}


def with_faults(dossier: Dossier, faults: frozenset[str], options: Any = None) -> Internship:
    """The internship as a paper with those faults tells it.

    `options` may say `free` (bool) and `conditions` (objects: financial, academic, other).
    """
    truth, options = of(dossier), options or {}
    changes = _wrong_facts(dossier, truth, faults) | _wrong_cost(faults)
    if "undated" in faults:
        changes["letter_date"] = None
    if "free" in options and not faults & {"no_cost", "no_breakdown"}:
        changes["free"] = bool(options["free"])
    conditions = tuple(options.get("conditions", truth.conditions))
    if "academic_condition" in faults:
        conditions = (*conditions, "academic")
    changes["conditions"] = conditions
    if set(conditions) - {"financial"}:
        changes["declared"] = False
    changed = replace(truth, **changes)
    if changed.start is None and changed.broken_down:
        # Without a period no multiplication by months may give it away.
        once = tuple(replace(item, rate=None) for item in changed.items)
        changed = replace(changed, items=once)
    return changed


def _wrong_facts(dossier: Dossier, truth: Internship, faults: frozenset[str]) -> dict[str, Any]:
    """Person, host, specialty and period as the faults want them.

    Birth date and passport number stay with another person's name: the name alone disagrees.
    """
    changes: dict[str, Any] = {}
    if "other_person" in faults:
        changes["person"] = other_person(dossier)
    if "other_host" in faults:
        changes["host"] = _other_host(dossier)
    if "other_specialty" in faults:
        changes["career"] = _other_career(dossier)
    if "no_specialty" in faults:
        changes["career"] = None
    if "other_period" in faults and truth.start:
        month = truth.start.month
        changes["start"] = truth.start.replace(month=month + 2 if month <= 9 else month - 2)
    if "too_long" in faults:
        months = dossier.same("too long").randint(13, 15)
        changes |= {"months": months, "items": _items(dossier, truth.host.currency, months)}
    if "no_period" in faults:
        changes["start"] = None
    return changes


def _wrong_cost(faults: frozenset[str]) -> dict[str, Any]:
    if "no_cost" in faults:
        return {"priced": False, "free": False}
    return {"broken_down": False, "free": False} if "no_breakdown" in faults else {}
