"""One `git log` over all refs, read while git still runs.

Each field and path ends with a NUL, which none of them can hold, and what a token means follows
from its position alone; so nothing that a commit says can be taken for something else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO

from sgdash.collect.git import GitError
from sgdash.collect.text import quoted, readable

CommitRow = tuple[str, str, str, str, int, str, str, int, str, int]
FileRow = tuple[str, str, str, str | None]

_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%s", "%b")

LOG = (
    "-c",
    "i18n.logOutputEncoding=UTF-8",
    "-c",
    "log.showRoot=true",
    "log",
    "--stdin",
    "--ignore-missing",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--diff-merges=combined",  # what differs from every parent: what the merge did by itself
    "--ignore-submodules=none",
    "--no-relative",
    "-O/dev/null",
    "--no-ext-diff",
    "--no-textconv",
    "--no-mailmap",
    "--no-show-signature",
    "--no-notes",
    "--no-color",
    "--no-decorate",
    f"--format={'%x00'.join(_FIELDS)}",
)
"""The command; it says again what a user's settings could have changed."""

_BLOCK = 1 << 18
_LATEST = 253_402_300_799  # the last second of the year 9999, the last that a calendar knows


@dataclass
class History:
    """Every commit that the refs reach."""

    commits: dict[str, CommitRow] = field(default_factory=dict)
    files: dict[str, list[FileRow]] = field(default_factory=dict)  # of commits that touch any
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)  # each with its body's first line
    problems: list[str] = field(default_factory=list)


def parse_log(pipe: IO[bytes], seen_at: int, progress: Callable[[int], None]) -> History:
    """The history that `LOG` prints; `seen_at` is in microseconds since 1970, UTC.

    Raises:
        GitError: what came is not what `LOG` prints.
    """
    history = History()
    blocks = _Blocks(pipe, lambda: progress(len(history.commits)))
    tokens = chain.from_iterable(blocks)
    try:
        _parse(tokens, history, seen_at)
    except (IndexError, StopIteration, ValueError):
        raise GitError("git log printed something unexpected") from None
    if blocks.odd:
        _mend(history)
    return history


class _Blocks:
    """The tokens of a pipe, a block at a time: decoding and splitting cost least in bulk."""

    def __init__(self, pipe: IO[bytes], progress: Callable[[], None]) -> None:
        self.pipe = pipe
        self.progress = progress
        self.odd = False  # whether anything was not UTF-8

    def __iter__(self) -> Iterator[list[str]]:
        rest: list[bytes] = []
        while block := self.pipe.read(_BLOCK):
            whole, end, tail = block.rpartition(b"\0")
            if not end:
                rest.append(tail)
                continue
            yield self._text(b"".join((*rest, whole))).split("\0")
            rest = [tail]
            self.progress()

    def _text(self, block: bytes) -> str:
        try:
            return block.decode()
        except UnicodeDecodeError:
            self.odd = True
            return block.decode("utf-8", "surrogateescape")


def _parse(tokens: Iterator[str], history: History, seen_at: int) -> None:
    commits, files, merges = history.commits, history.files, history.merges
    people: dict[str, str] = {}  # names and addresses, one of each in memory
    once = people.setdefault
    commit = next(tokens, "")
    size = len(commit)  # 40, or 64 where objects are named by SHA-256
    while commit:
        parents, author, mail, written, committer, sender, sent, subject, body = islice(tokens, 9)
        if len(commit) != size or "\n" in commit:
            raise ValueError(commit)
        try:
            written_at, sent_at = int(written), int(sent)
        except ValueError:
            written_at, sent_at = _mended_times(commit, written, sent, history.problems)
        if written_at > _LATEST or sent_at > _LATEST:
            history.problems.append(f"commit {commit}: dated after the year 9999, kept as its end")
            written_at, sent_at = min(written_at, _LATEST), min(sent_at, _LATEST)
        commits[commit] = (
            commit,
            parents,
            once(author, author),
            once(mail, mail),
            written_at * 1_000_000,
            once(committer, committer),
            once(sender, sender),
            sent_at * 1_000_000,
            subject,
            seen_at,
        )
        history.parents[commit] = (parents,) if len(parents) == size else tuple(parents.split())
        if len(parents) > size:
            merges[commit] = body.partition("\n")[0]
        token = next(tokens, "")
        if len(parents) > size:
            # git parts a merge from what it did by one more NUL
            token = _merged(tokens, token or next(tokens, ""), commit, files)
        elif token[:2] == "\n:":  # as in "\n:100644 100644 <blob> <blob> M"; all later begin ":"
            token = token[1:]
            touched = files[commit] = []
            while token[:1] == ":":
                path = next(tokens)
                if path[0] == '"':
                    path = quoted(path)
                change = token[-1]
                blob = None if change == "D" else token[-2 - size : -2]
                touched.append((commit, path, change, blob))
                token = next(tokens, "")
        commit = token


def _merged(tokens: Iterator[str], token: str, commit: str, files: dict[str, list[FileRow]]) -> str:
    """Add what a merge did that none of its parents had done; the token after it.

    As in "::000000 000000 100644 <blob> <blob> <blob> AA", with a colon and a letter each parent.
    """
    touched: list[FileRow] = []
    token = token.removeprefix("\n")
    while token[:1] == ":":
        path = next(tokens)
        if path[0] == '"':
            path = quoted(path)
        _, blob, changes = token.rsplit(" ", 2)
        if set(changes) == {"A"}:
            touched.append((commit, path, "A", blob))
        elif set(changes) == {"D"}:
            touched.append((commit, path, "D", None))
        token = next(tokens, "")
    if touched:
        files[commit] = touched
    return token


def _mended_times(commit: str, written: str, sent: str, problems: list[str]) -> tuple[int, int]:
    """Dates that git could not read, each in place of the other, or 1970 where both are lost."""
    known = [int(date) for date in (written, sent) if date.isdigit()]
    problems.append(f"commit {commit}: a date that git cannot read, kept as its other date or 1970")
    return (known or [0])[0], (known or [0])[0]


def _mend(history: History) -> None:
    """Turn what was not UTF-8 into text, in the few histories that have such bytes."""
    for commit, row in history.commits.items():
        parents, author, mail, written, committer, sender, sent, subject, seen = row[1:]
        history.commits[commit] = (
            commit,
            parents,
            readable(author),
            readable(mail),
            written,
            readable(committer),
            readable(sender),
            sent,
            readable(subject),
            seen,
        )
    for commit, rows in history.files.items():
        history.files[commit] = [
            # one that begins with a double quote is quoted already
            (commit, path if path[0] == '"' else quoted(path), change, blob)
            for _, path, change, blob in rows
        ]
    history.merges = {commit: readable(title) for commit, title in history.merges.items()}
