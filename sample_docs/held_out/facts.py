"""What held-out layouts print: the facts of a dossier with days and money in many forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from markupsafe import Markup

from sample_docs import amounts, calendar_words, drawing, education, employment, internship, seals
from sample_docs.declension import declined
from sample_docs.name_cases import kazakh_dative, russian_dative
from sample_docs.specimen import Order


def _ordinal(day: int) -> str:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


_DAYS: Mapping[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "slash": lambda day: f"{day:%d/%m/%Y}",
    "us": lambda day: f"{day:%m/%d/%Y}",
    "east": lambda day: f"{day:%Y/%m/%d}",
    "east dots": lambda day: f"{day:%Y.%m.%d}",
    "spaced": lambda day: f"{day:%d %m %Y}",
    "quoted rus": lambda day: calendar_words.written(day, "rus")[0],
    "quoted kaz": lambda day: calendar_words.written(day, "kaz")[0],
    "year first": lambda day: "{} жылғы «{}» {}".format(
        day.year, f"{day.day:02d}", calendar_words.written(day, "kaz")[1].split()[-1]
    ),
    "capital": lambda day: amounts.day(day, "short").upper().replace("-", " "),
    "ordinal": lambda day: f"{_ordinal(day.day)} {amounts.day(day, 'day-first').split(' ', 1)[1]}",
    "month short": lambda day: f"{amounts.day(day, 'month-first')[:3]} {day.day}, {day.year}",
}


def written(day: date, style: str) -> str:
    """A day in a style of this module or of `amounts`."""
    return _DAYS[style](day) if style in _DAYS else amounts.day(day, style)


@dataclass
class Facts:
    """Everything a paper may print; templates call it `f`.

    `intern` is an internship that is paid for, without conditions.
    """

    order: Order
    rng: Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.order.rng
        self.dossier = self.order.dossier
        self.person = self.dossier.person
        self.kk, self.ru, self.la = self.person.kk, self.person.ru, self.person.latin
        self.woman = self.person.sex == "F"
        self.career, self.host = self.dossier.career, self.dossier.host
        self.life = employment.of(self.dossier)
        self.employer = self.life.employer
        self.intern = replace(internship.of(self.dossier), free=False, conditions=())
        self.currency = self.host.currency
        self.start, self.months = self.dossier.period_start, self.dossier.months
        self.end = employment.internship_end(self.dossier)
        self.studied = education.at_home(self.dossier)
        self.day = self.dossier.submitted_on - timedelta(days=self.rng.randint(4, 60))

    d = staticmethod(written)

    def m(self, amount: Decimal, style: str) -> str:
        """Money in the host's currency."""
        return amounts.money(amount, self.currency, style)

    def case(self, case: Any) -> str:
        """The Russian name in `gen`, `dat` or `acc`."""
        return declined(self.ru, self.person.sex, case).full

    @property
    def to_ru(self) -> str:
        """To whom, in Russian."""
        return russian_dative(self.ru, self.person.sex)

    @property
    def to_kk(self) -> str:
        """To whom, in Kazakh."""
        return kazakh_dative(self.kk)

    def pen(self, whose: str = "own", style: str = "width:38mm;height:13mm") -> Markup:
        """A signature, always the same for the same person."""
        return drawing.signature(self.dossier.same(f"hand of {whose}"), None, style)

    def seal(self, *lines: str, style: str = "width:34mm;height:34mm") -> Markup:
        """A round seal."""
        return seals.round_seal(self.dossier.same(lines[0]), lines, style=style)

    def logo(self, style: str = "width:16mm;height:16mm") -> Markup:
        """The mark of a letterhead."""
        return seals.logo(self.dossier.same("held-out logo"), style)

    def portrait(self, style: str = "width:30mm;height:40mm") -> Markup:
        """The holder's photograph."""
        return drawing.portrait(self.dossier.same("face"), style)

    def money(self, amount: Decimal) -> dict[str, str]:
        """Money in the form of the result."""
        return amounts.truth(amount, self.currency)

    def draw(self, what: str) -> Random:
        """A random source of its own."""
        return Random(f"{what}/{self.dossier.seed}")


@dataclass(frozen=True, slots=True)
class Truth:
    """Fields and marks of a paper; `also` are spellings as right, `values` is for the page."""

    fields: Mapping[str, Any]
    marks: frozenset[str] = frozenset({"signature"})
    also: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
