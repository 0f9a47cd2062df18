"""A collection's process: `writer.py URL COUNT` saves COUNT collections, each stamped all over.

Whatever a collection replaces says which one it was, so that a mixture of two is seen.
"""

import sys
from datetime import UTC, datetime
from typing import Any

from sgdash import tables
from sgdash.store import StoreError, open_store

ROWS = 1000
NOON = datetime(2020, 8, 1, 12, tzinfo=UTC)


def main(url: str, count: int) -> None:
    try:
        with open_store(url) as store:
            for _ in range(count):
                last = store.last_collection("p")
                stamp = f"stamp {last['collection'] + 1 if last else 1}"
                rows: dict[tables.Table, list[tuple[Any, ...]]] = {
                    tables.COMMIT_FILES: [(stamp, f"{n}", "A", "b") for n in range(ROWS)],
                    tables.FILES: [(f"{n}", stamp, "100644", *[None] * 4) for n in range(ROWS)],
                    tables.REFS: [(f"{n}", stamp) for n in range(ROWS)],
                }
                collection = {
                    "source": stamp,
                    "repository": "/a/clone",
                    "branch": "main",
                    "head": stamp,
                    "started_at": NOON,
                    "ended_at": NOON,
                    "new_commits": ROWS,
                    "files": ROWS,
                    "pull_requests": 0,
                }
                sys.stdout.write("saving\n")
                sys.stdout.flush()
                store.save_collection("p", stamp, rows, collection)
    except StoreError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
