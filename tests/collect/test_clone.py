"""The cache: fetched once, then only what is new; mended after any end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sgdash import tables
from sgdash.collect import CollectError
from sgdash.collect.git import GitError, run_git, stream_git

if TYPE_CHECKING:
    from tests.collect.conftest import Collect, Repo


def _objects(cache: Path) -> int:
    """How many different objects lie in the clone."""
    [clone] = cache.glob("*.git")
    listed = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check=%(objectname)"],
        cwd=clone,
        capture_output=True,
        check=True,
    )
    return len(listed.stdout.splitlines())


def test_a_clone_has_the_same_rows_and_no_contents(
    repo: Repo, collect: Collect, cache: Path
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    root = repo.commit("root", {"a": "1", "b": "2"})
    repo.main(root)
    repo.pull(1, repo.commit("x", {"c": "3"}, parents=[root], minute=1))
    assert collect(repo.path.as_uri()).rows == collect(repo.path).rows
    assert _objects(cache) == 4  # two commits and two trees, no blob
    [clone] = cache.glob("*.git")
    assert "url" not in (clone / "config").read_text()


def test_only_what_is_new_is_fetched(repo: Repo, collect: Collect, cache: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    head = repo.commit("root", {"a": "1"})
    for minute in range(1, 40):
        head = repo.commit("x", {f"f{minute}": "1"}, parents=[head], minute=minute)
    repo.main(head)
    repo.pull(1, head)
    known = dict(collect(repo.path.as_uri()).rows[tables.REFS])
    before = _objects(cache)
    forced = repo.commit("forced", {"new": "1"}, parents=[repo.git("rev-parse", "main~5")])
    repo.pull(1, forced)
    repo.pull(2, head)
    assert collect(repo.path.as_uri(), known).rows == collect(repo.path).rows
    assert _objects(cache) == before + 2  # a commit and its tree
    repo.git("update-ref", "-d", "refs/pull/2/head")
    refs = collect(repo.path.as_uri()).rows[tables.REFS]
    assert [name for name, _ in refs] == ["HEAD", "refs/heads/main", "refs/pull/1/head"]


@pytest.mark.parametrize("broken", ["config", "HEAD", "lock", "packs"])
def test_a_broken_clone_is_made_anew(
    repo: Repo, collect: Collect, cache: Path, broken: str
) -> None:
    root = repo.commit("root", {"a": "1"})
    repo.main(root)
    repo.pull(1, root)
    collect(repo.path.as_uri())
    [clone] = cache.glob("*.git")
    if broken == "lock":
        new = repo.commit("new", parents=[root])
        repo.pull(1, new)
        lock = clone / "refs" / "pull" / "1"
        lock.mkdir(parents=True, exist_ok=True)
        (lock / "head.lock").write_text("")
    elif broken == "packs":
        for pack in (clone / "objects").rglob("*"):
            if pack.is_file():
                pack.chmod(0o600)
                pack.write_bytes(b"")
    else:
        (clone / broken).write_text("[nonsense")
    assert collect(repo.path.as_uri()).rows == collect(repo.path).rows


_COLLECT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sgdash.collect import collect_git
now, silent = datetime.now(UTC), lambda *_: None
collect_git(sys.argv[1], cache=Path(sys.argv[2]), known=dict, now=now, progress=silent)
"""


def _alive(group_of: str) -> list[str]:
    """The git processes whose command line or folder speaks of a path."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            folder = str((entry / "cwd").readlink())
        except OSError:
            continue
        if "git" in words and (group_of in words or folder.startswith(group_of)):
            found.append(words)
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see processes")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_collection_leaves_no_process_and_a_cache_that_mends(
    repo: Repo, collect: Collect, cache: Path, how: signal.Signals
) -> None:
    repo.main(repo.commit("root", {"a": "1"}))
    # an upload-pack that stands still for a while the second time, which is the fetch
    slow = repo.path.parent / "slow"
    slow.mkdir()
    script = slow / "git-upload-pack"
    script.write_text(
        '#!/bin/sh\nif [ -e "$0.asked" ]; then : > "$0.held"; sleep 1; fi\n: > "$0.asked"\n'
        'exec git upload-pack "$@"\n'
    )
    script.chmod(0o700)
    process = subprocess.Popen(
        [sys.executable, "-c", _COLLECT, repo.path.as_uri(), str(cache)],
        env=os.environ
        | {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "remote.sgdash.uploadpack",
            "GIT_CONFIG_VALUE_0": str(script),
        },
        stderr=subprocess.DEVNULL,
    )
    with process:
        deadline = time.monotonic() + 60
        while not (slow / "git-upload-pack.held").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert _alive(str(cache))
        assert not list(cache.glob("*.git"))
        process.send_signal(how)
    if how == signal.SIGINT:
        assert _alive(str(repo.path.parent)) == []
    assert collect(repo.path.as_uri()).rows == collect(repo.path).rows


def test_a_half_made_clone_is_thrown_away(repo: Repo, collect: Collect, cache: Path) -> None:
    repo.main(repo.commit("root", {"a": "1"}))
    collect(repo.path.as_uri())
    [clone] = cache.glob("*.git")
    clone.rename(clone.with_suffix(".partial"))
    (clone.with_suffix(".partial") / "HEAD").unlink()
    assert collect(repo.path.as_uri()).rows == collect(repo.path).rows
    assert not clone.with_suffix(".partial").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks are POSIX's")
def test_two_collections_of_one_address_do_not_meet(
    repo: Repo, collect: Collect, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl  # noqa: PLC0415 - exists on POSIX only

    monkeypatch.setattr("sgdash.collect.clone.PATIENCE", 0.2)

    repo.main(repo.commit("root"))
    collect(repo.path.as_uri())
    [lock] = cache.glob("*.lock")
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CollectError, match="is being collected by another process"):
            collect(repo.path.as_uri())
    collect(repo.path.as_uri())


def test_a_command_that_takes_too_long_is_ended(repo: Repo) -> None:
    started = time.monotonic()
    with pytest.raises(GitError, match="timed out after 0 seconds"):
        run_git(["-c", "alias.wait=!sleep 20", "wait"], folder=repo.path, seconds=0.2)
    assert time.monotonic() - started < 5


def test_leaving_a_stream_early_ends_git_and_its_children(repo: Repo) -> None:
    class Interruption(Exception):  # noqa: N818 - stands for Ctrl-C
        pass

    children = []

    def begin() -> None:
        with stream_git(
            ["-c", "alias.wait=!echo $$; exec sleep 20", "wait"], folder=repo.path
        ) as output:
            children.append(int(output.read(100)))
            raise Interruption

    with pytest.raises(Interruption):
        begin()
    assert _ends(children[0])


def _ends(process: int) -> bool:
    """Whether a process is gone before long; whoever inherited it has to notice its end."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
