"""Let what was said about a photo hold: who checked it, what took its place, and when families see a recipe."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime

YES_OR_NO = ("searched", "by_tap", "had_people", "is_new")
"""What is new of a photo: true or false."""


def upgrade() -> None:
    with op.batch_alter_table("group") as table:
        table.add_column(sa.Column("decisions", TEXT(length=10), nullable=False, server_default="group"))
        table.create_check_constraint("group_decisions_known", "decisions IN ('nobody', 'group', 'family')")
    with op.batch_alter_table("photo") as table:
        for column in YES_OR_NO:
            table.add_column(sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("checked_at", TIME(), nullable=True))
    with op.batch_alter_table("recipe") as table:
        table.add_column(sa.Column("rounds", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("step") as table:
        table.add_column(sa.Column("in_round", sa.Integer(), nullable=False, server_default="1"))
        table.create_check_constraint("step_round_from_one", "in_round >= 1")
    with op.batch_alter_table("record") as table:
        table.add_column(sa.Column("photo_key", TEXT(length=32), nullable=True))
        table.create_index("ix_record_photo_key", ["photo_key"])
    op.create_table(
        "successor",
        sa.Column("key", TEXT(length=32), primary_key=True),
        sa.Column("photo_key", TEXT(length=32), sa.ForeignKey("photo.key"), nullable=False),
    )
    op.create_index("ix_successor_photo_key", "successor", ["photo_key"])
    _fill()


def _fill() -> None:
    """What families saw they still see, but for decisions, which open a photo to the group at most unless a group says
    otherwise, and for what a member answered against what we found.
    """
    op.execute(
        """
        UPDATE photo SET checked_at = answered_at WHERE answer IN ('no_one', 'people')
            AND answered_by_id IN (SELECT id FROM person WHERE role = 'worker')
        """
    )
    op.execute(
        """
        UPDATE photo SET had_people = TRUE WHERE answer IN ('people', 'others', 'unsure')
            OR key IN (SELECT photo_key FROM permission)
        """
    )
    op.execute(
        """
        UPDATE recipe SET rounds = 1 WHERE finished_at IS NOT NULL OR id IN (SELECT recipe_id FROM pin)
            OR id IN (SELECT recipe_id FROM link WHERE recipe_id IS NOT NULL)
        """
    )
    op.execute("UPDATE recipe SET finished_at = made_at WHERE rounds = 1 AND finished_at IS NULL")
    op.execute(
        """
        UPDATE photo SET is_new = TRUE WHERE answer NOT IN ('no_one', 'people') AND removed_at IS NULL AND key IN (
            SELECT step.photo_key FROM step JOIN recipe ON recipe.id = step.recipe_id WHERE recipe.rounds = 0)
        """
    )
    op.execute(
        """
        UPDATE permission SET audience = 'group', asked_at = CURRENT_TIMESTAMP
        WHERE reason <> '' AND audience = 'family' AND ended_at IS NULL
        """
    )


def downgrade() -> None:
    _keep_waiting()
    op.drop_table("successor")
    with op.batch_alter_table("record") as table:
        table.drop_index("ix_record_photo_key")
        table.drop_column("photo_key")
    with op.batch_alter_table("step") as table:
        table.drop_constraint("step_round_from_one", type_="check")
        table.drop_column("in_round")
    with op.batch_alter_table("recipe") as table:
        table.drop_column("rounds")
    with op.batch_alter_table("photo") as table:
        table.drop_column("checked_at")
        for column in YES_OR_NO:
            table.drop_column(column)
    with op.batch_alter_table("group") as table:
        table.drop_constraint("group_decisions_known", type_="check")
        table.drop_column("decisions")


def _keep_waiting() -> None:
    """Let every photo at which a worker is to look wait as somebody's doubt does: the release before would show it."""
    op.execute(
        """
        UPDATE photo SET answer = 'unsure' WHERE checked_at IS NULL AND removed_at IS NULL AND (
            answer = 'no_one' AND (json_array_length(found) > 0 OR by_tap AND (had_people OR NOT searched))
            OR answer = 'people' AND json_array_length(found) > (
                SELECT count(*) FROM permission WHERE photo_key = photo.key AND ended_at IS NULL))
        """
    )
