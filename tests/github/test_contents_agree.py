"""What commits and files are by GitHub alone is row for row what git says, however work came."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from collecting import NOW, Serve, collect, kept
from hub import Acting, Hub, faults, new_repository, seeded, write_repository
from hub.git_nodes import GitNodes

from sgdash.collect import CollectError, collect_git
from sgdash.collect.github import ancestry, brought, outside
from sgdash.store import open_store

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def by_git(tmp_path: Path, serve: Serve) -> Callable[[Acting], Tables]:
    """What git says of a repository as it is now."""

    def collected(acting: Acting) -> Tables:
        path = tmp_path / "clone.git"
        write_repository(path, acting.repository.refs(), acting.repository.branch)
        found = collect_git(str(path), cache=tmp_path, known=dict, now=NOW, progress=_silent)
        assert found
        about = {"source": "git", "repository": "r", "web": None, "branch": "main", "head": None}
        about |= {"started_at": NOW, "ended_at": NOW, "problems": None}
        about |= dict.fromkeys(("new_commits", "files", "pull_requests"), 0)
        url = f"sqlite:///{path}.db"
        with open_store(url) as store:
            store.save_collection("club", "p", found.rows, about)
        return contents(serve(acting), url)

    return collected


def _silent(_: str, __: int, ___: int | None) -> None:
    """Nobody watches."""


def contents(hub: Hub, url: str) -> Tables:
    """Commits without when they were seen, what they changed, and the files at the head."""
    rows = kept(hub, url)
    return {
        "commits": [row[:9] for row in rows["commits"]],
        "commit_files": rows["commit_files"],
        "files": rows["files"],
    }


def in_every_way() -> Acting:
    """A group whose members and organisers know all that git can do."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "e0/old.py": "old\n"})
    repository = acting.repository
    start = repository.head
    assert start
    # a pull request that brings itself up to date, and one on top of another
    first = acting.open("ada", {"e1/ada.py": "1\n"})
    acting.push({"e0/org.py": "org\n", "e0/old.py": None}, by="org")
    merged = acting.commit(
        {}, first.head, by="ada", merging=(repository.head,), message="Merge main",
        tree=repository.head.tree.put("e1/ada.py", first.head.tree.at("e1/ada.py")),
    )  # fmt: skip
    first.commits = [*first.commits, merged]
    acting.add(first, {"e1/ada.py": "2\n"})
    second = acting.open("bob", [*first.commits, acting.commit({"e1/bob.py": "3\n"}, first.head)])
    acting.merge(first, "org")
    acting.merge(second, "org")
    # one that begins twice, and has a merge of its own
    left = acting.commit({"e2/eve.py": "left\n"}, repository.head, by="eve")
    right = acting.commit({"e2/more.py": "right\n"}, repository.head, by="eve")
    both = acting.commit(
        {"e2/more.py": "right\n"}, left, by="eve", merging=(right,), message="Both"
    )
    third = acting.open("eve", [left, right, both])
    acting.merge(third, "org")
    # one that takes back what it did, to what was there and to what was not
    fourth = acting.open("bob", {"e6/bob.py": "1\n", "e6/trial.py": "2\n", "e1/ada.py": "bob's\n"})
    acting.add(fourth, {"e6/trial.py": None, "e1/ada.py": "2\n"})
    acting.merge(fourth, "org")
    # one that was never merged, and one that moves and deletes
    acting.open("bob", {"e3/bob.py": "4\n", "e1/bob.py": "5\n"})
    moving = acting.open("ada", {"e1/ada.py": None, "e4/ada.py": "2\n", "README.md": None})
    acting.merge(moving, "org")
    # straight to the branch: moved, emptied, taken back
    acting.push({"e4/ada.py": None, "e5/ada.py": "2\n"}, by="org")
    acting.push({}, by="org", message="nothing at all")
    acting.push({"e5/ada.py": "6\n"}, by="org")
    acting.push({"e5/ada.py": "2\n", 'e5/"odd" \u00fc.py': "odd\n"}, by="ada")
    return acting


