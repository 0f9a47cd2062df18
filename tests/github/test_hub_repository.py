"""What the small GitHub serves is also a real repository, with the same object names."""

import subprocess
from pathlib import Path

import pytest
from hub import Acting, seeded, write_repository
from hub.nodes import MOST_FILES

from sgdash import tables
from sgdash.collect import collect_git


def git(path: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", path, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_git_finds_no_fault_in_it(tmp_path: Path, seed: int) -> None:
    repository = seeded(40, seed).repository
    path = write_repository(tmp_path / "bare", repository.refs(), repository.branch)
    assert git(path, "fsck", "--strict", "--no-dangling") == ""
    assert git(path, "rev-parse", "HEAD") == repository.head.oid
    for pull in repository.pulls.values():
        assert git(path, "rev-parse", f"refs/pull/{pull.number}/head") == pull.head.oid


def test_the_same_seed_makes_the_same_repository() -> None:
    first, again, other = seeded(20, 5), seeded(20, 5), seeded(20, 6)
    assert first.repository.head.oid == again.repository.head.oid != other.repository.head.oid


def test_git_tells_the_changes_of_a_pull_request_as_github_does(tmp_path: Path) -> None:
    repository = seeded(40, 7).repository
    path = write_repository(tmp_path / "bare", repository.refs(), repository.branch)
    letters = {"A": "ADDED", "D": "DELETED", "M": "MODIFIED", "R100": "RENAMED"}
    for pull in repository.pulls.values():
        start = pull.commits[0].parents[0].oid
        lines = git(path, "diff", "--name-status", "-M100%", start, pull.head.oid).splitlines()
        rows = [line.split("\t") for line in lines]
        assert sorted((row[-1], letters[row[0]]) for row in rows) == sorted(
            (change.path, change.type) for change in pull.files
        )


def test_sgdash_collects_it_from_git(tmp_path: Path, club: Acting) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    repository = club.repository
    path = write_repository(tmp_path / "bare", repository.refs(), repository.branch)
    found = collect_git(
        str(path),
        cache=tmp_path / "cache",
        known=dict,
        now=datetime(2024, 5, 17, tzinfo=UTC),
        progress=lambda *_: None,
    )
    assert found is not None
    columns = tables.PULL_REQUESTS.names
    rows = [dict(zip(columns, row, strict=True)) for row in found.rows[tables.PULL_REQUESTS]]
    assert [(row["number"], row["head"], row["author"]) for row in rows] == [
        (1, repository.pulls[1].head.oid, "ada"),
        (2, repository.pulls[2].head.oid, None),
        (3, repository.pulls[3].head.oid, None),
    ]


def test_a_group_of_any_size_has_everything_in_it() -> None:
    pulls = seeded(300).repository.pulls.values()
    events = {event.type for pull in pulls for event in pull.events}
    assert events == {
        "LabeledEvent",
        "UnlabeledEvent",
        "HeadRefForcePushedEvent",
        "ReadyForReviewEvent",
        "ReviewDismissedEvent",
        "MergedEvent",
        "ClosedEvent",
    }
    assert {change.type for pull in pulls for change in pull.files} == {
        "ADDED",
        "MODIFIED",
        "RENAMED",
    }
    assert any(len(pull.files) > 100 for pull in pulls)
    assert any(pull.author is None for pull in pulls)
    assert {pull.state for pull in pulls} == {"OPEN", "CLOSED", "MERGED"}
    assert MOST_FILES == 3000


def test_git_tells_the_history_of_each_path_as_github_does(tmp_path: Path) -> None:
    repository = seeded(30, 4).repository
    path = write_repository(tmp_path / "bare", repository.refs(), repository.branch)
    history = repository.history(repository.head)
    asked = ("log", "--format=%H", "main")
    assert git(path, *asked).split() == [commit.oid for commit in history.commits]
    assert len(history.by_path) > 50
    for name in ["e1", "more", *history.by_path]:
        told = git(path, *asked, "--", name).split()
        assert told == [commit.oid for commit in history.of(name)], name
