"""Claims and commits → attempts: the dated states of each submission, and which clock dated them.

A submission is never timed by its merge where its own commits are known: a commit that only brings
to the default branch what a pull request already held is no attempt. Nor is one that only moves it.
"""

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import among, conform
from sgdash.match.asked import Collected
from sgdash.match.clocks import Clock
from sgdash.match.links import commit_urls, pull_request_urls
from sgdash.match.moves import PAIR, moved_on, moves_to, of_the_same, steps_of
from sgdash.match.removed import with_removals


def dated_states(
    collected: Collected,
    there: pd.DataFrame,
    gone: pd.DataFrame,
    removed: pd.DataFrame,
    commits: pd.DataFrame,
    moments: pd.DataFrame,
    links: pd.DataFrame,
    web: str | None,
) -> pd.DataFrame:
    """Every state of every file of the claimed submissions, oldest first: `tables.ATTEMPTS`.

    Takes the claims that are `there` and those that are `gone`, `removed.removals`,
    `dating.dated_commits` and `dating.pull_request_moments`. A commit that changed several files of
    one submission has a row for each.
    """
    changes = collected[tables.COMMIT_FILES]
    every = pd.concat([there, gone], ignore_index=True) if len(gone) else there
    steps = steps_of(changes)
    moves = of_the_same(moves_to(every["path"], steps), every)
    moved = among(every["path"], moved_on(steps, removed, every["path"]))
    claims = every[(np.arange(len(every)) < len(there)) | ~moved]
    changes = changes.loc[changes["change"] != "D", ["commit", "path", "blob"]]
    handed_in = moments[~moments["draft"]]
    in_pulls = pd.concat(
        [
            _in_pull_requests(claims, changes, handed_in),
            _before_moves(claims, moves, changes, handed_in),
            _unread(collected, claims, handed_in),
        ],
        ignore_index=True,
    )
    written = changes.merge(commits, on="commit")
    on_branch = _on_branch(collected, claims, moves, written, in_pulls)
    titled = _titled(claims, handed_in)
    found = pd.concat([in_pulls, on_branch, titled, links], ignore_index=True)
    if found.empty:
        return conform(tables.ATTEMPTS, found.reindex(columns=tables.ATTEMPTS.names))
    found = found.sort_values(["at", "commit"], kind="stable")
    page = pull_request_urls(web, found["pull_request"]).fillna(commit_urls(web, found["commit"]))
    found = found.assign(url=found["url"].fillna(page))
    return conform(tables.ATTEMPTS, with_removals(found, removed, collected, web))


def attempts_table(states: pd.DataFrame) -> pd.DataFrame:
    """`tables.ATTEMPTS`, oldest first: the states that changed something, one for each commit."""
    # a rebase brings each state again, as its author once made it; a step back is made anew
    whole = states.assign(gone=states["taken_out_commit"].fillna(""))
    again = whole.duplicated([*PAIR, "ref", "blob", "authored_at", "gone"])
    states = states[~(again & states["blob"].notna() & states["authored_at"].notna())]
    before = whole.loc[states.index].groupby([*PAIR, "ref", "gone"])["blob"].shift()
    same_as_before = states["blob"].eq(before) & states["blob"].notna()
    changed = states[~same_as_before.fillna(value=False)]
    told = changed["commit"].fillna(changed["ref"] + changed["at"].astype("str"))
    changed = _all_taken_out(changed.assign(told=told))
    return conform(tables.ATTEMPTS, changed[~changed.duplicated([*PAIR, "told"])])


def _all_taken_out(states: pd.DataFrame) -> pd.DataFrame:
    """The states without who took them out, where other files of one commit are there still."""
    gone = states["taken_out_commit"].notna()
    if not gone.any():
        return states
    whole = gone.groupby([states[name] for name in (*PAIR, "told")]).transform("all")
    return states.assign(**{name: states[name].where(whole) for name in tables.TAKEN_OUT})


