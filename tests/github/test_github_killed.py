"""A collection that is killed at any moment leaves whole pages, and the next one ends it.

`SGDASH_KILLS=200 pytest tests/github/test_github_killed.py` kills that many on each database.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collecting import kept
from commanding import make_command
from hub import Hub, seeded

KILLS = int(os.environ.get("SGDASH_KILLS", "4"))
WHEN_SEEN = ("heads", "commits")
"""Tables whose last column says when a collection first saw a row, which differs in each."""

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def busy() -> Iterator[Hub]:
    """Four pages of pull requests; every answer takes as long as over a near network."""
    with Hub(seeded(160, seed=11, busy=15), latency=0.03) as hub:
        yield hub


@pytest.fixture(scope="module")
def undisturbed(busy: Hub, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, float]:
    """What one collection keeps that nobody disturbs, and its seconds from the first request."""
    folder = tmp_path_factory.mktemp("undisturbed")
    url = f"sqlite:///{folder}/store.db"
    began: list[float] = []
    busy.between = lambda _: began.append(time.monotonic())
    code, _, err = make_command(folder, busy, url).run()
    ended = time.monotonic()
    busy.between = lambda _: None
    assert (code, err) == (0, "")
    found = comparable(busy, url)
    assert len(found["github_pull_requests"]) == 160
    return found, ended - began[0]


def comparable(hub: Hub, url: str) -> Tables:
    rows = kept(hub, url)
    return rows | {name: [row[:-1] for row in rows[name]] for name in WHEN_SEEN}


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_and_resumed_equals_undisturbed(
    busy: Hub, undisturbed: tuple[Tables, float], tmp_path: Path, url: str, seed: int
) -> None:
    expected, lasts = undisturbed
    chance = random.Random(seed)  # noqa: S311 # no secret
    command = make_command(tmp_path, busy, url)
    for _ in range(chance.choice([1, 1, 2])):
        began = threading.Event()
        busy.between = lambda _, began=began: began.set()
        with command.start() as process:
            assert began.wait(60)
            time.sleep(chance.uniform(0, lasts))
            process.kill()  # SIGKILL: nothing can be tidied up
            process.communicate()
        only_whole_pull_requests(comparable(busy, url), expected)

    code, _, err = command.run()
    assert (code, err) == (0, "")
    assert comparable(busy, url) == expected

    busy.log.clear()
    code, out, err = command.run()
    assert (code, out[:19], err) == (0, "club: nothing new s", "")
    assert busy.log.requests == 1


def only_whole_pull_requests(found: Tables, expected: Tables) -> None:
    """Each pull request that is there has everything that was said about it, and no other has."""
    numbers = {row[0] for row in found["github_pull_requests"]}
    for name, place in {"github_pull_requests": 0, "labels": 0, "pull_request_files": 0,
                        "reviews": 1, "events": 1, "comments": 1}.items():  # fmt: skip
        whole = [row for row in expected[name] if row[place] in numbers]
        assert found[name] == whole
