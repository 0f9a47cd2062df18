"""Where a member stands, in a sentence."""

import pandas as pd

from sgdash.language import say
from sgdash.match import THERE, Presence
from sgdash.rules import Status, Verdict
from sgdash.show import states
from sgdash.show.language import _, counted, said, voice
from sgdash.show.reasons import verdict_reasons
from sgdash.show.view import View

OPENINGS = {
    Verdict.ELIGIBLE: say("Everything that the certificate asks for is there"),
    Verdict.ON_COURSE: say("Not there yet, and still possible"),
    Verdict.OUT_OF_REACH: say("The certificate is out of reach"),
    Verdict.DISQUALIFIED: say("Disqualified"),
    Verdict.NOT_A_CANDIDATE: say("Takes part without being judged"),
}


def standing(view: View, member: str) -> str:
    """The sentence that the member's page begins with, in the language of the page."""
    mine = view.verdicts["member"] == member
    if mine.any():
        verdict = Verdict(view.verdicts.loc[mine, "verdict"].iloc[0])
        reason = verdict_reasons(view, member).iloc[0]
        return f"{said(OPENINGS[verdict])}: {reason}."
    status = view.status[view.status["member"] == member]
    if len(status):
        return _exercises(status)
    if view.loaded.unread:
        return said(states.NOT_READ)
    return _presence(view, member)


def _exercises(status: pd.DataFrame) -> str:
    counts = status["status"].value_counts()
    told = ", ".join(
        f"{voice().number(int(counts[value.value]))} {said(value)}"
        for value in Status
        if value.value in counts
    )
    return counted("Of {n} exercise: {told}.", "Of {n} exercises: {told}.", len(status), told=told)


def _presence(view: View, member: str) -> str:
    seen = view.attendance[
        (view.attendance["member"] == member)
        & ~view.attendance["attendance"].isin([Presence.NO_RECORD, Presence.EXCUSED])
    ]
    came = int(seen["attendance"].isin(THERE).sum())
    talks = int((view.talks["presenter"] == member).sum())
    told = _("Nobody has written down who came to the sessions yet.")
    if len(seen):
        told = counted(
            "Came to {came} of the {n} session that has a record.",
            "Came to {came} of the {n} sessions that have a record.",
            len(seen),
            came=came,
        )
    given = counted("Gave {n} talk.", "Gave {n} talks.", talks)
    return f"{told} {given}" if talks else told
