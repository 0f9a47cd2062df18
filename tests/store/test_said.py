"""Pages of what GitHub says: saved whole with their progress, and one collection at a time."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from sgdash import tables
from sgdash.store import Store, StoreError, open_store
from sgdash.store.said import Rows

PROGRESS: dict[str, Any] = {
    "repository": "R_1",
    "contents": False,
    "watermark": None,
    "passing": 50,
    "cursor": "c1",
    "swept_at": None,
    "page_size": 50,
    "rate_limit": 5000,
    "rate_left": 4990,
    "resets_at": 3_600_000_000,
    "looked_at": 40,
    "began_at": 45,
    "requests": 3,
    "quota": 4,
    "rows": 5,
}


def pull(number: int, head: str = "h1", updated: int = 20) -> tuple[Any, ...]:
    who = ("ana", 7)
    said = ("Title", "Body", "open", True, "main", "topic", head, 10, updated)
    return (
        number,
        100 + number,
        *who,
        *said,
        None,
        None,
        None,
        None,
        1,
        2,
        False,
        "https://x/1",
        None,
    )


def page(*pulls: tuple[Any, ...], seen: int = 30) -> Rows:
    return {
        tables.GITHUB_PULL_REQUESTS: pulls,
        tables.LABELS: [(row[0], "done") for row in pulls],
        tables.COMMENTS: [(row[0], row[0], None, None, "hi", 11, None, "u", None) for row in pulls],
        tables.HEADS: [(row[0], row[10], seen, None) for row in pulls],
    }


def values(store: Store, table: tables.Table, *columns: str) -> list[tuple[Any, ...]]:
    df = store.read(table, "p")[list(columns)]
    return list(df.astype(object).where(df.notna(), None).itertuples(index=False, name=None))


def test_a_page_and_its_progress_come_back(url: str) -> None:
    with open_store(url) as store:
        said = store.said("p")
        assert (said.progress(), said.pending()) == (None, {})
        rows = {**page(pull(1), pull(2, updated=21)), tables.GITHUB_PENDING: [(3, "PR_3")]}
        said.save(rows, PROGRESS)
        assert said.progress() == PROGRESS
        assert said.updated(tables.GITHUB_PULL_REQUESTS) == {1: 20, 2: 21}
        assert said.pending() == {3: "PR_3"}
        assert values(store, tables.GITHUB_PULL_REQUESTS, "number", "draft", "truncated") == [
            (1, True, False),
            (2, True, False),
        ]
        counts = said.counts()
        assert (counts["github_pull_requests"], counts["heads"], counts["commits"]) == (2, 2, 0)
        assert set(counts) == {table.name for table in tables.STORED}
        assert store.said("q").progress() is None


def test_rows_come_one_by_one_of_some_numbers_or_counted(url: str) -> None:
    with open_store(url) as store:
        said = store.said("p")
        store.said("q").save(page(pull(1)), PROGRESS)
        said.save(page(*(pull(n, updated=n) for n in range(1, 2502))), PROGRESS)
        table = tables.GITHUB_PULL_REQUESTS
        assert said.count(table) == 2501
        each = said.each(table, "updated_at", "number")
        assert sorted(each) == [(n, n) for n in range(1, 2502)]
        assert [row[0] for row in said.rows(table, of=[2501, 7, 9999])] == [7, 2501]
        assert said.rows(table, of=[]) == []
        assert said.updated(table, [7, 8, 9999]) == {7: 7, 8: 8}
        assert sorted(said.updated(table, range(2, 2600))) == list(range(2, 2502))
        begun = said.each(table)
        assert next(begun)[0] == 1
        begun.close()
        assert said.count(tables.HEADS) == 2501


def test_what_a_number_no_longer_has_is_gone_and_its_first_sight_stays(url: str) -> None:
    with open_store(url) as store:
        said = store.said("p")
        said.save({**page(pull(1), pull(2)), tables.GITHUB_PENDING: [(1, "PR_1")]}, PROGRESS)
        later = {tables.GITHUB_PULL_REQUESTS: [pull(1, "h2")], tables.HEADS: [(1, "h2", 40, 35)]}
        said.save(later, {**PROGRESS, "cursor": None}, told=[1])
        again = {tables.HEADS: [(1, "h1", 99, 98)]}
        said.save(again, {**PROGRESS, "cursor": None}, gone=[2])
        assert said.progress() == {**PROGRESS, "cursor": None}
        assert values(store, tables.GITHUB_PULL_REQUESTS, "number", "head") == [(1, "h2")]
        assert values(store, tables.LABELS, "number") == []
        assert values(store, tables.COMMENTS, "number") == []
        assert said.pending() == {}
        heads = values(store, tables.HEADS, "number", "head")
        assert heads == [(1, "h1"), (1, "h2"), (2, "h1")]
        seen = store.read(tables.HEADS, "p")["first_seen_at"]
        assert [moment.microsecond for moment in seen] == [30, 40, 30]


def test_a_page_that_cannot_be_kept_moves_nothing(url: str) -> None:
    with open_store(url) as store:
        said = store.said("p")
        said.save(page(pull(1)), PROGRESS)
        with pytest.raises(StoreError):
            said.save(
                {**page(pull(2)), tables.LABELS: [(2, None)]},
                {**PROGRESS, "cursor": "c2"},
                told=[1, 2],
            )
        assert said.progress() == PROGRESS
        assert said.updated(tables.GITHUB_PULL_REQUESTS) == {1: 20}
        with pytest.raises(ValueError, match="GitHub does not bring rows of status"):
            said.save({tables.STATUS: []}, PROGRESS)


def test_what_git_said_stays_unless_the_page_says_it_too(url: str) -> None:
    bare = [(n, *[None] * 6, "h1", *[None] * 4) for n in (1, 2)]
    brought = {tables.PULL_REQUESTS: bare, tables.REFS: [("HEAD", "c1")]}
    collection = {"source": "git", "repository": "/a", "new_commits": 0, "files": 0}
    moments = dict.fromkeys(("started_at", "ended_at"), datetime(2020, 8, 1, tzinfo=UTC))
    with open_store(url) as store:
        store.save_collection("p", "f", brought, {**collection, "pull_requests": 2, **moments})
        said = store.said("p")
        said.save(page(pull(1)), PROGRESS, told=[1])
        assert values(store, tables.PULL_REQUESTS, "number") == [(1,), (2,)]
        mine = (1, "ana", *[None] * 5, "h2", *[None] * 4)
        said.save({tables.PULL_REQUESTS: [mine]}, PROGRESS, told=[1], gone=[2])
        assert values(store, tables.PULL_REQUESTS, "number", "head") == [(1, "h2")]
        assert store.refs("p") == {"HEAD": "c1"}


def test_replacing_forgets_what_was_collected_and_no_more(url: str) -> None:
    with open_store(url) as store:
        store.said("q").save(page(pull(1)), PROGRESS)
        said = store.said("p")
        said.save(page(pull(1), pull(2)), PROGRESS)
        said.save(page(pull(3), seen=99), PROGRESS, replace=True)
        assert said.updated(tables.GITHUB_PULL_REQUESTS) == {3: 20}
        assert values(store, tables.HEADS, "number") == [(3,)]
        assert store.said("q").updated(tables.GITHUB_PULL_REQUESTS) == {1: 20}


def test_two_collections_of_a_program_follow_each_other(url: str) -> None:
    program = f"""
import sys
from sgdash.store import open_store
with open_store({url!r}) as store, store.said("p").alone(5):
    print("held", flush=True)
    sys.stdin.read()
"""
    command = [sys.executable, "-c", program]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other,
        open_store(url) as store,
    ):
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with store.said("q").alone(0):  # another program is no matter
            pass
        refused = r"another collection of p is under way\. Run this again once that one has ended"
        with pytest.raises(StoreError, match=refused), store.said("p").alone(0.3):
            pass
        other.kill()  # and so never lets go by itself
        other.wait()
        started = time.monotonic()
        with store.said("p").alone(10):
            assert time.monotonic() - started < 9
        with store.said("p").alone(0):
            pass
