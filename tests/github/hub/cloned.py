"""A real repository, served as GitHub would tell of it as far as a bare clone knows.

Commits, trees and contents are those of the clone, read when they are asked for. A pull request is
what `refs/pull/<number>/head` points at; who opened it and whether it was merged is told by the
merge on the default branch that speaks of it, and by nothing else.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from pathlib import Path

from hub.acting import Acting
from hub.history import History
from hub.model import Person, PullRequest, Repository
from hub.objects import Blob, Commit, Signature, Tree

_MERGE = re.compile(r"Merge pull request #(\d+) from ([^/\s]+)/(\S+)\n*(.*)")
_SQUASH = re.compile(r"(.*) \(#(\d+)\)(?:\n|$)")
_SIGNATURE = re.compile(r"(.*?) ?<(.*)> (-?\d+) ([+-]\d{4})")


@contextmanager
def cloned(path: Path, full_name: str = "club/work") -> Iterator[Acting]:
    """The repository of a bare clone, until the context ends."""
    owner, _, name = full_name.partition("/")
    command = ["git", "-C", str(path), "cat-file", "--batch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        clone = _Clone(path, process)
        head = _git(path, "rev-parse", "HEAD").strip()
        branch = _git(path, "symbolic-ref", "--short", "HEAD").strip()
        refs = _pull_refs(path)
        repository = _ClonedRepository(Person(owner, 900, "Organization"), name, 800, branch=branch)
        repository.path = path
        repository.commits = clone.commits([head, *refs.values()])
        repository.head = repository.commits[head]
        acting = Acting(repository)
        _open_pulls(acting, path, {n: repository.commits[oid] for n, oid in refs.items()})
        yield acting
        assert process.stdin
        process.stdin.close()


@dataclass
class _ClonedHistory(History):
    path: Path = Path()
    known: dict[str, Commit] = field(default_factory=dict)

    def of(self, path: str) -> list[Commit]:
        """As git itself tells it."""
        head = self.commits[0].oid
        told = _git(self.path, "--literal-pathspecs", "log", "--format=%H", head, "--", path)
        return [self.known[oid] for oid in told.split()]


@dataclass(eq=False)
class _ClonedRepository(Repository):
    path: Path = Path()

    def history(self, head: Commit) -> History:
        told = super().history(head)
        return _ClonedHistory(told.commits, self.path, self.commits)


class _Clone:
    """Git's objects by name, each one made once; what a tree has in it is read as often as needed.

    `process` is a `git cat-file --batch`.
    """

    def __init__(self, path: Path, process: "subprocess.Popen[bytes]") -> None:
        self._path = path
        self._process = process
        self._made: dict[tuple[str, int], Blob | Tree] = {}
        self.entries = lru_cache(maxsize=4096)(self._entries)

    def commits(self, tips: list[str]) -> dict[str, Commit]:
        """All commits that some reach, by name."""
        found: dict[str, Commit] = {}
        for oid in _git(self._path, "rev-list", "--topo-order", "--reverse", *tips).split():
            head, _, message = self.read(oid).partition(b"\n\n")
            lines = [line.partition(b" ") for line in head.split(b"\n")]
            coding = next((v.decode() for key, _, v in lines if key == b"encoding"), "utf-8")
            about = {key: value.decode(coding, "replace") for key, _, value in lines[:-1] + lines}
            parents = [value.decode() for key, _, value in lines if key == b"parent"]
            found[oid] = Commit(
                self._tree(about[b"tree"]),
                tuple(found[parent] for parent in parents),
                _signature(about[b"author"]),
                _signature(about[b"committer"]),
                message.decode(coding, "replace"),
            )
            found[oid].__dict__["oid"] = oid
        return found

    def read(self, oid: str) -> bytes:
        """What an object holds."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(oid.encode() + b"\n")
        self._process.stdin.flush()
        size = int(self._process.stdout.readline().split()[2])
        return self._process.stdout.read(size + 1)[:-1]

    def _tree(self, oid: str) -> Tree:
        found = self._made.setdefault((oid, Tree.mode), _ClonedTree(self, oid))
        assert isinstance(found, Tree)
        return found

    def _entries(self, oid: str) -> dict[str, Blob | Tree]:
        rest, found = self.read(oid), {}
        while rest:
            about, _, rest = rest.partition(b"\0")
            mode, _, name = about.partition(b" ")
            entry, rest = rest[:20].hex(), rest[20:]
            found[name.decode(errors="replace")] = self._entry(int(mode, 8), entry)
        return found

    def _entry(self, mode: int, oid: str) -> Blob | Tree:
        if mode == Tree.mode:
            return self._tree(oid)
        return self._made.setdefault((oid, mode), _ClonedBlob(self, oid, mode))


class _ClonedTree(Tree):
    def __init__(self, clone: _Clone, oid: str) -> None:
        self.__dict__ |= {"_clone": clone, "oid": oid}

    @property
    def entries(self) -> dict[str, Blob | Tree]:  # type: ignore[override]
        return self.__dict__["_clone"].entries(self.oid)  # type: ignore[no-any-return]


class _ClonedBlob(Blob):
    def __init__(self, clone: _Clone, oid: str, mode: int) -> None:
        self.__dict__ |= {"_clone": clone, "oid": oid, "mode": mode}

    @cached_property
    def data(self) -> bytes:  # type: ignore[override]
        return self.__dict__["_clone"].read(self.oid)  # type: ignore[no-any-return]

    @property
    def size(self) -> int:
        """Nothing: asking for it would read, or fetch, every file."""
        return 0

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.oid)


