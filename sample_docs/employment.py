"""The working life of an applicant, on which application, records and pension extract agree.

Everything follows from the dossier: employers with their business numbers, the head, posts with
dates, and the months for which contributions were paid (domain.md sections 12 to 14).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sample_docs import business_numbers, people
from sample_docs.dossier import Dossier
from sample_docs.people import Person
from sample_docs.stock import load

Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation in Kazakhstan; names and addresses in Kazakh and Russian."""

    kk: str
    ru: str
    bin: str
    address_kk: str
    address_ru: str
    phone: str
    head: Person
    head_post_kk: str
    head_post_ru: str

    @property
    def full_ru(self) -> str:
        """The Russian name with the legal form written out."""
        for short, long in load("employment")["forms_ru"].items():
            if self.ru.startswith(short + " "):
                return str(long) + self.ru.removeprefix(short)
        return self.ru

    @property
    def full_kk(self) -> str:
        """The Kazakh name with the legal form written out."""
        for short, long in load("employment")["forms_kk"].items():
            if self.kk.endswith(" " + short):
                return self.kk.removesuffix(short) + str(long)
        return self.kk


@dataclass(frozen=True, slots=True)
class Post:
    """One post at one employer; `end` is None while it lasts. Russian: nominative, genitive."""

    start: date
    end: date | None
    employer: Employer
    kk: str
    ru: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Employment:
    """Posts in order of time, and the months paid for, the newest last.

    `received_on` is the day of the pension extract: the newest month lags one or two behind it.
    """

    posts: tuple[Post, ...]
    months: tuple[Month, ...]
    received_on: date

    @property
    def employer(self) -> Employer:
        """The present employer, who files the application."""
        return self.posts[-1].employer

    @property
    def hired(self) -> date:
        """First day at the present employer."""
        return next(post.start for post in self.posts if post.employer == self.employer)

    def payers(self, month: Month) -> list[Employer]:
        """Who paid for a month: both employers in the month of a change."""
        first = date(*month, 1)
        last = first_of(shifted(month, 1)) - timedelta(days=1)
        found: list[Employer] = []
        for post in self.posts:
            ended = post.end is not None and post.end < first
            if post.start <= last and not ended and post.employer not in found:
                found.append(post.employer)
        return found


def shifted(month: Month, by: int) -> Month:
    """The month so many months later, earlier when negative."""
    count = month[0] * 12 + month[1] - 1 + by
    return count // 12, count % 12 + 1


def first_of(month: Month) -> date:
    """Its first day."""
    return date(*month, 1)


def internship_end(dossier: Dossier) -> date:
    """Last day of the internship: whole months from its start."""
    start = dossier.period_start
    return first_of(shifted((start.year, start.month), dossier.months)) - timedelta(days=1)


def _choice(section: str, category: str) -> list[str]:
    stock = load("employment")[section]
    return list(stock.get(category, stock["any"]))


def employer(kk: str, ru: str, category: str, seed: str) -> Employer:
    """An organisation with everything its letterhead says."""
    rng = Random(f"employer/{kk}/{seed}")
    city = rng.choice(load("employment")["cities"]["names"])
    street = rng.choice(load("employment")["streets"]["names"])
    post = _choice("heads", category)
    return Employer(
        kk=kk,
        ru=ru,
        bin=business_numbers.issue(rng.randint(1998, 2018), rng.randint(1, 12), rng),
        address_kk=f"{city[2]}, {city[0]}, {street[0]}",
        address_ru=f"{city[2]}, {city[1]}, {street[1]}",
        phone=f"8 (7172) {rng.randint(20, 79)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}",
        head=people.invent(rng.randrange(1_000_000, 9_000_000)),
        head_post_kk=post[0],
        head_post_ru=post[1],
    )


def another_employer(dossier: Dossier) -> Employer:
    """An organisation for which the applicant does not work."""
    rng = dossier.same("another employer")
    kk, ru = rng.choice(load("employment")["employers"]["any"])
    return employer(kk, ru, "any", f"other/{dossier.seed}")


def _earlier_employer(dossier: Dossier, rng: Random) -> Employer:
    stock = load("employment")["employers"]
    kk, ru = rng.choice(stock.get(dossier.career.category, stock["any"]))
    return employer(kk, ru, dossier.career.category, f"earlier/{dossier.seed}")


def of(dossier: Dossier) -> Employment:
    """The working life of the dossier: 42 to 50 months without a gap, in one or two places."""
    rng, career = dossier.same("employment"), dossier.career
    present = employer(career.employer_kk, career.employer_ru, career.category, str(dossier.seed))
    junior = _choice("earlier_posts", career.category)
    received = dossier.submitted_on - timedelta(days=rng.randint(2, 20))
    newest = shifted((received.year, received.month), -rng.choice([1, 1, 2]))
    months = tuple(shifted(newest, -back) for back in reversed(range(rng.randint(42, 50))))
    course = rng.choice(["moved", "moved and risen", "risen", "stayed"])
    begun = first_of(months[0]) + timedelta(days=rng.randint(0, 9))
    lower = (junior[0], (junior[1], junior[2]))
    upper = (career.position_kk, career.position_ru)
    posts: list[Post] = []
    if course.startswith("moved"):
        left = first_of(months[rng.randint(8, 18)]) + timedelta(days=rng.randint(8, 20))
        posts.append(Post(begun, left, _earlier_employer(dossier, rng), *lower))
        begun = left + timedelta(days=1)
    if course.endswith("risen"):
        raised = first_of(months[rng.randint(22, 28)]) + timedelta(days=rng.randint(0, 20))
        posts.append(Post(begun, raised - timedelta(days=1), present, *lower))
        begun = raised
    posts.append(Post(begun, None, present, *upper))
    return Employment(tuple(posts), months, received)


def uncovered(life: Employment) -> Employment:
    """The same life as a record that knows only the last fifteen months of it."""
    begun = first_of(life.months[-15])
    return replace(life, posts=(replace(life.posts[-1], start=begun),))


def moved_to(life: Employment, other: Employer) -> Employment:
    """The same life with another present employer."""
    posts = tuple(
        replace(post, employer=other) if post.employer == life.employer else post
        for post in life.posts
    )
    return replace(life, posts=posts)


def another_person(dossier: Dossier) -> Person:
    """Somebody else, of another birth date and number."""
    return people.invent(dossier.seed + 5_000_003)
