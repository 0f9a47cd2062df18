"""The declared tables as database tables, and the table that says which version they are."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from sgdash.tables import STORED, Column, Kind, Table

METADATA = sa.MetaData()

# The same order of texts on every machine, and the quickest: byte by byte, as SQLite does anyway.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TYPES: Mapping[Kind, sa.types.TypeEngine[Any]] = {
    Kind.TEXT: _TEXT,
    Kind.INTEGER: sa.BigInteger(),
    Kind.TIME: sa.BigInteger(),  # microseconds since 1970, UTC
    Kind.FLAG: sa.Boolean(),
}

# Strangers choose these, and PostgreSQL's indexes take no text above 2,700 bytes.
_UNBOUNDED = frozenset({"path", "ref"})


def _column(column: Column) -> sa.Column[object]:
    return sa.Column(column.name, _TYPES[column.kind], nullable=column.optional)


def _table(table: Table) -> sa.Table:
    key = ("program", *table.key)
    made = sa.Table(
        table.name,
        METADATA,
        sa.Column("program", _TEXT, nullable=False),
        *map(_column, table.columns),
        sqlite_with_rowid=False,  # rows lie in the order of the key, a program's together
    )
    primary = sa.PrimaryKeyConstraint(*key)
    made.append_constraint(primary)
    if _UNBOUNDED.intersection(key):
        primary.ddl_if(dialect="sqlite")
        parts = (sa.func.md5(made.c[n]) if n in _UNBOUNDED else made.c[n] for n in key)
        sa.Index(f"{table.name}_key", *parts, unique=True).ddl_if(dialect="postgresql")
    if "number" in table.names and table.key[0] != "number":
        sa.Index(f"{table.name}_number", made.c.program, made.c.number)  # they are replaced by it
    return made


TABLES: Mapping[str, sa.Table] = {table.name: _table(table) for table in STORED}

VERSION_TABLE = sa.Table("sgdash_store", METADATA, sa.Column("version", sa.Integer, nullable=False))
