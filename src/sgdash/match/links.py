"""Addresses of evidence on the repository's web site."""

from urllib.parse import quote

import pandas as pd


def pull_request_urls(web: str | None, numbers: pd.Series) -> pd.Series:
    """The page of each pull request; empty where there is no site or no number."""
    if web is None:
        return pd.Series(index=numbers.index, dtype="str")
    return (f"{web}/pull/" + numbers.astype("Int64").astype("str")).where(numbers.notna())


def commit_urls(web: str | None, commits: pd.Series) -> pd.Series:
    """The page of each commit; empty where there is no site or no commit."""
    if web is None:
        return pd.Series(index=commits.index, dtype="str")
    return (f"{web}/commit/" + commits.astype("str")).where(commits.notna())


def file_urls(web: str | None, paths: pd.Series) -> pd.Series:
    """The page of each file at the head of the default branch; empty where there is no site."""
    if web is None:
        return pd.Series(index=paths.index, dtype="str")
    return f"{web}/blob/HEAD/" + paths.map(quote).astype("str")
