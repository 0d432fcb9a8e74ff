"""Give the database a name that its photo folder bears, too, and remember which files must go."""

import secrets

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    pair = op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", TEXT(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="pair_only_one"),
    )
    op.bulk_insert(pair, [{"id": 1, "name": secrets.token_urlsafe(12), "round": 0}])
    op.create_table(
        "leaving",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", TEXT(length=32), nullable=False),
    )
    op.create_index("ix_leaving_key", "leaving", ["key"])
    op.execute("INSERT INTO leaving (key) SELECT key FROM photo WHERE removed_at IS NOT NULL")


def downgrade() -> None:
    op.drop_table("leaving")
    op.drop_table("pair")
