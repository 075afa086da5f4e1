"""What an invented applicant studied: diploma, appendix and recognition agree on it.

Series, numbers and codes of both generations of diplomas: domain.md section 10.1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sample_docs import people
from sample_docs.dossier import Dossier, day_between
from sample_docs.people import Person
from sample_docs.specimen import Order
from sample_docs.stock import load

DEGREES = ("bachelor", "specialist", "master", "doctor", "college")
_SERIES = {
    "state": {
        "bachelor": "ЖБ-Б",
        "specialist": "ЖБ",
        "master": "ЖООК-М",
        "doctor": "ЖООК-Д",
        "college": "ТКБ",
    },
    "own": {
        "bachelor": "BD",
        "specialist": "BQ",
        "master": "MD",
        "doctor": "PhD",
        "college": "ТКБ",
    },
}


@dataclass(frozen=True, slots=True)
class Course:
    """One line of the subject table: name in three languages, credits, points of 4, percent."""

    name: tuple[str, str, str]
    code: str
    credits: int
    percent: int

    @property
    def points(self) -> float:
        """The grade on the scale to 4.0."""
        return _SCALE[self._step][1]

    @property
    def letter(self) -> str:
        """The letter grade, A to D."""
        return _SCALE[self._step][2]

    @property
    def _step(self) -> int:
        return next(number for number, step in enumerate(_SCALE) if self.percent >= step[0])

    def traditional(self, language: int) -> str:
        """The grade in words: 0 Kazakh, 1 Russian, 2 English."""
        column = 0 if self.percent >= 90 else 1 if self.percent >= 70 else 2
        return _WORDS[language][column]


_SCALE = (
    (95, 4.0, "A"),
    (90, 3.67, "A-"),
    (85, 3.33, "B+"),
    (80, 3.0, "B"),
    (75, 2.67, "B-"),
    (70, 2.33, "C+"),
    (65, 2.0, "C"),
    (60, 1.67, "C-"),
    (50, 1.0, "D"),
)
_WORDS = (
    ("өте жақсы", "жақсы", "қанағаттанарлық"),
    ("отлично", "хорошо", "удовлетворительно"),
    ("excellent", "good", "satisfactory"),
)


@dataclass(frozen=True, slots=True)
class Education:
    """A degree with the paper that proves it.

    `era` is `state` (forms to 2020), `own` (designs of the universities since 2021) or `abroad`.
    `institution`, `specialty` and `country` hold Kazakh, Russian and English; `own_name` is how
    the institution writes itself, `form` how a foreign diploma is worded.
    """

    era: str
    degree: str
    series: str | None
    number: str
    registration: str
    institution: tuple[str, str, str]
    own_name: str
    city: tuple[str, str, str]
    country: tuple[str, str, str]
    site: str
    rector: tuple[str, str, str]
    specialty: tuple[str, str, str]
    field: tuple[str, str, str]
    qualification: tuple[str, str]
    code: str | None
    admitted: int
    decided: date
    awarded: date
    protocol: int
    honours: bool
    courses: tuple[Course, ...]
    form: str = ""

    @property
    def gpa(self) -> float:
        """Mean of the points weighed by credits, two decimals."""
        weight = sum(course.credits for course in self.courses)
        return round(sum(c.points * c.credits for c in self.courses) / weight, 2)

    @property
    def title(self) -> str:
        """Series and number as the head of the paper: «ЖБ-Б № 0123456»."""
        return f"{self.series} № {self.number}" if self.series else f"№ {self.number}"


def holder(order: Order) -> Person:
    """Whom the paper names: the applicant, the option `holder`, or somebody else by fault."""
    given = order.options.get("holder")
    if isinstance(given, Person):
        return given
    if "other_person" not in order.faults and "other_holder" not in order.faults:
        return order.dossier.person
    seed = 500_000 + order.dossier.seed
    while people.invent(seed).kk.surname[:5] == order.dossier.person.kk.surname[:5]:
        seed += 1
    return people.invent(seed)


def asked(order: Order) -> Education:
    """The education that a paper speaks of, after its options and faults."""
    degree = str(order.options.get("degree") or "")
    for fault, forced in (("college", "college"), ("higher_degree", "master")):
        degree = forced if fault in order.faults else degree
    if order.options.get("foreign"):
        return abroad(order.dossier)
    return at_home(order.dossier, degree or None, order.options.get("design"))


def at_home(dossier: Dossier, degree: str | None = None, era: Any = None) -> Education:
    """The applicant's degree of a university of Kazakhstan, the same for each of his papers.

    Without `degree` a bachelor or specialist by dossier; `era` forces `state` or `own`.
    ValueError for an unknown degree or era.
    """
    rng = dossier.same("education")
    of_age = dossier.person.birth.year + rng.choice([21, 22, 22, 23])
    if era not in (None, *_SERIES) or degree not in (None, *DEGREES):
        raise ValueError(f"unknown degree or design: {degree!r}, {era!r}")
    era = era or ("own" if of_age >= 2021 or rng.random() < 0.4 else "state")
    year = max(of_age, rng.choice([2021, 2022, 2022])) if era == "own" else min(of_age, 2020)
    usual = "specialist" if rng.random() < 0.3 or year < 2004 else "bachelor"
    degree = degree or usual
    university = rng.choice(load("education")["university" if degree != "college" else "college"])
    number = f"{rng.randrange(100_000, 1_999_999):07d}"
    if era == "own" and degree != "college":
        number = f"0000{number}"
    decided, awarded = _days(year, rng)
    programme = _programme(dossier, rng)
    return Education(
        era=era,
        degree=degree,
        series=_SERIES[era][degree],
        number=number,
        registration=f"{rng.randrange(12, 4800)}",
        institution=(university["kk"], university["ru"], university["en"]),
        own_name=university["kk"],
        city=tuple(university["city"]),
        country=("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan"),
        site=university["site"],
        rector=tuple(university["rector"]),
        **_studies(programme, degree, era),
        admitted=year - {"master": 2, "doctor": 3, "specialist": 5}.get(degree, 4),
        decided=decided,
        awarded=awarded,
        protocol=rng.randrange(1, 40),
        honours=rng.random() < 0.25,
        courses=_courses(rng),
    )


def abroad(dossier: Dossier) -> Education:
    """The applicant's degree of a university abroad; recognition certificates speak of it."""
    rng = dossier.same("education abroad")
    university = rng.choice(load("education")["abroad"])
    year = max(2012, dossier.person.birth.year + 22)
    decided, awarded = _days(min(year, 2022), rng)
    russian = university["form"] == "russian"
    heads = {
        "english": ["Margaret Ellison", "Robert Fairfax", "Helen Okafor"],
        "german": ["Prof. Dr. Jutta Brandner", "Prof. Dr. Henning Voss"],
        "russian": ["Л. В. Подгорный", "А. Н. Ремезов"],
    }[university["form"]]
    head = rng.choice(heads)
    programme = _programme(dossier, rng)
    return Education(
        era="abroad",
        degree="bachelor",
        series=f"10{rng.randrange(1000, 9999)}" if russian else None,
        number=f"{rng.randrange(1_000_000, 9_999_999)}",
        registration=f"{rng.randrange(100, 9900)}",
        institution=(university["kk"], university["ru"], university["en"]),
        own_name=university["own"],
        city=(university["city"],) * 3,
        country=tuple(university["country"]),
        site="",
        rector=(head,) * 3,
        **_studies(programme, "bachelor", "own") | {"code": None},
        admitted=awarded.year - 4,
        decided=decided,
        awarded=awarded,
        protocol=rng.randrange(1, 40),
        honours=rng.random() < 0.25,
        courses=tuple(c for c in _courses(rng) if "Kazakh" not in c.name[2]),
        form=university["form"],
    )


