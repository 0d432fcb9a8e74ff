"""The engine, and the two kinds of transaction: one that reads and one that writes."""

import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, Engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import QueryableAttribute, object_session
from sqlalchemy.pool import ConnectionPoolEntry, NullPool
from sqlmodel import Session, SQLModel, create_engine, text

log = logging.getLogger("recipe_board")

Row = TypeVar("Row", bound=SQLModel)


class Db(Session):
    """What a route talks to the database through. A session in our words is somebody's being signed in."""

    def __init__(self, bind: Engine, *, then: Callable[[], None] | None = None) -> None:
        super().__init__(bind)
        self._then = then

    def commit(self) -> None:
        """Keep what was changed, and only then do what is to be done after it."""
        super().commit()
        if self._then:
            self._then()


CONNECTIONS = 24
"""How many connections one process keeps at most: more than it has turns and threads, so that nobody waits for a
connection with a thread in hand."""

BUSY_SECONDS = 10
"""How long a writer waits for the writer before it."""


ANSWER_SECONDS = 5
"""How long a server may take to take a connection, unless its address says otherwise; then it counts as away."""


class Unfit(Exception):  # noqa: N818 - it is what it is
    """A database that this release can't use: why, by its code in the catalogue. Nothing in it was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Database:
    """One database of one process: SQLite in a file, or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(writes=True)
        self.then: Callable[[], None] | None = None
        """What is done after every commit, when its connection has been given back. It raises nothing."""

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """A session for looking things up; what it changes is thrown away."""
        with Db(self.engine) as db:
            yield db

    @contextmanager
    def settled(self, table: str) -> Iterator[Db]:
        """A session that sees of a table what every writer before it keeps: also one whose connection broke while its
        commit was under way, which a server may still finish. Waits for them a few seconds at most.
        """
        with self.reading() as db:
            if self.engine.dialect.name == "postgresql":
                db.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                db.execute(text(f"LOCK TABLE {table} IN SHARE MODE"))
            yield db

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """A session whose first statement takes the write lock. The caller commits."""
        with Db(self._writer, then=self.then) as db:
            yield db

    def migrate(self, to: str = "head") -> None:
        """Bring the tables to a revision: the newest unless said. It all happens, or nothing of it."""
        # SQLite changes a table by making it anew, and would miss the old one's rows while it is gone.
        with self.engine.connect() as connection, _unbound(connection), connection.begin():
            config = _alembic()
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            _check_bonds(connection)

    def is_there(self) -> bool:
        """Whether there is a database at all. To look into a file that isn't there would make it."""
        file = self.engine.url.database
        return self.engine.dialect.name != "sqlite" or (file is not None and Path(file).exists())

    def check(self) -> None:
        """Raise Unfit for one of a newer release, or of something else. What isn't there yet is fit."""
        if not self.is_there():
            return
        with self._looked_at() as connection:
            here = MigrationContext.configure(connection).get_current_revision()
            tables = inspect(connection).get_table_names()
        if here is None and tables:
            raise Unfit("strange")
        if here is not None and here not in {one.revision for one in _releases().walk_revisions()}:
            raise Unfit("newer")

    @contextmanager
    def _looked_at(self) -> Iterator[Connection]:
        """A connection that changes nothing, not even how a file is written."""
        url = self.engine.url
        if is_sqlite := url.get_backend_name() == "sqlite":
            url = url.set(database=f"file:{quote(url.database or '')}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True) if is_sqlite else self.engine
        with engine.connect() as connection:
            yield connection

    def is_migrated(self) -> bool:
        """Whether the tables are those of this release."""
        with self.engine.connect() as connection:
            here = MigrationContext.configure(connection).get_current_revision()
        return here == _releases().get_current_head()

    def answers(self) -> bool:
        """Whether a question gets an answer at all."""
        with self.engine.connect() as connection:
            return bool(connection.execute(text("select 1")).scalar_one() == 1)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def db_of(row: SQLModel) -> Db:
    """The session that a row was read in."""
    session = object_session(row)
    assert isinstance(session, Db), "this row belongs to no session"
    return session


def loaded(relationship: object) -> QueryableAttribute[Any]:
    """A relationship as a loading option takes it: its type is that of a row's value."""
    return cast("QueryableAttribute[Any]", relationship)


def another(row: Row, **but: object) -> Row:
    """Another row that says what a row says, but for its id and what is said here. Whatever its table learns to keep
    goes with it; what it is related to is for the caller.
    """
    kept = {name: getattr(row, name) for name in type(row).model_fields if name != "id"}
    return type(row)(**{**kept, **but})


def keep_from_others(path: Path) -> None:
    """Let nobody but our own account read a file or a folder. Where somebody could, the log says so."""
    mode = path.stat().st_mode
    if not mode & 0o077:
        return
    try:
        path.chmod(mode & 0o700)
        log.warning("Others on this machine could read %s. It is closed to them now.", path)
    except PermissionError:
        log.warning("Others on this machine can read %s, and it is not ours to close.", path)


def new_id() -> str:
    """Sixteen characters that can't be guessed (96 bits)."""
    return secrets.token_urlsafe(12)


def now() -> datetime:
    """This moment, with its zone."""
    return datetime.now(UTC)


def _engine(url: str) -> Engine:
    # Parameters are hidden since a fault would write them to the log: keys of links, words, addresses.
    common: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": 0, "hide_parameters": True}
    if make_url(url).get_backend_name() != "sqlite":
        patience = {"connect_timeout": ANSWER_SECONDS, **make_url(url).query}
        return create_engine(url, pool_pre_ping=True, connect_args=patience, **common)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **common)
    event.listen(engine, "do_connect", _close_files)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _end_sqlite)
    return engine


def _close_files(_dialect: Dialect, _entry: ConnectionPoolEntry, where: tuple[str, ...], _how: dict[str, Any]) -> None:
    """Keep a database's files from others. SQLite makes those beside it with the rights that it has.

    A file that is there is never opened: to close it again would drop every lock that this process holds on it, and the
    next one to look in would take what is being written for left behind, and remove it.
    """
    file = Path(where[0])
    if not file.exists():
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0o600))
    for there in (file, *file.parent.glob(f"{file.name}-*")):
        keep_from_others(there)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # None: the driver begins nothing by itself, so that _begin_sqlite may.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def _unbound(connection: Connection) -> Iterator[None]:
    """Let SQLite not follow foreign keys; that can be said outside a transaction alone."""
    driver: Any = connection.connection.driver_connection
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        if is_sqlite:
            driver.execute("PRAGMA foreign_keys = ON")


def _check_bonds(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        assert not broken, f"rows point to nothing: {broken}"


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _end_sqlite(connection: DBAPIConnection | None, _entry: ConnectionPoolEntry) -> None:
    # A commit that failed may leave its transaction open, with the write lock in hand, in a connection that waits.
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _releases() -> ScriptDirectory:
    return ScriptDirectory.from_config(_alembic())


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
