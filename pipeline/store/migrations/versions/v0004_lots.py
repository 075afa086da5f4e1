"""Lots among packages that meet every requirement."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "lot",
        sa.Column("result", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result"], ["result.id"], name=op.f("fk_lot_result_result"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("result", name=op.f("pk_lot")),
    )


def downgrade() -> None:
    op.drop_table("lot")
