"""Where the default branch and every pull request's head are."""

import re
from dataclasses import dataclass
from pathlib import Path

from sgdash.collect.address import Source
from sgdash.collect.git import CollectError, GitError, run_git

REMOTE = "sgdash"  # the remote's name in git's settings; its address is never written down

_PULL = re.compile(r"refs/pull/([1-9][0-9]{0,11})/head")


@dataclass(frozen=True)
class Refs:
    """The refs of one moment."""

    head: str  # the newest commit of the default branch
    branch: str | None  # the default branch's full name, None while HEAD is detached
    pulls: dict[int, str]  # the head of each pull request, by its number

    @property
    def commits(self) -> dict[str, str]:
        """Where each ref points, by its name; a renamed default branch shows here too."""
        return {
            "HEAD": self.head,
            **({self.branch: self.head} if self.branch else {}),
            **{f"refs/pull/{number}/head": commit for number, commit in self.pulls.items()},
        }


def local_refs(source: Source, folder: Path) -> Refs:
    """The refs of a repository on this machine, read without a server process of git's."""
    is_shallow, prefix, commit, branch = _head(source, folder)
    if prefix:
        raise CollectError(
            f"{source.shown} is a folder inside a repository. Give the repository's own path."
        )
    if is_shallow == "true":
        raise shallow(source)
    return Refs(commit, None if branch == "HEAD" else branch, local_pulls(folder))


def local_pulls(folder: Path) -> dict[int, str]:
    """The head of each pull request that a repository on this machine has, by number."""
    form = "--format=%(objectname)%09%(refname)"
    return _pulls(_lines(run_git(["for-each-ref", form, "refs/pull/"], folder=folder)))


def remote_refs(source: Source, folder: Path) -> Refs:
    """The refs of a repository elsewhere, as it tells them now."""
    told = run_git(
        ["ls-remote", "--symref", REMOTE, "HEAD", "refs/pull/*/head"],
        folder=folder,
        protocols=source.protocols,
        settings={f"remote.{REMOTE}.url": source.given},
    )
    lines = _lines(told)
    heads = [line.removesuffix("\tHEAD") for line in lines if re.fullmatch(r"\w+\tHEAD", line)]
    branches = [m[1] for line in lines if (m := re.fullmatch(r"ref: (\S+)\tHEAD", line))]
    if not heads:
        raise empty(source)
    return Refs(heads[0], branches[0] if branches else None, _pulls(lines))


def empty(source: Source) -> CollectError:
    """The error for a repository whose default branch has no commit."""
    return CollectError(
        f"{source.shown} has no commit on its default branch yet. Push one, or check out the "
        "branch that has the work, then try again."
    )


def shallow(source: Source) -> CollectError:
    """The error for a repository whose older commits were left out."""
    return CollectError(
        f"{source.shown} is a shallow clone, whose files would all seem to be of its oldest "
        "commit. Run `git fetch --unshallow` in it, then try again."
    )


def _head(source: Source, folder: Path) -> tuple[str, str, str, str]:
    asked = ["--is-shallow-repository", "--show-prefix", "HEAD^{commit}"]
    asked += ["--symbolic-full-name", "HEAD"]
    try:
        told = _lines(run_git(["rev-parse", *asked], folder=folder))
    except GitError as error:
        if re.search(r"ambiguous argument 'HEAD|unknown revision", str(error)):
            raise empty(source) from None
        raise
    return told[0], told[1], told[2], told[3]


def _pulls(lines: list[str]) -> dict[int, str]:
    named = (line.partition("\t") for line in lines)
    return {int(m[1]): commit for commit, _, name in named if (m := _PULL.fullmatch(name))}


def _lines(printed: bytes) -> list[str]:
    """Names of refs are bytes to git; a branch's that is not UTF-8 must not stop a collection."""
    try:
        return printed.decode().split("\n")
    except UnicodeDecodeError:
        return printed.decode("latin-1").split("\n")
