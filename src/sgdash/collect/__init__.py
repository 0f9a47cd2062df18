"""Collecting: what git says about a group's repository, as rows of the collected tables."""

from sgdash.collect.collection import GitCollection, collect_git
from sgdash.collect.git import CollectError

__all__ = ["CollectError", "GitCollection", "collect_git"]
