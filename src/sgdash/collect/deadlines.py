"""Which deadlines a program file changed, and since when: its own git history knows."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sgdash.collect.git import CollectError, GitError, run_git, stream_git
from sgdash.program.moments import Moment
from sgdash.program.plain_data import entries
from sgdash.program.yaml_source import parse_source

VERSIONS = 200
"""Older versions of a program file are not looked at."""

LARGEST = 256 * 1024
"""Bytes; a larger file was never a program file, and would take long to parse."""


@dataclass(frozen=True)
class DeadlineChange:
    """One exercise's `due`, as written before and after a commit.

    `since` is the commit's committer date; of a change that is not committed yet, whose `commit`
    is None, it is when the file was last written.
    """

    exercise: str
    old: str
    new: str
    since: datetime
    commit: str | None


def deadline_changes(folder: Path) -> list[DeadlineChange]:
    """Every change of a deadline in the history of a folder's program file, oldest first.

    The history is that of the branch checked out, as it moved: a merge counts when it was merged.
    What the file says now and no commit does yet is the last change.
    Empty where the folder is in no git repository, or in one that git refuses to read. Versions
    that could not be read as a program file are passed over.
    """
    file = folder.resolve() / "program.yaml"
    root = next((parent for parent in file.parents if (parent / ".git").exists()), None)
    path = file.relative_to(root).as_posix() if root else ""
    if root is None or "\n" in path:
        return []
    try:
        commits = _commits(root, path)
        blobs = _blobs(root, path, [commit for commit, _ in commits])
        texts = dict(_texts(root, sorted(set(blobs.values()))))
        versions = _dated(file, commits, blobs, texts)
    except (GitError, CollectError):
        return []
    return list(_changes(versions))


_Version = tuple[str | None, datetime, dict[str, str]]
"""The commit, its moment, and the deadlines of one version of a program file."""


def _dated(
    file: Path,
    commits: list[tuple[str, datetime]],
    blobs: dict[str, str],
    texts: dict[str, str],
) -> list[_Version]:
    """Every version that could be read: those of the commits, then the file as it lies there."""
    dues = {blob: _deadlines(file, text) for blob, text in texts.items()}
    versions: list[_Version] = [
        (commit, at, dues[blobs[commit]]) for commit, at in commits if blobs.get(commit) in dues
    ]
    with suppress(OSError):  # the file has just gone
        lies = file.stat()
        if versions and lies.st_size <= LARGEST:
            now = _deadlines(file, file.read_text("utf-8-sig", errors="replace"))
            versions.append((None, datetime.fromtimestamp(int(lies.st_mtime), UTC), now))
    return versions


def _changes(versions: list[_Version]) -> Iterator[DeadlineChange]:
    known: dict[str, str] = {}
    for commit, since, deadlines in versions:
        for exercise, due in deadlines.items():
            if known.setdefault(exercise, due) != due:
                yield DeadlineChange(exercise, known[exercise], due, since, commit)
        known |= deadlines


def _commits(root: Path, path: str) -> list[tuple[str, datetime]]:
    """The commits that changed the file, with their committer dates, oldest first."""
    asked = ["rev-list", "--timestamp", "--first-parent", f"--max-count={VERSIONS}", "HEAD"]
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


def _deadlines(file: Path, text: str) -> dict[str, str]:
    """The `due` of each exercise of a version, as written; none of a version that is broken."""
    source = parse_source(file, text)
    if source.problems:
        return {}
    return {
        entry["id"]: due
        for _, entry in entries(source.data, "exercises")
        if isinstance(entry.get("id"), str) and _is_due(due := entry.get("due", "none"))
    }


def _is_due(due: object) -> bool:
    if not isinstance(due, str):
        return False
    try:
        return due in {"none", "next session"} or bool(Moment.parse(due))
    except ValueError:
        return False
