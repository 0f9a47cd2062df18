"""`sgdash collect`: a program's repository → the store."""

import gc
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

import click

from sgdash import tables
from sgdash.cli.options import data_option
from sgdash.collect import CollectError, GitCollection, collect_git
from sgdash.home import Home, find_home
from sgdash.program.identity import Identity, read_identity

if TYPE_CHECKING:
    from sgdash.store import Store


@click.command()
@click.argument("program")
@click.option(
    "--from",
    "source",
    metavar="PATH|URL",
    help="A local clone, or an https, ssh or file address; by default the program's repository.",
)
@click.option(
    "--replace",
    is_flag=True,
    help="Forget first what earlier collections of PROGRAM brought, as from a wrong repository.",
)
@data_option
def collect(program: str, source: str | None, data: str | None, *, replace: bool) -> None:
    """Read PROGRAM's repository: commits, files and pull requests."""
    started, clock = datetime.now(UTC), time.perf_counter()
    home = find_home(data)
    folder = read_identity(home.folder(program))
    source = source or folder.repository
    if source is None:
        raise click.UsageError(
            "program.yaml names no repository. Add `repository:` to it, or say --from PATH|URL."
        )
    with _no_garbage_collection(), ThreadPoolExecutor(max_workers=1) as aside:
        # the store's libraries take as long to load as git takes to read a large repository
        opening = aside.submit(_open_store, home, folder)
        with _Progress() as progress:
            found = collect_git(
                source,
                cache=home.clones,
                known=lambda: _known_refs(opening.result(), folder.id, replace=replace),
                now=started,
                progress=progress.report,
            )
        with opening.result() as store:
            if found:
                _save(store, folder, found, started, replace=replace)
                click.echo(_told(program, found, time.perf_counter() - clock))
            else:
                click.echo(_nothing_new(store, folder.id))
                store.save_check(folder.id, datetime.now(UTC))
    for problem in found.problems if found else ():
        click.echo(f"sgdash: {problem}", err=True)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Rows hold no cycles, and looking for some takes a tenth of the whole command."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _open_store(home: Home, folder: Identity) -> "Store":
    from sgdash.store import open_store  # noqa: PLC0415 - loaded while git is running

    store = open_store(home.store)
    try:
        home.check_id(folder.id, folder.folder, store.programs())
    except BaseException:
        store.close()
        raise
    return store


def _known_refs(store: "Store", name: str, *, replace: bool) -> dict[str, str]:
    """The refs of the last collection; none that counts if that one is to be forgotten."""
    return {} if replace else store.refs(name)


def _save(
    store: "Store", folder: Identity, found: GitCollection, started: datetime, *, replace: bool
) -> None:
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
    }
    store.save_collection(folder.id, str(folder.folder), found.rows, collection, replace=replace)


def _of_another_history(store: "Store", name: str, found: GitCollection) -> str:
    """Why a collection is refused: the commits of another history would date this one's work."""
    last = store.last_collection(name)
    earlier = last["repository"] if last else "another repository"
    return (
        f"{found.repository} has not one commit of those collected for {name} from {earlier}: it "
        "is another repository, or its whole history was rewritten. Nothing was changed. Correct "
        "--from, or add --replace to forget the earlier collection"
    )


def _told(program: str, found: GitCollection, seconds: float) -> str:
    return (
        f"{program}: {len(found.rows[tables.COMMITS]):,} commits, "
        f"{len(found.rows[tables.PULL_REQUESTS]):,} pull requests and "
        f"{len(found.rows[tables.FILES]):,} files on {found.branch or 'a detached head'} at "
        f"{found.head[:10]}, in {seconds:.1f} s. Next: sgdash unmatched {program}"
    )


def _nothing_new(store: "Store", name: str) -> str:
    last = store.last_collection(name)
    since = f" since {last['ended_at']:%Y-%m-%d %H:%M} UTC" if last else ""
    return f"{name}: nothing new{since}."


class _Progress:
    """One line on a terminal that says what is being done and how far it is."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._shown = self._stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def report(self, what: str, done: int, total: int | None) -> None:
        """Show a step; `total` is None while it is not known."""
        if not self._shown:
            return
        bar = ""
        if total:
            filled = 24 * done // total
            bar = f" [{'#' * filled}{'-' * (24 - filled)}] of {total:,}"
        self._stream.write(f"\r\x1b[K{what}: {done:,}{bar}")
        self._stream.flush()
