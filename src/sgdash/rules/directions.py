"""The way to the certificate in words: what is left to do, or since when and why it is lost."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from sgdash.language import Said, say, say_count
from sgdash.rules.criteria import Criterion, Result, project_found
from sgdash.rules.status import Status
from sgdash.rules.verdicts import Verdict
from sgdash.rules.way import Step, Way

Name = Callable[[str], str]
"""How an exercise is called, by its id."""

Tell = Callable[[datetime], str]
"""How a moment is told."""


def directions(
    verdict: str, criteria: pd.DataFrame, way: Way, name: Name, tell: Tell
) -> tuple[Said, list[Said]] | None:
    """A heading and the sentences below it; None where there is nothing to say.

    Takes a member's verdict, their rows of `tables.CRITERIA`, and their way.
    """
    rows = criteria.to_dict("records")
    if verdict == Verdict.OUT_OF_REACH:
        failed = [row for row in rows if row["result"] == Result.FAIL]
        return say("Out of reach"), [_lost(row, way, name, tell) for row in failed]
    left = list(_left(rows, way, name, tell)) if verdict == Verdict.ON_COURSE else []
    return (say("Shortest way to the certificate:"), left) if left else None


def _left(criteria: list[dict[Hashable, Any]], way: Way, name: Name, tell: Tell) -> Iterator[Said]:
    for step in sorted(way.steps, key=_to_do_first):
        exercise = name(step.exercise)
        yield _once_open(step, exercise, tell) if step.opens else _step(step, exercise, tell)
    if way.unlisted:
        yield say_count(
            "{n} more exercise that is not listed yet",
            "{n} more exercises that are not listed yet",
            way.unlisted,
        )
    for row in criteria:
        if row["criterion"] != Criterion.EXERCISES and row["result"] == Result.PENDING:
            yield _missing(row)


def _to_do_first(step: Step) -> tuple[bool, bool, float]:
    """What somebody can do comes first, of that what ends soonest; then what only waits."""
    until = step.until.timestamp() if step.until else 0.0
    return step.status is Status.AWAITING_REVIEW, step.until is None, until


def _step(step: Step, exercise: str, tell: Tell) -> Said:
    """An exercise of the way, what it waits for, and the last moment for it."""
    if step.status is Status.AWAITING_REVIEW:
        return say("{exercise}: handed in, and waits for its mark", exercise=exercise)
    if step.status is Status.MISSING:
        return say("{exercise}: hand in; late work is still accepted", exercise=exercise)
    again = step.status is Status.FEEDBACK_GIVEN
    if step.until is None:
        if again:
            return say("{exercise}: hand in again, it has no last moment", exercise=exercise)
        return say("{exercise}: hand in, it has no last moment", exercise=exercise)
    moment = tell(step.until)
    if again:
        return say("{exercise}: hand in again by {moment}", exercise=exercise, moment=moment)
    return say("{exercise}: hand in by {moment}", exercise=exercise, moment=moment)


def _once_open(step: Step, exercise: str, tell: Tell) -> Said:
    """What is handed in before an exercise opens does not count."""
    assert step.opens is not None  # noqa: S101 - for mypy: others are told by _step
    opens = tell(step.opens)
    if step.until is None:
        return say(
            "{exercise}: hand in from {opens} on, not before", exercise=exercise, opens=opens
        )
    return say(
        "{exercise}: hand in from {opens} on, not before, and by {moment}",
        exercise=exercise,
        opens=opens,
        moment=tell(step.until),
    )


def _missing(row: Mapping[Hashable, Any]) -> Said:
    """What a criterion other than the exercises still waits for."""
    if row["criterion"] == Criterion.PROJECT:
        return say("The final project: {found}", found=project_found(row["found"]))
    talks, more = row["criterion"] == Criterion.TALKS, int(row["required"] - row["done"])
    if row["of"] == 0:
        nothing = say("The attendance: nothing counts yet")
        return say("The talks: nothing counts yet") if talks else nothing
    if talks:
        return say_count(
            "The talks: {n} more talk needed", "The talks: {n} more talks needed", more
        )
    return say_count(
        "The attendance: {n} more session needed",
        "The attendance: {n} more sessions needed",
        more,
    )


def _lost(row: Mapping[Hashable, Any], way: Way, name: Name, tell: Tell) -> Said:
    """Since when and because of what a criterion has failed."""
    found = _found(row)
    if row["criterion"] == Criterion.PROJECT:
        return say("because of the project: {found}", found=found)
    if row["criterion"] == Criterion.ATTENDANCE:
        return say("because of the attendance: {found}", found=found)
    if row["criterion"] == Criterion.TALKS:
        return say("because of the talks: {found}", found=found)
    return _lost_bar(found, way, name, tell)


def _lost_bar(found: str, way: Way, name: Name, tell: Tell) -> Said:
    """The exercise, the decision, or the decision about the exercise that lost the bar.

    All values are in one sentence: a name may be an element of a page, which a sentence inside of
    another one would lose.
    """
    lost, more = way.lost, len(way.lost_with)
    exercise = name(lost.because) if lost.because else lost.decision
    if exercise is None:
        return say("because of the exercises: {found}", found=found)
    values = {"exercise": exercise, "found": found}
    if lost.because and lost.decision:
        return _decided(values | {"decision": lost.decision}, lost.since, tell)
    if lost.since is None:
        return say("because of {exercise} ({found})", **values)
    values["moment"] = tell(lost.since)
    if not more:
        return say("since {moment}, because of {exercise} ({found})", **values)
    return say_count(
        "since {moment}, because of {exercise} and {n} other that closed with it ({found})",
        "since {moment}, because of {exercise} and {n} others that closed with it ({found})",
        more,
        **values,
    )


def _decided(values: dict[str, str], since: datetime | None, tell: Tell) -> Said:
    if since is None:
        return say("because of {exercise}: {decision} ({found})", **values)
    values["moment"] = tell(since)
    return say("since {moment}, because of {exercise}: {decision} ({found})", **values)


def _found(row: Mapping[Hashable, Any]) -> str:
    """The numbers of a criterion; of talks only those given, for nobody can give all there are."""
    if row["criterion"] == Criterion.PROJECT:
        return str(row["found"])
    done, needed = int(row["done"]), int(row["required"])
    if row["criterion"] == Criterion.TALKS:
        return say("{done}, {required} needed", done=done, required=needed)
    return say("{done} of {of}, {required} needed", done=done, of=int(row["of"]), required=needed)
