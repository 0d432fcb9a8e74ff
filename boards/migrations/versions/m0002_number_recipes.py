"""Number the recipes of each group, so that two without a title are told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recipe") as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=True))
    op.execute(
        """
        UPDATE recipe SET number = (
            SELECT count(*) FROM recipe AS other
            WHERE other.group_id = recipe.group_id
            AND (other.made_at < recipe.made_at OR (other.made_at = recipe.made_at AND other.id <= recipe.id))
        )
        """
    )
    with op.batch_alter_table("recipe") as table:
        table.alter_column("number", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint("recipe_number_once", ["group_id", "number"])


def downgrade() -> None:
    with op.batch_alter_table("recipe") as table:
        table.drop_constraint("recipe_number_once", type_="unique")
        table.drop_column("number")
