"""Know who told of a step, a recipe, a board or something that is needed last, for who types over it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TOLD = ("step", "recipe", "board", "need")


def upgrade() -> None:
    for told in TOLD:
        with op.batch_alter_table(told) as table:
            table.add_column(sa.Column("told_by_id", TEXT(), nullable=True))


def downgrade() -> None:
    for told in TOLD:
        with op.batch_alter_table(told) as table:
            table.drop_column("told_by_id")
