"""When each commit of a pull request was handed in, and by which clock.

Handing in is putting work where the group can see it. The commit date is the committer's word for
that; trustworthy clocks say no earlier and no later, and the word is moved only as far as they
force it: every doubt is the member's.
"""

import pandas as pd

from sgdash import tables
from sgdash.match.asked import Collected, own_commits, told
from sgdash.match.bounds import bounds_table
from sgdash.match.clocks import Clock
from sgdash.match.drafts import when_ready

MOMENTS = [
    "number",
    "commit",
    "at",
    "clock",
    "authored_at",
    "committed_at",
    "not_before",
    "not_after",
    "draft",
]
"""`draft`: it waits in a draft that was never made ready, and so was never handed in."""


def dated_commits(collected: Collected) -> pd.DataFrame:
    """Every commit with the moment and the clock that git alone dates it by, and what it merged.

    Columns commit, at, clock, merged, authored_at, committed_at; times are UTC.
    """
    dated = collected[tables.COMMITS][["commit", "committed_at", "first_seen_at", "authored_at"]]
    merged = dated["commit"].map(_merges(collected))
    seen_before = dated["first_seen_at"] < dated["committed_at"]
    clock = pd.Series(Clock.COMMIT.value, index=dated.index, dtype="str")
    return pd.DataFrame(
        {
            "commit": dated["commit"],
            "at": dated["committed_at"].where(~seen_before, dated["first_seen_at"]),
            "clock": clock.mask(seen_before, Clock.FIRST_SEEN.value).mask(
                merged.notna(), Clock.MERGE.value
            ),
            "merged": merged.astype("Int64"),
            "authored_at": dated["authored_at"],
            "committed_at": dated["committed_at"],
        }
    )


def _merges(collected: Collected) -> pd.Series:
    """The number of the pull request that each merge brought; git's word comes first."""
    merges = pd.concat(
        [
            collected[tables.PULL_REQUESTS][["merge", "number"]],
            told(collected, tables.GITHUB_PULL_REQUESTS)[["merge", "number"]],
        ],
        ignore_index=True,
    ).dropna()
    return merges.drop_duplicates("merge").set_index("merge")["number"]


def pull_request_moments(
    collected: Collected, commits: pd.DataFrame, *, drafts_count: bool
) -> pd.DataFrame:
    """Columns MOMENTS for the own commits of every pull request, from `dated_commits`.

    Where GitHub was not asked about a pull request, its commits are dated as git alone does.
    """
    found = own_commits(collected).merge(commits.drop(columns="merged"), on="commit", how="left")
    found = found.merge(bounds_table(collected), on=["number", "commit"], how="left")
    found = _within_bounds(found)
    found["draft"] = False
    if not drafts_count:
        found = when_ready(found, collected)
    return found.dropna(subset="at")[MOMENTS].reset_index(drop=True)


def _within_bounds(found: pd.DataFrame) -> pd.DataFrame:
    """The committer's word where the bounds allow it, else the bound and its clock."""
    asked = found["not_before"].notna()
    merge_only = found["clock"].eq(Clock.MERGE) & found["after_clock"].ne(Clock.OPENED)
    word = found["at"].where(merge_only, found["committed_at"]).fillna(found["not_before"])
    early = (word <= found["not_before"]).fillna(value=False)
    late = (word > found["not_after"]).fillna(value=False) & ~merge_only
    at = word.mask(late, found["not_after"]).mask(early, found["not_before"])
    rewritten = found["after_clock"].eq(Clock.REWRITE)
    clock = (
        pd.Series(Clock.COMMIT.value, index=found.index, dtype="str")
        .mask(rewritten, Clock.REWRITE.value)
        .mask(merge_only, Clock.MERGE.value)
        .mask(late, found["after_clock"])
        .mask(early, found["before_clock"])
    )
    return found.assign(
        at=at.where(asked, found["at"]),
        clock=clock.where(asked, found["clock"]),
        not_after=found["not_after"].mask(merge_only),
    )
