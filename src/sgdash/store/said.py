"""The store's side of a collection from GitHub: what is kept so far, and the next page of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from sgdash import tables
from sgdash.store.connect import using, writing
from sgdash.store.lock import alone
from sgdash.store.schema import TABLES
from sgdash.store.versions import require_version
from sgdash.store.write import delete, insert
from sgdash.tables import Table

Row = tuple[Any, ...]
Rows = Mapping[Table, Iterable[Row]]

_AT_ONCE = 500  # rows, or values in a statement

# Of each pull request or issue that a page tells of anew, all rows are replaced.
_OF_A_NUMBER = (
    *tables.SAID,
    tables.GITHUB_PENDING,
    tables.PULL_REQUESTS,
    tables.PULL_REQUEST_FILES,
)
_WHOLE = (tables.FILES, tables.REFS)
_ADDED = (tables.HEADS, tables.COMMITS, tables.COMMIT_FILES, tables.PULL_REQUEST_COMMITS)
_GIT = (tables.PULL_REQUESTS, tables.PULL_REQUEST_FILES)


class SaidTables:
    """What GitHub said of one program, in an open store. Any method may raise a StoreError."""

    def __init__(self, engine: sa.Engine, program: str) -> None:
        self._engine = engine
        self._program = program
        self._alone = False

    @contextmanager
    def alone(self, wait: float, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Keeps other collections of this program out; waits at most `wait` seconds for one.

        `waiting` is called before it waits. Whoever does so already does it no second time.

        Raises:
            StoreError: another one is still under way.
        """
        if self._alone:
            yield
            return
        with alone(self._engine, self._program, wait, waiting):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    def progress(self) -> dict[str, Any] | None:
        """How far the collection is, by the columns of GITHUB_PROGRESS; None before any.

        Times are whole microseconds since 1970, UTC.
        """
        stored = TABLES[tables.GITHUB_PROGRESS.name]
        for row in self._rows(stored, tables.GITHUB_PROGRESS.names):
            return dict(zip(tables.GITHUB_PROGRESS.names, row, strict=True))
        return None

    def updated(self, table: Table, of: Collection[int] | None = None) -> dict[int, int]:
        """When each pull request or issue was last updated as kept, by number, in microseconds.

        All of them, or those with the numbers `of`.
        """
        return dict(self.rows(table, "number", "updated_at", of=of))

    def pending(self) -> dict[int, str]:
        """The node ids of the pull requests that are seen but not kept yet, by number."""
        stored = TABLES[tables.GITHUB_PENDING.name]
        return {row.number: row.id for row in self._rows(stored, ["number", "id"])}

    def rows(self, table: Table, *names: str, of: Collection[int] | None = None) -> list[Row]:
        """The rows of a stored table as they are kept: times in microseconds since 1970, UTC.

        Whole, or of the columns named; all of them, or those with the numbers `of`.
        """
        stored, wanted = TABLES[table.name], list(names) or table.names
        if of is None:
            return [tuple(row) for row in self._rows(stored, wanted)]
        parts = [self._rows(stored, wanted, some) for some in _parts(list(of))]
        return [tuple(row) for part in parts for row in part]

    def each(self, table: Table, *names: str) -> Iterator[Row]:
        """The same rows one by one, so that they are never all in memory.

        Until the last of them nothing else can be asked of the store.
        """
        query = self._query(TABLES[table.name], list(names) or table.names)
        query = query.execution_options(yield_per=_AT_ONCE)
        with (
            using(self._engine.url),
            self._engine.connect() as connection,
            connection.execute(query) as found,
        ):
            for row in found:
                yield tuple(row)

    def count(self, table: Table) -> int:
        """How many rows a stored table has of this program."""
        with using(self._engine.url), self._engine.connect() as connection:
            return self._count(connection, TABLES[table.name])

    def counts(self) -> dict[str, int]:
        """How many rows each stored table has of this program, by the table's name."""
        with using(self._engine.url), self._engine.connect() as connection:
            return {name: self._count(connection, stored) for name, stored in TABLES.items()}

    def save(
        self,
        rows: Rows,
        progress: Mapping[str, Any],
        *,
        told: Iterable[int] = (),
        gone: Iterable[int] = (),
        replace: bool = False,
    ) -> None:
        """Saves one page with the progress that it makes, in one transaction.

        Args:
            rows: of each table the tuples in the order of its columns, times in microseconds
                since 1970 UTC. HEADS and commits that are there already stay as they are.
            progress: the columns of GITHUB_PROGRESS.
            told: the numbers of which everything kept is replaced by `rows`.
            gone: the numbers that GitHub no longer has; only that they were seen is kept.
            replace: whether all else that was collected for the program is forgotten first.
        """
        foreign = [t.name for t in rows if t not in (*_OF_A_NUMBER, *_WHOLE, *_ADDED)]
        if foreign:
            raise ValueError(f"GitHub does not bring rows of {', '.join(foreign)}")
        state = tuple(progress[name] for name in tables.GITHUB_PROGRESS.names)
        told, gone = list(told), list(gone)
        with using(self._engine.url), writing(self._engine) as connection:
            require_version(connection)
            if replace:
                for table in tables.STORED:
                    if table not in {tables.COLLECTIONS, tables.PROGRAMS}:
                        delete(connection, table, self._program)
            for table in _OF_A_NUMBER:
                # git's tables hold what git said of a number, unless this page says it too
                numbers = gone if table in _GIT and table not in rows else [*told, *gone]
                self._forget(connection, table, numbers)
            for table, new in rows.items():
                if table in _WHOLE:
                    delete(connection, table, self._program)
                insert(connection, table, self._program, new)
            insert(connection, tables.GITHUB_PROGRESS, self._program, [state])

    def _count(self, connection: sa.Connection, stored: sa.Table) -> int:
        query = sa.select(sa.func.count()).where(stored.c.program == self._program)
        counted: int = connection.execute(query).scalar_one()
        return counted

    def _forget(self, connection: sa.Connection, table: Table, numbers: list[int]) -> None:
        stored = TABLES[table.name]
        for some in _parts(numbers):
            connection.execute(
                sa.delete(stored)
                .where(stored.c.program == self._program)
                .where(stored.c.number.in_(some))
            )

    def _rows(
        self, stored: sa.Table, names: Sequence[str], of: list[int] | None = None
    ) -> list[sa.Row[Any]]:
        query = self._query(stored, names)
        if of is not None:
            query = query.where(stored.c.number.in_(of))
        with using(self._engine.url), self._engine.connect() as connection:
            return list(connection.execute(query))

    def _query(self, stored: sa.Table, names: Sequence[str]) -> sa.Select[Any]:
        query = sa.select(*(stored.c[name] for name in names))
        return query.where(stored.c.program == self._program)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    """A statement takes only so many values."""
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
