"""Know a photo that arrives again: its mark, and its turn among those that were sent with it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("person_id", TEXT(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("mark", TEXT(length=64), nullable=False),
        sa.Column("form", TEXT(length=64), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("step_id", TEXT(length=32), nullable=False),
        sa.Column("to", TEXT(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.UniqueConstraint("person_id", "mark", name="arrival_once"),
    )
    op.create_index("ix_arrival_person_id", "arrival", ["person_id"])
    op.create_index("ix_arrival_step_id", "arrival", ["step_id"])


def downgrade() -> None:
    op.drop_table("arrival")
