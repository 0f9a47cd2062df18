"""Sightings → for every commit of a pull request: not before, and not after.

Whatever was there when a commit was seen on top of it was there by then too; and what came later
than a look at the pull request's head that did not find it was not there before that look.
"""

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.match.asked import Collected, own_commits, told
from sgdash.match.clocks import Clock
from sgdash.match.sightings import Witness, absences, sightings

BOUNDS = ["number", "commit", "not_before", "before_clock", "not_after", "after_clock"]

_NOTHING = pd.DataFrame(
    {
        name: pd.Series(dtype=kind)
        for name, kind in zip(
            BOUNDS,
            ["int64", "str", "datetime64[us, UTC]", "str", "datetime64[us, UTC]", "str"],
            strict=True,
        )
    }
)

_NEVER = np.iinfo(np.int64).max
_WITNESSES = 8
"""A sighting is one number: its microseconds times this, and its witness."""


def bounds_table(collected: Collected) -> pd.DataFrame:
    """Columns BOUNDS: the own commits of the pull requests that GitHub was asked about.

    Opening a pull request is the first bound of each. Times are UTC.
    """
    asked = told(collected, tables.GITHUB_PULL_REQUESTS)
    own = own_commits(collected)
    if asked.empty:
        return _NOTHING
    own, child, parent = _with_parents(own[own["number"].isin(asked["number"])], collected)
    seen = sightings(collected, own)
    keys = pd.MultiIndex.from_frame(own[["number", "commit"]])
    seen["position"] = keys.get_indexer(pd.MultiIndex.from_frame(seen[["number", "commit"]]))
    seen = seen[seen["position"] >= 0]
    first = _first_sights(len(own), seen, child, parent)
    known = first != _NEVER
    own["not_after"] = _moments(np.where(known, first // _WITNESSES, 0)).where(known)
    witness = np.where(known, first % _WITNESSES, -1)
    clocks = np.array([w.clock.value for w in Witness] + [None], dtype=object)
    own["after_clock"] = pd.Series(clocks[witness], dtype="str")
    return _with_lower_bounds(own, seen, collected)[BOUNDS]


def _with_parents(
    own: pd.DataFrame, collected: Collected
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """The own commits with `root`, and the positions of each with those of its own parents."""
    keys = pd.MultiIndex.from_frame(own)
    lines = own.merge(collected[tables.COMMITS][["commit", "parents"]], on="commit", how="left")
    lines = lines.assign(child=np.arange(len(own)), parents=lines["parents"].fillna("").str.split())
    lines = lines.explode("parents")
    parent = keys.get_indexer(pd.MultiIndex.from_frame(lines[["number", "parents"]]))
    within = parent >= 0
    child = lines["child"].to_numpy()[within]
    return own.assign(root=~np.isin(np.arange(len(own)), child)), child, parent[within]


def _first_sights(
    commits: int, seen: pd.DataFrame, child: np.ndarray, parent: np.ndarray
) -> np.ndarray:
    """When and by whom each commit was first seen, itself or below one that was; _NEVER if not."""
    first = np.full(commits, _NEVER)
    told_by = _microseconds(seen["at"]) * _WITNESSES + seen["witness"].to_numpy()
    np.minimum.at(first, seen["position"].to_numpy(), told_by)
    while True:
        before = first.copy()
        np.minimum.at(first, parent, first[child])
        if np.array_equal(before, first):
            return first


def _with_lower_bounds(own: pd.DataFrame, seen: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    """`not_before`: the last look that did not find it, at least the pull request's opening.

    What was the head before a commit was first seen cannot have held it.
    """
    asked = told(collected, tables.GITHUB_PULL_REQUESTS).set_index("number")
    opened = own["number"].map(asked["created_at"])
    looks = seen.loc[seen["as_head"], ["number", "at", "told_at", "witness"]]
    looks = pd.concat([looks, absences(collected, own)], ignore_index=True)
    looks = looks.sort_values("at", kind="stable")
    dated = own.assign(position=np.arange(len(own)), opened=opened).sort_values("not_after")
    found = pd.merge_asof(
        dated.dropna(subset="not_after"),
        looks,
        left_on="not_after",
        right_on="at",
        by="number",
        allow_exact_matches=False,
    )
    found = found.set_index("position").reindex(np.arange(len(own)))
    later = (found["told_at"] > opened).fillna(value=False)
    seen_without = found["witness"] == Witness.FIRST_SEEN
    clock = pd.Series(Clock.OPENED.value, index=own.index, dtype="str").mask(
        later, Clock.FORCE_PUSH.value
    )
    not_before = opened.mask(later, found["told_at"])
    return own.assign(
        not_before=not_before,
        before_clock=clock.mask(later & seen_without, Clock.SEEN_WITHOUT.value),
        # two clocks never agree to the second
        not_after=own["not_after"].where(~(own["not_after"] < not_before), not_before),
    )


def _microseconds(moments: pd.Series) -> np.ndarray:
    values: np.ndarray = moments.astype("datetime64[us, UTC]").astype("int64").to_numpy()
    return values


def _moments(microseconds: np.ndarray) -> pd.Series:
    return pd.Series(pd.to_datetime(microseconds, unit="us", utc=True)).astype(
        "datetime64[us, UTC]"
    )
