"""What all documents of one invented applicant have in common.

A document module draws what only it prints from its own random source; numbers and dates that
several documents must agree on stand here.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from sample_docs import careers, people
from sample_docs.careers import Career, Host
from sample_docs.people import Person

INTAKE = (date(2026, 3, 16), date(2026, 10, 30))
"""First and last day of the 2026 intake (domain.md, head)."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Number of a card or passport with its first and last day (ten years less a day)."""

    number: str
    issued: date
    expires: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """One applicant with the papers, the work and the internship that other papers quote."""

    seed: int
    person: Person
    submitted_on: date
    card: Validity
    passport: Validity
    career: Career
    host: Host
    period_start: date
    months: int

    def same(self, what: str) -> Random:
        """A random source for what stays the same on every paper: `face`, `hand`."""
        return Random(f"{what}/{self.seed}")


def ten_years(issued: date) -> date:
    """Last day of validity: issue plus ten years less a day (domain.md sections 4.1, 5.1)."""
    later = (
        issued.replace(year=issued.year + 10)
        if (issued.month, issued.day) != (2, 29)
        else (date(issued.year + 10, 3, 1))
    )
    return later - timedelta(days=1)


def day_between(first: date, last: date, rng: Random) -> date:
    """A day from `first` to `last`, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _issued(person: Person, first: date, last: date, rng: Random) -> date:
    """A day from `first` to `last`, not before the year of the sixteenth birthday is over."""
    of_age = date(person.birth.year + 17, 1, 1)
    return day_between(min(max(first, of_age), last), last, rng)


def _valid(person: Person, submitted: date, number: str, rng: Random) -> Validity:
    """Issued up to seven years and at least forty days before submission."""
    first, last = date(submitted.year - 7, 1, 9), submitted - timedelta(days=40)
    issued = _issued(person, first, last, rng)
    return Validity(number, issued, ten_years(issued))


def expire(dossier: Dossier, paper: Literal["card", "passport"]) -> Dossier:
    """The same dossier with a card or passport that expired before the day of submission."""
    current: Validity = getattr(dossier, paper)
    year = dossier.submitted_on.year
    last = date(year - 10, dossier.submitted_on.month, 1) - timedelta(days=30)
    issued = _issued(dossier.person, date(year - 12, 1, 9), last, dossier.same(paper))
    old = Validity(current.number, issued, ten_years(issued))
    return replace(dossier, card=old) if paper == "card" else replace(dossier, passport=old)


def run_short(dossier: Dossier) -> Dossier:
    """The same dossier with a passport that ends after submission, a month into the internship."""
    last = dossier.period_start + timedelta(days=30)
    issued = last.replace(year=last.year - 10) + timedelta(days=1)
    return replace(dossier, passport=Validity(dossier.passport.number, issued, last))


def invent(seed: int) -> Dossier:
    """The dossier of a seed, all papers valid on the day of submission."""
    person = people.invent(seed)
    rng = Random(f"dossier/{seed}")
    submitted = day_between(*INTAKE, rng)
    card_number = f"0{rng.randrange(30_000_000, 59_999_999)}"
    passport_number = f"N{rng.randrange(10_000_000, 18_000_000)}"
    return Dossier(
        seed=seed,
        person=person,
        submitted_on=submitted,
        card=_valid(person, submitted, card_number, rng),
        passport=_valid(person, submitted, passport_number, rng),
        career=careers.any_career(rng),
        host=careers.any_host(rng),
        period_start=date(2027, rng.randint(1, 9), 1),
        months=rng.randint(3, 12),
    )
