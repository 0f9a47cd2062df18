"""What a file said at each commit of the git repository that it lies in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sgdash.collect.git import CollectError, GitError, run_git, stream_git

VERSIONS = 200
"""Older versions of a file are not looked at."""

LARGEST = 256 * 1024
"""Bytes; a larger file was never a program file, and would take long to parse."""


@dataclass(frozen=True)
class Version:
    """The text of a file after a commit, and the commit's committer date."""

    commit: str
    at: datetime
    text: str


def versions_of(file: Path, most: int = VERSIONS) -> list[Version]:
    """The newest versions of a file, oldest first; `file` is a path without links in it.

    The history is that of the branch checked out, as it moved: a merge counts when it was merged.
    Empty where the file is in no git repository, or in one that git refuses to read.
    """
    root = next((parent for parent in file.parents if (parent / ".git").exists()), None)
    path = file.relative_to(root).as_posix() if root else ""
    if root is None or "\n" in path:
        return []
    try:
        commits = _commits(root, path, most)
        blobs = _blobs(root, path, [commit for commit, _ in commits])
        texts = dict(_texts(root, sorted(set(blobs.values()))))
    except (GitError, CollectError):
        return []
    return [Version(commit, at, texts[blobs[commit]]) for commit, at in commits if commit in blobs]


def _commits(root: Path, path: str, most: int) -> list[tuple[str, datetime]]:
    """The commits that changed the file, with their committer dates, oldest first."""
    asked = ["rev-list", "--timestamp", "--first-parent", f"--max-count={most}", "HEAD"]
    told = run_git(["--literal-pathspecs", *asked, "--", path], folder=root)
    pairs = (line.split() for line in told.decode().splitlines())
    found = [(commit, datetime.fromtimestamp(int(at), UTC)) for at, commit in pairs]
    return found[::-1]


def _blobs(root: Path, path: str, commits: list[str]) -> dict[str, str]:
    """The object name of the file's contents after each commit, where they can be read."""
    given = [f"{commit}:{path}" for commit in commits]
    with stream_git(["cat-file", "--batch-check"], folder=root, given=given) as output:
        told = output.read().decode(errors="replace").splitlines()
    parts = {commit: line.split(" ") for commit, line in zip(commits, told, strict=True)}
    return {
        commit: part[0]
        for commit, part in parts.items()
        if len(part) == 3 and part[1] == "blob" and int(part[2]) <= LARGEST
    }


def _texts(root: Path, blobs: list[str]) -> Iterator[tuple[str, str]]:
    with stream_git(["cat-file", "--batch"], folder=root, given=blobs) as output:
        whole = output.read()
    for blob in blobs:
        head, _, rest = whole.partition(b"\n")
        size = int(head.split()[-1])
        contents, whole = rest[:size], rest[size + 1 :]
        yield blob, contents.decode("utf-8-sig", errors="replace")
