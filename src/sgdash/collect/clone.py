"""The cache: for each address one bare clone without file contents, kept up to date."""

import hashlib
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sgdash.collect.address import Source
from sgdash.collect.git import CollectError, run_git
from sgdash.collect.refs import REMOTE, Refs, local_pulls, shallow

Progress = Callable[[str, int, int | None], None]

PATIENCE = 20.0  # seconds to wait for another collection of the same address

HEAD = "refs/sgdash/head"  # where the clone keeps the default branch, whatever its name

_FETCH = (
    "fetch",
    "--filter=blob:none",
    "--prune",
    "--progress",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    "--no-show-forced-updates",
    REMOTE,
    # a pull request's head is force pushed every day: + takes it as it is
    f"+HEAD:{HEAD}",
    "+refs/pull/*/head:refs/pull/*/head",
)


@contextmanager
def cached_clone(
    source: Source, cache: Path, progress: Progress, told: Callable[[str], None], *, anew: bool
) -> Iterator[Path]:
    """The clone of an address, with what is new fetched; no other collection uses it meanwhile.

    `told` is given a line where one does, and another when that has ended.

    A clone is made beside its place and moved there when it is whole, so that a killed run leaves
    either none or a whole one. `anew` throws the old one away first.
    """
    folder = cache / f"{_name(source)}.git"
    with _alone(folder.with_suffix(".lock"), source, told) as lock:
        if anew and folder.exists():
            shutil.rmtree(folder)
        if folder.is_dir():
            _fetch(source, folder, progress, lock)
        else:
            _clone(source, folder, progress, lock)
        yield folder


def cloned_refs(folder: Path, told: Refs) -> Refs:
    """The refs as they were fetched, which may be newer than what the remote told before."""
    head = run_git(["rev-parse", HEAD], folder=folder).decode().strip()
    return Refs(head, told.branch, local_pulls(folder))


def _clone(source: Source, folder: Path, progress: Progress, lock: int | None) -> None:
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    run_git(["init", "--quiet", "--bare", "--template=", str(partial)], folder=folder.parent)
    _fetch(source, partial, progress, lock)
    partial.rename(folder)


def _fetch(source: Source, folder: Path, progress: Progress, lock: int | None) -> None:
    rejected: list[str] = []

    def heard(line: str) -> None:
        if "shallow roots are not allowed" in line:  # no failure to git
            rejected.append(line)
        # git rewrites one line: "Receiving objects:  45% (450/1000), 1.2 MiB | 3 MiB/s"
        if match := re.match(r"(Receiving objects|Resolving deltas): .*\((\d+)/(\d+)\)", line):
            progress(match[1], int(match[2]), int(match[3]))

    settings = {
        f"remote.{REMOTE}.url": source.given,
        "fetch.fsckObjects": "false",  # old histories hold odd objects, and nothing is checked out
        "http.lowSpeedLimit": "1",  # byte per second
        "http.lowSpeedTime": "120",
    }
    run_git(
        _FETCH,
        folder=folder,
        protocols=source.protocols,
        settings=settings,
        seconds=4 * 3600,
        heard=heard,
        kept_open=() if lock is None else (lock,),
    )
    if rejected:
        raise shallow(source)


def _name(source: Source) -> str:
    """A readable and unique file name for an address, the same whatever its credentials are."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", source.shown.partition("://")[2] or source.shown)
    return f"{words.strip('-')[:60]}-{hashlib.sha256(source.shown.encode()).hexdigest()[:12]}"


@contextmanager
def _alone(path: Path, source: Source, told: Callable[[str], None]) -> Iterator[int | None]:
    """Hold a lock that the system itself lets go of when its last holder is gone, however it went.

    Git inherits it, so a fetch that outlives a killed sgdash still keeps others from its clone, for
    the moment that it takes git to notice that nobody listens.
    """
    if sys.platform == "win32":
        yield None
        return
    with path.open("w") as file:
        if not _locked(file.fileno()):
            told(
                f"another process is collecting {source.shown}. Waiting for it to end, "
                f"{PATIENCE:.0f} s at most"
            )
            told(f"it has ended after {_wait_for(file.fileno(), source):.0f} s. Going on")
        yield file.fileno()


def _wait_for(file: int, source: Source) -> float:
    """The seconds that it took until the lock was free."""
    began = time.monotonic()
    while not _locked(file):
        if time.monotonic() > began + PATIENCE:
            raise CollectError(
                f"{source.shown} is being collected by another process. Wait for it to end, "
                "then try again."
            )
        time.sleep(0.1)
    return time.monotonic() - began


def _locked(file: int) -> bool:
    import fcntl  # noqa: PLC0415 - exists on POSIX only

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
