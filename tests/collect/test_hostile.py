"""A repository made to harm whoever reads it: none of its programs may run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sgdash import tables
from sgdash.collect import CollectError

if TYPE_CHECKING:
    from tests.collect.conftest import Collect, Repo

HOOKS = (
    *("post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman"),
    *("post-index-change", "pre-receive", "post-merge", "pre-fetch", "proc-receive"),
)


def _hostile(make_repo: type[Repo], path: Path, canary: Path) -> Repo:
    """A repository in which every setting and file that can name a program names one."""
    repo = make_repo(path)
    attributes = "* filter=evil diff=evil merge=evil\n"
    first = repo.commit(
        "root", {"a": "1", ".gitattributes": attributes, ".mailmap": "E <ann@example.org>"}
    )
    second = repo.commit("two", {"a": "2"}, parents=[first], minute=1)
    repo.main(second)
    repo.pull(1, second)
    program = path / "evil"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {canary}\n")
    program.chmod(0o700)
    hooks = path / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in HOOKS:
        (hooks / hook).symlink_to(program)
    (path / ".git" / "info").mkdir(exist_ok=True)
    (path / ".git" / "info" / "attributes").write_text(attributes)
    for key in (
        *("core.fsmonitor", "core.sshCommand", "core.pager", "core.askPass", "core.editor"),
        *("core.gitProxy", "core.alternateRefsCommand", "pager.log", "diff.external"),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge"),
        *("filter.evil.process", "gpg.program", "gpg.ssh.program", "credential.helper"),
        *("uploadpack.packObjectsHook", "remote.origin.uploadpack", "sequence.editor"),
        *("alias.log", "alias.ls-tree", "alias.rev-parse", "trailer.x.command"),
    ):
        repo.git("config", key, f"!{program}" if key.startswith("alias") else str(program))
    repo.git("config", "core.hooksPath", str(hooks))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "remote.origin.url", f"ext::{program} %S")
    repo.git("config", "protocol.allow", "always")
    return repo


@pytest.mark.parametrize("where", ["path", "address"])
def test_nothing_of_it_runs(
    make_repo: type[Repo], tmp_path: Path, collect: Collect, where: str
) -> None:
    canary = tmp_path / "canary"
    repo = _hostile(make_repo, tmp_path / "hostile", canary)
    found = collect(repo.path if where == "path" else repo.path.as_uri())
    assert [row[8] for row in found.rows[tables.COMMITS]] == ["two", "root"]
    assert {row[2] for row in found.rows[tables.COMMITS]} == {"Ann"}
    assert not canary.exists()


def test_nothing_is_written_into_it(
    make_repo: type[Repo], tmp_path: Path, collect: Collect
) -> None:
    repo = _hostile(make_repo, tmp_path / "hostile", tmp_path / "canary")

    def state() -> list[tuple[str, int]]:
        return sorted((str(p), p.lstat().st_mtime_ns) for p in repo.path.rglob("*"))

    before = state()
    collect(repo.path)
    assert state() == before


def test_missing_objects_are_not_fetched(
    make_repo: type[Repo], tmp_path: Path, collect: Collect
) -> None:
    canary = tmp_path / "canary"
    repo = _hostile(make_repo, tmp_path / "hostile", canary)
    repo.git("config", "core.repositoryFormatVersion", "1")
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "remote.origin.promisor", "true")
    tree = repo.git("rev-parse", "main^{tree}")
    (repo.path / ".git" / "objects" / tree[:2] / tree[2:]).unlink(missing_ok=True)
    for origin in (f"ext::{repo.path}/evil %S", str(tmp_path), f"file://{tmp_path}", "ssh://h/x"):
        repo.git("config", "remote.origin.url", origin)
        for source in (repo.path, repo.path.as_uri()):
            with pytest.raises(CollectError):
                collect(source)
    assert not canary.exists()


def test_replaced_and_grafted_commits_are_read_as_they_are(repo: Repo, collect: Collect) -> None:
    first = repo.commit("first", {"a": "1"})
    second = repo.commit("second", {"a": "2"}, parents=[first], minute=1)
    repo.main(second)
    expected = collect(repo.path)
    repo.git("replace", second, repo.commit("forged", {"a": "3"}))
    (repo.path / "info").mkdir(exist_ok=True)
    (repo.path / "info" / "grafts").write_text(f"{second}\n")
    assert collect(repo.path) == expected


def test_the_readers_own_hooks_and_prompts_stay_silent(
    tmp_path: Path, repo: Repo, collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {canary}\n")
    program.chmod(0o700)
    repo.main(repo.commit("root"))
    for name in ("GIT_ASKPASS", "SSH_ASKPASS", "GIT_PAGER", "PAGER", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(name, str(program))
    collect(repo.path.as_uri())
    with pytest.raises(CollectError):
        collect("https://bob@127.0.0.1:1/o/n.git")
    assert not canary.exists()
    assert "GIT_DIR" not in os.environ
