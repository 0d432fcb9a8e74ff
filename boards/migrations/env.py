"""Runs the migrations on the connection that Database.migrate opened, and lets changes be noted again after them."""

from alembic import context
from sqlalchemy import inspect

from boards.change import Change, unwatch, watch
from boards.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    unwatch(connection)
    context.run_migrations()
    if inspect(connection).has_table(Change.__tablename__):
        watch(connection)
