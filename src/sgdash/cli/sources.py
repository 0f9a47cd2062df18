"""What `--from` means: which git repository is read, and whether GitHub is asked too."""

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from sgdash.collect import CollectError
from sgdash.collect.address import locate
from sgdash.collect.github.access import Credentials, Place, find_place, read_credentials

_GIT_ALONE = (
    "without GITHUB_TOKEN git alone is read: no labels, reviews or comments, and no times of "
    "GitHub's clock"
)


@dataclass(frozen=True)
class Sources:
    """Where a collection comes from: git, GitHub, or both."""

    git: str | None  # a path or address
    place: Place | None = None
    credentials: Credentials | None = None
    note: str | None = None  # what a person should know about it

    @property
    def asks_github(self) -> bool:
        """Whether GitHub is asked what was said."""
        return self.place is not None and self.credentials is not None


def choose_sources(
    given: Sequence[str], repository: str | None, environment: Mapping[str, str] = os.environ
) -> Sources:
    """The sources that `--from` names, or those that a program has by itself.

    Raises:
        click.UsageError: they cannot be meant together, or the program names no repository.
        CollectError: GitHub is to be asked, and it is not known where or by whom.
    """
    given = [_meant(source) for source in given]
    others = [source for source in given if source != "github"]
    if len(others) > 1:
        one, other = map(_shown, others[:2])
        raise click.UsageError(f"--from names git twice: {one} and {other}. Leave one.")
    if others == ["git"] or not given:
        others = [_named(repository, _NO_REPOSITORY)]
    git = others[0] if others else None
    if given and "github" not in given:
        return Sources(git)
    repository = _named(repository, _NONE_TO_ASK_ABOUT)
    place = find_place(repository, environment)
    if not given and place is None:
        return Sources(git)
    credentials = read_credentials(environment)
    if not given and credentials is None:
        return Sources(git, note=_GIT_ALONE)
    if place is None:
        raise CollectError(
            f"{_shown(repository)} is on no GitHub that is known. Set GITHUB_API_URL to "
            "https://HOST/api/v3 of your GitHub Enterprise, or use --from git"
        )
    if credentials is None:
        raise CollectError(
            "GITHUB_TOKEN is not set. Set it to a token that may read the repository: on GitHub "
            "under Settings, Developer settings. Or use --from git, which needs none"
        )
    return Sources(git, place, credentials)


def _shown(source: str) -> str:
    """A source without what may be a password."""
    return locate(source).shown if "@" in source else source


def _meant(source: str) -> str:
    """A source as it is read: `git` and `github` in whatever letters.

    Raises:
        CollectError: it is no clone, and looks like something else that can be meant.
    """
    if source.lower() in _WORDS:
        return source.lower()
    if Path(source).exists() or re.search("[:@]", source) or source != source.strip("./-"):
        return source
    guess = next(iter(difflib.get_close_matches(source.lower(), _WORDS, cutoff=0.6)), None)
    if found := _WITHOUT_SCHEME.fullmatch(source):
        guess = f"https://{found['host'] or 'github.com'}/{found['name']}"
    if guess is None:
        return source
    raise CollectError(
        f"--from {source} names no clone that exists. Did you mean --from {guess}? Or give the "
        "path of a clone"
    )


_WORDS = ("git", "github")
_WITHOUT_SCHEME = re.compile(r"(?:(?P<host>[\w-]+(?:\.[\w-]+)+)/)?(?P<name>[\w.-]+/[\w.-]+)")
"""A repository as people say it: owner/name, or what a browser shows of its address."""

_NO_REPOSITORY = (
    "program.yaml names no repository. Add `repository:` to it, or say --from PATH|URL."
)
_NONE_TO_ASK_ABOUT = (
    "program.yaml names no repository that GitHub could be asked about. Add "
    "`repository: https://github.com/OWNER/NAME` to it."
)


def _named(repository: str | None, otherwise: str) -> str:
    if repository is None:
        raise click.UsageError(otherwise)
    return repository
