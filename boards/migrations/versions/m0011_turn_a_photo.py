"""Turn a photo by hand: how many quarters clockwise its files are turned from what they are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("photo") as table:
        table.add_column(sa.Column("turned", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("photo") as table:
        table.drop_column("turned")
