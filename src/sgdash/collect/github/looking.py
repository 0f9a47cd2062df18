"""What commits hold at paths, and which commits they follow: of very many in one question.

GitHub tells a commit's own files in REST only, a request each, and every list of parents costs.
So instead it is asked by names, which cost nothing: `<commit>^1` is the first parent of a commit.
"""

import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sgdash.collect.github import queries
from sgdash.collect.github.client import Answer, Client
from sgdash.collect.github.parse import Node, nodes_of, text, to_microseconds
from sgdash.collect.github.portion import Portion
from sgdash.collect.text import quoted

AT_ONCE = 4000
"""Paths in one question, over all its commits; a commit by itself counts as one more."""

TOGETHER = 100
"""Paths of one commit that are not divided among questions."""

_REVISION = re.compile(r"[0-9a-f]{40,64}(\^[12])?")  # it becomes part of the question

Held = tuple[str, int]
"""What lies at a path: its name and mode."""

FileRow = tuple[str, str, str, str | None]

Blobs = dict[str, Held | None]
"""What lies at each path, None where nothing does."""


@dataclass(frozen=True)
class Look:
    """What is asked of one commit."""

    revision: str  # its name, or the name of another with ^1 or ^2 for the parent that is meant
    paths: Sequence[str] = ()
    told: bool = False  # also whose it is and when, and what it says
    parents: bool = False  # also all of its parents, which costs a hundredth of a point
    counted: bool = False  # also how many files it changed

    @property
    def more(self) -> str:
        """What is asked beside the paths."""
        asked = {
            queries.COMMIT: self.told,
            queries.PARENTS: self.parents,
            "changedFilesIfAvailable": self.counted,
        }
        return " ".join(field for field, wanted in asked.items() if wanted)

    @property
    def weight(self) -> int:
        """How much of a question it takes."""
        return len(self.paths) + 1


@dataclass
class Looked:
    """What was found: `node` has what was asked for beside the paths."""

    oid: str
    node: Node
    seen_at: int  # microseconds since 1970, by GitHub's clock
    parents: list[str] | None = None  # where they were asked for
    changed: int | None = None  # files, where GitHub could tell so
    blobs: Blobs = field(default_factory=dict)


class Looker:
    """Looks at commits, at as many in a question as GitHub has managed before."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._portion = Portion(client, AT_ONCE)

    def look(self, wanted: Iterable[Look], found: dict[str, Looked]) -> None:
        """Add what is found, by revision and by the commit's name; nothing of one that has gone."""
        rest = [part for each in wanted for part in _parts(each)]
        while rest:
            some: list[Look] = []

            def ask(size: int) -> Answer:
                some[:] = _first(rest, size)  # noqa: B023 - called at once
                text, variables = _question(some)  # noqa: B023
                place = self._client.place
                named = {"owner": place.owner, "name": place.name}
                return self._client.ask(text, variables | named, divisible=size > 1)

            answer = self._portion.ask(ask)
            for n, each in enumerate(some):
                told = answer.data["repository"][f"c{n}"]
                if told:  # or GitHub lists a commit that it has not
                    _note(found, each, told, to_microseconds(answer.at))
            rest = rest[len(some) :]
            if rest:  # so it was a full question
                self._portion.managed(self._portion.size)


def _parts(look: Look) -> Iterable[Look]:
    if not _REVISION.fullmatch(look.revision):
        raise ValueError(look.revision)
    paths = look.paths
    yield replace(look, paths=paths[:TOGETHER])
    for start in range(TOGETHER, len(paths), TOGETHER):
        yield Look(look.revision, paths[start : start + TOGETHER])


def _first(rest: Sequence[Look], size: int) -> list[Look]:
    """As many of them as fill a question of that size; at least one."""
    weight = 0
    for n, each in enumerate(rest):
        weight += each.weight
        if n and weight > size:
            return list(rest[:n])
    return list(rest)


def _question(some: Sequence[Look]) -> tuple[str, dict[str, str]]:
    paths = {path: n for n, path in enumerate({path: 0 for each in some for path in each.paths})}
    wanted = [(each.revision, [paths[path] for path in each.paths], each.more) for each in some]
    return queries.looks(wanted, len(paths)), {f"p{n}": path for path, n in paths.items()}


def _note(found: dict[str, Looked], look: Look, told: Node, at: int) -> None:
    oid = told["oid"]
    one = found.setdefault(oid, Looked(oid, {}, at))
    if look.told:
        one.node, one.seen_at = told, at
    if look.parents:
        one.parents = [parent["oid"] for parent in nodes_of(told["parents"])]
    if look.counted:
        one.changed = told["changedFilesIfAvailable"]
    for n, path in enumerate(look.paths):
        one.blobs[path] = held(told[f"f{n}"])
    found[look.revision] = one


def held(entry: Node | None) -> Held | None:
    """An entry of a tree, as it is compared."""
    return (entry["oid"], entry["mode"]) if entry else None


def changed(commit: str, path: str, before: Held | None, after: Held | None) -> Iterator[FileRow]:
    """A row of COMMIT_FILES with git's letter, where what lies at a path is another than before."""
    if before == after:
        return
    letter = "A" if before is None else "D" if after is None else "M"
    if before and after and stat.S_IFMT(before[1]) != stat.S_IFMT(after[1]):
        letter = "T"
    yield commit, stored_path(path), letter, after[0] if after else None


def stored_path(path: str) -> str:
    """A path as git's rows have it, without what no database holds."""
    return text(quoted(path))
