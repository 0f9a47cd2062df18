"""Since when a bar is lost, and by what: only what the rules say themselves of that moment.

The statuses of today tell which moments may have lost it; whether one did, the rules are asked
again. What cannot be told for certain is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from sgdash.program.standing import REPLACED, TAKEN_BACK
from sgdash.rules.criteria import Criterion, Result
from sgdash.rules.decided import Decided
from sgdash.rules.ended import ended_text
from sgdash.rules.lines import Row
from sgdash.rules.status import LATE, Status

TICK = timedelta(microseconds=1)
"""The shortest time that the tables tell apart."""


@dataclass(frozen=True)
class Loss:
    """The moment that lost a bar (UTC), the exercise, and the decision that did it if one did."""

    since: datetime | None = None
    because: str | None = None
    decision: str | None = None


NOTHING = Loss()
"""Nothing that can be told for certain."""


def loss_of(
    decided: Decided, member: str, may_fail: int, bar_at: Callable[[datetime], pd.DataFrame]
) -> Loss:
    """What lost the bar of the exercises for the last time, of all that may have.

    `bar_at` asks the rules about another moment and answers with `tables.CRITERIA`. Of all failures
    `may_fail` are harmless. A bar that asks for more exercises than there are is lost without any.
    """
    if may_fail < 0:
        return NOTHING
    failures = list(_failures(decided.status, member))[may_fail:]
    decisions = [d for d in _decisions(decided, member) if d.since]

    def lost(moment: datetime) -> bool:
        return _fails(bar_at(moment), member)

    # only a decision gives a lost bar back
    back = max((d.since for d in decisions if d.since and not lost(d.since)), default=None)
    asked = [
        loss for loss in failures + decisions if loss.since and (not back or loss.since > back)
    ]
    for loss in sorted(asked, key=_when):
        if lost(_when(loss) + TICK):
            return loss if not lost(_when(loss) - TICK) else Loss(because=loss.because)
    return NOTHING


def closed_with(decided: Decided, member: str, loss: Loss) -> tuple[str, ...]:
    """The other exercises that became final at the very moment of a loss, as it did itself."""
    if loss.since is None or loss.decision is not None:
        return ()
    others = (other for other in _failures(decided.status, member) if other.since == loss.since)
    return tuple(o.because for o in others if o.because and o.because != loss.because)


def _when(loss: Loss) -> datetime:
    assert loss.since is not None  # noqa: S101 - those without are left out
    return loss.since


def _fails(criteria: pd.DataFrame, member: str) -> bool:
    bar = criteria[(criteria["member"] == member) & (criteria["criterion"] == Criterion.EXERCISES)]
    return bool(bar["result"].eq(Result.FAIL).any())


def _failures(status: pd.DataFrame, member: str) -> Iterator[Loss]:
    """The exercises that failed, in the order in which they became final."""
    closed = [Status.MISSING.value, Status.INCOMPLETE.value]
    mine = (status["member"] == member) & status["counted"]
    failed = status[mine & status["status"].isin(closed)]
    in_window = failed["status"].eq(Status.INCOMPLETE) & failed["reason"].ne(LATE)
    final = failed["due_at"].mask(in_window, failed["window_ends_at"])
    marked_later = in_window & (failed["mark_at"] > final)
    final = final.mask(marked_later | final.isna(), failed["mark_at"])
    for values in failed.assign(final=final).sort_values(["final", "exercise"]).to_dict("records"):
        row = Row(dict(values))
        yield Loss(row.time("final"), row.text("exercise"))


def _decisions(decided: Decided, member: str) -> Iterator[Loss]:
    """Decisions about the member's exercises or the bar, and what became of them."""
    status, ended = decided.status, decided.ended
    excused = status[(status["member"] == member) & status["status"].eq(Status.EXCUSED)]
    for values in excused.to_dict("records"):
        row = Row(dict(values))
        yield Loss(row.time("decision_at"), row.text("exercise"), row.text("decision"))
    stood = ended["how"].isin([TAKEN_BACK, REPLACED])
    for values in ended[stood & (ended["member"] == member)].to_dict("records"):
        row = Row(dict(values))
        which = None if row.text("kind") == "waiver" else row.text("which")
        for moment in ("at", "ended_at"):
            yield Loss(row.time(moment), which, ended_text(row))
