"""The history of a commit, and of a path in it, as `git log` tells them."""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from hub.objects import Commit, Tree, differing


@dataclass
class History:
    """The commits that one reaches, the newest first."""

    commits: list[Commit] = field(default_factory=list)

    @cached_property
    def by_path(self) -> dict[str, list[Commit]]:
        """Those that changed each path."""
        found = defaultdict(list)
        for commit in self.commits:
            for path in touched(commit):
                found[path].append(commit)
        return found

    def of(self, path: str) -> list[Commit]:
        """Those that changed a file, or anything in a folder."""
        if path in self.by_path:
            return self.by_path[path]
        within = path.rstrip("/") + "/"
        touched = {c.oid for p, some in self.by_path.items() if p.startswith(within) for c in some}
        return [commit for commit in self.commits if commit.oid in touched]


def read_history(head: Commit) -> History:
    """The whole history of a commit."""
    found, seen, order = History(), {head.oid}, count()
    waiting = [(-head.committer.date.timestamp(), next(order), head)]
    while waiting:
        _, _, commit = heapq.heappop(waiting)
        found.commits.append(commit)
        for parent in commit.parents:
            if parent.oid not in seen:
                seen.add(parent.oid)
                date = -parent.committer.date.timestamp()
                heapq.heappush(waiting, (date, next(order), parent))
    return found


def touched(commit: Commit) -> Iterator[str]:
    """The paths that a commit changed; of a merge those that it has as no parent had them."""
    first, *others = [parent.tree for parent in commit.parents] or [Tree()]
    for path, _, _ in differing(first, commit.tree):
        now = commit.tree.at(path)
        if all(other.at(path) != now for other in others):
            yield path
