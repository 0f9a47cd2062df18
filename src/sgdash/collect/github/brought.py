"""What pull requests brought, from GitHub alone: their commits, and what each did to their files.

GitHub lists a commit's own files in REST only, a request each. So instead it is asked, for many
commits at once, what each and its parent hold at the paths that its pull request changes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sgdash import tables
from sgdash.collect.github import queries
from sgdash.collect.github.client import Client
from sgdash.collect.github.faults import TooLargeError
from sgdash.collect.github.parse import (
    Node,
    Rows,
    maybe_moment,
    moment,
    nodes_of,
    parse_commit,
    parse_pull_request,
    person,
    text,
    words,
)
from sgdash.collect.pulls import net_change
from sgdash.collect.text import quoted

_AT_ONCE = 1000  # paths in one question, over all its commits
_MOST = 5000  # paths × commits of one pull request that are asked for

FileRow = tuple[str, str, str, str | None]
Held = dict[str, tuple[list[str], dict[str, tuple[str | None, str | None]]]]
"""By commit: its parents, and by path what the first of them held, and what the commit holds."""


@dataclass(frozen=True)
class Whole:
    """A pull request as it was kept: its head, its author by the commits, and its files."""

    head: str
    author: str | None
    email: str | None
    files: list[tuple[str, str, str | None]]


def kept_whole(
    pulls: Iterable[tuple[Any, ...]], files: Iterable[tuple[Any, ...]]
) -> dict[int, Whole]:
    """What is kept of each pull request, from the rows of PULL_REQUESTS and PULL_REQUEST_FILES."""
    found = {row[0]: Whole(row[7], row[2], row[3], []) for row in pulls}
    for number, *change in files:
        if number in found:
            found[number].files.append((change[0], change[1], change[2]))
    return found


class Brought:
    """Makes the rows of pull requests with all that they brought."""

    def __init__(
        self,
        client: Client,
        looked_at: int | None,
        problems: list[str],
        kept: Mapping[int, "Whole"],
    ) -> None:
        self._client = client
        self._looked_at = looked_at
        self._problems = problems
        self._kept = kept

    def __call__(self, nodes: Sequence[Node]) -> list[Rows]:
        """The rows of whole pull requests."""
        asked = [each for node in nodes if not self._stands(node) for each in self._asked(node)]
        held = self._held(asked)
        return [
            {**parse_pull_request(node, self._looked_at), **self._rows(node, held)}
            for node in nodes
        ]

    def _stands(self, node: Node) -> bool:
        """Whether it brings what it brought when it was last kept: only words were added."""
        kept = self._kept.get(node["number"])
        return kept is not None and kept.head == node["headRefOid"]

    def _asked(self, node: Node) -> list[tuple[str, list[str]]]:
        """The commits of a pull request with the paths to look at in each."""
        commits = [each["commit"]["oid"] for each in nodes_of(node["commits"])]
        files = nodes_of(node["files"])
        paths = [each["path"] for each in files]
        if any(each["changeType"] == "RENAMED" for each in files):
            paths += self._former(node["number"])
        if len(commits) * len(paths) > _MOST:
            self._problems.append(
                f"pull request {node['number']}: changes {len(paths):,} files in {len(commits):,} "
                "commits, of which GitHub alone tells the last; git tells them all"
            )
            commits = commits[-1:]
        return [(commit, paths) for commit in commits]

    def _former(self, number: int) -> list[str]:
        """The paths from which a pull request moves files, which GraphQL does not tell."""
        place = self._client.place
        found: list[str] = []
        for page in range(1, 31):
            path = f"/repos/{place.owner}/{place.name}/pulls/{number}/files"
            files = self._client.get(path, {"per_page": 100, "page": page})
            found += [f["previous_filename"] for f in files if f.get("previous_filename")]
            if len(files) < 100:
                break
        return found

    def _held(self, wanted: Iterable[tuple[str, list[str]]]) -> Held:
        held: Held = {}
        rest = [
            (commit, paths[start : start + 100])
            for commit, paths in wanted
            for start in range(0, max(len(paths), 1), 100)
        ]
        size = _AT_ONCE
        while rest:
            some = _first(rest, size)
            try:
                answer = self._client.ask(*self._question(some), divisible=len(some) > 1)
            except TooLargeError as error:
                size = max(size // 2, 1)
                self._client.patience.pause(1, f"{error}; asking for {size} paths")
                continue
            for place, (commit, paths) in enumerate(some):
                _note(held, commit, paths, answer.data["repository"][f"c{place}"])
            rest = rest[len(some) :]
        return held

    def _question(self, some: list[tuple[str, list[str]]]) -> tuple[str, dict[str, Any]]:
        place = self._client.place
        variables: dict[str, Any] = {"owner": place.owner, "name": place.name}
        for n, (_, paths) in enumerate(some):
            variables |= {f"p{n}x{m}": path for m, path in enumerate(paths)}
        return queries.blobs([(commit, len(paths)) for commit, paths in some]), variables

    def _rows(self, node: Node, held: Held) -> Rows:
        number, head = node["number"], node["headRefOid"]
        if self._stands(node):
            kept = self._kept[number]
            return {
                tables.PULL_REQUESTS: [_pull_request(node, kept.author, kept.email)],
                tables.PULL_REQUEST_FILES: [(number, *change) for change in kept.files],
            }
        commits = {each["commit"]["oid"]: each["commit"] for each in nodes_of(node["commits"])}
        # a later page of a long list was seen after the pull request itself
        sights = {e["commit"]["oid"]: e.get("seenAt") for e in nodes_of(node["commits"])}
        files = {oid: list(changes(oid, *held[oid])) for oid in commits if oid in held}
        parents = {oid: held[oid][0] if oid in held else [] for oid in commits}
        own = [commits[oid] for oid in commits if len(parents[oid]) < 2] or [*commits.values()]
        author = (own[-1]["author"] if own else None) or {}
        name, email = text(author.get("name") or ""), text(author.get("email") or "")
        return {
            tables.PULL_REQUESTS: [_pull_request(node, name or None, email or None)],
            tables.COMMITS: [
                parse_commit(commit, parents[oid], sights[oid] or node["seenAt"])
                for oid, commit in commits.items()
            ],
            tables.COMMIT_FILES: [row for rows in files.values() for row in rows],
            tables.PULL_REQUEST_COMMITS: [(number, oid, head) for oid in commits],
            tables.PULL_REQUEST_FILES: [
                (number, *change) for change in net_change([*commits], files)
            ],
        }


def _pull_request(node: Node, name: str | None, email: str | None) -> tuple[Any, ...]:
    """A row of PULL_REQUESTS, with the name and address of its newest commit that is no merge."""
    merge = node["mergeCommit"]
    return (
        node["number"],
        person(node["author"])[0],
        name,
        email,
        text(node["title"]),
        text(node["headRefName"]),
        text(node["baseRefName"]),
        node["headRefOid"],
        merge["oid"] if merge else None,
        moment(node["createdAt"]),
        maybe_moment(node["mergedAt"]),
        words(node["state"]),
    )


def changes(
    commit: str, parents: list[str], held: dict[str, tuple[str | None, str | None]]
) -> Iterable[FileRow]:
    """Rows of COMMIT_FILES: what a commit did to the paths looked at; a merge does nothing."""
    if len(parents) > 1:
        return
    for path, (before, after) in held.items():
        if before != after:
            letter = "A" if before is None else "D" if after is None else "M"
            yield commit, stored_path(path), letter, after


def stored_path(path: str) -> str:
    """A path as git's rows have it, without what no database holds."""
    return text(quoted(path))


def _first(rest: list[tuple[str, list[str]]], size: int) -> list[tuple[str, list[str]]]:
    """As many of them as have `size` paths together, and 200 commits; at least one."""
    some: list[tuple[str, list[str]]] = []
    paths = 0
    for commit, each in rest[:200]:
        paths += len(each)
        if some and paths > size:
            break
        if not re.fullmatch(r"[0-9a-f]{40,64}", commit):  # it becomes part of the question
            raise ValueError(commit)
        some.append((commit, each))
    return some


def _note(held: Held, commit: str, paths: list[str], told: Node | None) -> None:
    if not told:  # a commit that GitHub lists and has not
        return
    parents = nodes_of(told["parents"])
    before = parents[0] if parents else {}
    _, seen = held.setdefault(commit, ([parent["oid"] for parent in parents], {}))
    for n, path in enumerate(paths):
        seen[path] = (_blob(before.get(f"f{n}")), _blob(told[f"f{n}"]))


def _blob(entry: Node | None) -> str | None:
    return entry["oid"] if entry else None
