"""Who holds which kept file, so that one is removed when nobody holds it any more.

A holding is noted before its file is looked for: whoever erases meanwhile either sees it, or has
removed the file already.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from pipeline.store.database import one_writer, reading
from pipeline.store.schema import holding

ORIGINAL, PICTURE = "original", "picture"


def note(engine: Engine, inbox: str, package: str, kind: str, hashes: Iterable[str]) -> None:
    """Note that a package holds kept files."""
    wanted = set(hashes)
    with reading(engine) as connection:
        missing = wanted - of_package(connection, inbox, package, kind)
    if not missing:
        return
    with engine.begin() as connection:
        one_writer(connection)
        missing = wanted - of_package(connection, inbox, package, kind)
        rows = [
            {"inbox": inbox, "package": package, "kind": kind, "sha256": sha256}
            for sha256 in sorted(missing)
        ]
        if rows:
            connection.execute(insert(holding), rows)


def of_package(connection: Connection, inbox: str, package: str, kind: str) -> set[str]:
    """Hashes of the kept files of a kind that a package holds."""
    return set(connection.scalars(select(holding.c.sha256).where(*_ours(inbox, package, kind))))


def let_go(connection: Connection, inbox: str, package: str, kind: str) -> set[str]:
    """Forget what a package holds; returns the hashes that nobody holds now."""
    held = of_package(connection, inbox, package, kind)
    connection.execute(delete(holding).where(*_ours(inbox, package, kind)))
    others = select(holding.c.sha256).where(holding.c.kind == kind, holding.c.sha256.in_(held))
    return held - set(connection.scalars(others))


def _ours(inbox: str, package: str, kind: str) -> tuple[ColumnElement[bool], ...]:
    return (holding.c.inbox == inbox, holding.c.package == package, holding.c.kind == kind)
