"""What a second collection keeps, updates and replaces."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sgdash import tables
from sgdash.store import Store, StoreError, open_store
from sgdash.tables import Table

NOON = datetime(2020, 8, 1, 12, tzinfo=UTC)
COLLECTION = {
    "source": "git",
    "repository": "/a/clone",
    "branch": "main",
    "head": "c1",
    "started_at": NOON,
    "ended_at": NOON,
    "new_commits": 0,
    "files": 0,
    "pull_requests": 0,
}


def commit(name: str, seen: int) -> tuple[Any, ...]:
    return (name, "", "Ana", "a@b.org", 1, "Ana", "a@b.org", 2, "subject", seen)


def save(store: Store, rows: dict[Table, list[tuple[Any, ...]]], program: str = "p") -> int:
    return store.save_collection(program, f"data/{program}", rows, COLLECTION)


def values(store: Store, table: Table, *columns: str, program: str = "p") -> list[tuple[Any, ...]]:
    df = store.read(table, program)[list(columns)]
    return list(df.astype(object).where(df.notna(), None).itertuples(index=False, name=None))


FULL: dict[Table, list[tuple[Any, ...]]] = {
    tables.COMMITS: [commit("c1", 100)],
    tables.COMMIT_FILES: [("c1", "a.py", "A", "b1")],
    tables.FILES: [("a.py", "b1", "100644", "c1", 1, "c1", 1)],
    tables.PULL_REQUESTS: [(1, *[None] * 6, "c1", *[None] * 4)],
    tables.PULL_REQUEST_COMMITS: [(1, "c1", "c1")],
    tables.PULL_REQUEST_FILES: [(1, "a.py", "A", "b1")],
    tables.REFS: [("refs/heads/main", "c1")],
}


def test_saving_twice_is_saving_once(url: str) -> None:
    with open_store(url) as store:
        assert save(store, FULL) == 1
        first = store.read_all(list(FULL), "p")
        assert save(store, FULL) == 2
        second = store.read_all(list(FULL), "p")
        for name, df in first.items():
            assert df.equals(second[name]), name
        assert values(store, tables.COLLECTIONS, "collection") == [(1,), (2,)]


def test_a_commit_keeps_when_it_was_first_seen(url: str) -> None:
    with open_store(url) as store:
        save(store, {tables.COMMITS: [commit("c1", 100)]})
        save(store, {tables.COMMITS: [commit("c1", 50), commit("c2", 200)]})
        save(store, {tables.COMMITS: [commit("c1", 300)]})
        seen = store.read(tables.COMMITS, "p").set_index("commit")["first_seen_at"]
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert (seen["c1"] - epoch).microseconds == 100
    assert (seen["c2"] - epoch).microseconds == 200


def test_a_force_push_takes_no_commit_away(url: str) -> None:
    with open_store(url) as store:
        save(store, FULL)
        pushed: dict[Table, list[tuple[Any, ...]]] = {
            tables.COMMITS: [commit("c2", 200)],
            tables.COMMIT_FILES: [("c2", "a.py", "A", "b2")],
            tables.PULL_REQUEST_COMMITS: [(1, "c2", "c2")],
            tables.REFS: [("refs/heads/main", "c2")],
        }
        save(store, pushed)
        assert store.known_commits("p") == {"c1", "c2"}
        assert values(store, tables.COMMIT_FILES, "commit", "blob") == [("c1", "b1"), ("c2", "b2")]
        assert values(store, tables.PULL_REQUEST_COMMITS, "number", "commit", "head") == [
            (1, "c1", "c1"),
            (1, "c2", "c2"),
        ]
        assert store.refs("p") == {"refs/heads/main": "c2"}


def test_a_pull_requests_commit_learns_its_newest_head(url: str) -> None:
    with open_store(url) as store:
        save(store, {tables.PULL_REQUEST_COMMITS: [(1, "c1", "c1"), (1, "c0", "c1")]})
        save(store, {tables.PULL_REQUEST_COMMITS: [(1, "c1", "c2")]})
        assert values(store, tables.PULL_REQUEST_COMMITS, "number", "commit", "head") == [
            (1, "c0", "c1"),
            (1, "c1", "c2"),
        ]


def test_what_is_replaced_is_replaced_for_its_program_alone(url: str) -> None:
    with open_store(url) as store:
        save(store, FULL, "p")
        save(store, FULL, "q")
        emptied: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in FULL}
        emptied[tables.FILES] = [("z.py", "b9", "100644", None, None, None, None)]
        assert save(store, emptied, "q") == 2
        assert values(store, tables.FILES, "path", program="q") == [("z.py",)]
        assert values(store, tables.PULL_REQUESTS, "number", program="q") == []
        assert values(store, tables.PULL_REQUEST_FILES, "path", program="q") == []
        assert store.refs("q") == {}
        assert store.known_commits("q") == {"c1"}
        assert values(store, tables.FILES, "path") == [("a.py",)]
        assert values(store, tables.PULL_REQUESTS, "number", "head") == [(1, "c1")]
        assert values(store, tables.PULL_REQUEST_FILES, "path") == [("a.py",)]
        assert store.refs("p") == {"refs/heads/main": "c1"}
        assert values(store, tables.COLLECTIONS, "collection") == [(1,)]


def test_what_is_forgotten_is_forgotten_for_its_program_alone(url: str) -> None:
    with open_store(url) as store:
        save(store, FULL, "p")
        save(store, FULL, "q")
        other: dict[Table, list[tuple[Any, ...]]] = {
            tables.COMMITS: [commit("d1", 200)],
            tables.REFS: [("refs/heads/main", "d1")],
        }
        assert store.save_collection("p", "new", other, COLLECTION, replace=True) == 2
        assert store.known_commits("p") == {"d1"}
        assert values(store, tables.COMMITS, "commit") == [("d1",)]
        assert store.refs("p") == {"refs/heads/main": "d1"}
        assert {table.name: len(store.read(table, "p")) for table in FULL} == {
            "commits": 1,
            "commit_files": 0,
            "files": 0,
            "pull_requests": 0,
            "pull_request_commits": 0,
            "pull_request_files": 0,
            "refs": 1,
        }
        assert values(store, tables.COLLECTIONS, "collection") == [(2,)]
        assert store.programs() == {"p": "new", "q": "data/q"}
        assert all(len(store.read(table, "q")) == 1 for table in FULL)
        assert values(store, tables.COLLECTIONS, "collection", program="q") == [(1,)]


def test_a_collection_that_cannot_be_kept_forgets_nothing(url: str) -> None:
    with open_store(url) as store:
        save(store, FULL)
        bad: dict[Table, list[tuple[Any, ...]]] = {tables.REFS: [("refs/heads/main", None)]}
        with pytest.raises(StoreError):
            store.save_collection("p", "new", bad, COLLECTION, replace=True)
        assert store.known_commits("p") == {"c1"}
        assert store.programs() == {"p": "data/p"}
        assert values(store, tables.COLLECTIONS, "collection") == [(1,)]


def test_a_check_moves_the_last_collection_on_and_never_back(url: str) -> None:
    hour = timedelta(hours=1)
    with open_store(url) as store:
        store.save_check("p", NOON)
        assert store.last_collection("p") is None
        for program in ("p", "p", "q"):
            save(store, {}, program)
        checked = []
        for at in (NOON + hour, NOON, NOON + 2 * hour):
            store.save_check("p", at)
            last = store.last_collection("p")
            assert last is not None
            checked.append((last["collection"], last["ended_at"], last["checked_at"]))
        assert checked == [
            (2, NOON, NOON + hour),
            (2, NOON, NOON + hour),
            (2, NOON, NOON + 2 * hour),
        ]
        assert values(store, tables.COLLECTIONS, "checked_at") == [(NOON,), (NOON + 2 * hour,)]
        assert values(store, tables.COLLECTIONS, "checked_at", program="q") == [(NOON,)]


def test_a_table_that_is_not_brought_stays(url: str) -> None:
    with open_store(url) as store:
        save(store, FULL)
        assert save(store, {}) == 2
        assert store.refs("p") == {"refs/heads/main": "c1"}
        assert values(store, tables.FILES, "path") == [("a.py",)]


def test_the_last_folder_is_remembered(url: str) -> None:
    with open_store(url) as store:
        store.save_collection("p", "old", {}, COLLECTION)
        store.save_collection("p", "new", {}, COLLECTION)
        assert store.programs() == {"p": "new"}


def test_rows_may_come_one_by_one(url: str) -> None:
    with open_store(url) as store:
        commits = (commit(f"c{n}", n) for n in range(3))
        store.save_collection("p", "data/p", {tables.COMMITS: commits}, COLLECTION)
        assert store.known_commits("p") == {"c0", "c1", "c2"}


@pytest.mark.parametrize(
    "bad",
    [
        {tables.FILES: [("a", "b", "m", *[None] * 4), ("a", "b", "m", *[None] * 4)]},
        {tables.REFS: [("refs/heads/main", None)]},
        {tables.REFS: [("refs/heads/\udcff", "c2")]},
        {tables.REFS: [("only one value",)]},
    ],
    ids=["twice", "empty", "not Unicode", "too short"],
)
def test_a_row_that_cannot_be_kept_undoes_the_collection(
    url: str, bad: dict[Table, list[tuple[Any, ...]]]
) -> None:
    with open_store(url) as store:
        save(store, FULL)
        with pytest.raises(StoreError) as caught:
            save(store, {tables.COMMITS: [commit("c2", 2)], **bad})
        assert "\n" not in str(caught.value)
        assert store.known_commits("p") == {"c1"}
        assert store.refs("p") == {"refs/heads/main": "c1"}
        assert values(store, tables.COLLECTIONS, "collection") == [(1,)]


def test_only_collected_tables_and_whole_collections_are_saved(url: str) -> None:
    with open_store(url) as store:
        with pytest.raises(ValueError, match="a collection does not bring rows of status"):
            save(store, {tables.STATUS: []})
        with pytest.raises(ValueError, match="a collection has the values ended_at, files,"):
            store.save_collection("p", "data/p", {}, {"source": "git"})
        assert store.programs() == {}
