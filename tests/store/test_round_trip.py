"""What is saved is what is read, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sgdash import tables
from sgdash.frames import frame
from sgdash.store import Store, open_store

T1 = 1_600_000_000_000_001  # 2020-09-13 12:26:40.000001 UTC
T2 = 1_700_000_000_999_999
ODD = "Ño\u0301 \U0001f600 \u202e'\"%s %% \\n\t\r\n{}; DROP TABLE commits; -- \ufeff"
COLLECTION = {
    "source": "git",
    "repository": "https://example.org/a.git",
    "web": None,
    "branch": None,
    "head": "c2",
    "started_at": datetime(2020, 9, 13, 12, 26, 40, 1, UTC),
    "ended_at": datetime(2020, 9, 13, 12, 26, 41, 999999, UTC),
    "new_commits": 2,
    "files": 1,
    "pull_requests": 2,
    "problems": ODD,
    "requests": None,
    "quota": 3,
    "rows": 17,
}
ROWS: dict[tables.Table, list[tuple[Any, ...]]] = {
    tables.COMMITS: [
        ("c2", "c1", ODD, "a@b.org", T1, "Bo", "b@b.org", T2, "", T2),
        ("c1", "", "Ana", "", -1, "Bo", "b@b.org", 0, "First", T2),
    ],
    tables.COMMIT_FILES: [("c2", ODD, "D", None), ("c2", "a.py", "A", "b1")],
    tables.FILES: [("a.py", "b1", "100644", None, None, "c2", T1)],
    tables.PULL_REQUESTS: [
        (10, None, None, None, None, None, None, "h10", None, None, None, None),
        (9, "ana", "Ana", "a@b.org", ODD, "topic", "main", "h9", "c2", T1, T2, "merged"),
    ],
    tables.PULL_REQUEST_COMMITS: [(9, "c2", "h9")],
    tables.PULL_REQUEST_FILES: [(9, "a.py", "A", "b1"), (9, "b.py", "D", None)],
    tables.REFS: [("refs/heads/main", "c2"), ("refs/pull/9/head", "h9")],
}


def at(microseconds: int | None) -> datetime | None:
    if microseconds is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def expected(table: tables.Table, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """The declared DataFrame of stored rows, in the order of the key."""
    times = [column.kind is tables.Kind.TIME for column in table.columns]
    moments = [
        [at(value) if is_time else value for value, is_time in zip(row, times, strict=True)]
        for row in rows
    ]
    return frame(table, moments).sort_values(list(table.key), ignore_index=True)


def assert_holds(
    store: Store, program: str, rows: dict[tables.Table, list[tuple[Any, ...]]]
) -> None:
    for table, df in zip(rows, store.read_all(list(rows), program).values(), strict=True):
        assert_frame_equal(expected(table, rows[table]), df)


def test_every_table_comes_back_whole(url: str) -> None:
    with open_store(url) as store:
        assert store.save_collection("p", "data/p", ROWS, COLLECTION) == 1
        assert_holds(store, "p", ROWS)
        assert store.refs("p") == {"refs/heads/main": "c2", "refs/pull/9/head": "h9"}
        assert store.programs() == {"p": "data/p"}
        assert store.known_commits("p") == {"c1", "c2"}
        assert store.last_collection("p") == {
            "collection": 1,
            **COLLECTION,
            "checked_at": COLLECTION["ended_at"],
            "failed": False,
        }


def test_dtypes_are_the_declared_ones_even_without_a_value(url: str) -> None:
    bare = [(10, None, None, None, None, None, None, "h10", None, None, None, None)]
    with open_store(url) as store:
        store.save_collection("p", "data/p", {tables.PULL_REQUESTS: bare}, COLLECTION)
        df = store.read(tables.PULL_REQUESTS, "p")
        none = store.read(tables.PULL_REQUESTS, "q")
    dtypes = [str(dtype) for dtype in frame(tables.PULL_REQUESTS).dtypes]
    assert [str(dtype) for dtype in df.dtypes] == dtypes
    assert [str(dtype) for dtype in none.dtypes] == dtypes
    assert df["created_at"].isna().all()
    assert (len(df), len(none)) == (1, 0)


def test_text_after_thousands_of_empty_values_is_read(url: str) -> None:
    empty = [(f"{n:05}", "b", "100644", None, None, None, None) for n in range(3000)]
    rows = [*empty, ("99999", "b", "100644", "c1", T1, "c2", T2)]
    with open_store(url) as store:
        store.save_collection("p", "data/p", {tables.FILES: rows}, COLLECTION)
        assert_holds(store, "p", {tables.FILES: rows})


def test_times_are_the_same_microsecond(url: str) -> None:
    with open_store(url) as store:
        store.save_collection("p", "data/p", ROWS, COLLECTION)
        commits = store.read(tables.COMMITS, "p").set_index("commit")
        collections = store.read(tables.COLLECTIONS, "p")
    assert commits["authored_at"]["c2"] == pd.Timestamp("2020-09-13 12:26:40.000001", tz="UTC")
    assert commits["authored_at"]["c1"] == pd.Timestamp("1969-12-31 23:59:59.999999", tz="UTC")
    assert collections["ended_at"][0] == pd.Timestamp("2020-09-13 12:26:41.999999", tz="UTC")


@pytest.mark.parametrize("program", ["o'brien", "50%", "%s", "a\\'b", "año", '"', ":x", ""])
def test_any_text_may_name_a_program(url: str, program: str) -> None:
    with open_store(url) as store:
        store.save_collection(program, "a", ROWS, COLLECTION)
        store.save_collection("other", "b", {}, COLLECTION)
        assert_holds(store, program, ROWS)
        assert len(store.read(tables.COMMITS, "other")) == 0
        assert store.programs() == {program: "a", "other": "b"}


def test_a_path_longer_than_an_index_takes_is_kept(url: str) -> None:
    path = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(4000))
    rows: dict[tables.Table, list[tuple[Any, ...]]] = {
        tables.COMMIT_FILES: [("c1", path, "A", "b1"), ("c1", path + "x", "A", "b1")],
        tables.FILES: [(path, "b1", "100644", None, None, None, None)],
        tables.PULL_REQUEST_FILES: [(1, path, "A", "b1")],
        tables.REFS: [(path, "c1")],
    }
    with open_store(url) as store:
        store.save_collection("p", "data/p", rows, COLLECTION)
        store.save_collection("p", "data/p", rows, COLLECTION)
        assert_holds(store, "p", rows)
        assert store.refs("p") == {path: "c1"}


def test_a_program_never_collected_has_nothing(url: str) -> None:
    with open_store(url) as store:
        assert store.last_collection("p") is None
        assert store.refs("p") == {}
        assert store.known_commits("p") == set()
        assert store.programs() == {}
        assert_frame_equal(frame(tables.COMMITS), store.read(tables.COMMITS, "p"))
