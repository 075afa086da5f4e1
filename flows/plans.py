"""What runs of this process work on, by number: names stay here, and Prefect is told the number.

A module of its own: Dask sends the flow's function to workers with all that it names itself.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from flows.batch import Note
from flows.cluster import Ticket
from flows.inbox import Entry, Parcel
from flows.work import Job


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run works on; never handed to Prefect. With a ticket its packages are worked on by a
    cluster."""

    job: Job
    packages: Sequence[Parcel]
    note: Note
    ticket: Ticket | None = None
    entries: dict[int, Entry] = field(default_factory=dict)


_plans: dict[str, Plan] = {}


@contextmanager
def numbered(plan: Plan) -> Iterator[str]:
    """The number of a plan, known while the block runs."""
    run = str(uuid.uuid4())
    _plans[run] = plan
    try:
        yield run
    finally:
        del _plans[run]


def plan_of(run: str) -> Plan:
    """The plan of a number."""
    return _plans[run]
