"""Which commits a pull request brought, from the graph of parents alone."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Parents = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Graph:
    """All commits in the order in which they came to the default branch, the others after them.

    A commit stands behind all of its ancestors. What a merge brought stands right before it, so
    "not there before that merge" is a comparison of two positions.
    """

    parents: Parents
    position: dict[str, int]
    mainline: list[str]  # the default branch's first parents, oldest first
    arrivals: list[int]  # their positions

    @property
    def end(self) -> int:
        """The position of the default branch's newest commit."""
        return self.arrivals[-1]

    def is_merged(self, commit: str) -> bool:
        """Whether the default branch holds the commit."""
        return self.position[commit] <= self.end

    def introducer(self, commit: str) -> str:
        """The commit of the mainline that brought a commit to the default branch, or is it."""
        return self.mainline[bisect_left(self.arrivals, self.position[commit])]

    def before(self, commit: str) -> int:
        """The position of what was there before a commit: of its first parent, -1 for a root."""
        first = self.parents[commit][:1]
        return self.position[first[0]] if first else -1

    def reached(self, head: str, floor: int, limit: int | None) -> tuple[list[str], bool]:
        """The commits that `head` reaches above position `floor`, oldest first.

        At most the `limit` nearest to the head; the flag tells whether there are more.
        """
        parents, position = self.parents, self.position
        found = [head]
        seen = {head}
        for commit in found:  # grows while it is read
            for parent in parents[commit]:
                if parent not in seen and position[parent] > floor:
                    seen.add(parent)
                    found.append(parent)
            if limit is not None and len(found) > limit:
                return sorted(found[:limit], key=position.__getitem__), True
        return sorted(found, key=position.__getitem__), False


def build_graph(parents: Parents, head: str, others: Iterable[str]) -> Graph:
    """The graph of the commits that `head`, the default branch's newest, and `others` reach."""
    position: dict[str, int] = {}
    for tip in (head, *others):
        _walk(parents, tip, position)
    mainline = [head]
    while parents[mainline[-1]]:
        mainline.append(parents[mainline[-1]][0])
    mainline.reverse()
    return Graph(parents, position, mainline, [position[commit] for commit in mainline])


def _walk(parents: Parents, tip: str, position: dict[str, int]) -> None:
    """Number what `tip` reaches: ancestors first, those by the first parent before the others."""
    stack = [tip]
    while stack:
        commit = stack[-1]
        if commit in position:
            stack.pop()
            continue
        for parent in parents[commit]:
            if parent not in position:
                stack.append(parent)
                break
        else:
            position[commit] = len(position)
            stack.pop()
