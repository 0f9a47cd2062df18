"""What commits changed that belong to no pull request: the cheapest of the ways to be told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sgdash.collect.github import queries
from sgdash.collect.github.brought import changes
from sgdash.collect.github.client import Client
from sgdash.collect.github.faults import TooLargeError
from sgdash.collect.github.looking import FileRow, Look, Looked, Looker
from sgdash.collect.github.parse import nodes_of
from sgdash.collect.github.patience import Shown
from sgdash.collect.github.single import changes_of

FEW = 10
"""Commits that are asked for one by one rather than by the paths that are there now."""

AT_ONCE = 100
"""Paths whose history is asked for in one question."""

_FIRST, _MORE = 3, 30  # commits of each: few files have more than three


class Outside:
    """Asks what commits changed; `parents` are those of each commit of the branch."""

    def __init__(
        self, client: Client, parents: Mapping[str, tuple[str, ...]], shown: Shown
    ) -> None:
        self._client = client
        self._parents = parents
        self._shown = shown

    def at_paths(self, wanted: Mapping[str, Sequence[str]]) -> tuple[list[FileRow], set[str]]:
        """What each commit did to paths, and which of the commits did nothing beside that."""
        found: dict[str, Looked] = {}
        looks = []
        for commit, paths in wanted.items():
            looks.append(Look(commit, paths, counted=True))
            if paths:
                looks += [Look(parent, paths) for parent in self._parents[commit][:1]]
        Looker(self._client).look(looks, found)
        told: list[FileRow] = []
        whole: set[str] = set()
        for commit in wanted.keys() & found.keys():
            rows = list(changes(commit, [*self._parents[commit]], found))
            told += rows
            if found[commit].changed == len(rows):
                whole.add(commit)
        return told, whole

    def one_by_one(self, commits: Collection[str]) -> Iterator[FileRow]:
        """What each commit changed, as REST tells of one at a time."""
        for done, commit in enumerate(commits):
            yield from changes_of(self._client, commit)
            self._shown.report("Reading commits", done + 1, len(commits))

    def changing(self, head: str, paths: Collection[str]) -> Iterator[tuple[str, str]]:
        """Each commit that `head` comes from with each of the paths that it changed, and merges."""
        for each in self._histories(head, [_Path(path) for path in paths]):
            yield from ((commit, each.path) for commit in each.commits)

    def _histories(self, head: str, asked: list["_Path"]) -> list["_Path"]:
        rest, size, done = asked, AT_ONCE, 0
        while rest:
            begun = rest[0].after is not None
            some = [each for each in rest[:size] if (each.after is not None) == begun]
            place = self._client.place
            variables: dict[str, Any] = {"owner": place.owner, "name": place.name, "head": head}
            for n, each in enumerate(some):
                variables |= {f"p{n}": each.path, f"after{n}": each.after}
            query = queries.histories(len(some), _MORE if begun else _FIRST)
            try:
                answer = self._client.ask(query, variables, divisible=len(some) > 1)
            except TooLargeError as error:
                size = max(len(some) // 2, 1)
                self._client.patience.pause(1, f"{error}; asking for {size} files")
                continue
            found = answer.data["repository"]["object"]
            unfinished = []
            for n, each in enumerate(some):
                told = found[f"h{n}"]
                each.commits += [node["oid"] for node in nodes_of(told)]
                each.after = told["pageInfo"]["endCursor"]
                if told["pageInfo"]["hasNextPage"]:
                    unfinished.append(each)
            rest = rest[len(some) :] + unfinished
            done += len(some) - len(unfinished)
            self._shown.report("Reading the history of files", done, len(asked))
        return asked


@dataclass
class _Path:
    """One file, and what its history has told so far."""

    path: str
    after: str | None = None
    commits: list[str] = field(default_factory=list)  # newest first
