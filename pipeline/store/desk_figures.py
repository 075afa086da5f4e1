"""What people did on the desk, in numbers: decisions, words on findings, corrected fields."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from pipeline.store.database import reading
from pipeline.store.desk_tables import correction, ruling
from pipeline.store.schema import decision

MOST = 15


@dataclass(frozen=True, slots=True)
class Work:
    """Decisions by outcome; rules with how often they were overruled and confirmed; fields with
    how often they were read anew; the most frequent first."""

    decisions: Mapping[str, int]
    rulings: tuple[tuple[str, int, int], ...]
    corrections: tuple[tuple[str, int], ...]


def work_of_people(engine: Engine) -> Work:
    """The numbers over all packages."""
    made = select(decision.c.outcome, func.count()).group_by(decision.c.outcome)
    said = select(ruling.c.rule, (ruling.c.machine == ruling.c.outcome).label("same"), func.count())
    fields = select(correction.c.field, func.count()).group_by(correction.c.field)
    overruled: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    with reading(engine) as connection:
        decisions = {row[0]: row[1] for row in connection.execute(made)}
        for rule, same, number in connection.execute(said.group_by(ruling.c.rule, "same")):
            (confirmed if same else overruled)[rule] += number
        corrected = sorted(connection.execute(fields), key=lambda row: (-row[1], row[0]))
    rules = sorted(overruled | confirmed, key=lambda rule: (-overruled[rule], rule))
    return Work(
        decisions,
        tuple((rule, overruled[rule], confirmed[rule]) for rule in rules[:MOST]),
        tuple((row[0], row[1]) for row in corrected[:MOST]),
    )
