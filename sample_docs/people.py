"""Invented people: names in three spellings, birth date, sex and a matching IIN.

Nobody here exists; names are drawn from lists of common first names and surnames.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from sample_docs import iin
from sample_docs.stock import load

Spelling = Literal["kk", "ru", "latin"]
_FIRST_BORN, _LAST_BORN = 1971, 1999
"""At most 55 in 2026, and at least sixteen when a paper was issued that has expired by then."""


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name in one spelling; `patronymic` is None where the person bears none."""

    surname: str
    given: str
    patronymic: str | None

    @property
    def full(self) -> str:
        """Surname first, as papers of Kazakhstan write it."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def short(self) -> str:
        """Initial and surname, as under a signature: «А. Қасымов»."""
        return f"{self.given[0]}. {self.surname}"

    @property
    def initials_last(self) -> str:
        """Surname and initials: «Касымов А. С.»."""
        second = f" {self.patronymic[0]}." if self.patronymic else ""
        return f"{self.surname} {self.given[0]}.{second}"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented citizen; `latin` is how the passport spells the name and has no patronymic.

    `birth_place` holds Kazakh, Russian and English; `ethnicity` is the Kazakh word.
    """

    kk: Name
    ru: Name
    latin: Name
    sex: str
    birth: date
    iin: str
    birth_place: tuple[str, str, str]
    city: tuple[str, str, str]
    ethnicity: str


def _feminine(surname: str) -> str:
    if surname.endswith(("ов", "ев", "ин", "ын", "ov", "ev", "in", "yn")):
        return surname + ("a" if surname.isascii() else "а")
    for ending, replacement in (("ский", "ская"), ("skiy", "skaya")):
        if surname.endswith(ending):
            return surname.removesuffix(ending) + replacement
    return surname


def _russian_patronymic(father: str, sex: str) -> str:
    """-ович or -евич; the stock holds only fathers' names that follow this rule."""
    if father.endswith("й"):
        stem = father[:-1] + "ев"
    else:
        stem = father + ("ев" if father[-1] in "жшчщц" else "ов")
    return stem + ("ич" if sex == "M" else "на")


def _patronymics(kind: str, sex: str, rng: Random) -> tuple[str, str] | None:
    """Kazakh and Russian spelling of the patronymic; about one person in nine bears none."""
    kk, ru = rng.choice(load("names")[kind]["fathers"])
    if rng.random() < 0.11:
        return None
    if kind == "kazakh" and rng.random() < 0.6:
        return kk + ("ұлы" if sex == "M" else "қызы"), ru + ("улы" if sex == "M" else "кызы")
    return _russian_patronymic(kk, sex), _russian_patronymic(ru, sex)


def _birth(rng: Random) -> date:
    start = date(_FIRST_BORN, 1, 1)
    return start + timedelta(days=rng.randrange((date(_LAST_BORN, 12, 31) - start).days))


def invent(seed: int) -> Person:
    """The person of a seed: 26 to 55 years old in 2026."""
    rng = Random(f"person/{seed}")
    kind = "kazakh" if rng.random() < 0.8 else "russian"
    sex = rng.choice("MF")
    stock = load("names")[kind]
    surname = rng.choice(stock["surnames"])
    given = rng.choice(stock["men" if sex == "M" else "women"])
    patronymic = _patronymics(kind, sex, rng) or (None, None)
    if sex == "F":
        surname = [_feminine(spelling) for spelling in surname]
    birth = _birth(rng)
    places = load("names")["places"]
    return Person(
        kk=Name(surname[0], given[0], patronymic[0]),
        ru=Name(surname[1], given[1], patronymic[1]),
        latin=Name(surname[2], given[2], None),
        sex=sex,
        birth=birth,
        iin=iin.issue(birth, sex, rng),
        birth_place=tuple(rng.choice(places["birth"])),
        city=tuple(rng.choice(places["cities"])),
        ethnicity=load("names")["ethnicity"][kind][0],
    )
