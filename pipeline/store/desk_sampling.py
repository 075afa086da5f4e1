"""Lots among packages that meet every requirement: some are looked through all the same.

Lots are drawn by the operating system's random numbers, once for each result, and kept: whoever
knows the program and the files cannot tell what will be drawn.
"""

import secrets

from sqlalchemy import Engine, insert, select

from pipeline.model import Outcome
from pipeline.store import audit
from pipeline.store.database import now, one_writer, reading
from pipeline.store.desk_tables import lot
from pipeline.store.schema import package, result

WHO = "tekseru"
"""Who the audit log names for what the program does by itself."""
_FINE = 1_000_000


def draw_lots(engine: Engine, share: float) -> int:
    """Draw for newest results that passed and have no lot yet; returns how many lots there were."""
    wanted = (
        select(result.c.id)
        .join(package, package.c.result == result.c.id)
        .outerjoin(lot, lot.c.result == result.c.id)
        .where(result.c.outcome == str(Outcome.PASSED), lot.c.result.is_(None))
    )
    with reading(engine) as connection:
        if connection.execute(wanted.limit(1)).first() is None:
            return 0
    with engine.begin() as connection:
        one_writer(connection)
        moment = now(connection)
        rows = [
            {
                "result": number,
                "drawn": secrets.randbelow(_FINE) < share * _FINE,
                "made_at": moment,
            }
            for number in connection.scalars(wanted)
        ]
        if rows:
            connection.execute(insert(lot), rows)
            drawn = sum(bool(row["drawn"]) for row in rows)
            audit.note(
                connection, WHO, "lots_drawn", lots=len(rows), drawn=drawn, share=f"{share:.4f}"
            )
    return len(rows)
