"""Which columns hold what is read of applicants, and the place that each piece is bound to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column

from pipeline.store.desk_tables import amendment, correction, proposal, reading, ruling
from pipeline.store.schema import decision, finding, result

SEALED: Mapping[Column[Any], tuple[Column[Any], ...]] = {
    result.c.document: (result.c.key,),
    reading.c.document: (reading.c.result,),
    amendment.c.document: (amendment.c.result,),
    finding.c.message: (finding.c.result, finding.c.position),
    correction.c.before: (correction.c.salt,),
    correction.c.after: (correction.c.salt,),
    correction.c.reason: (correction.c.salt,),
    ruling.c.reason: (ruling.c.result,),
    proposal.c.reason: (proposal.c.result,),
    decision.c.reason: (decision.c.inbox, decision.c.package),
}
"""Columns that are encrypted where there is a key, each with those that name its place."""


def place(column: Column[Any], *identity: object) -> str:
    """The place of a piece: its column, and the values of the columns that name it."""
    if len(identity) != len(SEALED[column]):
        raise ValueError("a place is named by all its columns")
    return "/".join((f"{column.table.name}.{column.name}", *map(str, identity)))
