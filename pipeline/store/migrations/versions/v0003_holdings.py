"""Who holds which kept file, the order of runs, and where they wrote: what erasing must know."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "holding",
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("inbox", "package", "kind", "sha256", name=op.f("pk_holding")),
    )
    op.create_index("ix_holding_sha256", "holding", ["sha256"], unique=False)
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        run.add_column(sa.Column("reports", sa.Text(), nullable=False, server_default=""))
    _number_runs()
    _note_holdings()


def downgrade() -> None:
    with op.batch_alter_table("run") as run:
        run.drop_column("reports")
        run.drop_column("number")
    op.drop_index("ix_holding_sha256", table_name="holding")
    op.drop_table("holding")


def _number_runs() -> None:
    connection = op.get_bind()
    runs = connection.execute(sa.text("SELECT id FROM run ORDER BY started_at")).scalars().all()
    update = sa.text("UPDATE run SET number = :number WHERE id = :id")
    for number, name in enumerate(runs, 1):
        connection.execute(update, {"number": number, "id": name})


def _note_holdings() -> None:
    """From what was kept so far: files of results, pictures of readings."""
    connection = op.get_bind()
    found = set()
    results = "SELECT id, inbox, package, document FROM result"
    pictures = "SELECT document FROM reading WHERE result = :result"
    for row in connection.execute(sa.text(results)).all():
        for part in json.loads(zlib.decompress(row.document)).get("inputs", ()):
            found.add((row.inbox, row.package, "original", part["sha256"]))
        kept = connection.execute(sa.text(pictures), {"result": row.id}).scalar()
        if kept is not None:
            for sheet in json.loads(zlib.decompress(kept)).get("sheets", ()):
                found.add((row.inbox, row.package, "picture", sheet["sha256"]))
    names = ("inbox", "package", "kind", "sha256")
    insert = "INSERT INTO holding (inbox, package, kind, sha256) VALUES "
    insert += "(:inbox, :package, :kind, :sha256)"
    for values in sorted(found):
        connection.execute(sa.text(insert), dict(zip(names, values, strict=True)))
