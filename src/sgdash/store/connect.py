"""Connections to either database; what the two do differently about locks is here alone."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from sgdash.store.errors import one_line_errors

# Python's sqlite3 and the ADBC driver each bring an SQLite of their own, and a file's locks cannot
# tell two of them in one process apart: the first to close takes the locks, and the write-ahead log
# with what was just saved in it, from under the other. So one thread at a time uses a file, and
# closes it: https://sqlite.org/howtocorrupt.html, "Multiple copies of SQLite linked into the same
# application".
_ONE_AT_A_TIME = Lock()

# A read begins with a snapshot; a write takes the store's one lock before it looks at anything,
# so that two collections follow each other. The number is any, as long as it stays the same.
_READ = {"sqlite": "BEGIN", "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"}
_WRITE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7163415)"}


def create_engine(url: sa.URL, wait: float) -> sa.Engine:
    """An engine whose transactions wait at most `wait` seconds for another's lock."""
    if url.get_backend_name() == "sqlite":
        # sqlite3 would open transactions by itself, and never for a CREATE TABLE
        given = {"timeout": wait, "isolation_level": None}
        engine = sa.create_engine(url, connect_args=given, poolclass=sa.NullPool)
        setting = "PRAGMA synchronous = NORMAL"
    else:
        engine = sa.create_engine(url, pool_pre_ping=True, paramstyle="format")
        setting = f"SET lock_timeout = {int(wait * 1000)}"

    @sa.event.listens_for(engine, "connect")
    def _set(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(setting)
        cursor.close()
        connection.commit()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql((_WRITE if writes else _READ)[engine.dialect.name])

    return engine


@contextmanager
def using(url: sa.URL) -> Iterator[None]:
    """Every use of a store, from opening a file or connection to closing it; errors in one line."""
    alone = _ONE_AT_A_TIME if url.get_backend_name() == "sqlite" else nullcontext()
    with alone, one_line_errors(url):
        yield


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction, alone in writing from its first moment to its last."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def read_while_writing(engine: sa.Engine) -> None:
    """Lets SQLite's readers go on while another writes (WAL); PostgreSQL always does."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            # the switch wants the file for itself: whoever opens it next tries again
            with suppress(engine.dialect.loaded_dbapi.OperationalError):
                cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
