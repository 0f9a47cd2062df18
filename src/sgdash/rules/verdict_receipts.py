"""Receipts of verdicts: every requirement of the certificate, and what was found of it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import pandas as pd

from sgdash.language import Percent, Said, say, say_count
from sgdash.program.model import Bar, Certificate, Role
from sgdash.rules.criteria import Criterion, Result, project_found
from sgdash.rules.ended import ended_lines
from sgdash.rules.lines import Line, Row
from sgdash.rules.named import Named
from sgdash.rules.shares import thousandths
from sgdash.rules.verdicts import Verdict
from sgdash.sentences import decision_words


def verdict_receipt(
    row: pd.Series,
    criteria: pd.DataFrame,
    certificate: Certificate,
    ended: pd.DataFrame | None = None,
    named: Named | None = None,
) -> list[Line]:
    """The lines behind one row of `tables.VERDICTS`, from the rows of `tables.CRITERIA`.

    Also what was taken back of the decisions about it, from `tables.ENDED`, and below each bar
    which exercises or sessions make its numbers.
    """
    mine = criteria[criteria["member"] == row["member"]]
    rows = [Row(dict(values)) for values in mine.to_dict("records")]
    told: list[Line] = []
    if ended is not None:
        about = ended["kind"].isin(["disqualification", "waiver"])
        told = list(ended_lines(ended[about & (ended["member"] == row["member"])]))
    return list(_verdict_lines(Row(row.to_dict()), rows, certificate, told, named or {}))


def _verdict_lines(
    row: Row, criteria: list[Row], certificate: Certificate, ended: list[Line], named: Named
) -> Iterator[Line]:
    verdict = row.text("verdict")
    if verdict == Verdict.NOT_A_CANDIDATE:
        yield Line(say("Candidate"), Result.FAIL, _why_not(row, certificate))
        return
    yield Line(say("Candidate"), Result.PASS, say("enrolled for the certificate"))
    if verdict == Verdict.DISQUALIFIED:
        told = row.text("decision") or ""
        yield Line(say("Plagiarism"), Result.FAIL, told, row.time("decision_at"))
    yield from ended
    for criterion in criteria:
        yield _criterion_line(criterion, certificate)
        yield from named.get(str(criterion.text("criterion")), ())
    if verdict != Verdict.DISQUALIFIED:  # last, and in calm words: it is on everybody's list
        yield Line(say("Own work"), Result.PASS, say("not in question"))


def _why_not(row: Row, certificate: Certificate) -> Said:
    """Why somebody is no candidate, and the roles of those who are."""
    roles = reduce(
        lambda before, role: say("{roles} and {more}", roles=before, more=role),
        [MANY[role] for role in certificate.candidates],
    )
    return say(
        "{reason}; candidates are the {roles}",
        reason=decision_words(row.text("reason") or ""),
        roles=roles,
    )


MANY = {
    Role.MEMBER: say("members"),
    Role.AUDITOR: say("auditors"),
    Role.ORGANISER: say("organisers"),
    Role.PRESENTER: say("presenters"),
}
"""Each role's word for those who have it."""


_BARS = {
    Criterion.EXERCISES: (say("Exercises"), "bar"),
    Criterion.ATTENDANCE: (say("Attendance"), "attendance"),
    Criterion.TALKS: (say("Talks"), "talks"),
}
"""The title of each bar, and where the certificate has it."""


def _criterion_line(row: Row, certificate: Certificate) -> Line:
    result = Result(str(row.text("result")))
    criterion = Criterion(str(row.text("criterion")))
    decision = row.text("decision")
    if criterion is Criterion.PROJECT:
        found = project_found(row.text("found") or "")
        told = say("{found}: {decision}", found=found, decision=decision) if decision else found
        return Line(say("Final project"), result, told)
    rule, name = _BARS[criterion]
    bar: Bar = getattr(certificate, name)
    if row.number("of") == 0 and bar.share is not None and not decision:
        return Line(rule, Result.PENDING, say("none counts yet; the bar is {bar}", bar=_asked(bar)))
    counted = say(
        "{counted}; {required} needed for {bar}; {open} still open",
        counted=_counted(criterion, row.number("done"), row.number("of")),
        required=row.number("required"),
        bar=_asked(bar),
        open=row.number("open"),
    )
    if decision:
        counted = say("{found}; waived: {decision}", found=counted, decision=decision)
    elif result is Result.PENDING and _beyond(row) and not _room_for_talks(row):
        counted = say("{found}; {more}", found=counted, more=say("more may still be listed"))
    return Line(rule, result, counted)


def _room_for_talks(row: Row) -> bool:
    """Whether a session is to come, in which any number of talks can be given."""
    return row.text("criterion") == Criterion.TALKS and row.number("open") > 0


def _beyond(row: Row) -> bool:
    """Whether more is needed than all that is open could add."""
    return row.number("required") > row.number("done") + row.number("open")


def _counted(criterion: Criterion, done: int, of: int) -> Said:
    if criterion is Criterion.TALKS:
        return say_count("{n} talk", "{n} talks", done)
    share = Percent(Decimal(thousandths(done, of)).scaleb(-1))
    if criterion is Criterion.ATTENDANCE:
        return say("{done} of {of} sessions ({share})", done=done, of=of, share=share)
    return say("{done} of {of} exercises ({share})", done=done, of=of, share=share)


def _asked(bar: Bar) -> Said:
    share = bar.count if bar.share is None else share_text(bar.share)
    if bar.comparison == "more than":
        return say("more than {share}", share=share)
    return say("at least {share}", share=share)


def share_text(share: Fraction) -> str:
    """A share as people write it: `80%`, and `1/3` where no percentage is exact."""
    percent = f"{float(share * 100):.12g}"
    exact = Fraction(percent) == share * 100
    return Percent(Decimal(percent)) if exact else str(share)
