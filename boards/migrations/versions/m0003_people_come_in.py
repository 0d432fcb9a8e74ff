"""Let people come in by tablet, card, passkey and invitation, count attempts, and keep a record."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    with op.batch_alter_table("group") as table:
        table.add_column(sa.Column("opens_tablets", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("tablets_open_until", TIME(), nullable=True))
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("symbol", TEXT(length=20), nullable=False, server_default=""))
        table.add_column(sa.Column("photo_key", TEXT(length=32), nullable=True))
        table.add_column(sa.Column("photo_width", sa.Integer(), nullable=True))
        table.add_column(sa.Column("photo_height", sa.Integer(), nullable=True))
        table.add_column(sa.Column("photo_tone", TEXT(length=7), nullable=True))
        table.add_column(sa.Column("left_at", TIME(), nullable=True))
        table.create_index("ix_person_photo_key", ["photo_key"])
    with op.batch_alter_table("recipe") as table:
        table.add_column(sa.Column("finished_at", TIME(), nullable=True))
    op.execute("UPDATE recipe SET finished_at = made_at")
    _ways_in()
    with op.batch_alter_table("session") as table:
        table.add_column(sa.Column("proved_at", TIME(), nullable=True))
        table.add_column(sa.Column("card_id", TEXT(), nullable=True))
        table.add_column(sa.Column("tablet_id", TEXT(), nullable=True))
        table.create_foreign_key("session_card", "card", ["card_id"], ["id"])
        table.create_foreign_key("session_tablet", "tablet", ["tablet_id"], ["id"])
        table.create_index("ix_session_card_id", ["card_id"])
        table.create_index("ix_session_tablet_id", ["tablet_id"])
    op.create_table(
        "tries",
        sa.Column("of", TEXT(length=64), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", TIME(), nullable=False),
    )
    op.create_index("ix_tries_since", "tries", ["since"])
    op.create_table(
        "record",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("group_id", TEXT(), sa.ForeignKey("group.id"), nullable=False),
        sa.Column("at", TIME(), nullable=False),
        sa.Column("did", TEXT(length=30), nullable=False),
        sa.Column("by_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("whom_id", TEXT(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("name", TEXT(length=80), nullable=False),
    )
    op.create_index("ix_record_group_id", "record", ["group_id"])
    op.create_index("ix_record_at", "record", ["at"])


def _ways_in() -> None:
    op.create_table(
        "tablet",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("group_id", TEXT(), sa.ForeignKey("group.id"), nullable=False),
        sa.Column("name", TEXT(length=80), nullable=False),
        sa.Column("key_hash", TEXT(), nullable=False, unique=True),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("seen_at", TIME(), nullable=False),
        sa.Column("stopped_at", TIME(), nullable=True),
    )
    op.create_index("ix_tablet_group_id", "tablet", ["group_id"])
    op.create_table("card", *_of_person(), sa.Column("stopped_at", TIME(), nullable=True))
    op.create_table(
        "invitation", *_of_person(), sa.Column("maker_id", TEXT(), sa.ForeignKey("person.id"), nullable=True)
    )
    op.create_index("ix_invitation_maker_id", "invitation", ["maker_id"])
    op.create_table(
        "passkey",
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("person_id", TEXT(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("credential_id", TEXT(), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
        sa.Column("used_at", TIME(), nullable=True),
    )
    for table in ("card", "invitation", "passkey"):
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])
    op.create_table(
        "challenge",
        sa.Column("id", TEXT(length=64), primary_key=True),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", TIME(), nullable=False),
    )
    op.create_index("ix_challenge_made_at", "challenge", ["made_at"])


def _of_person() -> list[sa.Column[object]]:
    return [
        sa.Column("id", TEXT(), primary_key=True),
        sa.Column("person_id", TEXT(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("key_hash", TEXT(), nullable=False, unique=True),
        sa.Column("made_at", TIME(), nullable=False),
    ]


def downgrade() -> None:
    with op.batch_alter_table("session") as table:
        table.drop_constraint("session_card", type_="foreignkey")
        table.drop_constraint("session_tablet", type_="foreignkey")
        table.drop_index("ix_session_card_id")
        table.drop_index("ix_session_tablet_id")
        for column in ("proved_at", "card_id", "tablet_id"):
            table.drop_column(column)
    for name in ("record", "tries", "challenge", "passkey", "invitation", "card", "tablet"):
        op.drop_table(name)
    with op.batch_alter_table("recipe") as table:
        table.drop_column("finished_at")
    with op.batch_alter_table("person") as table:
        table.drop_index("ix_person_photo_key")
        for column in ("symbol", "photo_key", "photo_width", "photo_height", "photo_tone", "left_at"):
            table.drop_column(column)
    with op.batch_alter_table("group") as table:
        table.drop_column("opens_tablets")
        table.drop_column("tablets_open_until")
