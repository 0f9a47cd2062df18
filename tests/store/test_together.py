"""Several processes and threads on one store, and one that is killed."""

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sgdash import tables
from sgdash.store import Store, open_store

WRITER = Path(__file__).with_name("writer.py")


def writer(url: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, WRITER, url, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_one_collection(store: Store) -> int:
    """The number of the last collection, after seeing that nothing of another is mixed into it."""
    found = store.read_all(
        [tables.FILES, tables.REFS, tables.COLLECTIONS, tables.COMMIT_FILES], "p"
    )
    count = len(found["collections"])
    assert list(found["collections"]["collection"]) == list(range(1, count + 1))
    assert len(found["commit_files"]) == 1000 * count
    if count:
        stamp = f"stamp {count}"
        assert len(found["files"]) == len(found["refs"]) == 1000
        assert set(found["files"]["blob"]) == {stamp}
        assert set(found["refs"]["commit"]) == {stamp}
        assert found["collections"]["source"].iloc[-1] == stamp
    return count


def test_a_writer_killed_at_any_moment_leaves_the_previous_state(url: str) -> None:
    with open_store(url) as store:
        for _ in range(4):
            before = assert_one_collection(store)
            with writer(url, 1000) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == "saving\n"
                time.sleep(random.uniform(0, 0.06))  # noqa: S311 # a moment, not a secret
                process.kill()
            after = assert_one_collection(store)
            assert after >= before
            last = store.last_collection("p")
            assert (last["collection"] if last else 0) == after
            assert store.programs() == ({"p": f"stamp {after}"} if after else {})


def test_one_reads_whole_collections_while_another_writes(url: str) -> None:
    with open_store(url) as store, writer(url, 1000) as process:
        seen = [assert_one_collection(store)]
        # until it has been in the middle of the writing, however fast either of them is
        while len(set(seen)) < 4 and process.poll() is None:
            seen.append(assert_one_collection(store))
        process.kill()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert seen == sorted(seen)
        assert len(set(seen)) == 4


def test_two_writers_follow_each_other_on_a_new_store(url: str) -> None:
    with writer(url, 3) as one, writer(url, 3) as other:
        assert [one.communicate()[1], other.communicate()[1]] == ["", ""]
    with open_store(url) as store:
        last = store.last_collection("p")
        assert last is not None
        assert last["collection"] == 6


def test_threads_share_a_store(url: str) -> None:
    with open_store(url) as store, writer(url, 4) as process:
        assert process.wait() == 0

        collection = store.last_collection("p") or {}
        del collection["collection"]

        def use(turn: int) -> int:
            if turn % 4 == 0:
                store.save_collection("q", f"{turn}", {tables.REFS: [("r", f"{turn}")]}, collection)
            last = store.last_collection("p")
            assert last is not None
            assert int(last["collection"]) == 4
            return assert_one_collection(store)

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(use, range(24))) == {4}
        assert store.refs("q").keys() == {"r"}
        assert len(store.read(tables.COLLECTIONS, "q")) == 6
