"""The receipts of one member, for a terminal and for JSON: the same lines as on the page."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from sgdash.answers import Answers
from sgdash.collect.deadlines import DeadlineChange
from sgdash.rules import (
    Line,
    Result,
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
    changed = deadline_lines(changes, row["exercise"], answers.decided.as_of)
    return [*changed, *status_receipt(row, answers.loaded.folder.program.marks)]


def deadline_lines(changes: Iterable[DeadlineChange], exercise: str, as_of: datetime) -> list[Line]:
    """What the program file said of an exercise's deadline before it said what it says."""
    return [
        Line(
            "Deadline",
            Result.NOTE,
            f"was {change.old} until {change.since:%Y-%m-%d %H:%M} UTC, commit {change.commit[:7]}",
        )
        for change in changes
        if change.exercise == exercise and change.since <= as_of
    ]


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


def way_text(way: Way) -> list[str]:
    """The way in lines of text; none where there is nothing to say."""
    if way.because:
        since = f" since {_told(way.lost_since)}" if way.lost_since else ""
        return [f"Out of reach{since}, because of {way.because}."]
    steps = [
        f"  {step.exercise}: {step.status}" + (f", until {_told(step.until)}" if step.until else "")
        for step in way.steps
    ]
    return ["The way there:", *steps] if steps else []


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
