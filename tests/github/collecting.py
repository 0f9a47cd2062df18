"""Collecting from the small GitHub into a store, and what is in the store then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hub import TOKEN, Hub
from hub.limits import Clock

from sgdash import tables
from sgdash.collect.github.access import Credentials, Place
from sgdash.collect.github.collection import GitHubCollection, Wishes, collect_github
from sgdash.store import open_store

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)

Serve = Callable[..., Hub]

COMPARED = [
    table
    for table in tables.STORED
    if table not in {tables.COLLECTIONS, tables.GITHUB_PROGRESS, tables.PROGRAMS}
]
"""What collections of the same state of GitHub must agree in, however they came to it."""


@dataclass
class Naps:
    """Sleep that takes no time; `clock` is put forward by it."""

    clock: Clock
    total: float = 0.0

    def take(self, seconds: float) -> None:
        self.total += seconds
        self.clock.advance(seconds)


@dataclass
class Shown:
    """What a person would see."""

    waits: list[str] = field(default_factory=list)
    steps: list[tuple[str, int, int | None]] = field(default_factory=list)

    def report(self, what: str, done: int, total: int | None) -> None:
        self.steps.append((what, done, total))

    def waiting(self, words: str, *, begins: bool) -> None:
        if begins:
            self.waits.append(words)


def collect(
    hub: Hub,
    url: str,
    *,
    token: str = TOKEN,
    credentials: Credentials | None = None,
    shown: Shown | None = None,
    name: str = "work",
    now: datetime | None = None,
    **wishes: Any,
) -> GitHubCollection:
    """One collection of club/work into the program `club` of the store at `url`.

    At `now`, if it is given, GitHub's clock is stopped.
    """
    if now:
        hub.clock.stand(now)
    with open_store(url) as store:
        return collect_github(
            Place(hub.api, "club", name),
            credentials or Credentials(token=token),
            store.said("club"),
            wishes=Wishes(**wishes),
            now=now or NOW,
            shown=shown or Shown(),
        )


def kept(hub: Hub, url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows by table; addresses without where the small GitHub happens to be."""
    with open_store(url) as store:
        found = store.read_all(COMPARED, "club")
    return {name: list(_rows(frame, hub.web)) for name, frame in found.items()}


def _rows(frame: pd.DataFrame, web: str) -> Iterator[tuple[Any, ...]]:
    for row in frame.itertuples(index=False, name=None):
        yield tuple(_plain(value, web) for value in row)


def _plain(value: Any, web: str) -> Any:
    if isinstance(value, str):
        return value.replace(web, "")
    if value is pd.NaT or value is pd.NA or value is None or value != value:  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%m-%d %H:%M:%S")
    return bool(value) if isinstance(value, bool) else value
