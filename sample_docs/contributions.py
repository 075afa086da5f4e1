"""Rows of a pension extract: what each payer transferred for each month (domain.md section 14)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sample_docs.employment import Employer, Employment, Month, first_of, shifted

MANDATORY = "010"
_OTHER_CODES = ("015", "012", "122")
"""Professional contributions, social contributions, health insurance: none of them counts."""
_CAP = 425_000
"""Highest monthly contribution of 2026 in tenge."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One transfer: sent, received and entered on those days, for a month; amount in tiyn."""

    month: Month
    payer: Employer
    code: str
    tiyn: int
    returned: bool
    sent: date
    received: date
    number: int

    @property
    def amount(self) -> str:
        """Tenge with two decimals: 12000.00."""
        return f"{self.tiyn // 100}.{self.tiyn % 100:02d}"


def rows(
    life: Employment, rng: Random, *, gap: Collection[Month] = (), sent_back: Collection[Month] = ()
) -> list[Contribution]:
    """All transfers, oldest first; months in `gap` have none, those in `sent_back` returned ones.

    Some months are paid in two parts, by two employers, or a second time after a return.
    """
    salary = rng.randrange(240_000, 620_000, 5_000)
    extra_codes = rng.sample(_OTHER_CODES, rng.randint(1, 2))
    repaid = life.months[rng.randrange(4, len(life.months) - 14)] if rng.random() < 0.6 else None
    found: list[Contribution] = []
    for place, month in enumerate(life.months):
        if month[1] == 1 and place:
            salary = int(salary * rng.uniform(1.04, 1.14)) // 500 * 500
        if month in gap:
            continue
        for payer in life.payers(month):
            due = min(_CAP, salary // 10) * 100 + rng.choice([0, 0, 0, rng.randrange(100)])
            one = _transfer(month, payer, due, life, rng)
            if month in sent_back:
                found.append(replace(one, returned=True))
            elif month == repaid:
                found += [replace(one, returned=True), replace(one, number=one.number + 317)]
            elif rng.random() < 0.09:
                early = due * 2 // 5 // 100 * 100
                found += [replace(one, tiyn=early)]
                found += [replace(one, tiyn=due - early, number=one.number + rng.randint(2, 90))]
            else:
                found.append(one)
            for code in extra_codes:
                if rng.random() < 0.05:
                    other = replace(one, code=code, tiyn=due // 2, number=one.number + 1)
                    found.append(other)
    return found


def _transfer(
    month: Month, payer: Employer, tiyn: int, life: Employment, rng: Random
) -> Contribution:
    """Paid by the 25th of the next month, or at the end of the month itself, before the extract."""
    sent = first_of(shifted(month, 1)) + timedelta(days=rng.randint(2, 22))
    if sent + timedelta(days=4) > life.received_on:
        sent = first_of(month) + timedelta(days=rng.randint(22, 26))
    received = sent + timedelta(days=rng.randint(0, 3))
    return Contribution(
        month, payer, MANDATORY, tiyn, False, sent, received, rng.randrange(10_000, 99_000)
    )
