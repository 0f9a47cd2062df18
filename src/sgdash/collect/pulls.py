"""Pull requests as git alone knows them: their heads, and the merges that speak of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sgdash.collect.graph import Graph
from sgdash.collect.log import CommitRow, FileRow, History

LIMIT = 250  # commits of one pull request, as in GitHub's own listing

_MERGE = re.compile(r"Merge pull request #([1-9][0-9]{0,11}) from ([^/\s]+)/(\S+)")
_SQUASH = re.compile(r"(.*) \(#([1-9][0-9]{0,11})\)")  # the last number is the pull request's own
_GITHUB = ("GitHub", "noreply@github.com")  # the committer of what is merged on its pages

PullRow = tuple[
    int,
    str | None,
    str,
    str,
    str | None,
    str | None,
    str | None,
    str,
    str | None,
    None,
    int | None,
    str | None,
]


@dataclass(frozen=True)
class _Told:
    """What the message of a commit tells about the pull request that it merged."""

    commit: str
    title: str | None
    author: str | None = None
    branch: str | None = None


@dataclass(frozen=True)
class Pulls:
    """Rows of the three tables of pull requests, by ascending number."""

    requests: list[PullRow]
    commits: list[tuple[int, str, str]]
    files: list[tuple[int, str, str, str | None]]
    problems: list[str]


def find_pulls(
    history: History, graph: Graph, heads: Mapping[int, str], *, base: str | None, owner: str | None
) -> Pulls:
    """The pull requests of `heads`, and those that only a merge or squash merge tells of.

    `base` is the default branch's name. A branch of the repository itself names its `owner` where
    others name their author, so that says nothing about who wrote it.
    """
    merges = dict(_merges(history, graph, heads, owner))
    squashes = dict(_squashes(history, graph, heads))
    pulls = Pulls([], [], [], [])
    for number in sorted({*heads, *merges, *squashes}):
        told = merges.get(number)
        head = heads.get(number)
        if told is None and (head is None or not graph.is_merged(head)):
            told = squashes.get(number)
        if head is None:
            assert told  # noqa: S101 - a number comes from one of the three
            head = (graph.parents[told.commit][1:2] or (told.commit,))[0]
        own, merge = _own(number, head, told, graph, pulls.problems)
        author = history.commits[_author(own, head, graph)]
        title, login, branch = (told.title, told.author, told.branch) if told else (None,) * 3
        brought = merge is not None and graph.introducer(merge) == merge
        pulls.requests.append(
            (
                number,
                login,
                author[2],
                author[3],
                title,
                branch,
                base if brought else None,
                head,
                merge,
                None,
                history.commits[merge][7] if merge else None,
                "merged" if merge else None,
            )
        )
        pulls.commits.extend((number, commit, head) for commit in own)
        pulls.files.extend((number, *change) for change in net_change(own, history.files))
    return pulls


def net_change(
    commits: list[str], files: Mapping[str, list[FileRow]]
) -> Iterator[tuple[str, str, str | None]]:
    """The path, change and blob of what commits, oldest first, did to each path together."""
    first: dict[str, str] = {}
    last: dict[str, FileRow] = {}
    for commit in commits:
        for row in files.get(commit, ()):
            first.setdefault(row[1], row[2])
            last[row[1]] = row
    for path, (_, _, change, blob) in last.items():
        if first[path] == "A":
            if change != "D":
                yield path, "A", blob
        elif change == "D" or change == first[path]:
            yield path, change, blob
        else:
            yield path, "M", blob


def _own(
    number: int, head: str, told: _Told | None, graph: Graph, problems: list[str]
) -> tuple[list[str], str | None]:
    """A pull request's own commits, oldest first, and the commit that merged it."""
    if not graph.is_merged(head):
        own, more = graph.reached(head, graph.end, LIMIT)
        merge = told.commit if told else None
    else:
        introducer = graph.introducer(head)
        merge = told.commit if told else introducer
        if introducer == head:  # fast-forwarded: where it began is not written anywhere
            return [head], merge
        floor = max(graph.before(introducer), graph.before(merge))
        named = head in graph.parents[introducer] or head in graph.parents[merge]
        own, more = graph.reached(head, floor, None if named else LIMIT)
    if more:
        problems.append(
            f"pull request {number}: has more than {LIMIT} commits, those nearest its head are kept"
        )
    return own, merge


def _author(own: list[str], head: str, graph: Graph) -> str:
    """The newest own commit that is no merge: whoever brings a branch up to date makes one too."""
    return next((commit for commit in reversed(own) if len(graph.parents[commit]) < 2), head)


def _merges(
    history: History, graph: Graph, heads: Mapping[int, str], owner: str | None
) -> Iterator[tuple[int, _Told]]:
    """What merge commits tell, by number; the one that comes last in the iteration counts.

    A fork brings merges along that count its own pull requests, or those of the repository that it
    was forked from. So a merge must agree with the head, where that is known, and without a head
    only the default branch's own merges are believed, its oldest first.
    """
    mainline = set(graph.mainline)
    for commit in sorted(history.merges, key=lambda c: -graph.position[c]):
        if not graph.is_merged(commit):
            continue
        told = _merge(history.commits[commit], history.merges[commit] or None, owner)
        if told is None:
            continue
        number, parents = told[0], graph.parents[commit]
        if heads[number] in parents[1:] if number in heads else commit in mainline:
            yield told


def _merge(commit: CommitRow, title: str | None, owner: str | None) -> tuple[int, _Told] | None:
    if match := _MERGE.fullmatch(commit[8]):
        login = None if owner and match[2].lower() == owner.lower() else match[2]
        return int(match[1]), _Told(commit[0], title, login, match[3])
    if match := _SQUASH.fullmatch(commit[8]):  # GitHub can be set to title merges like squashes
        return int(match[2]), _Told(commit[0], match[1])
    return None


def _squashes(
    history: History, graph: Graph, heads: Mapping[int, str]
) -> Iterator[tuple[int, _Told]]:
    """What squash merges on the default branch tell, by number; the oldest counts.

    Where heads are known, a number without one is that of an issue. Where none are, anybody can
    push a commit titled so, and only GitHub's own are believed.
    """
    for commit in reversed(graph.mainline):
        row = history.commits[commit]
        match = _SQUASH.fullmatch(row[8]) if row[8][-1:] == ")" else None
        if match is None or len(graph.parents[commit]) > 1:
            continue
        if int(match[2]) in heads if heads else row[5:7] == _GITHUB:
            yield int(match[2]), _Told(commit, match[1])
