"""A bare clone that the small GitHub serves is told, and collected, as git tells it."""

import json
import subprocess
import sys
from pathlib import Path

from agreeing import SAME, Matching, rows
from asked import get, query
from hub import Acting, Hub, cloned, new_repository, write_repository

PEOPLE = ["ada", "bob", "eve"]


def group(folder: Path) -> tuple[Acting, Path]:
    """Pull requests merged by a merge, squashed, updated from main and left open; and odd files."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "e0/ada.py": "0\n"})
    first = acting.open("ada", {"e1/ada.py": "1\n"})
    acting.push({"e0/bob.py": "0\n"}, by="bob")
    head = acting.repository.head
    assert head
    updated = acting.commit({"e1/ada.py": "1\n"}, first.head, by="ada", merging=(head,))
    tree = head.tree.put("e1/ada.py", first.head.tree.at("e1/ada.py"))  # type: ignore[arg-type]
    updated = acting.commit({}, first.head, by="ada", merging=(head,), tree=tree)
    first.commits = [*first.commits, updated]
    acting.merge(first, "org")
    second = acting.open("bob", {"e1/bob.py": "2\n", "e2/bob.py": "2\n"})
    acting.add(second, {"e1/bob.py": "3\n"})
    acting.push({"e1/bob.py": "3\n", "e2/bob.py": "2\n"}, by="bob", message="Two at once (#2)")
    acting.open("eve", {"e1/eve.py": "4\n"})
    clone = folder / "group.git"
    return acting, write_repository(clone, acting.repository.refs(), acting.repository.branch)


def git(path: Path, *arguments: str) -> str:
    command = ["git", "-C", str(path), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_it_is_served_by_the_names_that_git_gave(tmp_path: Path) -> None:
    acting, path = group(tmp_path)
    with cloned(path) as found, Hub(found) as hub:
        assert found.repository.commits.keys() == set(git(path, "rev-list", "--all").split())
        told = get(hub, "/repos/club/work/git/trees/main?recursive=1").json["tree"]
        shown = [f"{each['mode']} {each['type']} {each['sha']}\t{each['path']}" for each in told]
        listed = git(path, "ls-tree", "-r", "-t", "main").splitlines()
        assert sorted(shown) == sorted(listed)
        pulls = """{ repository(owner: "club", name: "work") { pullRequests(first: 10) { nodes {
            title state author { login } commits(first: 9) { nodes { commit { oid } } }
            files(first: 9) { nodes { path changeType } } mergeCommit { oid } } } } }"""
        nodes = query(hub, pulls)["data"]["repository"]["pullRequests"]["nodes"]
    made = acting.repository.pulls
    assert [each["state"] for each in nodes] == ["MERGED", "MERGED", "OPEN"]
    assert [each["title"] for each in nodes] == ["Work", "Two at once", "Pull request 3"]
    assert [each["author"] for each in nodes] == [{"login": "ada"}, None, None]
    commits = [[each["commit"]["oid"] for each in node["commits"]["nodes"]] for node in nodes]
    assert commits == [[each.oid for each in pull.commits] for pull in made.values()]
    files = [[each["path"] for each in node["files"]["nodes"]] for node in nodes]
    assert files == [["e1/ada.py"], ["e1/bob.py", "e2/bob.py"], ["e1/eve.py"]]
    assert nodes[0]["mergeCommit"]["oid"] == made[1].merge.oid  # type: ignore[union-attr]


def test_the_same_clone_is_collected_alike_by_git_and_by_github(
    tmp_path: Path, matching: Matching
) -> None:
    _, path = group(tmp_path)
    with cloned(path) as found:
        git_says = matching(found, "git", people=PEOPLE, clone=path)
        for sources in (("github",), ("git", "github")):
            other = matching(found, *sources, people=PEOPLE, clone=path)
            assert rows(other.attempts, SAME) == rows(git_says.attempts, SAME)
            counted = ["member", "exercise", "attempts"]
            assert rows(other.submissions, counted) == rows(git_says.submissions, counted)
            assert rows(other.unmatched, ["kind", "ref"]) == rows(
                git_says.unmatched, ["kind", "ref"]
            )
    assert len(git_says.attempts) == 7


def test_anybody_may_serve_one(tmp_path: Path) -> None:
    _, path = group(tmp_path)
    where = Path(__file__).parent
    command = [sys.executable, "-m", "hub", "--clone", str(path), "--name", "org/study"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=where, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        address = json.loads(process.stdout.readline())
        said, _ = process.communicate("report\n", timeout=60)
    assert address.startswith("http://127.0.0.1:")
    assert json.loads(said) == {"requests": 0, "points": 0, "quota": 0}
    assert process.returncode == 0
