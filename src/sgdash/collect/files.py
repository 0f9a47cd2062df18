"""The files at the head of the default branch, with the commits that touched them."""

from collections.abc import Iterator, Mapping, Sequence

from sgdash.collect.graph import Graph
from sgdash.collect.log import History
from sgdash.collect.text import quoted

HeadFile = tuple[str, str, str, str | None, int | None, str | None, int | None]


def head_files(listed: bytes, history: History, graph: Graph) -> Iterator[HeadFile]:
    """Rows of FILES from what `git ls-tree -r -z` printed.

    First and last go by the order in which commits came to the default branch, not by their dates,
    which their authors' clocks wrote. A file that only a merge brought has neither.
    """
    first, last = first_and_last(
        graph, {commit: [row[1] for row in rows] for commit, rows in history.files.items()}
    )
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
    graph: Graph, touched: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, str]]:
    """The first and the last commit of the default branch to touch each path that any has touched.

    `touched` are the paths by commit.
    """
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for commit, position in graph.position.items():  # in ascending order of positions
        if position > graph.end:
            break
        for path in touched.get(commit, ()):
            first.setdefault(path, commit)
            last[path] = commit
    return first, last


def _at(history: History, commit: str) -> int:
    return history.commits[commit][7]
