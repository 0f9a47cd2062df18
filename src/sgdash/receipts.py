"""The receipts of one member, for a terminal and for JSON: the same lines as on the page."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from sgdash.answers import Answers
from sgdash.collect.deadlines import DeadlineChange
from sgdash.language import Said, say, say_count
from sgdash.match import DATED_BY, Clock
from sgdash.match.similar import Similar
from sgdash.program.moments import exactly
from sgdash.program.schedule import written_deadline
from sgdash.program.written import exercises_table, sessions_table
from sgdash.rules import (
    Line,
    Result,
    Verdict,
    Way,
    bar_of,
    directions,
    named_lines,
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
    return [*changed, *status_receipt(row, program.marks, answers.decided.ended)]


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
    decided, program = answers.decided, answers.loaded.folder.program
    named = named_lines(
        decided,
        row["member"],
        exercises_table(program),
        sessions_table(program),
        program.attendance.attended,
    )
    return verdict_receipt(row, decided.criteria, certificate, decided.ended, named)


def way_of(answers: Answers, row: pd.Series) -> Way:
    """The way to the bar of one row of `tables.VERDICTS`, if it is still open or was lost."""
    if row["verdict"] not in {Verdict.ON_COURSE, Verdict.OUT_OF_REACH}:
        return Way()
    folder, matched, member = answers.loaded.folder, answers.loaded.matched, row["member"]
    bar_at = bar_of(member, folder, matched.attempts, matched.marks)
    return way_to_the_bar(answers.decided, member, bar_at)


def line_text(line: Line, zone: str) -> str:
    """A line of a receipt as text, its moments in a zone."""
    dated = f", {exactly(line.at, zone)}" if line.at else ""
    clock = f", {DATED_BY[Clock(line.clock)]}" if line.clock else ""
    limit = f" (cut-off {exactly(line.cut_off, zone)})" if line.cut_off else ""
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
    zone = answers.loaded.folder.program.zone
    told = directions(
        row["verdict"], mine, way, name=str, tell=lambda moment: exactly(moment, zone)
    )
    if told is None:
        return []
    heading, sentences = told
    if row["verdict"] == Verdict.OUT_OF_REACH:
        return [f"{heading} {'; '.join(sentences)}."]
    return [heading, *(f"  {sentence}" for sentence in sentences)]


def way_object(way: Way) -> dict[str, object]:
    """The way for JSON."""
    return {
        "steps": [
            {
                "exercise": step.exercise,
                "status": step.status.value,
                "opens": _iso(step.opens),
                "until": _iso(step.until),
            }
            for step in way.steps
        ],
        "unlisted": way.unlisted,
        "lost_since": _iso(way.lost.since),
        "because": way.lost.because,
        "together_with": list(way.lost_with),
        "decision": way.lost.decision,
    }


def similar_left_out(similar: Similar) -> list[Said]:
    """How many identical contents are not listed, and why; nothing where all are."""
    blank = say_count(
        "{n} identical content is left out because it is blank.",
        "{n} identical contents are left out because they are blank.",
        similar.blank,
    )
    common = say_count(
        "{n} identical content is left out because more than half of the members have it.",
        "{n} identical contents are left out because more than half of the members have them.",
        similar.common,
    )
    return [told for told, n in ((blank, similar.blank), (common, similar.common)) if n]


def _iso(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None
