"""Where a repository can be, and one clear line for each way in which it cannot be read."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sgdash import tables
from sgdash.collect import CollectError, collect_git
from sgdash.collect.address import locate, web_address
from sgdash.collect.blame import blame
from sgdash.collect.git import GitError

if TYPE_CHECKING:
    from tests.collect.conftest import Collect, Repo

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)


def _refused(source: object, cache: Path) -> str:
    with pytest.raises(CollectError) as raised:
        collect_git(str(source), cache=cache, known=dict, now=NOW, progress=lambda *_: None)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_nothing_new_is_none(repo: Repo, collect: Collect, cache: Path) -> None:
    repo.main(repo.commit("root"))
    repo.pull(1, repo.commit("x"))
    for source in (str(repo.path), repo.path.as_uri()):
        known = partial(dict, collect(source).rows[tables.REFS])
        again = collect_git(source, cache=cache, known=known, now=NOW, progress=lambda *_: None)
        assert again is None


def test_a_renamed_default_branch_is_new(repo: Repo, collect: Collect) -> None:
    commit = repo.commit("root")
    repo.main(commit)
    known = dict(collect(repo.path).rows[tables.REFS])
    repo.git("branch", "-m", "main", "trunk")
    for source in (repo.path, repo.path.as_uri()):
        found = collect(source, known)
        assert found.branch == "trunk"
        assert found.rows[tables.REFS] == [("HEAD", commit), ("refs/heads/trunk", commit)]


def test_a_detached_head_has_no_branch(repo: Repo, collect: Collect) -> None:
    commit = repo.commit("root")
    repo.git("update-ref", "--no-deref", "HEAD", commit)
    (repo.path / "HEAD").write_text(commit)
    assert (collect(repo.path).branch, collect(repo.path).head) == (None, commit)


def test_a_work_tree_and_its_git_file(
    make_repo: type[Repo], tmp_path: Path, collect: Collect
) -> None:
    repo = make_repo(tmp_path / "normal")
    commit = repo.commit("root", {"a": "1"})
    repo.main(commit)
    (repo.path / "uncommitted").write_text("never looked at")
    repo.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"), commit)
    found = {path: collect(path) for path in (repo.path, tmp_path / "tree")}
    assert [collection.branch for collection in found.values()] == ["main", "other"]
    assert [[row[0] for row in c.rows[tables.FILES]] for c in found.values()] == [["a"], ["a"]]


def test_sha256_objects(make_repo: type[Repo], tmp_path: Path, collect: Collect) -> None:
    repo = make_repo(tmp_path / "long", "--bare", "--object-format=sha256")
    commit = repo.commit("root", {"a": "1"})
    repo.main(commit)
    rows = collect(repo.path).rows
    assert len(commit) == 64
    assert rows[tables.COMMIT_FILES] == [(commit, "a", "A", repo.blob("1"))]


def test_no_such_path(tmp_path: Path, cache: Path) -> None:
    assert _refused(tmp_path / "none", cache) == (
        f"{tmp_path}/none does not exist. Give the path of a clone, or an address that begins "
        "with https://, ssh:// or file://."
    )


def test_a_file(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file is a file, not a repository." in _refused(tmp_path / "file", cache)


def test_not_a_repository(tmp_path: Path, cache: Path) -> None:
    words = "is not a git repository, or not one that you may read. Check the path or address."
    folder = tmp_path / "plain"
    folder.mkdir()
    assert _refused(folder, cache) == f"{folder} {words}"
    assert _refused(folder.as_uri(), cache) == f"{folder.as_uri()} {words}"
    assert _refused("file:///no/such/path", cache) == f"file:///no/such/path {words}"


def test_a_folder_inside_a_repository_is_not_it(
    make_repo: type[Repo], tmp_path: Path, cache: Path
) -> None:
    repo = make_repo(tmp_path / "normal")
    (repo.path / "sub").mkdir()
    assert "is not a git repository" in _refused(repo.path / "sub", cache)


def test_an_empty_repository(repo: Repo, cache: Path) -> None:
    for source in (repo.path, repo.path.as_uri()):
        assert _refused(source, cache) == (
            f"{source} has no commit on its default branch yet. Push one, or check out the branch "
            "that has the work, then try again."
        )


def test_a_shallow_clone(repo: Repo, tmp_path: Path, cache: Path) -> None:
    repo.main(repo.commit("two", parents=[repo.commit("one")]))
    repo.git("clone", "-q", "--depth=1", repo.path.as_uri(), str(tmp_path / "shallow"))
    for source in (tmp_path / "shallow", (tmp_path / "shallow").as_uri()):
        assert _refused(source, cache) == (
            f"{source} is a shallow clone, whose files would all seem to be of its oldest commit. "
            "Run `git fetch --unshallow` in it, then try again."
        )


def test_a_clone_without_its_trees(repo: Repo, tmp_path: Path, cache: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    one = repo.commit("one", {"a": "1"})
    repo.main(repo.commit("two", {"a": "2"}, parents=[one]))
    clone = tmp_path / "treeless"
    repo.git("clone", "-q", "--bare", "--filter=tree:0", repo.path.as_uri(), str(clone))
    assert f"{clone} lacks objects that its history needs" in _refused(clone, cache)


def test_another_users_repository(repo: Repo) -> None:
    error = blame(
        GitError(f"fatal: detected dubious ownership in repository at '{repo.path}'\nTo add"),
        locate(str(repo.path)),
    )
    assert str(error) == (
        f"{repo.path} belongs to another user, so git refuses to read it. If you trust it, run: "
        f"git config --global --add safe.directory {repo.path}"
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "names no repository"),
        ("--upload-pack=touch canary", "names no repository"),
        ("-x", "names no repository"),
        ("a\nb", "names no repository"),
        ("http://example.org/o/n", "is not encrypted"),
        ("git://example.org/o/n", "does not speak 'git'"),
        ("ftp://example.org/o/n", "does not speak 'ftp'"),
        ("ext::sh -c touch% canary", "does not speak 'ext'"),
        ("fd::7", "does not speak 'fd'"),
        ("ext::https://x", "does not speak 'ext'"),
    ],
)
def test_refused_sources(
    source: str, words: str, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert words in _refused(source, cache)
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_host_and_no_credentials_in_its_error(cache: Path) -> None:
    said = _refused("https://bob:s3cret@127.0.0.1:1/o/n.git?token=t0ken", cache)
    assert said.startswith("https://127.0.0.1:1/o/n.git could not be reached (")
    assert "s3cret" not in said
    assert "bob" not in said
    assert "t0ken" not in said


REFUSED = (
    "--from or `repository:` holds a password in front of a host. Write https:// before the host, "
    "and keep the password in git's credential helper instead."
)
NO_ADDRESS = (
    "An address with an @ names no repository. Give the path of a clone, or an address that begins "
    "with https://, ssh:// or file://."
)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("bob:se/cret@github.com:club/work", REFUSED),
        ("bob:secret@github.com/club/work", REFUSED),
        ("git@corp.org:secret@github.com:club/work", REFUSED),
        ("git@corp.org:secret@github.com/club/work", REFUSED),
        ("git:se@cret@github.com:club/work", REFUSED),
        ("bob@corp.org:se/cret@host", REFUSED),
        ("bob:se@cret@github.com:club/work", REFUSED),
        ("bob@cret@github.com:club/work", REFUSED),
        ("https//bob:secret@github.com/x/y", REFUSED),
        ("bob:secret://x@github.com/x/y", REFUSED),
        ("secret@ext::club", REFUSED),
        ("secret@github.com/club/work", REFUSED),
        ("https://bob:secret@github.com/x/y\n", NO_ADDRESS),
        ("-https://bob:secret@github.com/x/y", NO_ADDRESS),
    ],
)
def test_a_password_is_refused_and_not_repeated(source: str, told: str, cache: Path) -> None:
    assert _refused(source, cache) == told


@pytest.mark.parametrize("password", ["se/cret", "se?cret", "se#cret", "se@cret", "se/c@ret"])
def test_git_may_repeat_a_password_but_its_error_does_not(password: str, cache: Path) -> None:
    said = _refused(f"https://bob:{password}@127.0.0.1:1/o/n.git", cache)
    assert said.startswith("https://")
    assert not [part for part in ("bob", "se/", "se?", "se#", "cret", "c@", "ret@") if part in said]


def test_an_at_in_the_path_stays_in_what_git_says() -> None:
    said = "fatal: unable to access 'https://h.org/o/n@v1/': Could not resolve host: h.org"
    assert str(blame(GitError(said), locate("https://h.org/o/n@v1"))) == (
        "https://h.org/o/n@v1 could not be reached (unable to access 'https://h.org/o/n@v1/': "
        "Could not resolve host: h.org). Check the network and the address, then try again."
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fatal: could not read Username for 'https://x@h': terminal prompts disabled", "refused"),
        ("git@h: Permission denied (publickey).\nfatal: Could not read from remote", "refused"),
        (
            "fatal: unable to access 'https://u:p@h/o/': The requested URL returned error: 403",
            "ref",
        ),
        ("remote: Repository not found.\nfatal: repository 'https://h/o/' not found", "is not a"),
        ("fatal: unable to access 'https://h/': Could not resolve host: h", "could not be reached"),
        ("ssh: connect to host h port 22: Connection timed out", "could not be reached"),
        ("timed out after 3 seconds", "could not be reached"),
        ("something new", "git could not read https://h/o (something new)."),
        ("", "no reason given"),
    ],
)
def test_each_failure_has_its_line(said: str, words: str) -> None:
    line = str(blame(GitError(said), locate("https://u:p@h/o")))
    assert words in line
    assert "u:p" not in line
    assert "https://h/o" in line


@pytest.mark.parametrize(
    ("given", "shown", "web"),
    [
        ("git@github.com:o/n.git", "git@github.com:o/n.git", "https://github.com/o/n"),
        (
            "https://t0ken@github.com/o/n.git",
            "https://github.com/o/n.git",
            "https://github.com/o/n",
        ),
        ("https://u:p@github.com/o/n/", "https://github.com/o/n/", "https://github.com/o/n"),
        ("https://u:p@x@h.org/o/n", "https://h.org/o/n", "https://h.org/o/n"),
        ("https://bob:se/cret@h.org/o/n", "https://h.org/o/n", None),
        ("https://bob:se?cret@h.org/o/n", "https://…", None),
        ("https://h.org/o/n?token=se@cret", "https://…", "https://h.org/o/n"),
        ("https://h.org/o/n@v1", "https://h.org/o/n@v1", None),
        ("https://h.org/@o/n?token=secret", "https://h.org/@o/n", None),
        ("https://tok.en@h.org/o/n", "https://h.org/o/n", "https://h.org/o/n"),
        ("https://tok.en@x", "https://x", None),
        ("https://bo.b:1/cret@h.org/o/n", "https://h.org/o/n", None),
        ("https://bo.b:cr/et@h.org/o/n", "https://h.org/o/n", None),
        ("https:///cret@h.org/o/n", "https://h.org/o/n", None),
        ("git@h:o/n@v1", "git@h:o/n@v1", None),
        ("file:///srv/n@v1.git", "file:///srv/n@v1.git", None),
        ("file://u:p@h/n", "file://h/n", None),
        ("ssh://git:p@h.org:22/o/n.git", "ssh://git@h.org:22/o/n.git", "https://h.org/o/n"),
        ("file:///srv/n.git", "file:///srv/n.git", None),
        ("https://h.org/o/n?x=<script>", "https://h.org/o/n", "https://h.org/o/n"),
        ("https://h.org/o/<n>", "https://h.org/o/<n>", None),
    ],
)
def test_addresses(given: str, shown: str, web: str | None) -> None:
    assert locate(given).shown == shown
    assert web_address(given) == web


@pytest.mark.parametrize("origin", ["javascript:alert(1)//", "/srv/n.git", "https://[x/o", "a\nb"])
def test_an_origin_that_is_no_address_becomes_no_link(
    repo: Repo, collect: Collect, origin: str
) -> None:
    repo.main(repo.commit("root"))
    repo.git("config", "remote.origin.url", origin)
    assert collect(repo.path).web is None


def test_the_origin_of_a_clone_is_its_web_address(repo: Repo, collect: Collect) -> None:
    repo.main(repo.commit("root"))
    repo.git("config", "remote.origin.url", "https://t0ken@github.com/o/n.git")
    assert collect(repo.path).web == "https://github.com/o/n"


def test_without_git(repo: Repo, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert _refused(repo.path, cache) == (
        "git was not found on this machine. Install git 2.31 or newer and try again."
    )


def test_a_cache_that_cannot_be_made(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert "sgdash must read the repository and write to" in _refused(
        repo.path.as_uri(), tmp_path / "taken"
    )


def test_a_colon_or_space_in_a_path(repo: Repo, tmp_path: Path, collect: Collect) -> None:
    commit = repo.commit("root")
    repo.main(commit)
    odd = tmp_path / "a: b" / "ext::x"
    odd.parent.mkdir()
    shutil.copytree(repo.path, odd)
    assert collect(odd).head == commit
