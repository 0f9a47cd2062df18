"""Paths that are no submissions by the program's own word."""

import re

import pandas as pd


def ignored(paths: pd.Series, globs: tuple[str, ...]) -> pd.Series:
    """For each path the glob that says it is no submission, or empty.

    `*` and `?` stay within a folder, `**/` is any folders or none, a trailing `/**` is everything
    below; letters compare without case.
    """
    found = pd.Series(index=paths.index, dtype="str")
    for glob in globs:
        hit = paths.str.fullmatch(_regex(glob), case=False) & found.isna()
        found = found.mask(hit, glob)
    return found


def has_wildcard(path: str) -> bool:
    """Whether a path means more than itself as a glob: there is no way to write it as one."""
    return "*" in path or "?" in path


def _regex(glob: str) -> str:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    meaning = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    return "".join(meaning.get(piece, re.escape(piece)) for piece in pieces)
