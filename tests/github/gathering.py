"""Collecting from the small GitHub into a store, as the command does."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from collecting import NOW
from hub import TOKEN, Hub

from sgdash import tables
from sgdash.collect.github.access import Credentials, Place
from sgdash.collect.github.collection import GitHubCollection, Wishes, collect_github
from sgdash.store import Store

SEEN = NOW


@dataclass
class Watched:
    """What a person would see."""

    reports: list[tuple[str, int, int | None]] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)

    def report(self, what: str, done: int, total: int | None) -> None:
        self.reports.append((what, done, total))

    def waiting(self, words: str, *, begins: bool) -> None:
        if begins:
            self.waits.append(words)


def gather(
    hub: Hub,
    store: Store,
    *,
    name: str = "work",
    now: datetime | None = None,
    watched: Watched | None = None,
    **wishes: Any,
) -> GitHubCollection:
    """Collect club/work into the program "club"; at `now`, if given, GitHub's clock is stopped."""
    if now:
        hub.clock.stand(now)
    return collect_github(
        Place(hub.api, "club", name),
        Credentials(token=TOKEN),
        store.said("club"),
        wishes=Wishes(**wishes),
        now=now or SEEN,
        shown=watched or Watched(),
    )


def values(store: Store, table: tables.Table, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of the program's rows, empty ones None, in the order of the key."""
    df = store.read(table, "club")[list(columns)]
    return list(df.astype(object).where(df.notna(), None).itertuples(index=False, name=None))


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that GitHub said, as it is kept."""
    return {table.name: values(store, table, *table.names) for table in tables.SAID}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
