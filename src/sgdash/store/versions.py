"""The version of a store's schema: created when there is none, migrated, or refused by name."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from sgdash.language import Said, say
from sgdash.store.address import APPLICATION_ID
from sgdash.store.connect import writing
from sgdash.store.errors import StoreError, StoreMissingError, shown
from sgdash.store.schema import METADATA, VERSION_TABLE
from sgdash.store.version_2 import from_version_1
from sgdash.store.version_3 import from_version_2

Migration = Callable[[sa.Connection], None]

MIGRATIONS: Sequence[Migration] = (from_version_1, from_version_2)
"""The first takes a store from version 1 to 2, the next from 2 to 3; each is told in SQL of its
own day and never changed later."""


def bring_up_to_date(
    engine: sa.Engine, *, create: bool, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Creates the schema or migrates it to the present version, in one transaction.

    Raises:
        StoreMissingError: there is no schema yet and `create` is false.
        StoreError: the store is of a version that this sgdash does not know, or not a store.
    """
    newest = 1 + len(migrations)
    with engine.connect() as connection:
        if _version(connection) == newest:
            return
    with writing(engine) as connection:
        version = _version(connection)  # another may have been quicker
        if version is not None:
            _migrate(connection, version, migrations)
        elif create:
            _create(connection)
        else:
            name = shown(engine.url)
            raise StoreMissingError(f"{name}: nothing there yet. Run: sgdash collect PROGRAM")


def require_version(connection: sa.Connection) -> None:
    """Refuses to write when the store was migrated by a newer sgdash since it was opened."""
    version = _version(connection)
    if version != 1 + len(MIGRATIONS):
        raise StoreError(_refusal(connection, version))


def _version(connection: sa.Connection) -> int | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE.name):
        return None
    version: int = connection.execute(sa.select(VERSION_TABLE.c.version)).scalar_one()
    return version


def _migrate(connection: sa.Connection, version: int, migrations: Sequence[Migration]) -> None:
    if not 1 <= version <= 1 + len(migrations):
        raise StoreError(_refusal(connection, version))
    for migration in migrations[version - 1 :]:
        migration(connection)
    connection.execute(sa.update(VERSION_TABLE).values(version=1 + len(migrations)))


def _create(connection: sa.Connection) -> None:
    taken = sorted(METADATA.tables.keys() & set(sa.inspect(connection).get_table_names()))
    if taken:
        raise StoreError(
            say(
                "{store}: it holds a table {table} that is not sgdash's. Name a database of its "
                "own in SGDASH_STORE",
                store=shown(connection.engine.url),
                table=taken[0],
            )
        )
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(sa.insert(VERSION_TABLE).values(version=1 + len(MIGRATIONS)))


def _refusal(connection: sa.Connection, version: int | None) -> Said:
    return say(
        "{store}: its schema is version {version}, and this sgdash knows 1 to {newest}. Upgrade "
        "sgdash, or name another store in SGDASH_STORE",
        store=shown(connection.engine.url),
        version=str(version),
        newest=str(1 + len(MIGRATIONS)),
    )
