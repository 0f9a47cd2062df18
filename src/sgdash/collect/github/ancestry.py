"""How the commits of the default branch follow each other, asked for where it is not known."""

from collections.abc import Callable, Collection, Iterable

from sgdash import tables
from sgdash.collect.github import queries
from sgdash.collect.github.client import Client
from sgdash.collect.github.faults import TooLargeError
from sgdash.collect.github.looking import AT_ONCE as LOOKS_AT_ONCE
from sgdash.collect.github.looking import Look, Looked, Looker
from sgdash.collect.github.parse import (
    Node,
    Rows,
    nodes_of,
    parse_commit,
    to_microseconds,
)
from sgdash.collect.github.progress import Kept

AT_ONCE = 100  # commits in one question
MERGES_AT_ONCE = LOOKS_AT_ONCE // 3  # each is looked at with both of its parents


class Ancestry:
    """What commits follow, as it is kept and as far as it was asked for since.

    Attributes:
        parents: of each commit those that it follows.
    """

    def __init__(self, client: Client, kept: Kept, save: Callable[[Rows], None]) -> None:
        """`save` is given what is found of commits that were not kept before."""
        self._client = client
        self._looker = Looker(client)
        self._save = save
        self.parents: dict[str, tuple[str, ...]] = {}
        for commit, parents in kept.each(tables.COMMITS, "commit", "parents"):
            # most have one, whose name is not copied
            several = " " in parents or not parents
            self.parents[commit] = tuple(parents.split()) if several else (parents,)

    def reach(self, head: str, merges: Collection[str]) -> set[str]:
        """All that a commit comes from, itself included; `merges` may be among it.

        From one commit GitHub tells a hundred back; so it is asked from many of them at once.
        """
        unknown = [commit for commit in merges if commit not in self.parents]
        if len(unknown) > AT_ONCE:
            for start in range(0, len(unknown), MERGES_AT_ONCE):
                self._look_at_merges(unknown[start : start + MERGES_AT_ONCE])
        reached: set[str] = set()
        waiting = [head]
        while waiting:
            unknown = self._walk(waiting, reached)
            self._ask(unknown)
            waiting = unknown
        return reached

    def came_from(self, head: str) -> set[str]:
        """All that a commit is known to come from, itself included."""
        reached: set[str] = set()
        self._walk([head], reached)
        return reached

    def _walk(self, waiting: list[str], reached: set[str]) -> list[str]:
        """Reach what can be; the commits at which it is not known how to go on."""
        unknown: dict[str, None] = {}
        waiting = list(waiting)
        while waiting:
            commit = waiting.pop()
            if commit in reached:
                continue
            if commit in self.parents:
                reached.add(commit)
                waiting += self.parents[commit]
            else:
                unknown[commit] = None
        return list(unknown)

    def _look_at_merges(self, merges: list[str]) -> None:
        found: dict[str, Looked] = {}
        looks = [
            look
            for merge in merges
            for look in (Look(merge, told=True), Look(f"{merge}^1"), Look(f"{merge}^2"))
        ]
        self._looker.look(looks, found)
        told = []
        for merge in merges:
            both = (found.get(f"{merge}^{n}") for n in (1, 2))
            parents = [parent.oid for parent in both if parent]
            if merge in found and parents:
                told.append((found[merge].node, parents, found[merge].seen_at))
        self._add(told)

    def _ask(self, unknown: list[str]) -> None:
        rest, size = unknown, AT_ONCE
        while rest:
            some = rest[:size]
            query = queries.pasts(some, max(1, size // len(some)))
            place = self._client.place
            variables = {"owner": place.owner, "name": place.name}
            try:
                answer = self._client.ask(query, variables, divisible=size > 1)
            except TooLargeError as error:
                size = max(size // 2, 1)
                self._client.patience.pause(1, f"{error}; asking for {size} commits")
                continue
            at = to_microseconds(answer.at)
            pasts = (answer.data["repository"][f"c{n}"] or {} for n in range(len(some)))
            nodes = [node for past in pasts for node in nodes_of(past.get("history"))]
            self._add((n, [parent["oid"] for parent in nodes_of(n["parents"])], at) for n in nodes)
            for commit in some:
                self.parents.setdefault(commit, ())  # GitHub has lost it
            rest = rest[len(some) :]

    def _add(self, told: Iterable[tuple[Node, list[str], int]]) -> None:
        """Keep commits with their parents and when they were seen, as far as they are new."""
        rows = []
        for node, parents, seen_at in told:
            if node["oid"] not in self.parents:
                self.parents[node["oid"]] = tuple(parents)
                rows.append(parse_commit(node, parents, seen_at))
        self._save({tables.COMMITS: rows})