def _days(year: int, rng: Random) -> tuple[date, date]:
    decided = day_between(date(year, 5, 28), date(year, 6, 25), rng)
    return decided, decided + timedelta(days=rng.randrange(3, 12))


def _programme(dossier: Dossier, rng: Random) -> Mapping[str, Any]:
    fitting = [
        programme
        for programme in load("education")["programme"]
        if dossier.career.category in programme["categories"]
    ]
    chosen: Mapping[str, Any] = rng.choice(fitting)
    return chosen


def _studies(programme: Mapping[str, Any], degree: str, era: str) -> dict[str, Any]:
    code = programme["old" if era == "state" else "new"]
    if degree == "specialist":
        code = programme["specialist"] if era == "state" else code
    elif degree == "master":
        code = f"{'6' if era == 'state' else '7'}M{code[2:]}"
    elif degree == "doctor":
        code = f"{'6' if era == 'state' else '8'}D{code[2:]}"
    elif degree == "college":
        code = f"{int(programme['specialist']) // 10 * 1000 + 13:07d}"
    return {
        "specialty": (programme["kk"], programme["ru"], programme["en"]),
        "field": tuple(programme["field"]),
        "qualification": tuple(programme["qualification"]),
        "code": code,
    }


def _courses(rng: Random) -> tuple[Course, ...]:
    """Twenty to thirty-six subjects and two or three practices, in the order of study."""
    stock = load("education")["subjects"]
    names = [tuple(name) for name in rng.sample(stock["general"], rng.randint(8, 14))]
    names += [tuple(name) for name in rng.sample(stock["special"], rng.randint(12, 22))]
    level = rng.randint(74, 93)
    return tuple(
        Course(
            name=name,
            code=_code(name[2], rng),
            credits=rng.choice([2, 3, 3, 3, 4, 5]),
            percent=max(55, min(100, round(rng.gauss(level, 7)))),
        )
        for name in names
    )


def _code(english: str, rng: Random) -> str:
    """A code of a subject as catalogues form it: initials and a number."""
    initials = "".join(word[0] for word in english.split()[:3]).upper()
    return f"{initials}{rng.randrange(1101, 4399)}"
