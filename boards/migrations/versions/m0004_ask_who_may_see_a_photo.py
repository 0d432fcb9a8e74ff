"""Keep photos as rows of their own, with who is in them and who may see them; lock and count links."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("group") as table:
        table.add_column(sa.Column("basis", TEXT(length=10), nullable=False, server_default="hands"))
        table.create_check_constraint("group_basis_known", "basis IN ('hands', 'consent')")
    _photos()
    _permissions()
    _fill()
    with op.batch_alter_table("step") as table:
        for column in ("photo_width", "photo_height", "photo_tone"):
            table.drop_column(column)
        table.create_foreign_key("step_photo", "photo", ["photo_key"], ["key"])
    with op.batch_alter_table("person") as table:
        for column in ("photo_width", "photo_height", "photo_tone"):
            table.drop_column(column)
    with op.batch_alter_table("link") as table:
        table.add_column(sa.Column("word_hash", TEXT(), nullable=True))
        table.add_column(sa.Column("opened", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("opened_at", TIME(), nullable=True))


def _photos() -> None:
    op.create_table(
        "photo",
        sa.Column("key", TEXT(length=32), primary_key=True),
        sa.Column("group_id", TEXT(), sa.ForeignKey("group.id"), nullable=False),
        sa.Column("maker_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("tone", TEXT(length=7), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("answer", TEXT(length=10), nullable=False),
        sa.Column("answered_by_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("answered_at", TIME(), nullable=True),
        sa.Column("with_child", sa.Boolean(), nullable=False),
        sa.Column("with_stranger", sa.Boolean(), nullable=False),
        sa.Column("is_covered", sa.Boolean(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("removed_at", TIME(), nullable=True),
    )
    op.create_index("ix_photo_group_id", "photo", ["group_id"])


def _permissions() -> None:
    op.create_table(
        "permission",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("photo_key", TEXT(), sa.ForeignKey("photo.key"), nullable=False),
        sa.Column("person_id", TEXT(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("audience", TEXT(length=10), nullable=False),
        sa.Column("wish", TEXT(length=10), nullable=False),
        sa.Column("asked_at", TIME(), nullable=True),
        sa.Column("said_at", TIME(), nullable=True),
        sa.Column("by_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("explained", TEXT(length=10), nullable=False),
        sa.Column("helper_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("wording", sa.Integer(), nullable=True),
        sa.Column("ask_again_at", TIME(), nullable=True),
        sa.Column("reason", TEXT(length=500), nullable=False),
        sa.Column("consulted", TEXT(length=80), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("ended_at", TIME(), nullable=True),
        sa.CheckConstraint("audience IN ('', 'me', 'group', 'family')", name="permission_audience_known"),
    )
    for column in ("photo_key", "person_id", "ask_again_at"):
        op.create_index(f"ix_permission_{column}", "permission", [column])
    holds = sa.text("ended_at IS NULL")
    op.create_index(
        "permission_holds_once",
        "permission",
        ["photo_key", "person_id"],
        unique=True,
        sqlite_where=holds,
        postgresql_where=holds,
    )


def _fill() -> None:
    """Nobody has said yet who is in the photos that are there. A person's own picture shows them: they are asked."""
    unsaid = "'[]', '', NULL, NULL, FALSE, FALSE, FALSE"
    op.execute(
        f"""
        INSERT INTO photo SELECT step.photo_key, min(recipe.group_id), min(recipe.maker_id), min(step.photo_width),
            min(step.photo_height), min(step.photo_tone), {unsaid}, min(step.made_at), NULL
        FROM step JOIN recipe ON recipe.id = step.recipe_id GROUP BY step.photo_key
        """  # noqa: S608 - a constant
    )
    op.execute(
        f"""
        INSERT INTO photo SELECT photo_key, group_id, NULL, photo_width, photo_height, photo_tone,
            {unsaid.replace("''", "'people'", 1)}, CURRENT_TIMESTAMP, NULL
        FROM person WHERE photo_key IS NOT NULL AND photo_key NOT IN (SELECT key FROM photo)
        """  # noqa: S608 - a constant
    )
    op.execute(
        """
        INSERT INTO permission SELECT id, photo_key, id, '', '', CURRENT_TIMESTAMP, NULL, NULL, '', NULL, NULL, NULL,
            '', '', CURRENT_TIMESTAMP, NULL
        FROM person WHERE photo_key IS NOT NULL
        """
    )


def downgrade() -> None:
    with op.batch_alter_table("link") as table:
        for column in ("word_hash", "opened", "opened_at"):
            table.drop_column(column)
    for name in ("person", "step"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("photo_width", sa.Integer(), nullable=True))
            table.add_column(sa.Column("photo_height", sa.Integer(), nullable=True))
            table.add_column(sa.Column("photo_tone", TEXT(length=7), nullable=True))
        for column, source in (("photo_width", "width"), ("photo_height", "height"), ("photo_tone", "tone")):
            op.execute(f"UPDATE {name} SET {column} = (SELECT {source} FROM photo WHERE photo.key = {name}.photo_key)")  # noqa: S608
    with op.batch_alter_table("step") as table:
        table.drop_constraint("step_photo", type_="foreignkey")
        for column in ("photo_width", "photo_height"):
            table.alter_column(column, existing_type=sa.Integer(), nullable=False)
        table.alter_column("photo_tone", existing_type=TEXT(length=7), nullable=False)
    op.drop_table("permission")
    op.drop_table("photo")
    with op.batch_alter_table("group") as table:
        table.drop_constraint("group_basis_known", type_="check")
        table.drop_column("basis")
