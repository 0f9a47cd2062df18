"""What pull requests brought, from GitHub alone: their commits, and what each did to their files.

Each commit is looked at on the paths that its pull request changes, and so is the one before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sgdash import tables
from sgdash.collect.github.client import Client
from sgdash.collect.github.looking import (
    AT_ONCE,
    TOGETHER,
    Blobs,
    FileRow,
    Look,
    Looked,
    Looker,
    changed,
)
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
from sgdash.collect.github.progress import Kept
from sgdash.collect.github.single import changes_of
from sgdash.collect.pulls import net_change

_MOST = 5000  # paths × commits of one pull request that are looked at however few these are


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


@dataclass(frozen=True)
class _Work:
    """The commits of a pull request, oldest first, and the paths to look at in each.

    Each is looked at as the parent of the next one, which tells at once whether it is that. What
    the pull request `added` was not there before it.
    """

    commits: list[str]
    paths: list[str]
    added: set[str]
    singly: bool  # so much that each commit is asked for by itself, and no paths are looked at

    def looks(self, _: Mapping[str, Looked]) -> Iterator[Look]:
        """What tells it, where each commit follows the one before it."""
        paths = [] if self.singly else self.paths
        before = [path for path in paths if path not in self.added]
        for n, commit in enumerate(self.commits):
            known = Look(f"{commit}^1", paths, counted=True) if n else Look(f"{commit}^1", before)
            yield from (known, Look(f"{commit}^2"))
        yield from (Look(commit, paths, counted=True) for commit in self.commits[-1:])

    def further(self, found: Mapping[str, Looked]) -> Iterator[Look]:
        """What else has to be looked at, where one does not."""
        parents = {commit: parents_of(commit, found) for commit in self.commits}
        for commit, both in parents.items():  # a merge, perhaps of more than two, or a root
            if len(both) != 1 and (commit not in found or found[commit].parents is None):
                yield Look(commit, parents=True)
        if self.singly:
            return
        if self._is_line(parents):
            for start in [both[0] for both in parents.values()][:1]:
                if start in found:
                    found[start].blobs |= dict.fromkeys(self.added - found[start].blobs.keys())
        for commit in {*self.commits, *(both[0] for both in parents.values() if both)}:
            if commit not in found or not found[commit].blobs.keys() >= {*self.paths}:
                yield Look(commit, self.paths, counted=True)

    def _is_line(self, parents: Mapping[str, list[str]]) -> bool:
        before = [*parents.values()]
        return before[1:] == [[c] for c in self.commits[:-1]] and all(len(b) == 1 for b in before)


class Brought:
    """Makes the rows of pull requests with all that they brought."""

    enough = AT_ONCE

    def __init__(self, client: Client, looked_at: int | None, kept: Kept | None) -> None:
        """`kept` tells what stands as it was; None where everything is looked at anew."""
        self._client = client
        self._looker = Looker(client)
        self._looked_at = looked_at
        self._kept = kept

    def __call__(self, nodes: Sequence[Node]) -> list[Rows]:
        """The rows of whole pull requests."""
        standing = self._standing(nodes)
        works = {n["number"]: self._work(n) for n in nodes if n["number"] not in standing}
        found: dict[str, Looked] = {}
        for looks in (_Work.looks, _Work.further, _Work.further):
            self._looker.look(
                [look for work in works.values() for look in looks(work, found)], found
            )
        return [
            {
                **parse_pull_request(node, self._looked_at),
                **(
                    self._rows(node, works[node["number"]], found)
                    if node["number"] in works
                    else _rows_again(node, standing[node["number"]])
                ),
            }
            for node in nodes
        ]

    def weight(self, node: Node) -> int:
        """About how much there is to look at."""
        commits = len(nodes_of(node["commits"]))
        files = [each["changeType"] for each in nodes_of(node["files"])]
        # where it was before is looked for too, and what was there before it but not what is new
        paths = len(files) + files.count("RENAMED")
        weight = 0 if _is_singly(commits, paths) else paths * (commits + 1) - files.count("ADDED")
        return weight + (2 * commits + 1) * (1 + paths // TOGETHER)

    def _standing(self, nodes: Sequence[Node]) -> dict[int, Whole]:
        """Those that bring what they brought when they were last kept: only words were added."""
        if self._kept is None:
            return {}
        heads = {node["number"]: node["headRefOid"] for node in nodes}
        pulls = self._kept.rows(tables.PULL_REQUESTS, of=heads)
        files = self._kept.rows(tables.PULL_REQUEST_FILES, of=heads)
        whole = kept_whole(pulls, files)
        return {n: one for n, one in whole.items() if one.head == heads[n]}

    def _work(self, node: Node) -> _Work:
        commits = [each["commit"]["oid"] for each in nodes_of(node["commits"])]
        files = nodes_of(node["files"])
        paths = [each["path"] for each in files]
        if any(each["changeType"] == "RENAMED" for each in files):
            paths += self._former(node["number"])
        paths = list(dict.fromkeys(paths))
        added = {each["path"] for each in files if each["changeType"] == "ADDED"}
        if len(commits) < node["commits"]["totalCount"]:  # so the first of them may be missing
            added = set()
        return _Work(commits, paths, added, _is_singly(len(commits), len(paths)))

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

    def _rows(self, node: Node, work: _Work, found: Mapping[str, Looked]) -> Rows:
        number, head = node["number"], node["headRefOid"]
        commits = {each["commit"]["oid"]: each["commit"] for each in nodes_of(node["commits"])}
        # a later page of a long list was seen after the pull request itself
        sights = {e["commit"]["oid"]: e.get("seenAt") for e in nodes_of(node["commits"])}
        parents = {oid: parents_of(oid, found) for oid in commits}
        files = {oid: self._changes(oid, parents[oid], work, found) for oid in commits}
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

    def _changes(
        self, commit: str, parents: list[str], work: _Work, found: Mapping[str, Looked]
    ) -> list[FileRow]:
        """What a commit did; also to what the pull request as a whole left as it was."""
        if len(parents) > 1 or commit not in found:
            return []
        rows = [] if work.singly else list(changes(commit, parents, found))
        if work.singly or (found[commit].changed or 0) > len(rows):
            return list(changes_of(self._client, commit))
        return rows


def _rows_again(node: Node, kept: Whole) -> Rows:
    return {
        tables.PULL_REQUESTS: [_pull_request(node, kept.author, kept.email)],
        tables.PULL_REQUEST_FILES: [(node["number"], *change) for change in kept.files],
    }


def _is_singly(commits: int, paths: int) -> bool:
    return commits * paths > _MOST and commits < commits * paths // AT_ONCE


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


def parents_of(commit: str, found: Mapping[str, Looked]) -> list[str]:
    """The commits that one follows, as far as they were looked for."""
    if commit in found and found[commit].parents is not None:
        return found[commit].parents or []
    both = (found.get(f"{commit}^{n}") for n in (1, 2))
    return [parent.oid for parent in both if parent]


def changes(commit: str, parents: list[str], found: Mapping[str, Looked]) -> Iterator[FileRow]:
    """Rows of COMMIT_FILES: what a commit did to the paths looked at; a merge does nothing."""
    if len(parents) > 1 or commit not in found:
        return
    after = found[commit].blobs
    before: Blobs = dict.fromkeys(after)
    if parents:  # where another pull request may have had other paths looked at
        before = found[parents[0]].blobs if parents[0] in found else {}
    for path in after:
        if path in before:
            yield from changed(commit, path, before[path], after[path])
