"""Where drafts are not handed in: work waits until its pull request is made ready for review."""

import pandas as pd

from sgdash import tables
from sgdash.match.asked import Collected, told
from sgdash.match.clocks import Clock

READY, DRAFT = "ready for review", "converted to draft"


def when_ready(moments: pd.DataFrame, collected: Collected) -> pd.DataFrame:
    """`dating.MOMENTS`, those in a draft moved to when it was next made ready.

    `draft` is true of those that still wait.
    """
    turns = _turns(collected)
    moments = moments.assign(position=range(len(moments))).sort_values("at", kind="stable")
    asked = moments.dropna(subset="at")
    was = pd.merge_asof(asked, turns, left_on="at", right_on="turned_at", by="number")
    ready = turns.loc[~turns["is_draft"], ["number", "turned_at"]]
    ready = ready.rename(columns={"turned_at": "ready_at"})
    was = pd.merge_asof(
        was, ready, left_on="at", right_on="ready_at", by="number", direction="forward"
    )
    waits = was["is_draft"].eq(other=True)
    was["draft"] = waits & was["ready_at"].isna()
    moved = waits & was["ready_at"].notna()
    was["at"] = was["at"].mask(moved, was["ready_at"])
    was["clock"] = was["clock"].mask(moved, Clock.READY.value)
    was["not_before"] = was["not_before"].mask(moved, was["ready_at"])
    was["not_after"] = was["not_after"].mask(was["not_after"] < was["not_before"], was["at"])
    return was.sort_values("position").drop(columns=["position", "turned_at", "is_draft"])


def _turns(collected: Collected) -> pd.DataFrame:
    """Columns number, turned_at and is_draft: what each was opened as and turned to, in order."""
    asked = told(collected, tables.GITHUB_PULL_REQUESTS)
    events = told(collected, tables.EVENTS)
    turned = events[events["kind"].isin([READY, DRAFT])].sort_values("at", kind="stable")
    turned = pd.DataFrame(
        {
            "number": turned["number"],
            "turned_at": turned["at"],
            "is_draft": turned["kind"].eq(DRAFT),
        }
    )
    first = turned.drop_duplicates("number").set_index("number")["is_draft"]
    opened = pd.DataFrame(
        {
            "number": asked["number"],
            "turned_at": asked["created_at"],
            # one that was made ready first was a draft before
            "is_draft": ~asked["number"].map(first).astype("boolean").fillna(~asked["draft"]),
        }
    )
    turns = pd.concat([opened.astype({"is_draft": "bool"}), turned], ignore_index=True)
    return turns.sort_values("turned_at", kind="stable")
