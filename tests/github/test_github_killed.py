"""A collection that is killed at any moment leaves whole pages, and the next one ends it.

`SGDASH_KILLS=200 pytest tests/github/test_github_killed.py` kills that many on each database, and
`SGDASH_KILLS=50:100` those of them from the fiftieth on.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collecting import kept
from commanding import Starter, make_home
from hub import Acting, Hub, seeded
from reference import said_of

*FROM, TO = map(int, os.environ.get("SGDASH_KILLS", "4").split(":"))
WHEN_SEEN = {"heads": 2, "commits": 9}
"""How many columns come before those that say when a row was seen, which differs in each run."""

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def busy() -> Iterator[Hub]:
    """Four pages of pull requests; every answer takes as long as over a near network."""
    with Hub(seeded(40, seed=11, busy=11), latency=0.01) as hub:
        yield hub


@pytest.fixture(scope="module")
def starter() -> Iterator[Starter]:
    with Starter() as running:
        yield running


@pytest.fixture(scope="module")
def undisturbed(
    busy: Hub, starter: Starter, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Tables, float]:
    """What one collection keeps that nobody disturbs, and its seconds from the first request."""
    folder = tmp_path_factory.mktemp("undisturbed")
    url = f"sqlite:///{folder}/store.db"
    began: list[float] = []
    busy.between = lambda _: began.append(time.monotonic())
    code, said = starter.run(make_home(folder), busy, url)
    ended = time.monotonic()
    busy.between = lambda _: None
    assert (code, said.count("\n")) == (0, 1), said
    found, expected = comparable(busy, url), said_of(acting_of(busy))
    assert {name: found[name] for name in expected} == expected
    return found, ended - began[0]


def acting_of(hub: Hub) -> Acting:
    [acting] = hub.actings
    return acting


def comparable(hub: Hub, url: str) -> Tables:
    rows = kept(hub, url)
    return rows | {name: [row[:n] for row in rows[name]] for name, n in WHEN_SEEN.items()}


@pytest.mark.parametrize("seed", range(*FROM, TO))
def test_killed_and_resumed_equals_undisturbed(
    busy: Hub,
    starter: Starter,
    undisturbed: tuple[Tables, float],
    tmp_path: Path,
    url: str,
    seed: int,
) -> None:
    expected, lasts = undisturbed
    chance = random.Random(seed)  # noqa: S311 # no secret
    home = make_home(tmp_path)
    for _ in range(chance.choice([1, 1, 2])):
        began = threading.Event()
        busy.between = lambda _, began=began: began.set()
        starter.begin(home, busy, url)
        assert began.wait(60)
        time.sleep(chance.uniform(0, lasts))
        code, said = starter.end("kill")
        assert code in {-signal.SIGKILL, 0}, said
        found = comparable(busy, url)
        print("killed with", len(found["github_pull_requests"]), "kept")  # noqa: T201
        only_whole_pull_requests(found, expected)

    code, said = starter.run(home, busy, url)
    assert (code, said.count("\n")) == (0, 1), said
    assert comparable(busy, url) == expected

    busy.log.clear()
    code, said = starter.run(home, busy, url)
    assert (code, said[:18]) == (0, "club: nothing new ")
    assert busy.log.requests == 1


def only_whole_pull_requests(found: Tables, expected: Tables) -> None:
    """Each pull request that is there has everything that was said about it, and no other has."""
    numbers = {row[0] for row in found["github_pull_requests"]}
    for name, place in {"github_pull_requests": 0, "labels": 0, "pull_request_files": 0,
                        "reviews": 1, "events": 1, "comments": 1}.items():  # fmt: skip
        whole = [row for row in expected[name] if row[place] in numbers]
        assert found[name] == whole
