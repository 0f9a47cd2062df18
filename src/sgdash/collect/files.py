"""The files at the head of the default branch, with the commits that touched them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sgdash.collect.graph import Graph
from sgdash.collect.log import History
from sgdash.collect.text import quoted

HeadFile = tuple[str, str, str, str | None, int | None, str | None, int | None]


def head_files(listed: bytes, history: History, graph: Graph) -> Iterator[HeadFile]:
    """Rows of FILES from what `git ls-tree -r -z` printed.

    First and last go by the order in which commits came to the default branch, not by their dates,
    which their authors' clocks wrote.
    """
    changes = chain.from_iterable(history.files.values())
    first, last = first_and_last(graph, ((commit, path) for commit, path, _, _ in changes))
    for line in listed.split(b"\0")[:-1]:
        entry, _, name = line.partition(b"\t")
        mode, _, blob = entry.decode().split()
        path = quoted(name.decode("utf-8", "surrogateescape"))
        if path in first:
            begun, ended = first[path], last[path]
            yield path, blob, mode, begun, _at(history, begun), ended, _at(history, ended)
        else:
            yield path, blob, mode, None, None, None, None


def first_and_last(
    graph: Graph, touched: Iterable[tuple[str, str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """The first and the last commit of the default branch to touch each path that any has touched.

    `touched` are commits with a path each, in any order.
    """
    position, end = graph.position, graph.end
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for commit, path in touched:
        at = position.get(commit, end + 1)
        if at > end:
            continue
        if at < first.get(path, end + 1):
            first[path] = at
        if at > last.get(path, -1):
            last[path] = at
    commits = list(position)  # in ascending order of positions
    return _named(first, commits), _named(last, commits)


def _named(places: Mapping[str, int], commits: Sequence[str]) -> dict[str, str]:
    return {path: commits[at] for path, at in places.items()}


def _at(history: History, commit: str) -> int:
    return history.commits[commit][7]
