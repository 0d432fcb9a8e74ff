"""Know how far the clock is believed: a first round after this waits a week before it deletes anything."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, TIME(), nullable=True) for name in ("believed_at", "doubted_since", "doubted_at")),
    )


def downgrade() -> None:
    op.drop_table("clock")
