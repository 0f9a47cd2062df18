"""Receipts: every rule that was asked for a status, and what it found.

A receipt is read off the row that decided; nothing is computed a second time.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd

from sgdash.language import Said, say, say_count
from sgdash.program.model import Marks
from sgdash.rules.criteria import Result
from sgdash.rules.ended import ended_lines
from sgdash.rules.judging import MERGE, UPPER_BOUNDS
from sgdash.rules.lines import Line, Row
from sgdash.rules.status import (
    FEEDBACK_TOO_LATE,
    LATE,
    LATE_ACCEPTED,
    NOT_OPEN,
    NOT_RESUBMITTED,
    ONLY_EARLIER,
    PERHAPS_OLDER,
    STILL_INCOMPLETE,
    Status,
)
from sgdash.sentences import deadline_words, decision_words, mark_reason


def status_receipt(row: pd.Series, rules: Marks, ended: pd.DataFrame | None = None) -> list[Line]:
    """The lines behind one row of `tables.STATUS`, and the rows of `tables.ENDED` about it."""
    lines = list(_status_lines(Row(row.to_dict()), rules))
    if ended is None:
        return lines
    mine = ended[(ended["member"] == row["member"]) & (ended["which"] == row["exercise"])]
    return [*ended_lines(mine[mine["kind"].isin(_ABOUT_EXERCISES)]), *lines]


_ABOUT_EXERCISES = ("mark", "extension", "excused")


def _status_lines(row: Row, rules: Marks) -> Iterator[Line]:
    status = row.text("status")
    if status == Status.EXCUSED:
        at = row.time("decision_at")
        yield Line(say("Excused"), Result.PASS, decision_words(row.text("reason") or ""), at)
        return
    if row.text("decision"):
        yield _extension(row)
    yield from _before_it_opened(row)
    yield from _taken_back(row)
    yield _handed_in(row)
    if row.time("taken_out_at") and not row.time("brought_at"):
        yield _taken_out(row, say("it counts as handed in all the same"))
    if row.time("first_at"):
        yield _in_time(row, rules)
    if row.number("attempts") > 1 and row.text("reason") != LATE:
        yield _counting(row)
    if status in {Status.MISSING, Status.NOT_SUBMITTED}:
        return
    yield from _mark_lines(row, rules)


def _extension(row: Row) -> Line:
    """Why the deadline is another for the member, and what it was."""
    found = say(
        "{decision}; the deadline was {due}",
        decision=decision_words(row.text("decision") or ""),
        due=deadline_words(row.text("written_due") or ""),
    )
    return Line(say("Extension"), Result.PASS, found, row.time("decision_at"), row.time("due_at"))


def _before_it_opened(row: Row) -> Iterator[Line]:
    """Work and marks that do not count because they are older than the exercise, or may be."""
    opens, last, mark = row.time("opens_at"), row.time("earlier_at"), row.text("earlier_mark")
    rule = say("Before it opened")
    if opens and last:
        found = say_count(
            "{n} attempt, {span} before: it does not count",
            "{n} attempts, the last {span} before: they do not count",
            row.number("earlier"),
            span=_span(opens - last),
        )
        seen = row.time("earlier_not_after")
        if seen and seen >= opens:
            more = say(
                "so says its commit date; other clocks saw it only {span} after the opening",
                span=_span(seen - opens),
            )
            found = say("{found}; {more}", found=found, more=more)
        if row.text("reason") == ONLY_EARLIER:
            more = say("hand it in again with a change, or ask an organiser to mark it by hand")
            found = say("{found}; {more}", found=found, more=more)
        clock, url = row.text("earlier_clock"), row.text("earlier_url")
        yield Line(rule, Result.NOTE, found, last, opens, clock, url)
    if mark:
        found = say("{mark}; it does not count", mark=decision_words(mark))
        yield Line(rule, Result.NOTE, found, cut_off=opens)
    if opens and _perhaps_earlier(row, opens):
        found = say("its pull request or text was there; only an upper bound dates the work")
        yield Line(rule, Result.NOTE, found, row.time("first_not_before"), opens)
    if row.text("reason") == NOT_OPEN:
        found = say("it has not opened yet: what is handed in before does not count")
        yield Line(say("Opening"), Result.PENDING, found, cut_off=opens)


def _perhaps_earlier(row: Row, opens: datetime) -> bool:
    """Whether what counts may be from before the opening: only an upper bound dates it."""
    not_before = row.time("first_not_before")
    return bool(not_before and not_before < opens and row.text("first_clock") in UPPER_BOUNDS)


def _taken_back(row: Row) -> Iterator[Line]:
    """Work that its own author took out before the deadline: when it came, and when it went."""
    brought = row.time("brought_at")
    if brought is None:
        return
    found = say("handed in, and taken back by whoever had brought it")
    clock, url = row.text("brought_clock"), row.text("brought_url")
    yield Line(say("Work taken back"), Result.NOTE, found, brought, clock=clock, url=url)
    yield _taken_out(row, say("so it does not count"))


def _taken_out(row: Row, so: Said) -> Line:
    found = say(
        "by {who} with commit {commit}; {so}",
        who=row.text("taken_out_by"),
        commit=(row.text("taken_out_commit") or "")[:7],
        so=so,
    )
    at, url = row.time("taken_out_at"), row.text("taken_out_url")
    return Line(say("Taken out again"), Result.NOTE, found, at, url=url)


def _handed_in(row: Row) -> Line:
    due = row.time("due_at")
    if row.time("first_at") is None:
        gone = row.text("status") == Status.MISSING
        found = say("nothing that counts was found yet")
        result = Result.FAIL if gone else Result.PENDING
        if gone:
            found = say("nothing that counts was found, and the deadline has gone")
        if row.time("brought_at"):
            found = say("nothing of it is there any more")
        if row.text("reason") == LATE_ACCEPTED:
            found, result = say("{found}; {more}", found=found, more=LATE_ACCEPTED), Result.PENDING
        if row.text("mark"):
            found, result = say("no attempt is known; a mark was made by hand"), Result.PENDING
            due = None
        return Line(say("Handed in"), result, found, cut_off=due)
    return Line(
        say("Handed in"),
        Result.PASS,
        say_count("{n} attempt", "{n} attempts", row.number("attempts")),
        at=row.time("first_at"),
        clock=row.text("first_clock"),
        url=row.text("first_url"),
    )


def _in_time(row: Row, rules: Marks) -> Line:
    due, first = row.time("due_at"), row.time("first_at")
    rule = say("In time")
    if due is None or first is None:
        return Line(rule, Result.PASS, say("there is no deadline"))
    if first <= due:
        found = say("first handed in {span} before the deadline", span=_span(due - first))
        return Line(rule, Result.PASS, _on_whose_word(row, found, due), first, due)
    not_before = row.time("first_not_before")
    if row.text("first_clock") in UPPER_BOUNDS and not (not_before and not_before > due):
        marked = Result.NOTE if row.text("mark") else Result.PENDING
        return Line(rule, marked, _PERHAPS[str(row.text("first_clock"))], first, due)
    late = _span(first - due)
    if rules.late_work == "accepted":
        found = say(
            "first handed in {span} after the deadline, which this program accepts", span=late
        )
        return Line(rule, Result.PASS, found, first, due)
    found = say("first handed in {span} after the deadline", span=late)
    claimed = row.time("first_committed_at")
    if claimed and claimed <= due:
        more = say("its commit date says {span} before it", span=_span(due - claimed))
        found = say("{found}; {more}", found=found, more=more)
    return Line(rule, Result.FAIL, found, first, due)


_PERHAPS = {
    "merge": say("only the merge is dated, so the work may have been in time"),
    "rewrite": say("only the rewriting is dated, so the work may have been in time"),
    "edit": say("only the last edit is dated, so the link may have been there in time"),
}
"""For each clock that is only an upper bound, why nobody is called late by it."""


def _on_whose_word(row: Row, found: Said, due: datetime) -> Said:
    """That only the committer says it was in time, where no other clock saw it before."""
    seen = row.time("first_not_after")
    if seen is None or seen <= due:
        return found
    more = say(
        "so says its commit date; other clocks saw it only {span} after the deadline",
        span=_span(seen - due),
    )
    return say("{found}; {more}", found=found, more=more)


def _counting(row: Row) -> Line:
    end = row.time("window_ends_at")
    last = say("the last one counts")
    return Line(
        say("Attempt that counts"),
        Result.PASS,
        say("the last one inside the window counts") if end else last,
        at=row.time("submitted_at"),
        cut_off=end,
        clock=row.text("clock"),
        url=row.text("evidence_url"),
    )


def _mark_lines(row: Row, rules: Marks) -> Iterator[Line]:
    """The mark that judges, and those that do not although somebody made them."""
    if row.text("stale_mark"):
        mark = decision_words(row.text("stale_mark") or "")
        found = say("{mark}; it came before the attempt that counts", mark=mark)
        yield Line(say("Earlier mark"), Result.NOTE, found)
    if row.text("overruled_mark"):
        mark = decision_words(row.text("overruled_mark") or "")
        found = say("{mark}; a later mark says otherwise and holds", mark=mark)
        yield Line(say("Contrary mark"), Result.NOTE, found)
    yield _mark(row, rules)


def _mark(row: Row, rules: Marks) -> Line:
    rule, mark, reason = say("Mark"), row.text("mark"), row.text("reason")
    if mark is None:
        if reason == LATE:
            found = say("late work is incomplete without being marked")
            return Line(rule, Result.FAIL, found)
        if not rules.required:
            return Line(rule, Result.PASS, say("this program asks for no mark"))
        return Line(rule, Result.PENDING, say("no mark yet on the attempt that counts"))
    found = say(
        "{mark} by {by}: {reason} ({source})",
        mark=Status(mark),
        by=row.text("mark_by"),
        reason=mark_reason(row.text("mark_reason") or ""),
        source=row.text("mark_source"),
    )
    at, end, url = row.time("mark_at"), row.time("window_ends_at"), row.text("mark_url")
    if row.text("status") == Status.FEEDBACK_GIVEN:
        found = say("{found}; {more}", found=found, more=say("may be handed in again"))
        return Line(rule, Result.PENDING, found, at, end, url=url)
    if reason == PERHAPS_OLDER:
        found = say("{found}; {more}", found=found, more=PERHAPS_OLDER)
        return Line(rule, Result.PENDING, found, at, end, url=url)
    if reason in _WHY_INCOMPLETE:
        found = say("{found}; {more}", found=found, more=_WHY_INCOMPLETE[reason])
    passed = row.text("status") == Status.COMPLETE
    if passed and _merged_since(row):
        more = say("what came after it is a merge, which is no resubmission")
        found = say("{found}; {more}", found=found, more=more)
    end = end if reason == NOT_RESUBMITTED else None
    return Line(rule, Result.PASS if passed else Result.FAIL, found, at, end, url=url)


def _merged_since(row: Row) -> bool:
    """Whether the attempt that counts came after the mark, but is dated by its merge only."""
    at, submitted = row.time("mark_at"), row.time("submitted_at")
    return row.text("clock") == MERGE and bool(at and submitted and at < submitted)


_WHY_INCOMPLETE = {
    str(reason): reason for reason in (LATE, NOT_RESUBMITTED, STILL_INCOMPLETE, FEEDBACK_TOO_LATE)
}


def _span(span: timedelta) -> str:
    """A length of time in its two largest units, or to the second below an hour."""
    seconds = int(span.total_seconds())
    days, hours = divmod(seconds // 3600, 24)
    minutes, rest = divmod(seconds % 3600, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
