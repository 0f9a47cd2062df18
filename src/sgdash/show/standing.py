"""Where a member stands, in a sentence."""

import pandas as pd

from sgdash.match import Presence
from sgdash.rules import Status, Verdict
from sgdash.show import states
from sgdash.show.load import View
from sgdash.show.moments import count

OPENINGS = {
    Verdict.ELIGIBLE: "Everything that the certificate asks for is there",
    Verdict.ON_COURSE: "Not there yet, and still possible",
    Verdict.OUT_OF_REACH: "The certificate is out of reach",
    Verdict.DISQUALIFIED: "Disqualified",
    Verdict.NOT_A_CANDIDATE: "Takes part without being judged",
}


def standing(view: View, member: str) -> str:
    """The sentence that the member's page begins with."""
    verdict = view.verdicts[view.verdicts["member"] == member]
    if len(verdict):
        row = verdict.iloc[0]
        return f"{OPENINGS[Verdict(row['verdict'])]}: {row['reason']}."
    status = view.status[view.status["member"] == member]
    if len(status):
        return _exercises(status)
    if view.loaded.unread:
        return states.NOT_READ
    return _presence(view, member)


def _exercises(status: pd.DataFrame) -> str:
    counts = status["status"].value_counts()
    parts = [
        f"{int(counts[value.value])} {value.value}" for value in Status if value.value in counts
    ]
    return f"Of {count(len(status), 'exercise')}: {', '.join(parts)}."


def _presence(view: View, member: str) -> str:
    seen = view.attendance[
        (view.attendance["member"] == member)
        & (view.attendance["attendance"] != Presence.NO_RECORD)
    ]
    there = [Presence.PRESENT.value, Presence.PRESENTED.value, Presence.PARTLY.value]
    came = int(seen["attendance"].isin(there).sum())
    talks = int((view.talks["presenter"] == member).sum())
    given = f", and gave {count(talks, 'talk')}" if talks else ""
    if seen.empty:
        return "Nobody has written down who came to the sessions yet" + given + "."
    return f"Came to {came} of the {len(seen)} sessions that have a record{given}."
