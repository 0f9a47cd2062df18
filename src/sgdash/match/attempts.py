"""Claims and commits → attempts: the dated states of each submission, and which clock dated them.

A submission is never timed by its merge where its own commits are known: a commit that only brings
to the default branch what a pull request already held is no attempt.
"""

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from sgdash import tables
from sgdash.frames import conform
from sgdash.match.links import commit_urls, pull_request_urls


class Clock(StrEnum):
    """Which clock dated an attempt."""

    COMMIT = "commit"
    """The committer date: set by the committer's machine, so it can be anything."""
    FIRST_SEEN = "first seen"
    """The collection that first saw the commit: it cannot be younger, whatever its date says."""
    MERGE = "merge"
    """The merge that brought it: only an upper bound, its own commits are not known."""


_PAIR = ["member", "exercise"]


def dated_states(
    collected: Mapping[tables.Table, pd.DataFrame], claims: pd.DataFrame, web: str | None
) -> pd.DataFrame:
    """Every state of every file of the claimed submissions, oldest first: `tables.ATTEMPTS`.

    A commit that changed several files of one submission has a row for each.
    """
    commits = _dated_commits(collected)
    written = _written_states(collected, commits)
    in_pulls = _in_pull_requests(collected, claims, written)
    on_branch = _on_branch(collected, claims, written, in_pulls)
    titled = _titled(collected, claims, commits)
    found = pd.concat([in_pulls, on_branch, titled], ignore_index=True)
    if found.empty:
        return conform(tables.ATTEMPTS, found.reindex(columns=tables.ATTEMPTS.names))
    found = found.sort_values(["at", "commit"], kind="stable")
    pull_page = pull_request_urls(web, found["pull_request"])
    return conform(
        tables.ATTEMPTS, found.assign(url=pull_page.fillna(commit_urls(web, found["commit"])))
    )


def attempts_table(states: pd.DataFrame) -> pd.DataFrame:
    """`tables.ATTEMPTS`, oldest first: the states that changed something, one for each commit."""
    before = states.groupby([*_PAIR, "ref"])["blob"].shift()
    same_as_before = states["blob"].eq(before) & states["blob"].notna()
    changed = states[~same_as_before.fillna(value=False)]
    return conform(tables.ATTEMPTS, changed.drop_duplicates([*_PAIR, "commit"]))


def submissions_table(attempts: pd.DataFrame) -> pd.DataFrame:
    """`tables.SUBMISSIONS`: one row for each member and exercise with an attempt."""
    grouped = attempts.groupby(_PAIR, sort=True)
    found = grouped.agg(
        attempts=("at", "size"), first_at=("at", "min"), last_at=("at", "max"), url=("url", "last")
    )
    return conform(tables.SUBMISSIONS, found.reset_index())


def _dated_commits(collected: Mapping[tables.Table, pd.DataFrame]) -> pd.DataFrame:
    """Every commit with the moment and the clock that dates it, and which number it merged."""
    dated = collected[tables.COMMITS][["commit", "committed_at", "first_seen_at", "authored_at"]]
    merges = collected[tables.PULL_REQUESTS][["merge", "number"]].dropna()
    merged = dated["commit"].map(merges.drop_duplicates("merge").set_index("merge")["number"])
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
        }
    )


def _written_states(
    collected: Mapping[tables.Table, pd.DataFrame], commits: pd.DataFrame
) -> pd.DataFrame:
    """Every path that a commit wrote, with the contents it gave it and when."""
    changes = collected[tables.COMMIT_FILES]
    written = changes.loc[changes["change"] != "D", ["commit", "path", "blob"]]
    return written.merge(commits, on="commit")


def _in_pull_requests(
    collected: Mapping[tables.Table, pd.DataFrame], claims: pd.DataFrame, written: pd.DataFrame
) -> pd.DataFrame:
    """The states that a pull request's own commits gave to its claimed files."""
    claimed = claims[claims["number"].notna() & claims["path"].notna()]
    own = collected[tables.PULL_REQUEST_COMMITS][["number", "commit"]]
    found = (
        claimed[["number", "path", *_PAIR]]
        .merge(own.astype({"number": "Int64"}), on="number")
        .merge(written.drop(columns="merged"), on=["commit", "path"])
    )
    return found.rename(columns={"path": "ref", "number": "pull_request"})


def _on_branch(
    collected: Mapping[tables.Table, pd.DataFrame],
    claims: pd.DataFrame,
    written: pd.DataFrame,
    in_pulls: pd.DataFrame,
) -> pd.DataFrame:
    """The states that commits outside of any pull request gave to claimed files."""
    claimed = claims.loc[claims["path"].notna(), ["path", *_PAIR]].drop_duplicates()
    claimed = _with_former_paths(claimed, collected[tables.COMMIT_FILES])
    own = collected[tables.PULL_REQUEST_COMMITS]
    by_nobody = ~written["commit"].isin(own["commit"])
    outside = written[by_nobody | (written["clock"] == Clock.MERGE)]
    found = claimed.merge(outside, on="path").drop(columns="path")
    held = in_pulls.groupby(["ref", "blob"], as_index=False).agg(held_at=("at", "min"))
    found = found.merge(held, on=["ref", "blob"], how="left")
    found = found[found["held_at"].isna() | (found["at"] < found["held_at"])]
    return found.rename(columns={"merged": "pull_request"})


def _with_former_paths(claimed: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """`claimed` with `ref`, and again under the paths from which its files were moved unchanged.

    Somebody who tidies up the repository must not make everybody's work look new.
    """
    moved = _moves(changes)
    now = claimed.assign(ref=claimed["path"])
    before = now.merge(moved, on="path").drop(columns="path").rename(columns={"former": "path"})
    return pd.concat([now, before], ignore_index=True)


def _moves(changes: pd.DataFrame) -> pd.DataFrame:
    """Columns path and former: a commit deleted `former`, and added its contents as `path`."""
    deleted = changes.loc[changes["change"] == "D", ["commit", "path"]]
    added = changes[(changes["change"] == "A") & changes["commit"].isin(deleted["commit"])]
    held = changes.loc[changes["path"].isin(deleted["path"]), ["path", "blob"]].dropna()
    pairs = added[["commit", "path", "blob"]].merge(
        held.rename(columns={"path": "former"}).drop_duplicates(), on="blob"
    )
    really = pairs.merge(deleted.rename(columns={"path": "former"}), on=["commit", "former"])
    return really[["path", "former"]].drop_duplicates()


def _titled(
    collected: Mapping[tables.Table, pd.DataFrame], claims: pd.DataFrame, commits: pd.DataFrame
) -> pd.DataFrame:
    """For pull requests that only their titles match: each of their own commits is a state."""
    claimed = claims[claims["number"].notna() & claims["path"].isna()]
    own = collected[tables.PULL_REQUEST_COMMITS][["number", "commit"]]
    found = (
        claimed[["number", *_PAIR]]
        .merge(own.astype({"number": "Int64"}), on="number")
        .merge(commits, on="commit")
    )
    found["ref"] = "#" + found["number"].astype("str")
    return found.rename(columns={"number": "pull_request"})
