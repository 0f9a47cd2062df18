"""A collection: one repository's git history as rows of the collected tables."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sgdash import tables
from sgdash.collect.address import Source, locate, owner_of, web_address
from sgdash.collect.blame import blame, is_out_of_reach
from sgdash.collect.files import head_files
from sgdash.collect.git import CollectError, GitError, run_git, stream_git
from sgdash.collect.graph import build_graph
from sgdash.collect.log import LOG, History, parse_log
from sgdash.collect.pulls import find_pulls
from sgdash.collect.refs import Refs, local_refs, remote_refs

Progress = Callable[[str, int, int | None], None]
Known = Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class GitCollection:
    """What one collection brought, in the columns' order, times in microseconds since 1970 UTC."""

    rows: dict[tables.Table, list[tuple[Any, ...]]]
    repository: str  # the path or address it came from, without credentials
    web: str | None  # the https address of its pages, where its origin is known
    branch: str | None  # the default branch, None while HEAD is detached
    head: str
    problems: list[str]


def collect_git(
    source: str,
    *,
    cache: Path,
    known: Known,
    now: datetime,
    progress: Progress,
    told: Callable[[str], None] = lambda _: None,
    repository: str | None = None,
) -> GitCollection | None:
    """All that git knows of the repository at a path or address, None if its refs are the known.

    Args:
        source: The path of a repository, read in place, or an https, ssh or file address, of which
            a clone without file contents is kept in `cache`.
        cache: The folder of those clones; made when it is needed.
        known: Tells where each ref pointed at the last collection: the REFS rows of the store. It
            is asked while git is already running, so it may take its time.
        now: The moment that newly seen commits are dated with.
        progress: Told what is being done, how far it is, and of how many, where that is known.
        told: Given a line where another collection of the same address makes it wait.
        repository: Its address on the web, where a clone does not tell from where it came: its
            owner's branches do not name the author of a pull request.

    Raises:
        CollectError: the repository cannot be read; nothing was collected.
    """
    place = locate(source)
    try:
        if place.path:
            refs = local_refs(place, place.path)
            return _read(place, place.path, refs, known, now, progress, repository)
        return _collect_remote(place, cache, known, now, progress, told, repository)
    except GitError as error:
        raise blame(error, place) from None
    except OSError as error:
        what = error.filename or place.shown
        raise CollectError(
            f"{what}: {error.strerror}. sgdash must read the repository and write to {cache}."
        ) from None


def _collect_remote(
    source: Source,
    cache: Path,
    known: Known,
    now: datetime,
    progress: Progress,
    told: Callable[[str], None],
    repository: str | None,
) -> GitCollection | None:
    from sgdash.collect.clone import cached_clone, cloned_refs  # noqa: PLC0415 - 5 ms to import

    cache.mkdir(parents=True, exist_ok=True)
    refs = remote_refs(source, cache)
    if refs.commits == known():
        return None

    def read(*, anew: bool) -> GitCollection | None:
        with cached_clone(source, cache, progress, told, anew=anew) as folder:
            refs_of_clone = cloned_refs(folder, refs)
            return _read(source, folder, refs_of_clone, dict, now, progress, repository)

    try:
        return read(anew=False)
    except GitError as error:
        if is_out_of_reach(error):
            raise
        return read(anew=True)  # a run that was killed, or a disk, left a clone that git refuses


class _NothingNewError(Exception):
    """Ends the reading of a history that was begun before it was known to be needed."""


def _read(
    source: Source,
    folder: Path,
    refs: Refs,
    known: Known,
    now: datetime,
    progress: Progress,
    repository: str | None,
) -> GitCollection | None:
    seen_at = (now.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    with suppress(_NothingNewError):
        with stream_git(LOG, folder=folder, given={refs.head, *refs.pulls.values()}) as pipe:
            # while git begins to walk
            if refs.commits == known():
                raise _NothingNewError
            origin = _origin(source, folder)
            listed = run_git(["ls-tree", "-r", "-z", "--full-tree", refs.head], folder=folder)
            history = parse_log(pipe, seen_at, lambda done: progress("Reading commits", done, None))
        progress("Reading commits", len(history.commits), len(history.commits))
        web = web_address(origin)
        owner = owner_of(web or web_address(repository or ""))
        return _collection(source, refs, history, listed, web, owner)
    return None


def _collection(
    source: Source,
    refs: Refs,
    history: History,
    listed: bytes,
    web: str | None,
    owner: str | None,
) -> GitCollection:
    heads = {n: commit for n, commit in refs.pulls.items() if commit in history.commits}
    problems = [
        f"refs/pull/{number}/head: names no commit, so pull request {number} is left out"
        for number in sorted(refs.pulls.keys() - heads.keys())
    ]
    graph = build_graph(history.parents, refs.head, heads.values())
    branch = refs.branch.removeprefix("refs/heads/") if refs.branch else None
    pulls = find_pulls(history, graph, heads, base=branch, owner=owner)
    rows: dict[tables.Table, list[tuple[Any, ...]]] = {
        tables.COMMITS: list(history.commits.values()),
        tables.COMMIT_FILES: [row for rows in history.files.values() for row in rows],
        tables.FILES: list(head_files(listed, history, graph)),
        tables.PULL_REQUESTS: list(pulls.requests),
        tables.PULL_REQUEST_COMMITS: list(pulls.commits),
        tables.PULL_REQUEST_FILES: list(pulls.files),
        tables.REFS: list(refs.commits.items()),
    }
    problems += history.problems + pulls.problems
    return GitCollection(rows, source.shown, web, branch, refs.head, problems)


def _origin(source: Source, folder: Path) -> str:
    """The address that a local repository was cloned from, or the one that the user gave."""
    if source.path is None:
        return source.shown
    try:
        printed = run_git(["config", "--get", "remote.origin.url"], folder=folder)
    except GitError:
        return ""  # it has no origin
    return printed.decode(errors="replace").strip()
