"""How far a program's collection from GitHub is, and where that is kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sgdash import tables

PAGE_SIZE = 100
"""Pull requests in one question, where GitHub manages so many."""

Rows = Mapping[tables.Table, Iterable[tuple[Any, ...]]]


class Kept(Protocol):
    """The store's side of it: see `sgdash.store.said`."""

    def alone(self, wait: float) -> AbstractContextManager[None]:
        """Keeps other collections of the program out."""

    def progress(self) -> dict[str, Any] | None:
        """The columns of GITHUB_PROGRESS, None before any."""

    def updated(self, table: tables.Table, of: Collection[int] | None = None) -> dict[int, int]:
        """When each pull request or issue, or each of those numbers, was last updated."""

    def pending(self) -> dict[int, str]:
        """The node ids of what is seen but not kept yet, by number."""

    def rows(
        self, table: tables.Table, *names: str, of: Collection[int] | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of a table as they are kept, whole or of the columns or numbers named."""

    def each(self, table: tables.Table, *names: str) -> Iterator[tuple[Any, ...]]:
        """The same rows one by one; until the last nothing else can be asked."""

    def count(self, table: tables.Table) -> int:
        """How many rows of a table are kept."""

    def save(
        self,
        rows: Rows,
        progress: Mapping[str, Any],
        *,
        told: Iterable[int] = (),
        gone: Iterable[int] = (),
        replace: bool = False,
    ) -> None:
        """Saves one page and its progress, whole or not at all."""


@dataclass
class Progress:
    """A row of GITHUB_PROGRESS; times in microseconds since 1970, UTC."""

    repository: str
    contents: bool
    watermark: int | None = None
    passing: int | None = None
    cursor: str | None = None
    swept_at: int | None = None
    page_size: int = PAGE_SIZE
    rate_limit: int | None = None
    rate_left: int | None = None
    resets_at: int | None = None
    looked_at: int | None = None
    began_at: int | None = None
    requests: int | None = None
    quota: int | None = None
    rows: int | None = None
