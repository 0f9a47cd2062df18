"""The files at the head of the default branch with their history, from GitHub alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sgdash import tables
from sgdash.collect.git import CollectError
from sgdash.collect.github import queries
from sgdash.collect.github.brought import stored_path
from sgdash.collect.github.client import Client
from sgdash.collect.github.faults import TooLargeError
from sgdash.collect.github.parse import Node, Rows, moment, nodes_of, parse_commit, seen
from sgdash.collect.github.patience import Shown

REF = "head at GitHub"  # a name that git has for nothing, so that git reads everything once more

_AT_ONCE = 100  # paths in one question
_FIRST, _MORE = 3, 30  # commits of each: few files have more than three


@dataclass
class _Path:
    """One file at the head, and what its history has told so far."""

    path: str
    blob: str
    mode: str
    after: str | None = None
    commits: list[Node] = field(default_factory=list)  # newest first, without merges


def read_branch(
    client: Client,
    repository: Node,
    known: Mapping[str, tuple[Any, ...]],
    shown: Shown,
    problems: list[str],
) -> Rows:
    """Rows of FILES, REFS, and the commits and changes that its files come from.

    `known` are the rows of FILES by path as kept before: a file that has not changed since is not
    asked for again.
    """
    branch = repository["defaultBranchRef"]
    if branch is None:
        return {tables.FILES: [], tables.REFS: []}
    head = branch["target"]["oid"]
    listed = _listed(client, repository["nameWithOwner"], head, problems)
    same = [
        each for each in listed if (known.get(stored_path(each.path)) or ("", ""))[1] == each.blob
    ]
    unchanged = {each.path for each in same}
    asked = [each for each in listed if each.path not in unchanged]
    _read_histories(client, head, asked, shown)
    rows: Rows = {
        tables.FILES: [known[stored_path(each.path)] for each in same],
        tables.REFS: [(REF, head)],
        tables.COMMITS: [],
        tables.COMMIT_FILES: [],
    }
    commits: dict[str, tuple[Any, ...]] = {}
    for each in asked:
        path, touched = stored_path(each.path), _touched(each.commits)
        for commit, letter, blob in touched:
            parents = [parent["oid"] for parent in nodes_of(commit["parents"])]
            commits.setdefault(commit["oid"], parse_commit(commit, parents, commit["seenAt"]))
            rows[tables.COMMIT_FILES].append((commit["oid"], path, letter, blob))
        first, last = _dated(touched[-1:]), _dated(touched[:1])
        rows[tables.FILES].append((path, each.blob, each.mode, *first, *last))
    rows[tables.COMMITS] = list(commits.values())
    return rows


def _listed(client: Client, name: str, head: str, problems: list[str]) -> list[_Path]:
    told = client.get(f"/repos/{name}/git/trees/{head}", {"recursive": "1"})
    entries = told["tree"]
    folders = {entry["path"] for entry in entries if entry["type"] == "tree"}
    within = {entry["path"].rpartition("/")[0] for entry in entries}
    if told.get("truncated"):
        problems.append(f"{name}: has more files than GitHub lists at once; git tells them all")
    elif folders - within:  # PyGithub follows a move without what was asked for
        raise CollectError(
            f"GitHub listed {name} without its folders. Nothing was lost: run this again, or "
            "correct `repository:` in program.yaml if the repository was renamed"
        )
    return [
        _Path(entry["path"], entry["sha"], entry["mode"])
        for entry in entries
        if entry["type"] != "tree"
    ]


def _read_histories(client: Client, head: str, asked: list[_Path], shown: Shown) -> None:
    rest, size, done = list(asked), _AT_ONCE, 0
    while rest:
        begun = rest[0].after is not None
        some = [each for each in rest[:size] if (each.after is not None) == begun]
        place = client.place
        variables: dict[str, Any] = {"owner": place.owner, "name": place.name, "head": head}
        for n, each in enumerate(some):
            variables |= {f"p{n}": each.path, f"after{n}": each.after}
        query = queries.histories(len(some), _MORE if begun else _FIRST)
        try:
            answer = client.ask(query, variables, divisible=len(some) > 1)
        except TooLargeError as error:
            size = max(len(some) // 2, 1)
            client.patience.pause(1, f"{error}; asking for {size} files")
            continue
        found = answer.data["repository"]["object"]
        unfinished = []
        for n, each in enumerate(some):
            told = found[f"h{n}"]
            each.commits += seen(
                (c for c in nodes_of(told) if len(nodes_of(c["parents"])) < 2), answer.at
            )
            each.after = told["pageInfo"]["endCursor"]
            if told["pageInfo"]["hasNextPage"]:
                unfinished.append(each)
        rest = rest[len(some) :] + unfinished
        done += len(some) - len(unfinished)
        shown.report("Reading the history of files", done, len(asked))


def _touched(commits: list[Node]) -> list[tuple[Node, str, str | None]]:
    """The commits that changed a path, newest first, with git's letter and what it held then."""
    found = []
    for commit, older in zip(commits, [*commits[1:], None], strict=True):
        before, after = (_blob(c["file"]) if c else None for c in (older, commit))
        if before != after:
            found.append((commit, "A" if before is None else "D" if after is None else "M", after))
    return found


def _dated(touched: list[tuple[Node, str, str | None]]) -> tuple[str | None, int | None]:
    """The commit and its date, neither where there is none."""
    for commit, _, _ in touched:
        return commit["oid"], moment(commit["committedDate"])
    return None, None


def _blob(entry: Node | None) -> str | None:
    return entry["oid"] if entry else None
