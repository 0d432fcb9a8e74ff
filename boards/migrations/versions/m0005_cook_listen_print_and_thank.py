"""Keep what a recipe needs, timers and reminders, how somebody likes pages, and hearts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("group") as table:
        table.add_column(sa.Column("previews", TEXT(length=10), nullable=False, server_default="nothing"))
        table.create_check_constraint("group_previews_known", "previews IN ('nothing', 'food')")
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("likes", TEXT(length=60), nullable=False, server_default=""))
    with op.batch_alter_table("recipe") as table:
        table.add_column(sa.Column("reminders", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("step") as table:
        table.add_column(sa.Column("careful", TEXT(length=80), nullable=False, server_default=""))
        table.add_column(sa.Column("timer", sa.Integer(), nullable=True))
        table.create_check_constraint("step_timer_within_a_day", "timer IS NULL OR (timer >= 1 AND timer <= 1440)")
    _needs()
    _hearts()


def _needs() -> None:
    op.create_table(
        "need",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("recipe_id", TEXT(), sa.ForeignKey("recipe.id"), nullable=False),
        sa.Column("kind", TEXT(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", TEXT(length=80), nullable=False),
        sa.Column("amount", TEXT(length=40), nullable=False),
        sa.Column("symbol", TEXT(length=20), nullable=False),
        sa.Column("photo_key", TEXT(length=32), sa.ForeignKey("photo.key"), nullable=True),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("binned_at", TIME(), nullable=True),
        sa.CheckConstraint("place >= 1", name="need_place_from_one"),
        sa.CheckConstraint("kind IN ('ingredient', 'tool')", name="need_kind_known"),
    )
    for column in ("recipe_id", "photo_key"):
        op.create_index(f"ix_need_{column}", "need", [column])


def _hearts() -> None:
    op.create_table(
        "heart",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("group_id", TEXT(), sa.ForeignKey("group.id"), nullable=False),
        sa.Column("recipe_id", TEXT(), sa.ForeignKey("recipe.id"), nullable=False),
        sa.Column("link_id", TEXT(), sa.ForeignKey("link.id", ondelete="SET NULL"), nullable=True),
        sa.Column("sender", TEXT(length=80), nullable=False),
        sa.Column("words", TEXT(length=200), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("shown_at", TIME(), nullable=True),
        sa.Column("hidden_at", TIME(), nullable=True),
    )
    for column in ("group_id", "recipe_id", "link_id"):
        op.create_index(f"ix_heart_{column}", "heart", [column])


def downgrade() -> None:
    op.drop_table("heart")
    op.drop_table("need")
    with op.batch_alter_table("step") as table:
        table.drop_constraint("step_timer_within_a_day", type_="check")
        table.drop_column("timer")
        table.drop_column("careful")
    with op.batch_alter_table("recipe") as table:
        table.drop_column("reminders")
    with op.batch_alter_table("person") as table:
        table.drop_column("likes")
    with op.batch_alter_table("group") as table:
        table.drop_constraint("group_previews_known", type_="check")
        table.drop_column("previews")