def squashed(pulls: int) -> Acting:
    """A group that squashes; one squash moves what had been moved meanwhile."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "e0/a.py": "a\n"})
    for n in range(pulls):
        pull = acting.open(f"m{n}", {f"e{n % 3}/m{n}.py": f"{n}\n", "e0/a.py": f"{n}\n"})
        acting.add(pull, {f"e{n % 3}/m{n}.py": f"{n} again\n"})
        changed: dict[str, str | None] = {f"e{n % 3}/m{n}.py": f"{n} again\n", "e0/a.py": f"{n}\n"}
        if n == 1:
            changed["e9/beside.py"] = "by hand\n"
        pull.merge = acting.push(changed, by=f"m{n}", message=f"Work (#{n + 1})")
        pull.state, pull.merged_at = "MERGED", acting.repository.now
    return acting


def pushed(commits: int) -> Acting:
    """A group that has no pull requests: every commit adds a file, or changes an older one."""
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for n in range(commits):
        acting.push({f"e{n % 5}/{n // 2}.py": f"{n}\n"}, by=f"m{n % 7}")
    return acting


@pytest.mark.parametrize(
    "acting",
    [in_every_way(), squashed(4), squashed(15), pushed(8), pushed(260), seeded(60, seed=7)],
    ids=["every way", "few squashes", "squashes", "few pushes", "pushes", "seeded"],
)
def test_github_alone_tells_what_git_tells(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str, acting: Acting
) -> None:
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)


def test_what_comes_later_is_told_as_well(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str
) -> None:
    acting = seeded(60, seed=8)
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    waiting = [pull for pull in acting.repository.pulls.values() if pull.state == "OPEN"]
    for pull in waiting[:4]:
        acting.add(pull, {f"late/{pull.number}.py": "late\n"})
        acting.merge(pull, "org")
        acting.push({f"late/{pull.number}.py": "later\n"}, by="org")
    hub.log.clear()
    collect(hub, sqlite_url, contents=True, now=NOW + timedelta(days=1))
    assert contents(hub, sqlite_url) == by_git(acting)
    # what changed, the pull requests, their commits, what changed meanwhile; the files, how the new
    # commits follow each other, and each of the four pushes
    assert hub.log.requests == 6 + 4


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside what stays"])
def test_what_was_put_back_before_it_was_looked_at_is_told_as_well(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str, *, beside: bool
) -> None:
    acting = new_repository("club/work", {f"e0/{n}.py": f"{n}\n" for n in range(20)})
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    for n in range(20):
        more: dict[str, str | None] = {"log.md": f"{n}\n"} if beside else {}
        acting.push({f"e0/{n}.py": "tried\n", f"gone/{n}.py": "new\n"} | more, by="ada")
        acting.push({f"e0/{n}.py": f"{n}\n", f"gone/{n}.py": None}, by="ada")
        acting.push({f"e0/{n}.py": "again\n"} | more, by="bob")
        acting.push({f"e0/{n}.py": f"{n}\n"}, by="bob")
    hub.log.clear()
    collect(hub, sqlite_url, contents=True, now=NOW + timedelta(days=1))
    assert contents(hub, sqlite_url) == by_git(acting)
    singly = [path for path in hub.log.paths() if "/commits/" in path]
    assert len(singly) == 40  # those that did something to what has gone
    hub.log.clear()
    collect(hub, sqlite_url, contents=True, now=NOW + timedelta(days=2))
    assert hub.log.requests == 1


def test_each_of_few_files_changed_and_put_back_is_no_request_of_its_own(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str
) -> None:
    acting = new_repository("club/work", {f"e0/{n}.py": f"{n}\n" for n in range(20)})
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    for content in ("tried\n", None):
        for n in range(20):
            acting.push({f"e0/{n}.py": content or f"{n}\n"}, by="ada")
    hub.log.clear()
    collect(hub, sqlite_url, contents=True, now=NOW + timedelta(days=1))
    assert contents(hub, sqlite_url) == by_git(acting)
    # what changed; the files, how the commits follow, the history of the files, and the commits
    assert hub.log.requests == 5


@pytest.mark.parametrize("pushed_first", [True, False])
def test_what_a_pull_request_and_a_push_both_add_is_added_by_both(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str, *, pushed_first: bool
) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    start = acting.repository.head
    for n in range(15):
        if pushed_first:
            acting.push({f"e1/{n}.py": "pushed\n"}, by="org")
        own = acting.commit({f"e1/{n}.py": "asked\n"}, start, by=f"m{n}")
        pull = acting.open(f"m{n}", [own])
        if not pushed_first:
            acting.push({f"e1/{n}.py": "pushed\n"}, by="org")
        acting.merge(pull, "org")
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)


def test_a_branch_that_was_replaced_is_read_anew(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str
) -> None:
    acting = pushed(5)
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    before = acting.repository.head
    assert before
    acting.repository.head = before.parents[0]
    acting.push({"e0/0.py": "instead\n"}, by="org")
    collect(hub, sqlite_url, contents=True, now=NOW + timedelta(days=1))
    told, expected = contents(hub, sqlite_url), by_git(acting)
    assert told["files"] == expected["files"]
    # what was replaced stays known
    assert {row[0] for row in told["commits"]} == {row[0] for row in expected["commits"]} | {
        before.oid
    }


def test_questions_that_are_too_long_are_divided(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str
) -> None:
    acting = seeded(60, seed=9)
    hub = serve(acting)
    hub.plan(faults.too_long(20_000), "/graphql", times=float("inf"))
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)
    refused = [each for each in hub.log.exchanges if each.status == 502]
    assert 1 <= len(refused) <= 6


def test_a_github_that_knows_no_parents_by_name_is_asked_for_lists(
    serve: Serve,
    by_git: Callable[[Acting], Tables],
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acting, find = in_every_way(), GitNodes.find
    monkeypatch.setattr(
        GitNodes, "find", lambda git, name: None if "^" in name else find(git, name)
    )
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)


@pytest.mark.parametrize("most", [1, 30])
def test_a_very_large_pull_request_is_read_commit_by_commit(
    serve: Serve,
    by_git: Callable[[Acting], Tables],
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr(brought, "_MOST", most)
    monkeypatch.setattr(brought, "AT_ONCE", 2)
    acting = in_every_way()
    pull = acting.open("eve", {f"e7/{n}.py": f"{n}\n" for n in range(20)})
    acting.add(pull, {f"e7/{n}.py": None if n % 2 else "again\n" for n in range(20)})
    acting.add(pull, {"e7/1.py": "back\n"})
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)
    asked = {path.rpartition("/")[2] for path in hub.log.paths() if "/commits/" in path}
    assert asked >= {commit.oid for commit in pull.commits}


def test_many_merges_are_asked_for_at_once(
    serve: Serve, by_git: Callable[[Acting], Tables], sqlite_url: str
) -> None:
    acting = seeded(190, seed=10)
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    assert contents(hub, sqlite_url) == by_git(acting)
    merged = sum(pull.merge is not None for pull in acting.repository.pulls.values())
    assert merged > 100
    # one question for all merges, and one for what the first pull request began with
    assert len([each for each in hub.log.exchanges if each.asked.keys() == {"owner", "name"}]) == 2


def test_wherever_it_breaks_off_the_next_one_ends_it(
    serve: Serve, by_git: Callable[[Acting], Tables], tmp_path: Path, monkeypatch
) -> None:
    """Commits of the branch are kept as they are found, what they changed only with its files."""
    monkeypatch.setattr(ancestry, "AT_ONCE", 4)
    monkeypatch.setattr(ancestry, "MERGES_AT_ONCE", 5)
    acting = seeded(16, seed=10)
    for n in range(3):
        acting.push({f"pushed-{n}.py": f"{n}\n"}, by="org")
    hub = serve(acting)
    whole = f"sqlite:///{tmp_path}/whole.db"
    collect(hub, whole, contents=True)
    requests, expected = hub.log.requests, kept(hub, whole)
    assert contents(hub, whole) == by_git(acting)
    assert requests > 9
    for broken in range(requests):
        url = f"sqlite:///{tmp_path}/{broken}.db"
        hub.plan(faults.not_allowed(), after=broken)
        with pytest.raises(CollectError, match="What was collected is kept"):
            collect(hub, url, contents=True)
        collect(hub, url, contents=True)
        found = kept(hub, url)
        for name, seen in {"heads": 2, "commits": 9}.items():
            assert [r[:seen] for r in found.pop(name)] == [r[:seen] for r in expected[name]]
        assert found == {name: expected[name] for name in found}


def test_many_pushes_are_asked_for_by_their_files(serve: Serve, sqlite_url: str) -> None:
    hub = serve(pushed(260))
    collect(hub, sqlite_url, contents=True)
    assert 10 * outside.FEW < 260
    # two looks at the pull requests; the files at the head, three hundreds of commits, two hundreds
    # of files and the rest of their histories, and what each commit did to its files
    assert hub.log.requests == 2 + 1 + 3 + 3 + 1


def test_what_came_and_went_is_no_file_of_a_pull_request_though_another_one_has_it(
    serve: Serve, sqlite_url: str
) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    first = acting.open("ada", {"e1/ada.py": "1\n", "e1/trial.py": "2\n"})
    gone = acting.commit({"e1/trial.py": None, "e2/ada.py": "3\n"}, first.head, by="ada")
    acting.open("ada", [*first.commits, gone])
    hub = serve(acting)
    collect(hub, sqlite_url, contents=True)
    rows = kept(hub, sqlite_url)
    files = [row[:3] for row in rows["pull_request_files"]]
    assert files == [
        (1, "e1/ada.py", "A"),
        (1, "e1/trial.py", "A"),
        (2, "e1/ada.py", "A"),
        (2, "e2/ada.py", "A"),
    ]
