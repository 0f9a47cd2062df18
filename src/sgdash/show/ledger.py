"""What the store can say of itself: its collections, how many rows it has, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.home import find_home
from sgdash.show.once import once_of_data
from sgdash.show.view import View
from sgdash.store import StoreMissingError, open_store

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTS = ["pull_requests", "files", "new_commits"]


@dataclass(frozen=True)
class Budget:
    """The points of an hour that GitHub gave, as it told when it was last asked."""

    limit: int
    left: int
    resets_at: datetime


@dataclass(frozen=True)
class Ledger:
    """One program's part of the store."""

    collections: pd.DataFrame  # tables.COLLECTIONS, the newest first
    budget: Budget | None  # None where GitHub was never asked, or has no limit


def read_ledger(program: str) -> Ledger:
    """What there is of a program; nothing where there is no store yet.

    Raises:
        StoreError: the store cannot be read.
    """
    try:
        with open_store(find_home().store, create=False) as store:
            progress = store.said(program).progress()
            found = store.read(tables.COLLECTIONS, program)
    except StoreMissingError:
        return Ledger(frame(tables.COLLECTIONS), None)
    found = found.astype(dict.fromkeys(_COUNTS, "Int64"))
    found.loc[found["failed"], _COUNTS] = pd.NA  # it counted nothing: they are of the one before
    return Ledger(
        found.sort_values("collection", ascending=False, ignore_index=True),
        _budget(progress) if progress else None,
    )


@once_of_data
def row_counts(view: View) -> dict[str, int]:
    """How many rows of the program each stored table has, those that have any.

    Raises:
        StoreError: the store cannot be read.
    """
    try:
        with open_store(find_home().store, create=False) as store:
            counts = store.said(view.program.id).counts()
    except StoreMissingError:
        return {}
    return {name: count for name, count in counts.items() if count}


def _budget(progress: Mapping[str, int | None]) -> Budget | None:
    limit, left, resets_at = (progress[n] for n in ("rate_limit", "rate_left", "resets_at"))
    if limit is None or left is None or resets_at is None:
        return None
    return Budget(limit, left, _EPOCH + timedelta(microseconds=resets_at))
