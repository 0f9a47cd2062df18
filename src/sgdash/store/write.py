"""One collection into the store, as one transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import import_module
from itertools import islice
from typing import Any

import sqlalchemy as sa

from sgdash import tables
from sgdash.store.connect import writing
from sgdash.store.moments import to_microseconds
from sgdash.store.schema import TABLES
from sgdash.store.versions import require_version
from sgdash.tables import Kind, Table

# What a collection brings is added to what is there, or takes the place of it.
_KEPT = (tables.COMMITS, tables.COMMIT_FILES, tables.HEADS)
_UPDATED = (
    tables.PULL_REQUEST_COMMITS,
    tables.PROGRAMS,
    *tables.SAID,
    tables.GITHUB_PROGRESS,
    tables.GITHUB_PENDING,
)
_REPLACED = (tables.FILES, tables.PULL_REQUESTS, tables.PULL_REQUEST_FILES, tables.REFS)
_BROUGHT = (tables.COMMITS, tables.COMMIT_FILES, tables.PULL_REQUEST_COMMITS, *_REPLACED)

_BATCH = 1000  # rows that are given to the driver at once


def save_collection(
    engine: sa.Engine,
    program: str,
    folder: str,
    rows: Mapping[Table, Iterable[tuple[Any, ...]]],
    collection: Mapping[str, Any],
    *,
    replace: bool,
) -> int:
    """Saves one collection; see `Store.save_collection`."""
    foreign = [table.name for table in rows if table not in _BROUGHT]
    if foreign:
        raise ValueError(f"a collection does not bring rows of {', '.join(foreign)}")
    finished = _collection_row(collection)
    with writing(engine) as connection:
        require_version(connection)
        number = _next_number(connection, program)
        if replace:
            for table in tables.STORED:
                delete(connection, table, program)
        for table, new in rows.items():
            if table in _REPLACED:
                delete(connection, table, program)
            insert(connection, table, program, new)
        insert(connection, tables.PROGRAMS, program, [(folder,)])
        insert(connection, tables.COLLECTIONS, program, [(number, *finished)])
        if collection["source"] == "github":
            stored = TABLES[tables.GITHUB_PROGRESS.name]
            told = dict.fromkeys(("began_at", "requests", "quota", "rows"))
            connection.execute(sa.update(stored).where(stored.c.program == program).values(told))
    return number


def save_check(engine: sa.Engine, program: str, at: datetime) -> None:
    """Moves the last collection's `checked_at` on; see `Store.save_check`."""
    stored = TABLES[tables.COLLECTIONS.name]
    checked = to_microseconds(at)
    last = sa.select(sa.func.max(stored.c.collection)).where(
        stored.c.program == program, sa.not_(stored.c.failed)
    )
    with writing(engine) as connection:
        require_version(connection)
        connection.execute(
            sa.update(stored)
            .where(stored.c.program == program)
            .where(stored.c.collection == last.scalar_subquery())
            .where(stored.c.checked_at < checked)
            .values(checked_at=checked)
        )


def _collection_row(collection: Mapping[str, Any]) -> list[Any]:
    """A collection's values in the order of its columns, without the number, times as integers."""
    columns = tables.COLLECTIONS.columns[1:]
    required = {column.name for column in columns if not column.optional}
    required -= {"checked_at", "failed"}
    if not required <= set(collection) <= set(tables.COLLECTIONS.names[1:]):
        raise ValueError(f"a collection has the values {', '.join(sorted(required))}")
    collection = {"failed": False, **collection, "checked_at": collection["ended_at"]}
    return [
        to_microseconds(collection[column.name])
        if column.kind is Kind.TIME
        else collection.get(column.name)
        for column in columns
    ]


def delete(connection: sa.Connection, table: Table, program: str) -> None:
    """Takes a program's rows out of a table."""
    stored = TABLES[table.name]
    connection.execute(sa.delete(stored).where(stored.c.program == program))


def insert(
    connection: sa.Connection, table: Table, program: str, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Puts a program's rows into a table, or brings those there up to date.

    They go through the driver itself: a dictionary for each would cost more than the writing. And
    by the batch: all of them once more, each with its program, would take as much memory again.
    """
    statement = str(_statement(connection, table).compile(dialect=connection.dialect))
    rest = ((program, *row) for row in rows)
    while batch := list(islice(rest, _BATCH)):
        connection.exec_driver_sql(statement, batch)


def _next_number(connection: sa.Connection, program: str) -> int:
    stored = TABLES[tables.COLLECTIONS.name]
    last = sa.select(sa.func.max(stored.c.collection)).where(stored.c.program == program)
    return (connection.execute(last).scalar() or 0) + 1


def _statement(connection: sa.Connection, table: Table) -> sa.Insert:
    """The insert that keeps, updates or refuses a row that is there already."""
    stored = TABLES[table.name]
    if table not in (*_KEPT, *_UPDATED):
        return sa.insert(stored)
    # standard SQL has no words for it, so each dialect has its own insert
    own = import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(stored)
    key = ("program", *table.key)
    changed = {c.name: own.excluded[c.name] for c in stored.c if c.name not in key}
    statement: sa.Insert = (
        own.on_conflict_do_nothing()
        if table in _KEPT or not changed
        else own.on_conflict_do_update(index_elements=key, set_=changed)
    )
    return statement
