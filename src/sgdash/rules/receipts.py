"""Receipts: every rule that was asked for a status or a verdict, and what it found.

A receipt is read off the row that decided; nothing is computed a second time.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from sgdash.program.model import Bar, Certificate, Marks
from sgdash.rules.criteria import Criterion, Result
from sgdash.rules.judging import UPPER_BOUND
from sgdash.rules.status import (
    FEEDBACK_TOO_LATE,
    LATE,
    LATE_ACCEPTED,
    NOT_RESUBMITTED,
    STILL_INCOMPLETE,
    Status,
)
from sgdash.rules.verdicts import Verdict


@dataclass(frozen=True)
class Line:
    """One rule: its question, what it found, and the moment and place of the evidence."""

    rule: str
    result: Result
    found: str
    at: datetime | None = None  # UTC: the moment that decided
    cut_off: datetime | None = None  # UTC: what it was held against
    clock: str | None = None
    url: str | None = None


class _Row(NamedTuple):
    """A row with missing values as None."""

    values: dict[Hashable, object]

    def text(self, name: str) -> str | None:
        value = self.values[name]
        return None if pd.isna(value) else str(value)  # type: ignore[call-overload]

    def number(self, name: str) -> int:
        return int(self.values[name])  # type: ignore[call-overload,no-any-return]

    def time(self, name: str) -> datetime | None:
        value = self.values[name]
        return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None


def status_receipt(row: pd.Series, rules: Marks) -> list[Line]:
    """The lines behind one row of `tables.STATUS`."""
    return list(_status_lines(_Row(row.to_dict()), rules))


def _status_lines(row: _Row, rules: Marks) -> Iterator[Line]:
    status = row.text("status")
    if status == Status.EXCUSED:
        yield Line("Excused", Result.PASS, row.text("reason") or "")
        return
    if row.text("decision"):
        yield Line("Extension", Result.PASS, row.text("decision") or "", cut_off=row.time("due_at"))
    yield _handed_in(row)
    if row.time("first_at"):
        yield _in_time(row, rules)
    if row.number("attempts") > 1 and row.text("reason") != LATE:
        yield _counting(row)
    if status in {Status.MISSING, Status.NOT_SUBMITTED}:
        return
    yield from _mark_lines(row, rules)


def _handed_in(row: _Row) -> Line:
    due = row.time("due_at")
    if row.time("first_at") is None:
        gone = row.text("status") == Status.MISSING
        found = "nothing was found, and the deadline has gone" if gone else "nothing was found yet"
        result = Result.FAIL if gone else Result.PENDING
        if row.text("reason") == LATE_ACCEPTED:
            found, result = f"{found}; {LATE_ACCEPTED}", Result.PENDING
        if row.text("mark"):
            return Line("Handed in", Result.PENDING, "no attempt is known; a mark was made by hand")
        return Line("Handed in", result, found, cut_off=due)
    count = row.number("attempts")
    return Line(
        "Handed in",
        Result.PASS,
        f"{count} attempts" if count > 1 else "1 attempt",
        at=row.time("first_at"),
        clock=row.text("first_clock"),
        url=row.text("first_url"),
    )


def _in_time(row: _Row, rules: Marks) -> Line:
    due, first = row.time("due_at"), row.time("first_at")
    if due is None or first is None:
        return Line("In time", Result.PASS, "there is no deadline")
    if first <= due:
        found = f"first handed in {_span(due - first)} before the deadline"
        return Line("In time", Result.PASS, found, first, due)
    if row.text("first_clock") == UPPER_BOUND:
        marked = Result.NOTE if row.text("mark") else Result.PENDING
        found = "only the merge is dated, so the work may have been in time"
        return Line("In time", marked, found, first, due)
    accepted = rules.late_work == "accepted"
    found = f"first handed in {_span(first - due)} after the deadline"
    if accepted:
        return Line("In time", Result.PASS, found + ", which this program accepts", first, due)
    return Line("In time", Result.FAIL, found, first, due)


def _counting(row: _Row) -> Line:
    end = row.time("window_ends_at")
    last = "the last one inside the window counts" if end else "the last one counts"
    return Line(
        "Attempt that counts",
        Result.PASS,
        last,
        at=row.time("submitted_at"),
        cut_off=end,
        clock=row.text("clock"),
        url=row.text("evidence_url"),
    )


def _mark_lines(row: _Row, rules: Marks) -> Iterator[Line]:
    """The mark that judges, and those that do not although somebody made them."""
    if row.text("stale_mark"):
        found = f"{row.text('stale_mark')}; it came before the attempt that counts"
        yield Line("Earlier mark", Result.NOTE, found)
    if row.text("overruled_mark"):
        found = f"{row.text('overruled_mark')}; a later mark says otherwise and holds"
        yield Line("Contrary mark", Result.NOTE, found)
    yield _mark(row, rules)


def _mark(row: _Row, rules: Marks) -> Line:
    mark = row.text("mark")
    if mark is None:
        if row.text("reason") == LATE:
            return Line("Mark", Result.FAIL, "late work is incomplete without being marked")
        if not rules.required:
            return Line("Mark", Result.PASS, "this program asks for no mark")
        return Line("Mark", Result.PENDING, "no mark yet on the attempt that counts")
    found = (
        f"{mark} by {row.text('mark_by')}: {row.text('mark_reason')} ({row.text('mark_source')})"
    )
    at, end = row.time("mark_at"), row.time("window_ends_at")
    if row.text("status") == Status.FEEDBACK_GIVEN:
        return Line("Mark", Result.PENDING, f"{found}; may be handed in again", at, end)
    passed = row.text("status") == Status.COMPLETE
    reason = row.text("reason")
    because = f"; {reason}" if reason in _WHY_INCOMPLETE else ""
    return Line("Mark", Result.PASS if passed else Result.FAIL, found + because, at)


_WHY_INCOMPLETE = {LATE, NOT_RESUBMITTED, STILL_INCOMPLETE, FEEDBACK_TOO_LATE}


def _span(span: timedelta) -> str:
    """A length of time in its two largest units, or to the second below an hour."""
    seconds = int(span.total_seconds())
    days, hours = divmod(seconds // 3600, 24)
    minutes, rest = divmod(seconds % 3600, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def verdict_receipt(row: pd.Series, criteria: pd.DataFrame, certificate: Certificate) -> list[Line]:
    """The lines behind one row of `tables.VERDICTS`, from the rows of `tables.CRITERIA`."""
    mine = criteria[criteria["member"] == row["member"]]
    rows = [_Row(dict(values)) for values in mine.to_dict("records")]
    return list(_verdict_lines(_Row(row.to_dict()), rows, certificate))


def _verdict_lines(row: _Row, criteria: list[_Row], certificate: Certificate) -> Iterator[Line]:
    verdict = row.text("verdict")
    if verdict == Verdict.NOT_A_CANDIDATE:
        roles = " or ".join(certificate.candidates)
        yield Line("Candidate", Result.FAIL, f"{row.text('reason')}; a candidate is a {roles}")
        return
    yield Line("Candidate", Result.PASS, "enrolled for the certificate")
    if verdict == Verdict.DISQUALIFIED:
        yield Line("Plagiarism", Result.FAIL, row.text("decision") or "")
    else:
        yield Line("Plagiarism", Result.PASS, "none recorded")
    for criterion in criteria:
        yield _criterion_line(criterion, certificate)


_BARS = {
    Criterion.EXERCISES: ("Exercises", "exercises", "bar"),
    Criterion.ATTENDANCE: ("Attendance", "sessions", "attendance"),
    Criterion.TALKS: ("Talks", "talks", "talks"),
}
"""The title of each bar, what it counts, and where the certificate has it."""


def _criterion_line(row: _Row, certificate: Certificate) -> Line:
    result = Result(str(row.text("result")))
    waived = f"; waived: {row.text('decision')}" if row.text("decision") else ""
    criterion = Criterion(str(row.text("criterion")))
    if criterion is Criterion.PROJECT:
        because = f": {row.text('decision')}" if row.text("decision") else ""
        return Line("Final project", result, f"{row.text('found')}{because}")
    rule, what, name = _BARS[criterion]
    bar: Bar = getattr(certificate, name)
    if row.number("of") == 0 and bar.share is not None and not waived:
        return Line(rule, Result.PENDING, f"none counts yet; the bar is {_asked(bar)}")
    done, of = row.number("done"), row.number("of")
    if criterion is Criterion.TALKS:
        share = f"{done} {what}"
    else:
        share = f"{done} of {of} {what} ({_percent(done, of)})"
    needed = f"{row.number('required')} needed for {_asked(bar)}"
    return Line(rule, result, f"{share}; {needed}; {row.number('open')} still open{waived}")


def _asked(bar: Bar) -> str:
    if bar.share is None:
        return f"{bar.comparison} {bar.count}"
    percent = f"{float(bar.share * 100):.12g}"
    exact = Fraction(percent) == bar.share * 100
    return f"{bar.comparison} {percent}%" if exact else f"{bar.comparison} {bar.share}"


def _percent(done: int, of: int) -> str:
    """The share to one decimal, cut and never rounded up to a bar it does not meet."""
    if of == 0:
        return "0.0%"
    tenths = done * 1000 // of
    return f"{tenths // 10}.{tenths % 10}%"
