"""The store as the rest of sgdash sees it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

from sgdash import tables
from sgdash.store import write
from sgdash.store.address import claim_file, parse_address
from sgdash.store.connect import create_engine, read_while_writing, using
from sgdash.store.moments import from_microseconds
from sgdash.store.said import SaidTables
from sgdash.store.schema import TABLES
from sgdash.store.versions import bring_up_to_date
from sgdash.tables import Kind, Table

if TYPE_CHECKING:
    import pandas as pd


def open_store(url: str, *, create: bool = True, wait: float = 30.0) -> "Store":
    """The store at `url`, its schema created or migrated; use it in a `with`, or close it.

    Args:
        url: `sqlite:///path` or `postgresql://user:password@host/database`.
        create: whether a store that is not there is made; false raises StoreMissingError.
        wait: how many seconds to wait for another collection that is being saved.

    Raises:
        StoreError: it cannot be opened, is of a newer version, or is not a store.
    """
    address = parse_address(url)
    with using(address):
        if address.get_backend_name() == "sqlite":
            claim_file(address, create=create)
        engine = create_engine(address, wait)
        try:
            bring_up_to_date(engine, create=create)
            read_while_writing(engine)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine)


class Store:
    """An open store; any number of threads may use it. Every method may raise a StoreError."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def read(self, table: Table, program: str) -> "pd.DataFrame":
        """A program's rows of one table, in the order of its key."""
        return self.read_all([table], program)[table.name]

    def read_all(self, wanted: Sequence[Table], program: str) -> dict[str, "pd.DataFrame"]:
        """A program's rows of several tables by name, all as of one moment.

        A collection that is saved meanwhile is seen in all of them or in none.
        """
        with using(self._engine.url):
            # only readers wait for pandas and the drivers to load
            from sgdash.store import bulk  # noqa: PLC0415

            return bulk.read_tables(self._engine, wanted, program)

    def programs(self) -> dict[str, str]:
        """The folder of each collected program, by the program's id."""
        stored = TABLES[tables.PROGRAMS.name]
        query = sa.select(stored.c.program, stored.c.folder)
        return {row.program: row.folder for row in self._rows(query)}

    def refs(self, program: str) -> dict[str, str]:
        """Where each ref pointed at the end of the program's last collection."""
        stored = TABLES[tables.REFS.name]
        query = sa.select(stored.c.ref, stored.c.commit).where(stored.c.program == program)
        return {row.ref: row.commit for row in self._rows(query)}

    def known_commits(self, program: str) -> set[str]:
        """The object names of every commit that a collection has brought."""
        stored = TABLES[tables.COMMITS.name]
        query = sa.select(stored.c.commit).where(stored.c.program == program)
        return {commit for (commit,) in self._rows(query)}

    def last_collection(self, program: str, source: str | None = None) -> dict[str, Any] | None:
        """The program's last collection that did not fail, by column; None before one.

        Of a `source`, git or github, if it is given.

        Its times are aware and in UTC.
        """
        stored = TABLES[tables.COLLECTIONS.name]
        query = (
            sa.select(*(stored.c[name] for name in tables.COLLECTIONS.names))
            .where(stored.c.program == program, sa.not_(stored.c.failed))
            .where(stored.c.source == source if source else sa.true())
            .order_by(stored.c.collection.desc())
            .limit(1)
        )
        for row in self._rows(query):
            return {
                column.name: from_microseconds(value) if column.kind is Kind.TIME else value
                for column, value in zip(tables.COLLECTIONS.columns, row, strict=True)
            }
        return None

    def said(self, program: str) -> SaidTables:
        """What GitHub said of a program, to read and to go on with."""
        return SaidTables(self._engine, program)

    def save_collection(
        self,
        program: str,
        folder: str,
        rows: Mapping[Table, Iterable[tuple[Any, ...]]],
        collection: Mapping[str, Any],
        *,
        replace: bool = False,
    ) -> int:
        """Saves one collection in one transaction and returns its number, 1 for the first.

        Commits and their files are added where they are new, and one that is there keeps when it
        was first seen; a pull request's commits are added or brought up to date; all other tables
        get the given rows in place of the program's old ones. A table that is not among `rows` is
        left as it is, one without rows is emptied if it is of the latter kind.

        Args:
            program: the program's id.
            folder: where the program's files lie.
            rows: of each table the tuples in the order of its columns; their times are whole
                microseconds since 1970 in UTC, as integers, because thousands of datetimes take
                longer to convert than to write.
            collection: the values of `tables.COLLECTIONS` without the number and `checked_at`;
                optional ones and `failed` may be missing, times are aware datetimes.
            replace: whether all that earlier collections brought is forgotten first; the numbers
                go on all the same, so no two collections of a program ever share one.
        """
        with using(self._engine.url):
            return write.save_collection(
                self._engine, program, folder, rows, collection, replace=replace
            )

    def save_check(self, program: str, at: datetime) -> None:
        """Notes that a collection found nothing new at an aware moment; time never goes back."""
        with using(self._engine.url):
            write.save_check(self._engine, program, at)

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with using(self._engine.url), self._engine.connect() as connection:
            return connection.execute(query).all()