def submissions_table(attempts: pd.DataFrame) -> pd.DataFrame:
    """`tables.SUBMISSIONS`: one row for each member and exercise with an attempt."""
    grouped = attempts.groupby(PAIR, sort=True)
    found = grouped.agg(
        attempts=("at", "size"), first_at=("at", "min"), last_at=("at", "max"), url=("url", "last")
    )
    return conform(tables.SUBMISSIONS, found.reset_index())


def _in_pull_requests(
    claims: pd.DataFrame, changes: pd.DataFrame, moments: pd.DataFrame
) -> pd.DataFrame:
    """The states that a pull request's own commits gave to its claimed files."""
    claimed = claims[claims["number"].notna() & claims["path"].notna()]
    found = (
        claimed[["number", "path", *PAIR]]
        .merge(moments.astype({"number": "Int64"}), on="number")
        .merge(changes, on=["commit", "path"])
    )
    return found.rename(columns={"path": "ref", "number": "pull_request"})


def _before_moves(
    claims: pd.DataFrame, moves: pd.DataFrame, changes: pd.DataFrame, moments: pd.DataFrame
) -> pd.DataFrame:
    """The states that any pull request gave to claimed files before they were moved.

    Somebody who tidies up the repository must not make everybody's work look new.
    """
    claimed = claims.loc[claims["path"].notna(), ["path", *PAIR]].drop_duplicates()
    former = claimed.merge(moves, on="path").rename(columns={"path": "ref", "former": "path"})
    found = former.merge(changes, on="path").merge(moments, on="commit")
    found = found.astype({"number": "Int64"}).drop(columns="path")
    return found.rename(columns={"number": "pull_request"})


def _unread(collected: Collected, claims: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    """The states of files where nobody has read what the commits changed: each of them is one.

    So it is where only GitHub was asked: it tells the files of a pull request, not of a commit.
    """
    asked = moments[moments["not_before"].notna()]
    read = among(asked["commit"], collected[tables.COMMIT_FILES]["commit"])
    unread = asked[~asked["number"].isin(asked.loc[read, "number"])]
    claimed = claims.loc[claims["number"].notna() & claims["path"].notna()]
    found = claimed[["number", "path", *PAIR]].merge(
        unread.astype({"number": "Int64"}), on="number"
    )
    return found.rename(columns={"path": "ref", "number": "pull_request"})


def _on_branch(
    collected: Collected,
    claims: pd.DataFrame,
    moves: pd.DataFrame,
    written: pd.DataFrame,
    in_pulls: pd.DataFrame,
) -> pd.DataFrame:
    """The states that commits outside of any pull request gave to claimed files, moved or not."""
    claimed = claims.loc[claims["path"].notna(), ["path", *PAIR]].drop_duplicates()
    former = claimed.merge(moves, on="path").rename(columns={"path": "ref", "former": "path"})
    claimed = pd.concat([claimed.assign(ref=claimed["path"]), former], ignore_index=True)
    own = collected[tables.PULL_REQUEST_COMMITS]
    by_nobody = ~among(written["commit"], own["commit"])
    outside = written[by_nobody | (written["clock"] == Clock.MERGE)]
    found = claimed.merge(outside, on="path").drop(columns="path")
    held = in_pulls.groupby(["ref", "blob"], as_index=False).agg(held_at=("at", "min"))
    found = found.merge(held, on=["ref", "blob"], how="left")
    found = found[found["held_at"].isna() | (found["at"] < found["held_at"])]
    return found.rename(columns={"merged": "pull_request"})


def _titled(claims: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    """For pull requests that only their titles match: each of their own commits is a state."""
    claimed = claims[claims["number"].notna() & claims["path"].isna()]
    found = claimed[["number", *PAIR]].merge(moments.astype({"number": "Int64"}), on="number")
    found["ref"] = "#" + found["number"].astype("str")
    return found.rename(columns={"number": "pull_request"})
