"""What the small GitHub holds: people, a repository, its pull requests and issues.

`hub.acting` is how they come to be; here is only what they are.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from hub.history import History, read_history
from hub.objects import NOTHING, Blob, Commit, Tree, differing

START = datetime(2024, 1, 1, tzinfo=UTC)
"""The moment before which nothing happened."""


@dataclass(eq=False)
class Person:
    login: str
    id: int
    kind: str = "User"  # or Bot, Mannequin, Organization


@dataclass(eq=False)
class Label:
    name: str
    id: int
    color: str = "ededed"


@dataclass(eq=False)
class Reaction:
    id: int
    by: Person | None
    content: str  # as GraphQL has it: THUMBS_UP, HEART, …
    at: datetime


@dataclass(eq=False)
class Comment:
    id: int
    author: Person | None
    body: str
    created_at: datetime
    updated_at: datetime
    edited_at: datetime | None = None
    edited_by: Person | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(eq=False)
class Review:
    id: int
    number: int  # of its pull request
    author: Person | None
    state: str  # PENDING, COMMENTED, APPROVED, CHANGES_REQUESTED, DISMISSED
    body: str
    submitted_at: datetime | None
    commit: Commit | None


@dataclass(eq=False)
class Event:
    id: int
    type: str  # as GraphQL names it: LabeledEvent, ClosedEvent, …
    by: Person | None
    at: datetime
    label: Label | None = None
    before: Commit | None = None
    after: Commit | None = None
    review: Review | None = None
    previous: str | None = None  # what a review that is dismissed was before
    words: tuple[str, str] = ("", "")  # of a title or base branch: before and after


@dataclass(eq=False)
class Thread:
    """What issues and pull requests have in common."""

    number: int
    id: int
    author: Person | None  # None: the account is gone
    title: str
    body: str
    created_at: datetime
    updated_at: datetime
    state: str = "OPEN"  # CLOSED or MERGED
    closed_at: datetime | None = None
    edited_at: datetime | None = None
    labels: list[Label] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(eq=False)
class Issue(Thread):
    pass


@dataclass(eq=False, kw_only=True)
class PullRequest(Thread):
    base: str
    branch: str
    owner: Person | None  # of the repository that the branch lies in; None where that is gone
    commits: list[Commit]  # its own, oldest first
    draft: bool = False
    merged_at: datetime | None = None
    merged_by: Person | None = None
    merge: Commit | None = None
    start: Commit | None = None  # what it was compared with, if not what its first commit follows
    reviews: list[Review] = field(default_factory=list)

    @property
    def head(self) -> Commit:
        return self.commits[-1]

    @property
    def files(self) -> list["Change"]:
        """What it changes against where it began."""
        key = (self.commits[0].oid, self.head.oid)
        if self._changed is None or self._changed[0] != key:
            before = self.start.tree if self.start else before_it(self.commits[0])
            self._changed = (key, changes(before, self.head.tree))
        return self._changed[1]

    _changed: tuple[tuple[str, str], list["Change"]] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Change:
    path: str
    type: str  # ADDED, DELETED, MODIFIED, RENAMED
    before: Blob
    after: Blob
    previous: str | None = None

    @cached_property
    def counts(self) -> tuple[int, int]:
        """Lines added and deleted."""
        old, new = self.before.lines, self.after.lines
        kept = (Counter(old) & Counter(new)).total()
        return len(new) - kept, len(old) - kept


def before_it(commit: Commit) -> Tree:
    """What the first of the commits held that one follows."""
    return commit.parents[0].tree if commit.parents else Tree()


def changes(before: Tree, after: Tree) -> list[Change]:
    """The net change from one tree to another; what moved unchanged is renamed."""
    found = list(differing(before, after))
    gone = {old: path for path, old, new in found if new is NOTHING}
    moved = {path: gone[new] for path, old, new in found if old is NOTHING and new in gone}
    return [
        Change(
            path, _type(path, old, new, moved), new if path in moved else old, new, moved.get(path)
        )
        for path, old, new in found
        if path not in moved.values()
    ]


def _type(path: str, old: Blob, new: Blob, moved: dict[str, str]) -> str:
    if path in moved:
        return "RENAMED"
    return "ADDED" if old is NOTHING else "DELETED" if new is NOTHING else "MODIFIED"


@dataclass(eq=False)
class Repository:
    owner: Person
    name: str
    id: int
    branch: str = "main"
    private: bool = False
    head: Commit | None = None  # of the default branch; None: the repository is empty
    former: list[str] = field(default_factory=list)  # owner/name that it had before
    commits: dict[str, Commit] = field(default_factory=dict)  # all there ever were
    pulls: dict[int, PullRequest] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    now: datetime = START  # of the last thing that happened
    used: int = 1000  # the last id given away
    numbered: int = 0  # the last number of a pull request or issue
    _histories: dict[str, History] = field(default_factory=dict, repr=False)

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    def refs(self) -> dict[str, Commit]:
        """Where git's refs point, the heads of pull requests included."""
        heads = {f"refs/pull/{pull.number}/head": pull.head for pull in self.pulls.values()}
        return heads | ({f"refs/heads/{self.branch}": self.head} if self.head else {})

    def history(self, head: Commit) -> History:
        """The history of a commit, which is worked out once."""
        if head.oid not in self._histories:
            self._histories[head.oid] = read_history(head)
        return self._histories[head.oid]
