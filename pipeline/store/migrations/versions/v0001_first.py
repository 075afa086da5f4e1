"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("inbox", "package", name=op.f("pk_claim")),
    )
    op.create_table(
        "fingerprint",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("runs", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fingerprint")),
    )
    op.create_index("ix_fingerprint_package", "fingerprint", ["inbox", "package"], unique=False)
    op.create_index("ix_fingerprint_sha256", "fingerprint", ["sha256", "page"], unique=False)
    op.create_table(
        "original",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_original")),
    )
    op.create_table(
        "repeat",
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint(
            "inbox", "package", "other", "kind", "file", "page", name=op.f("pk_repeat")
        ),
    )
    op.create_index("ix_repeat_other", "repeat", ["inbox", "other"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.Double(), nullable=True),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index("ix_run_inbox", "run", ["inbox", "started_at"], unique=False)
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("run", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("of_files", sa.String(length=64), nullable=False),
        sa.Column("of_rules", sa.String(length=64), nullable=False),
        sa.Column("of_engines", sa.String(length=64), nullable=False),
        sa.Column("of_settings", sa.String(length=64), nullable=False),
        sa.Column("of_day", sa.String(length=64), nullable=False),
        sa.Column("of_others", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("ruleset", sa.String(length=32), nullable=False),
        sa.Column("program", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.Double(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_result_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
    )
    op.create_index(
        "ix_result_package", "result", ["inbox", "package", "finished_at"], unique=False
    )
    op.create_index("ix_result_run", "result", ["run"], unique=False)
    op.create_table(
        "sample",
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fingerprint"],
            ["fingerprint.id"],
            name=op.f("fk_sample_fingerprint"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run", "fingerprint", name=op.f("pk_sample")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sample_fingerprint", "sample", ["fingerprint"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("result", sa.Integer(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["result"], ["result.id"], name=op.f("fk_decision_result")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_package", "decision", ["inbox", "package"], unique=False)
    op.create_table(
        "document",
        sa.Column("result", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("capture", sa.String(length=32), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result"], ["result.id"], name=op.f("fk_document_result"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("result", "position", name=op.f("pk_document")),
    )
    op.create_table(
        "finding",
        sa.Column("result", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result"], ["result.id"], name=op.f("fk_finding_result"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("result", "position", name=op.f("pk_finding")),
    )
    op.create_table(
        "package",
        sa.Column("inbox", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Double(), nullable=False),
        sa.Column("last_run", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("result", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["last_run"], ["run.id"], name=op.f("fk_package_last_run")),
        sa.ForeignKeyConstraint(["result"], ["result.id"], name=op.f("fk_package_result")),
        sa.PrimaryKeyConstraint("inbox", "name", name=op.f("pk_package")),
    )


def downgrade() -> None:
    op.drop_table("package")
    op.drop_table("finding")
    op.drop_table("document")
    op.drop_index("ix_decision_package", table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_sample_fingerprint", table_name="sample")
    op.drop_table("sample")
    op.drop_index("ix_result_run", table_name="result")
    op.drop_index("ix_result_package", table_name="result")
    op.drop_table("result")
    op.drop_index("ix_run_inbox", table_name="run")
    op.drop_table("run")
    op.drop_index("ix_repeat_other", table_name="repeat")
    op.drop_table("repeat")
    op.drop_table("original")
    op.drop_index("ix_fingerprint_sha256", table_name="fingerprint")
    op.drop_index("ix_fingerprint_package", table_name="fingerprint")
    op.drop_table("fingerprint")
    op.drop_table("claim")