def _open_pulls(acting: Acting, path: Path, heads: dict[int, Commit]) -> None:
    repository = acting.repository
    assert repository.head
    merged = {c.oid for c in repository.history(repository.head).commits}
    mainline = [repository.head]
    while mainline[-1].parents:
        mainline.append(mainline[-1].parents[0])
    told = _told(repository.head, repository, heads, {each.oid for each in mainline}, merged)
    reach = _Reach(path, repository.commits)
    for number, head in sorted(heads.items()):
        merge, title, owner, branch = told.get(number, (None, f"Pull request {number}", None, None))
        base = merge or repository.head
        if merge is None and head.oid in merged:
            merge = base = reach.introducer(head, mainline)
        before = base.parents[0] if merge and base.parents else base
        commits = reach.beyond(head, before)
        if merge is head or not commits:
            commits = [head]
        person = acting.person(owner) if owner else None
        moment = min(each.committer.date for each in commits).astimezone(UTC)
        made = repository.pulls[number] = PullRequest(
            number=number,
            id=100_000 + number,
            author=person,
            title=title,
            body="",
            created_at=moment,
            updated_at=max(each.committer.date for each in commits).astimezone(UTC),
            base=repository.branch,
            branch=branch or f"pull-{number}",
            owner=person,
            commits=commits,
            start=reach.common(head, before) if merge is not head else None,
        )
        if merge:
            made.state, made.merge = "MERGED", merge
            made.merged_at = made.closed_at = merge.committer.date.astimezone(UTC)
            made.updated_at = max(made.updated_at, made.merged_at)
        repository.now = max(repository.now, made.updated_at)


Told = tuple[Commit, str, str | None, str | None]


def _told(
    head: Commit,
    repository: Repository,
    heads: dict[int, Commit],
    mainline: set[str],
    merged: set[str],
) -> dict[int, Told]:
    """What merges and squashes tell of pull requests, the oldest first: the last one counts."""
    found: dict[int, Told] = {}
    for commit in reversed(repository.history(head).commits):
        match = _MERGE.match(commit.message)
        if match and heads.get(int(match[1])) in commit.parents[1:]:
            found[int(match[1])] = (commit, match[4], match[2], match[3])
        squashed = _SQUASH.match(commit.message) if commit.oid in mainline else None
        if squashed and len(commit.parents) == 1 and int(squashed[2]) in heads:
            number = int(squashed[2])
            if heads[number].oid not in merged:
                found.setdefault(number, (commit, squashed[1], None, None))
    return found


class _Reach:
    """What each commit reaches, as a number with a bit for each commit, the oldest first.

    Asking git about each of thousands of pull requests took minutes; it is asked where the bits
    alone leave more than one answer.
    """

    def __init__(self, path: Path, commits: dict[str, Commit]) -> None:
        self._path = path
        self._known = commits
        self._commits = list(commits.values())
        self._bits: dict[str, int] = {}
        for place, commit in enumerate(self._commits):  # after all that it follows
            reached = 1 << place
            for parent in commit.parents:
                reached |= self._bits[parent.oid]
            self._bits[commit.oid] = reached

    def beyond(self, head: Commit, before: Commit) -> list[Commit]:
        """What `head` reaches and `before` does not, in the order of git."""
        rest, found = self._bits[head.oid] & ~self._bits[before.oid], []
        while rest:
            found.append(self._commits[(rest & -rest).bit_length() - 1])
            rest &= rest - 1
        if all(one in two.parents for one, two in pairwise(found)):
            return found
        command = ("rev-list", "--topo-order", "--reverse", head.oid, f"^{before.oid}")
        return [self._known[oid] for oid in _git(self._path, *command).split()]

    def common(self, head: Commit, before: Commit) -> Commit | None:
        """The newest that both reach, None where there is none."""
        both = self._bits[head.oid] & self._bits[before.oid]
        newest = self._commits[both.bit_length() - 1] if both else None
        if newest is None or self._bits[newest.oid] == both:
            return newest
        return self._known[_git(self._path, "merge-base", head.oid, before.oid).strip()]

    def introducer(self, head: Commit, mainline: list[Commit]) -> Commit:
        """The oldest commit of the default branch's first parents, newest first, with a head."""
        holding = takewhile(
            lambda each: self._bits[head.oid] & ~self._bits[each.oid] == 0, mainline
        )
        return [*holding][-1]


def _pull_refs(path: Path) -> dict[int, str]:
    """Where the heads of pull requests point, by number."""
    shown = _git(path, "for-each-ref", "--format=%(objectname) %(refname)", "refs/pull")
    found = (re.fullmatch(r"(\w+) refs/pull/(\d+)/head", line) for line in shown.splitlines())
    return {int(match[2]): match[1] for match in found if match}


def _signature(written: str) -> Signature:
    match = _SIGNATURE.fullmatch(written)
    assert match, written
    minutes = int(match[4][1:3]) * 60 + int(match[4][3:])
    zone = timezone(timedelta(minutes=-minutes if match[4][0] == "-" else minutes))
    return Signature(match[1], match[2], datetime.fromtimestamp(int(match[3]), zone))


def _git(path: Path, *arguments: str, check: bool = True) -> str:
    command = ["git", "-C", str(path), *arguments]
    done = subprocess.run(command, check=check, capture_output=True, timeout=600)
    return done.stdout.decode(errors="replace")
