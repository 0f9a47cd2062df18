"""What trustworthy clocks saw of a pull request: this commit was in it then.

GitHub's events are exact. A collection that saw a head says only that it was there by then, and not
since when: since its last look that found another, at the earliest.
"""

from enum import IntEnum

import pandas as pd

from sgdash import tables
from sgdash.match.asked import Collected, told
from sgdash.match.clocks import Clock

SIGHTING = ["number", "commit", "at", "told_at", "witness", "as_head"]
"""A commit was in a pull request at a moment; `as_head`: it was its newest, nothing came on top.
`told_at` is that moment as people are told it."""

INSTANT = pd.Timedelta(microseconds=1)
"""The least that the tables can tell apart: what a force push replaced was there until then."""


class Witness(IntEnum):
    """Who saw it; of two that saw it at one moment the first here is believed."""

    OPENED = 0
    FORCE_PUSH = 1
    REWRITE = 2
    REVIEW = 3
    CLOSED = 4
    FIRST_SEEN = 5

    @property
    def clock(self) -> Clock:
        """The clock that it dates by."""
        return Clock[self.name]


def sightings(collected: Collected, own: pd.DataFrame) -> pd.DataFrame:
    """Columns SIGHTING for the pull requests that GitHub was asked about.

    `own` has the columns number and commit of their own commits, and `root`: nothing of the pull
    request came before it.
    """
    asked = told(collected, tables.GITHUB_PULL_REQUESTS)
    events = told(collected, tables.EVENTS)
    pushed = events[events["kind"] == "head force pushed"].sort_values("at", kind="stable")
    reviews = told(collected, tables.REVIEWS)
    heads = told(collected, tables.HEADS)
    seen = own.merge(collected[tables.COMMITS][["commit", "first_seen_at"]], on="commit")
    ended = asked[asked["state"].isin(["closed", "merged"])]
    ended_at = ended["merged_at"].fillna(ended["closed_at"])
    return pd.concat(
        [
            _first_heads(asked, pushed, own),
            *_force_pushes(pushed, own),
            _seen(reviews["number"], reviews["commit"], reviews["submitted_at"], Witness.REVIEW),
            _seen(ended["number"], ended["head"], ended_at, Witness.CLOSED),
            _seen(seen["number"], seen["commit"], seen["first_seen_at"], Witness.FIRST_SEEN),
            _seen(heads["number"], heads["head"], heads["first_seen_at"], Witness.FIRST_SEEN),
        ],
        ignore_index=True,
    ).dropna(subset=["commit", "at"])


def absences(collected: Collected, own: pd.DataFrame) -> pd.DataFrame:
    """Columns number, at, told_at and witness: whole collections that found another head.

    What nobody had seen by then was not there. That is only told where all that was seen by then is
    known, with what it held.
    """
    heads = told(collected, tables.HEADS)
    known = pd.MultiIndex.from_frame(own[["number", "commit"]])
    unread = heads[~pd.MultiIndex.from_frame(heads[["number", "head"]]).isin(known)]
    lost = unread.groupby("number")["first_seen_at"].min().rename("lost_at")
    sure = heads.dropna(subset="unseen_at").join(lost, on="number")
    sure = sure[~(sure["lost_at"] <= sure["unseen_at"]).fillna(value=False)]
    found = _seen(sure["number"], sure["head"], sure["unseen_at"], Witness.FIRST_SEEN)
    return found[["number", "at", "told_at", "witness"]]


def _seen(
    numbers: pd.Series,
    commits: pd.Series,
    at: pd.Series,
    witness: Witness,
    *,
    as_head: bool = False,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "number": numbers,
            "commit": commits,
            "at": at,
            "told_at": at,
            "witness": int(witness),
            "as_head": as_head,
        }
    )


def _first_heads(asked: pd.DataFrame, pushed: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """What a pull request was opened with, as far as it is certain.

    Nobody can open one without a commit: where nothing was ever replaced, its oldest was there, and
    where GitHub counts one commit, that is all of it.
    """
    opened = asked[["number", "created_at", "commits"]]
    replaced = pushed.drop_duplicates("number")[["number", "before"]]
    first = opened.merge(replaced.rename(columns={"before": "commit"}), on="number")
    rest = opened[~opened["number"].isin(pushed["number"])]
    whole = asked["commits"] <= asked["number"].map(own["number"].value_counts()).fillna(0)
    roots = own[own["root"] & own["number"].isin(asked.loc[whole, "number"])]
    roots = roots[~roots["number"].duplicated(keep=False)]
    oldest = rest.merge(roots[["number", "commit"]], on="number")
    only = rest[rest["commits"] == 1].merge(own[["number", "commit"]], on="number")
    found = pd.concat([first, oldest, only], ignore_index=True)
    return _seen(found["number"], found["commit"], found["created_at"], Witness.OPENED)


def _force_pushes(pushed: pd.DataFrame, own: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a force push replaced, there until that instant, and what it put in its place."""
    known = pd.MultiIndex.from_frame(own[["number", "commit"]])
    replaced = pd.MultiIndex.from_frame(pushed[["number", "before"]])
    before = _seen(
        pushed["number"],
        pushed["before"],
        pushed["at"] - INSTANT,
        Witness.FORCE_PUSH,
        as_head=True,
    ).assign(told_at=pushed["at"])
    after = _seen(
        pushed["number"], pushed["after"], pushed["at"], Witness.REWRITE, as_head=True
    ).assign(
        witness=pd.Series(replaced.isin(known), index=pushed.index).map(
            {True: int(Witness.FORCE_PUSH), False: int(Witness.REWRITE)}
        )
    )
    return before, after
