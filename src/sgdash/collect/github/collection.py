"""A collection from GitHub: what was said about the work, page by page into the store."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from sgdash import tables
from sgdash.collect.git import CollectError
from sgdash.collect.github.access import Credentials, Place
from sgdash.collect.github.branch import REF, read_branch
from sgdash.collect.github.brought import Brought
from sgdash.collect.github.client import Client
from sgdash.collect.github.issues import IssueReader
from sgdash.collect.github.parse import EPOCH, Node, Rows, to_microseconds
from sgdash.collect.github.patience import Patience, Shown
from sgdash.collect.github.progress import Kept, Progress
from sgdash.collect.github.reading import Reader
from sgdash.collect.github.rows import Builder, SaidOf
from sgdash.program.identity import IssuesWanted

PATIENCE = 30.0  # seconds to wait for another collection of the same program

_SWEEP_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Wishes:
    """What a collection is asked to do beyond going on where the last one ended."""

    max_wait: float = 3600.0  # seconds that it may wait for rate limits, in all
    sweep: bool = False  # read everything again, to find what is gone or went unnoticed
    replace: bool = False  # forget first what earlier collections brought
    contents: bool = False  # ask for commits and files too, as without git
    issues: IssuesWanted | None = None  # with their comments and reactions


@dataclass(frozen=True)
class GitHubCollection:
    """What one collection brought and cost."""

    repository: str  # owner/name as GitHub has them now
    web: str
    branch: str | None  # the default branch; None, as its head, in an empty repository
    head: str | None
    changed: int  # pull requests and issues that were told anew, or are gone
    read_before: int  # pull requests that the interrupted first collection had read
    moved: bool  # whether the default branch was read, because its head is another than before
    pull_requests: int  # that there are
    # when the first of the collections began that kept something and were not told of in
    # COLLECTIONS, this one included; None where there was nothing to keep
    began_at: datetime | None
    rows: int
    requests: int
    quota: int
    problems: list[str]


def collect_github(
    place: Place,
    credentials: Credentials,
    kept: Kept,
    *,
    wishes: Wishes,
    now: datetime,
    shown: Shown,
) -> GitHubCollection:
    """Brings what is kept of a program up to what GitHub says now.

    Args:
        place: The repository.
        credentials: Who asks.
        kept: The store's side; every page is kept there with its progress before the next.
        wishes: What is asked for beyond that.
        now: When it begins, by this machine's clock; what is seen is dated by GitHub's.
        shown: Told what is being done.

    Raises:
        CollectError: it cannot go on. What was read is kept, and the next collection goes on there.
    """
    with kept.alone(PATIENCE):
        saved = None if wishes.replace else kept.progress()
        state = Progress(**saved) if saved else Progress("", contents=wishes.contents)
        client = Client(place, credentials, Patience(wishes.max_wait, shown))
        with closing(client):
            problems: list[str] = []
            everything = _reads_everything(state, wishes, now)
            build: Builder = SaidOf(state.looked_at)
            if wishes.contents:
                build = Brought(client, state.looked_at, None if everything else kept)
            reader = Reader(client, kept, state, build, shown, began_at=to_microseconds(now))
            reader.replace = wishes.replace
            reader.with_issues = wishes.issues is not None
            before = state.watermark
            found = _read(reader, state, now, everything=everything)
            moved = wishes.contents and _is_new(found, kept)
            rows: Rows = {}
            if moved:
                rows = read_branch(client, found, kept, reader.save, shown, problems)
            reader.save(rows)
            if wishes.issues:
                issues = IssueReader(client, kept, reader, wishes.issues, shown)
                issues.catch_up(None if everything else before)
            if found["nameWithOwner"].lower() != place.shown.lower():
                problems.append(_renamed(place, found))
            head = found["defaultBranchRef"]
            began_at = None
            if state.began_at is not None:
                reader.save({})  # with all requests, for whoever tells of it
                began_at = EPOCH + timedelta(microseconds=state.began_at)
            return GitHubCollection(
                repository=found["nameWithOwner"],
                web=found["url"],
                branch=head["name"] if head else None,
                head=head["target"]["oid"] if head else None,
                changed=reader.changed,
                read_before=reader.read_before,
                moved=moved,
                pull_requests=reader.total,
                began_at=began_at,
                rows=reader.rows,
                requests=client.requests,
                quota=client.quota,
                problems=problems,
            )


def _reads_everything(state: Progress, wishes: Wishes, now: datetime) -> bool:
    """Whether a pass is due, or under way; and from now on what is wished for is kept."""
    if wishes.contents and not state.contents:
        state.passing = state.cursor = state.swept_at = None
    state.contents = wishes.contents
    due = state.swept_at is None or to_microseconds(now - _SWEEP_AFTER) > state.swept_at
    return wishes.sweep or due or state.passing is not None


def _read(reader: Reader, state: Progress, now: datetime, *, everything: bool) -> Node:
    """Reads what is to be read; the repository as GitHub told it."""
    if not everything:
        found, at = reader.ask_newest()
        _check(found, state)
        reader.catch_up(found, at, whole=False)
        return found
    again = state.watermark is not None
    found, at = reader.ask_page()
    _check(found, state)
    reader.read_all(found, at)
    state.swept_at = to_microseconds(now)
    reader.catch_up(None, at, whole=again)
    return found


def _renamed(place: Place, found: Node) -> str:
    return (
        f"{place.shown} is called {found['nameWithOwner']} on GitHub now. Correct `repository:` in "
        "program.yaml: somebody else may take the old name"
    )


def _is_new(found: Node, kept: Kept) -> bool:
    """Whether the files at the head of the default branch are not those that are kept."""
    head = found["defaultBranchRef"]
    rows = [(REF, head["target"]["oid"])] if head else []
    return kept.rows(tables.REFS) != rows


def _check(found: Node, state: Progress) -> None:
    """Make sure that it is the repository of the earlier collections, whatever its name is now."""
    if state.repository and state.repository != found["id"]:
        raise CollectError(
            f"{found['nameWithOwner']} on GitHub is not the repository that was collected before. "
            "Nothing was changed. Correct `repository:` in program.yaml, or add --replace to "
            "forget the earlier collection"
        )
    state.repository = found["id"]
