"""`sgdash collect`: a program's repository → the store."""

import gc
import json
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sgdash import tables
from sgdash.cli import collected
from sgdash.cli.options import data_option, named_again
from sgdash.cli.progress import ProgressLine
from sgdash.cli.sources import Sources, choose_sources
from sgdash.collect import CollectError, collect_git
from sgdash.collect.address import locate
from sgdash.errors import SgdashError
from sgdash.home import Home, find_home
from sgdash.program.identity import Identity, read_identity

if TYPE_CHECKING:
    from sgdash.store import Store
    from sgdash.store.said import SaidTables

PATIENCE = 30.0  # seconds to wait for another collection of the same program


@click.command()
@click.argument("program")
@click.option(
    "--from",
    "sources",
    metavar="SOURCE",
    multiple=True,
    help="git, github, the path of a clone, or an https, ssh or file address; `github` may be "
    "given beside another. By default the program's repository by git, and by GitHub with "
    "GITHUB_TOKEN.",
)
@click.option("--sweep", is_flag=True, help="Ask GitHub for everything again, also what is gone.")
@click.option(
    "--max-wait",
    metavar="MINUTES",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    help="How long to wait at most, in all, for GitHub's rate limits.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell what was collected as JSON.")
@click.option(
    "--replace",
    is_flag=True,
    help="Forget first what earlier collections of PROGRAM brought, as from a wrong repository.",
)
@data_option
def collect(
    program: str,
    sources: tuple[str, ...],
    data: str | None,
    max_wait: float,
    *,
    sweep: bool,
    as_json: bool,
    replace: bool,
) -> None:
    """Read PROGRAM's repository: commits, files, pull requests, and what was said about them."""
    home = find_home(data)
    folder = read_identity(home.folder(program))
    chosen = choose_sources(sources, folder.repository)
    if chosen.note:
        _say(chosen.note)
    with ThreadPoolExecutor(max_workers=1) as aside:
        # the store's libraries take as long to load as git takes to read a large repository
        opening = aside.submit(_open_store, home, folder)
        run = _Run(home, folder, named_again(program, data), replace, as_json, opening)
        try:
            with run.alone():
                if chosen.git is not None:
                    with run.noting("git", locate(chosen.git).shown):
                        run.from_git(chosen.git)
                if chosen.asks_github:
                    with run.noting("github", chosen.place.shown if chosen.place else ""):
                        run.from_github(chosen, max_wait=max_wait * 60, sweep=sweep)
                if not run.rows:
                    run.nothing_new()
        finally:
            if run.store.exception() is None:
                run.store.result().close()
    run.tell_machines()


@dataclass
class _Run:
    """One run of the command: what it has collected so far."""

    home: Home
    folder: Identity
    again: str  # what names the program to the next command
    replace: bool  # until the first source has forgotten what there was
    as_json: bool  # what is told once all is over, in place of lines on the way
    store: "Future[Store]"
    rows: list[dict[str, Any]] = field(default_factory=list)  # of COLLECTIONS
    told: list[dict[str, Any]] = field(default_factory=list)  # of each source, for machines
    said: "SaidTables" = field(init=False)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other collections out: what is read last must be what is saved last."""
        self.said = self.store.result().said(self.folder.id)
        waited: list[float] = []

        def waiting() -> None:
            waited.append(time.perf_counter())
            _say(
                f"another collection of {self.folder.id} is under way. Waiting for it to end, "
                f"{PATIENCE:.0f} s at most"
            )

        with self.said.alone(PATIENCE, waiting):
            if waited:
                seconds = time.perf_counter() - waited[0]
                _say(f"it has ended after {seconds:.0f} s. Going on")
            yield

    @contextmanager
    def noting(self, source: str, where: str) -> Iterator[None]:
        """Leave a row of a source that cannot be read."""
        started = datetime.now(UTC)
        try:
            yield
        except CollectError as error:
            with suppress(SgdashError):
                store = self.store.result()
                failed = (source, where, started, str(error))
                row = collected.save_failure(store, self.folder, *failed)
                self.told.append(collected.told(row, nothing_new=False))
            self.tell_machines()
            raise

    def from_git(self, source: str) -> None:
        """Read a repository by git and keep what is new."""
        started, clock = datetime.now(UTC), time.perf_counter()
        with _no_garbage_collection():
            with ProgressLine() as progress:
                found = collect_git(
                    source,
                    cache=self.home.clones,
                    known=self._known_refs,
                    now=started,
                    progress=progress.report,
                    told=_say,
                    repository=self.folder.repository,
                )
            store = self.store.result()
            if found is None:
                row = collected.git_row_again(store, self.folder, started)
                self.told.append(collected.told(row, nothing_new=True))
                return
            row = collected.save_git(store, self.folder, found, started, replace=self.replace)
        self.replace = False
        self._note(row)
        seconds = time.perf_counter() - clock
        line = collected.git_line(self.folder.id, self.again, found, seconds)
        self._tell(line, found.problems)

    def from_github(self, chosen: Sources, *, max_wait: float, sweep: bool) -> None:
        """Ask GitHub what was said, and for the contents too if git is not read."""
        # PyGithub takes as long to load as a small collection takes
        from sgdash.collect.github.collection import Wishes, collect_github  # noqa: PLC0415

        assert chosen.place  # noqa: S101 - or it would not be asked
        assert chosen.credentials  # noqa: S101
        started, clock = datetime.now(UTC), time.perf_counter()
        store = self.store.result()
        before = 0 if self.replace else self.said.count(tables.COMMITS)
        alone = chosen.git is None
        wishes = Wishes(max_wait, sweep, self.replace, alone, self.folder.issues)
        with ProgressLine() as progress:
            found = collect_github(
                chosen.place,
                chosen.credentials,
                self.said,
                wishes=wishes,
                now=started,
                shown=progress,
            )
        self.replace = False
        if found.began_at or found.moved or store.last_collection(self.folder.id) is None:
            new = self.said.count(tables.COMMITS) - before
            self._note(collected.save_github(store, self.folder, found, started, new))
            line = collected.github_line(self.folder.id, found, time.perf_counter() - clock)
            self._tell(line, found.problems)
        else:
            row = collected.github_row(store, self.folder, found, started, 0)
            self.told.append(collected.told(row, nothing_new=True))

    def nothing_new(self) -> None:
        """Note that everything was looked at and nothing had changed."""
        store, name = self.store.result(), self.folder.id
        last = store.last_collection(name)
        since = f" since {last['ended_at']:%Y-%m-%d %H:%M} UTC" if last else ""
        store.save_check(name, datetime.now(UTC))
        self._tell(f"{name}: nothing new{since}.", [])

    def tell_machines(self) -> None:
        """Tell of each source that was read, the one included at which it ended too soon."""
        if self.as_json:
            nothing_new = bool(self.told) and all(each["nothing_new"] for each in self.told)
            told = {"program": self.folder.id, "nothing_new": nothing_new, "collections": self.told}
            click.echo(json.dumps(told, ensure_ascii=False))

    def _note(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        self.told.append(collected.told(row, nothing_new=False))

    def _tell(self, line: str, problems: list[str]) -> None:
        """Say at once what was collected: what comes after it may fail."""
        if not self.as_json:
            click.echo(line)
        for problem in problems:
            _say(problem)

    def _known_refs(self) -> dict[str, str]:
        """The refs of the last collection; none that counts if that one is to be forgotten."""
        return {} if self.replace else self.store.result().refs(self.folder.id)


def _say(line: str) -> None:
    click.echo(f"sgdash: {line}", err=True)


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
