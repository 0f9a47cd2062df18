"""Whatever bytes and graphs a repository is made of, git's own answers are what is read."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sgdash import tables
from sgdash.collect import GitCollection, collect_git
from sgdash.collect.text import quoted, readable

if TYPE_CHECKING:
    from tests.collect.conftest import Repo

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
START = 1_600_000_000
SPOILERS = [b":100644 100644 ", b"\x1e", b"\xff", b"\xc3", b" M", b"0" * 40, b'"', b"(#1)", b"\t"]


def _bytes(excluded: bytes, smallest: int = 0) -> st.SearchStrategy[bytes]:
    parts = st.one_of(st.sampled_from(SPOILERS), st.binary(max_size=6))
    return (
        st.lists(parts, max_size=4)
        .map(lambda found: bytes(b for b in b"".join(found) if b not in excluded))
        .filter(lambda found: len(found) >= smallest)
    )


@dataclass(frozen=True)
class Made:
    parents: list[int]
    name: bytes
    subject: bytes
    body: bytes
    path: bytes


@st.composite
def histories(draw: st.DrawFn) -> list[Made]:
    """Commits in an order in which each stands behind its parents."""
    return [
        Made(
            draw(st.lists(st.sampled_from(range(number)), max_size=3, unique=True))
            if number
            else [],
            draw(_bytes(b"\0\n<>")),
            draw(_bytes(b"\0\n")),
            draw(_bytes(b"\0")),
            draw(_bytes(b"\0/", 1).filter(lambda path: path not in {b".", b".."})),
        )
        for number in range(draw(st.integers(1, 9)))
    ]


def _made(repo: Repo, history: list[Made]) -> list[str]:
    """The names that git gave to the commits, each of which is a pull request's head."""
    return repo.git("rev-parse", *(f"refs/made/{n}" for n in range(len(history)))).split()


def _stream(history: list[Made]) -> bytes:
    lines = []
    for number, made in enumerate(history):
        message = made.subject + b"\n\n" + made.body
        person = b"%s <x> %d +0000" % (made.name, START + number)
        path = b'"' + b"".join(b"\\%03o" % byte for byte in b"d/" + made.path) + b'"'
        lines += [
            b"reset refs/made/%d" % number,
            b"commit refs/made/%d\nmark :%d" % (number, number + 1),
            b"author " + person,
            b"committer " + person,
            b"data %d\n%s" % (len(message), message),
            *(
                b"%s :%d" % (b"merge" if place else b"from", parent + 1)
                for place, parent in enumerate(made.parents)
            ),
            b"M 100644 inline %s\ndata %d\n%s" % (path, number + 1, b"x" * (number + 1)),
            b"reset refs/pull/%d/head\nfrom :%d" % (number + 1, number + 1),
        ]
    return b"\n".join([*lines, b""])


def _collected(path: Path) -> GitCollection:
    found = collect_git(
        str(path), cache=path / "none", known=dict, now=NOW, progress=lambda *_: None
    )
    assert found is not None
    return found


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


_SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@_SLOW
@given(history=histories())
def test_no_bytes_confuse_the_reading(make_repo: type[Repo], history: list[Made]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repo = make_repo(Path(folder) / "repo", "--bare")
        repo.git("fast-import", "--quiet", given=_stream(history))
        commits = _made(repo, history)
        repo.main(commits[-1])
        found = _collected(repo.path)
    rows = {row[0]: row for row in found.rows[tables.COMMITS]}
    files = {(row[0], row[1]) for row in found.rows[tables.COMMIT_FILES]}
    assert rows.keys() == set(commits)
    for commit, made in zip(commits, history, strict=True):
        assert rows[commit][1].split() == [commits[parent] for parent in made.parents]
        assert rows[commit][2] == readable(_text(made.name.rstrip(b" \t\r\n")))
        if made.subject.strip(b" \t\r\n"):
            assert rows[commit][8] == readable(_text(made.subject.rstrip(b" \t\r\n")))
        if len(made.parents) < 2 and made.path:
            touched = (commit, quoted(_text(b"d/" + made.path)))
            assert touched in files


@_SLOW
@given(history=histories(), data=st.data())
def test_own_commits_are_what_git_says(
    make_repo: type[Repo], history: list[Made], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repo = make_repo(Path(folder) / "repo", "--bare")
        repo.git("fast-import", "--quiet", given=_stream(history))
        commits = _made(repo, history)
        repo.main(data.draw(st.sampled_from(commits)))
        found = _collected(repo.path)
        mainline = repo.git("rev-list", "--first-parent", "--reverse", "main").split()
        own: dict[int, set[str]] = {}
        for number, commit, _ in found.rows[tables.PULL_REQUEST_COMMITS]:
            own.setdefault(number, set()).add(commit)
        for row in found.rows[tables.PULL_REQUESTS]:
            number, head, merge = row[0], row[7], row[8]
            merged = head in repo.git("rev-list", "main").split()
            assert (merge is not None) == merged or "(#" in str(row)
            if not merged:
                assert own[number] == set(repo.git("rev-list", head, "^main").split())
            elif head in mainline:
                assert own[number] == {head}
            else:
                before = mainline[mainline.index(merge) - 1]
                assert own[number] == set(repo.git("rev-list", head, f"^{before}").split())
