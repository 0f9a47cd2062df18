"""The receipts of one member, for a terminal and for JSON: the same lines as on the page."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from sgdash.answers import Answers
from sgdash.collect.deadlines import DeadlineChange
from sgdash.language import say
from sgdash.program.schedule import written_deadline
from sgdash.rules import (
    Criterion,
    Line,
    Result,
    Status,
    Step,
    Verdict,
    Way,
    status_receipt,
    verdict_receipt,
    way_to_the_bar,
)


def status_lines(
    answers: Answers, row: pd.Series, changes: Iterable[DeadlineChange] = ()
) -> list[Line]:
    """The receipt of one row of `tables.STATUS`, the changes of its deadline first."""
    program = answers.loaded.folder.program
    mine = (change for change in changes if change.exercise == row["exercise"])
    changed = [_deadline_line(change, program.zone, answers.decided.as_of) for change in mine]
    return [*changed, *status_receipt(row, program.marks)]


def _deadline_line(change: DeadlineChange, zone: str, as_of: datetime) -> Line:
    """What the program file said of a deadline, and what it said from a commit on.

    A change that came after the moment that is asked about is told all the same: every moment is
    judged by the rules as they are now.
    """
    old, new = (written_deadline(due, zone) for due in (change.old, change.new))
    commit = say("commit {commit}", commit=change.commit[:7]) if change.commit else None
    how = commit or say("not committed yet")
    found = say("{old} became {new}, {how}", old=old, new=new, how=how)
    if change.since > as_of:
        found = say("{old} became {new} only later, {how}", old=old, new=new, how=how)
    return Line(say("Deadline"), Result.NOTE, found, at=change.since)


def verdict_lines(answers: Answers, row: pd.Series) -> list[Line]:
    """The receipt of one row of `tables.VERDICTS`; nothing without a certificate."""
    certificate = answers.loaded.folder.program.certificate
    if certificate is None:
        return []
    return verdict_receipt(row, answers.decided.criteria, certificate)


def way_of(answers: Answers, row: pd.Series) -> Way:
    """The way to the bar of one row of `tables.VERDICTS`, if it is still open or was lost."""
    if row["verdict"] not in {Verdict.ON_COURSE, Verdict.OUT_OF_REACH}:
        return Way()
    return way_to_the_bar(answers.decided.status, answers.decided.criteria, row["member"])


def line_text(line: Line) -> str:
    """A line of a receipt as text."""
    dated = f", {_told(line.at)}" if line.at else ""
    clock = f" by the {line.clock} clock" if line.clock else ""
    limit = f" (cut-off {_told(line.cut_off)})" if line.cut_off else ""
    where = f" {line.url}" if line.url else ""
    return f"[{line.result}] {line.rule}: {line.found}{dated}{clock}{limit}{where}"


def line_object(line: Line) -> dict[str, str | None]:
    """A line of a receipt for JSON."""
    return {
        "rule": line.rule,
        "result": line.result.value,
        "found": line.found,
        "at": _iso(line.at),
        "cut_off": _iso(line.cut_off),
        "clock": line.clock,
        "url": line.url,
    }


def way_text(answers: Answers, row: pd.Series, way: Way) -> list[str]:
    """What is left to do for a row of `tables.VERDICTS`, or since when and why it is lost.

    In lines of text; none where there is nothing to say.
    """
    criteria = answers.decided.criteria
    mine = criteria[criteria["member"] == row["member"]]
    if row["verdict"] == Verdict.OUT_OF_REACH:
        failed = mine[mine["result"] == Result.FAIL].to_dict("records")
        return [f"Out of reach {'; '.join(_lost(criterion, way) for criterion in failed)}."]
    waiting = mine[(mine["result"] == Result.PENDING) & (mine["criterion"] != Criterion.EXERCISES)]
    others = [f"{c['criterion']}: {_found(c)}" for c in waiting.to_dict("records")]
    left = [*map(_step, way.steps), *(others if row["verdict"] == Verdict.ON_COURSE else ())]
    return ["The way there:", *(f"  {line}" for line in left)] if left else []


def _lost(criterion: Mapping[Hashable, Any], way: Way) -> str:
    if criterion["criterion"] != Criterion.EXERCISES or not way.because:
        return f"because of the {criterion['criterion']}: {_found(criterion)}"
    since = f"since {_told(way.lost_since)}, " if way.lost_since else ""
    return f"{since}because of {way.because} ({_found(criterion)})"


def _found(criterion: Mapping[Hashable, Any]) -> str:
    needed = criterion["required"]
    return f"{criterion['found']}" + ("" if pd.isna(needed) else f", {needed} needed")


def _step(step: Step) -> str:
    by = f" by {_told(step.until)}" if step.until else ""
    return f"{step.exercise}: {_TO_DO[step.status]}{by}"


_TO_DO = {
    Status.AWAITING_REVIEW: "handed in, and waits for its mark",
    Status.FEEDBACK_GIVEN: "hand in again",
    Status.NOT_SUBMITTED: "hand in",
    Status.MISSING: "hand in; late work is still accepted",
}


def way_object(way: Way) -> dict[str, object]:
    """The way for JSON."""
    return {
        "steps": [
            {"exercise": step.exercise, "status": step.status.value, "until": _iso(step.until)}
            for step in way.steps
        ],
        "lost_since": _iso(way.lost_since),
        "because": way.because,
    }


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _iso(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None
