"""What git alone tells of pull requests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sgdash import tables
from sgdash.collect import collect_git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.collect.conftest import Collect, Repo

    Pulls = Callable[[Repo], list[dict[str, object]]]

START = 1_600_000_000_000_000
MINUTE = 60_000_000
BOB = "Bob <bob@example.org>"
GITHUB = "GitHub <noreply@github.com>"


def _merged(repo: Repo) -> tuple[str, str, str, str]:
    """A default branch with one pull request of two commits, merged; its parts."""
    root = repo.commit("root", {"README": "x"})
    one = repo.commit("one", {"a": "1"}, parents=[root], minute=1, author=BOB)
    two = repo.commit("two", {"b": "1"}, parents=[one], minute=2, author=BOB)
    merge = repo.commit(
        "Merge pull request #12 from bob/week/1\n\n[bob] WEEK 01\n\nmore",
        {"a": "1", "b": "1"},
        parents=[root, two],
        minute=3,
    )
    repo.main(merge)
    return one, two, merge, root


def test_a_merge_commit_tells_number_author_branch_and_title(repo: Repo, collect: Collect) -> None:
    one, two, merge, _ = _merged(repo)
    repo.pull(12, two)
    rows = collect(repo.path).rows
    blob = repo.blob("1")
    assert rows[tables.PULL_REQUESTS] == [
        (
            *(12, "bob", "Bob", "bob@example.org", "[bob] WEEK 01", "week/1", "main"),
            *(two, merge, None, START + 3 * MINUTE, "merged"),
        )
    ]
    assert rows[tables.PULL_REQUEST_COMMITS] == [(12, one, two), (12, two, two)]
    assert rows[tables.PULL_REQUEST_FILES] == [(12, "a", "A", blob), (12, "b", "A", blob)]


def test_an_ordinary_clone_tells_the_same_of_merges(repo: Repo, collect: Collect) -> None:
    _, two, _, _ = _merged(repo)
    without = collect(repo.path).rows
    repo.pull(12, two)
    rows = collect(repo.path).rows
    for table in (tables.PULL_REQUESTS, tables.PULL_REQUEST_COMMITS, tables.PULL_REQUEST_FILES):
        assert without[table] == rows[table]


def test_the_owners_branch_does_not_name_its_author(repo: Repo, pulls: Pulls) -> None:
    _merged(repo)
    repo.git("config", "remote.origin.url", "git@github.com:BOB/study.git")
    [pull] = pulls(repo)
    assert (pull["author"], pull["branch"]) == (None, "week/1")


@pytest.mark.parametrize(
    ("named", "author"),
    [("https://github.com/BOB/study", None), ("https://github.com/club/bob", "bob"), (None, "bob")],
)
def test_where_a_clone_names_no_owner_the_program_does(
    repo: Repo, tmp_path: Path, named: str | None, author: str | None
) -> None:
    _merged(repo)
    found = collect_git(
        str(repo.path),
        cache=tmp_path / "clones",
        known=dict,
        now=datetime(2024, 1, 1, tzinfo=UTC),
        progress=lambda *_: None,
        repository=named,
    )
    assert found is not None
    assert [row[1] for row in found.rows[tables.PULL_REQUESTS]] == [author]


def test_a_squash_merge(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    head = repo.commit("wip", {"a": "1"}, parents=[root], minute=1, author=BOB)
    squash = repo.commit(
        "Two sum (fixes #3) (#7)", {"a": "1"}, parents=[root], minute=2, committer=GITHUB
    )
    repo.main(squash)
    ordinary = pulls(repo)
    repo.pull(7, head)
    expected = {
        "number": 7,
        "author": None,
        "author_name": "Bob",
        "author_email": "bob@example.org",
        "title": "Two sum (fixes #3)",
        "branch": None,
        "base": "main",
        "head": head,
        "merge": squash,
        "created_at": None,
        "merged_at": START + 2 * MINUTE,
        "state": "merged",
        "own": [head],
        "files": [("a", "A")],
    }
    assert pulls(repo) == [expected]
    ann = {"author_name": "Ann", "author_email": "ann@example.org"}
    assert ordinary == [expected | ann | {"head": squash, "own": [squash]}]


def test_reverts_are_pull_requests_of_their_own(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    one = repo.commit("x (#12)", {"a": "1"}, parents=[root], minute=1, committer=GITHUB)
    two = repo.commit('Revert "x (#12)"', {"a": None}, parents=[one], minute=2, committer=GITHUB)
    three = repo.commit(
        'Revert "x (#12)" (#13)', {"b": "1"}, parents=[two], minute=3, committer=GITHUB
    )
    repo.main(repo.commit("x (#12)", parents=[three], minute=4, committer=GITHUB))
    found = [(pull["number"], pull["title"], pull["merge"]) for pull in pulls(repo)]
    assert found == [(12, "x", one), (13, 'Revert "x (#12)"', three)]


@pytest.mark.parametrize(
    ("committer", "numbers"),
    [
        ("GitHub <noreply@github.com>", [3]),
        ("GitHub <noreply@github.example.org>", []),
        ("GitHub <ann@example.org>", []),
        ("Ann <noreply@github.com>", []),
        ("Ann <ann@example.org>", []),
    ],
)
def test_without_heads_only_githubs_own_commit_is_a_squash_merge(
    repo: Repo, pulls: Pulls, committer: str, numbers: list[int]
) -> None:
    root = repo.commit("root")
    late = repo.commit("a1 (#3)", {"a": "1"}, parents=[root], minute=1, committer=committer)
    repo.main(late)
    assert [pull["number"] for pull in pulls(repo)] == numbers


def test_where_heads_are_known_a_head_makes_the_squash_merge(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    mine = repo.commit("see (#3)", {"a": "1"}, parents=[root], minute=1, committer=GITHUB)
    squash = repo.commit("four (#4)", {"b": "1"}, parents=[mine], minute=2)
    repo.main(squash)
    repo.pull(4, repo.commit("open", {"b": "1"}, parents=[root], minute=1))
    assert [(pull["number"], pull["merge"]) for pull in pulls(repo)] == [(4, squash)]


def test_numbers_of_issues_are_no_pull_requests_where_heads_are_known(
    repo: Repo, pulls: Pulls
) -> None:
    root = repo.commit("root")
    repo.main(repo.commit("see (#3)", parents=[root], minute=1))
    repo.pull(4, repo.commit("open", {"a": "1"}, parents=[root], minute=2))
    assert [pull["number"] for pull in pulls(repo)] == [4]


def test_git_cannot_tell_open_from_closed(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root", {"a": "1"})
    repo.main(root)
    head = repo.commit("x", {"a": None}, parents=[root], minute=1)
    repo.pull(1, head)
    [pull] = pulls(repo)
    told = ("state", "merge", "merged_at", "base", "title", "head", "own", "files")
    assert [pull[name] for name in told] == [None] * 5 + [head, [head], [("a", "D")]]


def test_a_fast_forward_owns_its_head(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    head = repo.commit("x", {"a": "1"}, parents=[root], minute=1)
    repo.main(repo.commit("later", parents=[head], minute=2))
    repo.pull(1, head)
    [pull] = pulls(repo)
    assert (pull["own"], pull["merge"], pull["state"]) == ([head], head, "merged")


def test_heads_that_are_shared_unrelated_or_stacked(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    below = repo.commit("below", {"a": "1"}, parents=[root], minute=1)
    above = repo.commit("above", {"b": "1"}, parents=[below], minute=2)
    alien = repo.commit("alien", {"c": "1"}, minute=3)
    repo.main(root)
    for number, head in ((1, below), (2, below), (3, above), (4, alien)):
        repo.pull(number, head)
    own = [(pull["number"], pull["own"]) for pull in pulls(repo)]
    assert own == [(1, [below]), (2, [below]), (3, [below, above]), (4, [alien])]


def test_bringing_a_branch_up_to_date_makes_nobody_its_author(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    work = repo.commit("work", {"a": "1"}, parents=[root], minute=1, author=BOB)
    main = repo.commit("main", {"m": "1"}, parents=[root], minute=2)
    head = repo.commit("Merge branch 'main'", {"m": "1"}, parents=[work, main], minute=3)
    repo.main(main)
    repo.pull(5, head)
    [pull] = pulls(repo)
    assert (pull["author_name"], pull["own"]) == ("Bob", [work, head])
    assert pull["files"] == [("a", "A")]


def test_a_forks_own_pull_requests_are_not_the_repositorys(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root")
    feature = repo.commit("feature", {"a": "1"}, parents=[root], minute=1, author=BOB)
    theirs = repo.commit(
        "Merge pull request #1 from bob/feature", {"a": "1"}, parents=[root, feature], minute=2
    )
    ours = repo.commit(
        "Merge pull request #30 from bob/main\n\nMine", {"a": "1"}, parents=[root, theirs], minute=3
    )
    repo.main(ours)
    assert [(pull["number"], pull["title"]) for pull in pulls(repo)] == [(30, "Mine")]
    repo.pull(1, root)
    repo.pull(30, theirs)
    found = [(pull["number"], pull["title"], pull["own"]) for pull in pulls(repo)]
    assert found == [(1, None, [root]), (30, "Mine", [feature, theirs])]


def test_a_pull_request_into_another_branch_is_bounded_by_its_own_merge(
    repo: Repo, pulls: Pulls
) -> None:
    root = repo.commit("root")
    develop = repo.commit("develop", {"d": "1"}, parents=[root], minute=1)
    work = repo.commit("work", {"a": "1"}, parents=[develop], minute=2)
    inner = repo.commit(
        "Merge pull request #2 from bob/x\n\nWork", {"a": "1"}, parents=[develop, work], minute=3
    )
    outer = repo.commit(
        "Merge pull request #3 from o/develop", {"a": "1"}, parents=[root, inner], minute=4
    )
    repo.main(outer)
    repo.pull(2, work)
    repo.pull(3, inner)
    first, second = pulls(repo)
    assert (first["own"], first["base"], first["merge"]) == ([work], None, inner)
    assert (second["own"], second["base"]) == ([develop, work, inner], "main")


def test_the_net_change_of_its_commits(repo: Repo, pulls: Pulls) -> None:
    root = repo.commit("root", {"keep": "1", "gone": "1", "back": "1"})
    steps = (
        {"brief": "1", "new": "1", "keep": "2", "gone": "2", "back": None},
        {"brief": None, "new": "2", "keep": "3", "gone": None, "back": "2"},
    )
    head = root
    for minute, files in enumerate(steps, 1):
        head = repo.commit("x", files, parents=[head], minute=minute)
    repo.main(root)
    repo.pull(1, head)
    [pull] = pulls(repo)
    assert pull["files"] == [("back", "M"), ("gone", "D"), ("keep", "M"), ("new", "A")]


def test_more_commits_than_github_lists(repo: Repo, collect: Collect) -> None:
    person = "A <a> 1600000000 +0000"
    stream = "".join(
        f"commit refs/pull/1/head\nauthor {person}\ncommitter {person}\ndata 1\nx\n"
        for _ in range(252)
    )
    repo.git("fast-import", "--quiet", given=stream.encode())
    repo.main(repo.commit("root"))
    found = collect(repo.path)
    assert len(found.rows[tables.PULL_REQUEST_COMMITS]) == 250
    assert len(found.rows[tables.COMMITS]) == 253
    assert found.problems == [
        "pull request 1: has more than 250 commits, those nearest its head are kept"
    ]


def test_a_head_that_is_no_commit_is_a_problem(repo: Repo, collect: Collect) -> None:
    repo.main(repo.commit("root", {"a": "1"}))
    repo.pull(3, repo.blob("1"))
    repo.ref("refs/pull/x/head", repo.git("rev-parse", "main"))
    found = collect(repo.path)
    assert found.rows[tables.PULL_REQUESTS] == []
    assert found.problems == ["refs/pull/3/head: names no commit, so pull request 3 is left out"]


def test_a_forced_push_brings_the_new_head(repo: Repo, collect: Collect) -> None:
    root = repo.commit("root")
    repo.main(root)
    old = repo.commit("old", {"a": "1"}, parents=[root], minute=1)
    repo.pull(1, old)
    known = dict(collect(repo.path).rows[tables.REFS])
    new = repo.commit("new", {"a": "2"}, parents=[root], minute=2)
    repo.pull(1, new)
    rows = collect(repo.path, known).rows
    assert rows[tables.PULL_REQUEST_COMMITS] == [(1, new, new)]
    assert old not in {row[0] for row in rows[tables.COMMITS]}
