"""Keep the place of a recipe that was taken off a board, so that it can be put back."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("pin") as table:
        table.add_column(sa.Column("binned_at", TIME(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM pin WHERE binned_at IS NOT NULL")
    with op.batch_alter_table("pin") as table:
        table.drop_column("binned_at")
