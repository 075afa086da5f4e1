"""What all documents of one invented applicant have in common.

A document module draws what only it prints from its own random source; numbers and dates that
several documents must agree on stand here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_docs import careers, people
from sample_docs.careers import Career, Host
from sample_docs.people import Person

INTAKE = (date(2026, 3, 16), date(2026, 10, 30))
"""First and last day of the 2026 intake (domain.md, head)."""
LAST_BORN_FOR_EXPIRED = 1997
"""A paper that expired before the intake was issued ten years earlier, at sixteen or later."""


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


def validity(person: Person, submitted: date, number: str, rng: Random, expired: bool) -> Validity:
    """A number with dates valid on the day of submission, or expired 30 days to 2 years before."""
    if expired:
        last = date(submitted.year - 10, submitted.month, 1) - timedelta(days=30)
        first = date(submitted.year - 12, 1, 9)
    else:
        last = submitted - timedelta(days=40)
        first = date(submitted.year - 7, 1, 9)
    sixteen = date(person.birth.year + 16, 12, 31)
    issued = day_between(min(max(first, sixteen), last), last, rng)
    return Validity(number, issued, ten_years(issued))


def invent(seed: int, *, expired: frozenset[str] = frozenset()) -> Dossier:
    """The dossier of a seed; `expired` may name `card` and `passport`."""
    last_born = {"last_born": LAST_BORN_FOR_EXPIRED} if expired else {}
    person = people.invent(seed, **last_born)
    rng = Random(f"dossier/{seed}")
    submitted = day_between(*INTAKE, rng)
    card_number = f"0{rng.randrange(30_000_000, 59_999_999)}"
    passport_number = f"N{rng.randrange(10_000_000, 18_000_000)}"
    return Dossier(
        seed=seed,
        person=person,
        submitted_on=submitted,
        card=validity(person, submitted, card_number, rng, "card" in expired),
        passport=validity(person, submitted, passport_number, rng, "passport" in expired),
        career=careers.any_career(rng),
        host=careers.any_host(rng),
        period_start=date(2027, rng.randint(1, 9), 1),
        months=rng.randint(3, 12),
    )
