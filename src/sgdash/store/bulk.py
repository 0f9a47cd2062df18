"""Whole tables out of the store into pandas, through the ADBC drivers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import adbc_driver_manager
import adbc_driver_sqlite.dbapi
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from adbc_driver_manager import dbapi

from sgdash.frames import conform
from sgdash.store.errors import StoreError, failure
from sgdash.store.schema import TABLES
from sgdash.tables import Kind, Table

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultDialect

# Before the first read, which then fixes what every later one sees.
_FIRST = {
    "sqlite": "PRAGMA busy_timeout = 30000",
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
}

# The SQLite driver guesses a column's type from its first batch, so a column that begins with 1,024
# empty values would break at the first text: https://github.com/apache/arrow-adbc/issues/581
_ONE_BATCH = {"adbc.sqlite.query.batch_rows": str(2**30)}


def read_tables(
    engine: sa.Engine, tables: Sequence[Table], program: str
) -> dict[str, pd.DataFrame]:
    """A program's rows of each table, all as of one moment, in the order of the tables' keys."""
    dialect = engine.dialect.name
    try:
        with _connect(engine) as connection, connection.cursor() as cursor:
            cursor.execute(_FIRST[dialect])
            if dialect == "sqlite":
                cursor.adbc_statement.set_options(**_ONE_BATCH)
            found = {}
            for table in tables:
                cursor.execute(_query(engine, table, program))
                found[table.name] = conform(table, _typed(table, cursor.fetch_arrow_table()))
            return found
    except (adbc_driver_manager.Error, pa.ArrowException, OSError) as error:
        raise StoreError(failure(engine.url, error)) from error


def _connect(engine: sa.Engine) -> dbapi.Connection:
    if engine.dialect.name == "sqlite":
        return adbc_driver_sqlite.dbapi.connect(str(engine.url.database))
    # an extra, which those with SQLite need not have
    import adbc_driver_postgresql.dbapi  # noqa: PLC0415
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415

    # the very parameters that SQLAlchemy connects with
    _, given = engine.dialect.create_connect_args(engine.url)
    given.pop("context", None)
    connection: dbapi.Connection = adbc_driver_postgresql.dbapi.connect(make_conninfo(**given))
    return connection


def _query(engine: sa.Engine, table: Table, program: str) -> str:
    """The select with the program written into it: with a parameter PostgreSQL's takes longer."""
    stored = TABLES[table.name]
    select = (
        sa.select(*(stored.c[name] for name in table.names))
        .where(stored.c.program == program)
        .order_by(*(stored.c[name] for name in table.key))
    )
    # PostgreSQL's own dialect would double a % in the text
    dialect = cast("type[DefaultDialect]", type(engine.dialect))(paramstyle="named")
    return str(select.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _typed(table: Table, arrow: pa.Table) -> pd.DataFrame:
    """The rows with the declared types, which a column without any value does not have."""
    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.TIME: pa.timestamp("us", tz="UTC"),
        Kind.FLAG: pa.bool_(),  # 0 and 1 in SQLite
    }
    schema = pa.schema([(column.name, types[column.kind]) for column in table.columns])
    nullable = {pa.int64(): pd.Int64Dtype()}
    frame: pd.DataFrame = arrow.cast(schema).to_pandas(types_mapper=nullable.get)
    return frame
