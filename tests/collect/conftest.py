"""Small repositories, made by git itself with fixed dates."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgdash import tables
from sgdash.collect import GitCollection, collect_git

START = 1_600_000_000  # every test's first second
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
NOW_MICROSECONDS = 1_715_947_200_000_000

Files = Mapping[str, str | None] | Mapping[str | bytes, str | None]
Collect = Callable[..., GitCollection]


def micros(minute: int) -> int:
    return (START + 60 * minute) * 1_000_000


class Repo:
    """A repository at `path`; each commit is made by `git fast-import`, byte for byte as given."""

    def __init__(self, path: Path, *options: str) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", "--template=", *options)

    def git(self, *arguments: str, given: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.path,
            input=given,
            capture_output=True,
            env=os.environ
            | {
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_AUTHOR_DATE": f"{START} +0000",
                "GIT_COMMITTER_DATE": f"{START} +0000",
                "GIT_AUTHOR_NAME": "Ann",
                "GIT_AUTHOR_EMAIL": "ann@example.org",
                "GIT_COMMITTER_NAME": "Ann",
                "GIT_COMMITTER_EMAIL": "ann@example.org",
            },
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="surrogateescape").strip()

    def commit(
        self,
        message: str | bytes = "work",
        files: Files | None = None,
        *,
        parents: Sequence[str] = (),
        minute: int = 0,
        author: str | bytes = "Ann <ann@example.org>",
        committer: str | None = None,
        authored: str | None = None,
        committed: str | None = None,
        encoding: str = "",
        entries: Sequence[str] = (),
    ) -> str:
        """Make a commit that changes `files` (None deletes) against its first parent."""
        date = f"{START + 60 * minute} +0000"
        person, text = _bytes(author), _bytes(message)
        sender = _bytes(committer or author)
        stream = [
            b"commit refs/made/last",
            b"mark :1",
            b"author %s %s" % (person, (authored or date).encode()),
            b"committer %s %s" % (sender, (committed or date).encode()),
            *([b"encoding " + encoding.encode()] if encoding else []),
            b"data %d\n%s" % (len(text), text),
            *(b"from " + p.encode() for p in parents[:1]),
            *(b"merge " + p.encode() for p in parents[1:]),
        ]
        for path, content in (files or {}).items():
            name = b'"' + b"".join(b"\\%03o" % byte for byte in _bytes(path)) + b'"'
            if content is None:
                stream.append(b"D " + name)
            else:
                data = content.encode()
                stream.append(b"M 100644 inline %s\ndata %d\n%s" % (name, len(data), data))
        stream.extend(entry.encode() for entry in entries)
        if not parents:
            stream.insert(0, b"reset refs/made/last")
        stream.append(b"\nget-mark :1\n")
        return self.git(
            "fast-import",
            "--quiet",
            "--force",
            "--date-format=raw-permissive",
            given=b"\n".join(stream),
        )

    def ref(self, name: str, commit: str) -> None:
        self.git("update-ref", name, commit)

    def main(self, commit: str) -> None:
        self.ref("refs/heads/main", commit)

    def pull(self, number: int, commit: str) -> None:
        self.ref(f"refs/pull/{number}/head", commit)

    def blob(self, content: str) -> str:
        return self.git("hash-object", "--stdin", given=content.encode())


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


@pytest.fixture(scope="session")
def make_repo() -> Callable[..., Repo]:
    """Makes a repository from its path and the options of `git init`."""
    return Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo", "--bare")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def collect(cache: Path) -> Collect:
    """Collects as if for the first time, and never meets "nothing new"."""

    def collected(source: object, known: Mapping[str, str] | None = None) -> GitCollection:
        found = collect_git(
            str(source), cache=cache, known=lambda: known or {}, now=NOW, progress=lambda *_: None
        )
        assert found is not None
        return found

    return collected


@pytest.fixture
def pulls(collect: Collect) -> Callable[[Repo], list[dict[str, object]]]:
    """The pull requests of a repository, their own commits and files with them."""

    def found(repo: Repo) -> list[dict[str, object]]:
        rows = collect(repo.path).rows
        return [
            dict(zip(tables.PULL_REQUESTS.names, row, strict=True))
            | {
                "own": [c for n, c, _ in rows[tables.PULL_REQUEST_COMMITS] if n == row[0]],
                "files": [f[1:3] for f in rows[tables.PULL_REQUEST_FILES] if f[0] == row[0]],
            }
            for row in rows[tables.PULL_REQUESTS]
        ]

    return found
