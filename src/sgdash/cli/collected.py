"""What a finished collection is kept and told as."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sgdash import tables
from sgdash.collect import CollectError, GitCollection
from sgdash.program.identity import Identity

if TYPE_CHECKING:
    from sgdash.collect.github.collection import GitHubCollection
    from sgdash.store import Store


def save_git(
    store: "Store", folder: Identity, found: GitCollection, started: datetime, *, replace: bool
) -> dict[str, Any]:
    """Keep what git told; the row of COLLECTIONS that tells of it.

    Raises:
        CollectError: it is of another history than what was collected before.
    """
    before = set() if replace else store.known_commits(folder.id)
    commits = found.rows[tables.COMMITS]
    new = sum(row[0] not in before for row in commits)
    if before and new == len(commits):
        raise CollectError(_of_another_history(store, folder.id, found))
    collection: dict[str, Any] = {
        "source": "git",
        "repository": found.repository,
        "web": found.web,
        "branch": found.branch,
        "head": found.head,
        "started_at": started,
        "ended_at": datetime.now(UTC),
        "new_commits": new,
        "files": len(found.rows[tables.FILES]),
        "pull_requests": len(found.rows[tables.PULL_REQUESTS]),
        "problems": "\n".join(found.problems) or None,
        "rows": sum(map(len, found.rows.values())),
    }
    store.save_collection(folder.id, str(folder.folder), found.rows, collection, replace=replace)
    return collection


def save_github(
    store: "Store", folder: Identity, found: "GitHubCollection", started: datetime, new_commits: int
) -> dict[str, Any]:
    """Note what GitHub told, which is kept already; the row of COLLECTIONS that tells of it."""
    collection = github_row(store, folder, found, started, new_commits)
    store.save_collection(folder.id, str(folder.folder), {}, collection)
    return collection


def github_row(
    store: "Store", folder: Identity, found: "GitHubCollection", started: datetime, new_commits: int
) -> dict[str, Any]:
    """The row of COLLECTIONS that tells what GitHub told."""
    return {
        "source": "github",
        "repository": found.web,
        "web": found.web,
        "branch": found.branch,
        "head": found.head,
        "started_at": found.began_at or started,
        "ended_at": datetime.now(UTC),
        "new_commits": new_commits,
        "files": store.said(folder.id).counts()[tables.FILES.name],
        "pull_requests": found.pull_requests,
        "problems": "\n".join(found.problems) or None,
        "requests": found.requests,
        "quota": found.quota,
        "rows": found.rows,
        **_owed(store, folder.id),
    }


def git_row_again(store: "Store", folder: Identity, started: datetime) -> dict[str, Any]:
    """The row of COLLECTIONS of a look by git that found nothing new since the last."""
    last = store.last_collection(folder.id, "git") or {}
    now = {"started_at": started, "ended_at": datetime.now(UTC)}
    return {**last, "source": "git", **now, "new_commits": 0, "rows": 0, "problems": None}


def save_failure(
    store: "Store", folder: Identity, source: str, where: str, started: datetime, cause: str
) -> dict[str, Any]:
    """Note that a source could not be read to its end, and why, with what it cost until then.

    The row of COLLECTIONS that tells of it.
    """
    counts = store.said(folder.id).counts()
    collection: dict[str, Any] = {
        "source": source,
        "repository": where,
        "started_at": started,
        "ended_at": datetime.now(UTC),
        "new_commits": 0,
        "files": counts[tables.FILES.name],
        "pull_requests": counts[tables.PULL_REQUESTS.name],
        "problems": cause,
        **(_owed(store, folder.id) if source == "github" else {}),
        "failed": True,
    }
    store.save_collection(folder.id, str(folder.folder), {}, collection)
    return collection


def git_line(program: str, again: str, found: GitCollection, seconds: float) -> str:
    """What a person reads of a collection from git; `again` names the program to a command."""
    return (
        f"{program}: {len(found.rows[tables.COMMITS]):,} commits, "
        f"{len(found.rows[tables.PULL_REQUESTS]):,} pull requests and "
        f"{len(found.rows[tables.FILES]):,} files on {found.branch or 'a detached head'} at "
        f"{found.head[:10]}, in {seconds:.1f} s. Next: sgdash unmatched {again}"
    )


def github_line(program: str, found: "GitHubCollection", seconds: float) -> str:
    """What a person reads of a collection from GitHub."""
    requests = f"{found.requests:,} request{'' if found.requests == 1 else 's'}"
    before = f" ({found.read_before:,} were read before)" if found.read_before else ""
    empty = "" if found.head else "; the repository has no commit yet"
    return (
        f"{program}: {found.changed:,} of {found.pull_requests:,} pull requests read from GitHub"
        f"{before}, in {requests}, {found.quota:,} of the hour's quota and {seconds:.1f} s{empty}"
    )


def told(collection: dict[str, Any], *, nothing_new: bool) -> dict[str, Any]:
    """A row of COLLECTIONS as JSON has it: every key, times in ISO 8601, problems as a list."""
    values = {name: collection.get(name) for name in tables.COLLECTIONS.names if name not in _INNER}
    times = {
        name: value.isoformat().replace("+00:00", "Z")
        for name, value in values.items()
        if isinstance(value, datetime)
    }
    problems = collection["problems"]
    listed = problems.split("\n") if problems else []
    failed = {"failed": bool(collection.get("failed")), "nothing_new": nothing_new}
    return {**values, **times, "problems": listed, **failed}


_INNER = ("collection", "checked_at", "failed")
"""What only the table's own rows have."""


def _owed(store: "Store", program: str) -> dict[str, int]:
    """What collections from GitHub cost and brought that no row of COLLECTIONS tells of yet."""
    state = store.said(program).progress() or {}
    names = ("requests", "quota", "rows")
    return {name: state[name] for name in names if state.get(name) is not None}


def _of_another_history(store: "Store", name: str, found: GitCollection) -> str:
    """Why a collection is refused: the commits of another history would date this one's work."""
    last = store.last_collection(name)
    earlier = last["repository"] if last else "another repository"
    return (
        f"{found.repository} has not one commit of those collected for {name} from {earlier}: it "
        "is another repository, or its whole history was rewritten. Nothing was changed. Correct "
        "--from, or add --replace to forget the earlier collection"
    )
