"""What GitHub was asked: the tables of a program that git alone collected are empty."""

from collections.abc import Mapping

import pandas as pd

from sgdash import tables
from sgdash.frames import conform, frame

Collected = Mapping[tables.Table, pd.DataFrame]

_SAID = (
    tables.GITHUB_PULL_REQUESTS,
    tables.EVENTS,
    tables.REVIEWS,
    tables.COMMENTS,
    tables.ISSUES,
)


def told(collected: Collected, table: tables.Table) -> pd.DataFrame:
    """The rows of a table that only a collection from GitHub fills."""
    return collected[table] if table in collected else frame(table)


def silent(collected: Collected) -> bool:
    """Whether GitHub told nothing of anybody's work: it was not asked, or nothing was there."""
    return all(told(collected, table).empty for table in _SAID)


def texts_of(numbers: pd.Series, texts: pd.Series) -> pd.Series:
    """The text that each number has; `texts` are by number. Empty where there is none."""
    return numbers.map(texts).astype("str")


def pulls_table(collected: Collected) -> pd.DataFrame:
    """`tables.PULLS` of `tables.GITHUB_PULL_REQUESTS` and `PULL_REQUESTS`, by ascending number.

    Of a pull request that both know, GitHub's word holds, and git's where GitHub has none: the
    author of a deleted account, for one.
    """
    git, asked = collected[tables.PULL_REQUESTS], told(collected, tables.GITHUB_PULL_REQUESTS)
    if asked.empty:
        return conform(tables.PULLS, git.assign(draft=False, told=False))
    numbers = pd.Index(asked["number"]).union(pd.Index(git["number"]), sort=True)
    known, said = (df.set_index("number").reindex(numbers) for df in (git, asked))
    found = pd.DataFrame({"number": numbers}, index=numbers)
    for column in tables.PULLS.names[1:]:
        if column in said and column in known:
            found[column] = said[column].where(said[column].notna(), known[column])
        elif column in said:
            found[column] = said[column]
        elif column in known:
            found[column] = known[column]
    found["told"] = numbers.isin(asked["number"])
    found["draft"] = found["draft"].eq(other=True)
    return conform(tables.PULLS, found)


def own_commits(collected: Collected) -> pd.DataFrame:
    """Columns number and commit: what each pull request brings.

    Of one whose commits nobody has read it is the head that GitHub tells.
    """
    own = collected[tables.PULL_REQUEST_COMMITS][["number", "commit"]]
    asked = told(collected, tables.GITHUB_PULL_REQUESTS)
    unread = asked.loc[~asked["number"].isin(own["number"]), ["number", "head"]]
    if unread.empty:
        return own.reset_index(drop=True)
    return pd.concat([own, unread.rename(columns={"head": "commit"})], ignore_index=True)
