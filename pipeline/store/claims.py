"""Claims: of all programs and machines on one store, one at a time works on a package."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from pipeline.store.database import now, reading
from pipeline.store.holder import is_dead
from pipeline.store.schema import claim

RENEWALS = 4
"""Renewals in the time that a claim holds: some may fail before it is lost."""


def take(engine: Engine, inbox: str, package: str, holder: str, seconds: float) -> bool:
    """Claim a package; False when another holds it.

    A claim is free when its time is over, or its holder is known to be dead.
    """
    place = (claim.c.inbox == inbox) & (claim.c.package == package)
    try:
        with engine.begin() as connection:
            until = now(connection) + seconds
            found = connection.execute(select(claim.c.holder, claim.c.until).where(place)).first()
            if found is None:
                row = {"inbox": inbox, "package": package, "holder": holder, "until": until}
                connection.execute(insert(claim).values(row))
                return True
            free = found.holder == holder or found.until <= until - seconds
            if not free and not is_dead(found.holder):
                return False
            same = place & (claim.c.holder == found.holder) & (claim.c.until == found.until)
            moved = connection.execute(update(claim).where(same).values(holder=holder, until=until))
            return moved.rowcount == 1
    except IntegrityError:
        # Another was faster by a moment.
        return False


def held(engine: Engine, inbox: str) -> frozenset[str]:
    """Packages of an inbox that somebody alive works on."""
    with reading(engine) as connection:
        ours = claim.c.inbox == inbox, claim.c.until > now(connection)
        found = connection.execute(select(claim.c.package, claim.c.holder).where(*ours)).all()
    return frozenset(row.package for row in found if not is_dead(row.holder))


def release(engine: Engine, holder: str, inbox: str, package: str) -> None:
    """Give a claim back; nothing happens to that of another."""
    with engine.begin() as connection:
        connection.execute(
            delete(claim).where(
                claim.c.inbox == inbox, claim.c.package == package, claim.c.holder == holder
            )
        )


@contextmanager
def kept_alive(engine: Engine, holder: str, seconds: float) -> Iterator[None]:
    """Renew all claims of a holder while the block runs, and give back those left at its end."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(seconds / RENEWALS):
            try:
                with engine.begin() as connection:
                    connection.execute(
                        update(claim)
                        .where(claim.c.holder == holder)
                        .values(until=now(connection) + seconds)
                    )
            except DBAPIError:
                # The next renewal may come through; if none does, another takes over, and this
                # one's result is refused.
                continue

    thread = threading.Thread(target=renew, name="claims", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        with engine.begin() as connection:
            connection.execute(delete(claim).where(claim.c.holder == holder))
