"""What a certificate asks for, held against each member: pass, fail or pending, with the numbers.

Bars are compared in whole numbers: `done / of >= share` never becomes a floating point division, so
four of five meets 80% exactly. What is not known yet is open, and open is pending, never failed.
"""

from collections.abc import Collection
from enum import StrEnum
from functools import reduce

import numpy as np
import pandas as pd

from sgdash import tables
from sgdash.frames import conform, positions
from sgdash.language import Said, say
from sgdash.program.model import Bar, Certificate, Project
from sgdash.rules.agenda import given, held
from sgdash.rules.presence import ATTENDED, EXCUSED, NO_RECORD
from sgdash.rules.status import LATE_ACCEPTED, OPEN, Status

UNKNOWN = "unresolved"
"""The word of `match.presence.Presence` that may still become attendance."""


class Result(StrEnum):
    """What one rule found."""

    PASS = "pass"  # noqa: S105 - a rule's result, no password
    FAIL = "fail"
    PENDING = "pending"
    NOTE = "note"
    """Nothing was asked: what is said is worth knowing."""


class Criterion(StrEnum):
    """What a certificate can ask for."""

    EXERCISES = "exercises"
    ATTENDANCE = "attendance"
    TALKS = "talks"
    PROJECT = "project"


def required_for(bar: Bar, of: int) -> int:
    """The fewest of `of` that meet the bar; exact."""
    if bar.count is not None:
        return bar.count + (bar.comparison == "more than")
    assert bar.share is not None  # noqa: S101 - a bar is a share or a count
    share = bar.share * of
    whole = -(-share.numerator // share.denominator)
    return whole + 1 if bar.comparison == "more than" and whole == share else whole


def criteria_table(
    members: pd.DataFrame,
    status: pd.DataFrame,
    exercises: pd.DataFrame,
    attendance: pd.DataFrame,
    sessions: pd.DataFrame,
    talks: pd.DataFrame,
    requirements: pd.DataFrame,
    certificate: Certificate,
    now: pd.Timestamp,
    attended: Collection[str] = ATTENDED,
) -> pd.DataFrame:
    """`tables.CRITERIA` for each of `members`, the certificate's criteria one below the other.

    Takes `tables.STATUS` and `ATTENDANCE` of the same moment, `EXERCISES`, `SESSIONS`, `TALKS` and
    `REQUIREMENTS`; nothing that happened after `now` has any effect. `attended` are the words of
    presence that count.
    """
    decided = requirements[requirements["at"] <= now]
    names = pd.Index(members["member"], name="member")
    found = []
    if certificate.bar is not None:
        counts = _exercises(names, status)
        counts["known"] &= not _more_to_come(exercises, sessions, certificate.bar, now)
        found.append(_bar(Criterion.EXERCISES, counts, certificate.bar, decided))
    if certificate.attendance is not None:
        counts = _attendance(names, attendance, sessions, now, attended)
        found.append(_bar(Criterion.ATTENDANCE, counts, certificate.attendance, decided))
    if certificate.talks is not None:
        counts = _talks(names, talks, sessions, attendance, now)
        found.append(_bar(Criterion.TALKS, counts, certificate.talks, decided))
    if certificate.project is not None:
        found.append(_project(names, certificate.project, decided))
    return conform(tables.CRITERIA, pd.concat(found).reset_index(names="member"))


def _exercises(names: pd.Index, status: pd.DataFrame) -> pd.DataFrame:
    """How many counted exercises each member completed, was assigned, and has still open."""
    return _summed(names, status["member"], **exercise_flags(status))


def exercise_flags(status: pd.DataFrame) -> dict[str, pd.Series]:
    """Which rows of `tables.STATUS` are done, still open, and count at all."""
    counted = status["counted"]
    still_open = status["status"].isin([s.value for s in OPEN])
    return {
        "done": counted & status["status"].eq(Status.COMPLETE),
        "open": counted & (still_open | status["reason"].eq(LATE_ACCEPTED)),
        "of": counted,
    }


def _more_to_come(
    exercises: pd.DataFrame, sessions: pd.DataFrame, bar: Bar, now: pd.Timestamp
) -> bool:
    """Whether a count asks for more exercises than are listed, and sessions may still bring them.

    Those may that are still to come and have none yet; a program without sessions never tells.
    """
    listed = int(exercises["counted"].sum())
    if bar.count is None or required_for(bar, listed) <= listed:
        return False
    without = sessions[~sessions["session"].isin(exercises["session"]) & ~sessions["cancelled"]]
    over = (without["starts_at"] <= now).fillna(value=False)
    return sessions.empty or not over.all()


def _attendance(
    names: pd.Index,
    attendance: pd.DataFrame,
    sessions: pd.DataFrame,
    now: pd.Timestamp,
    attended: Collection[str],
) -> pd.DataFrame:
    """How many sessions each member attended, of those that took place or still will."""
    flags = session_flags(attendance, sessions, now, attended)
    return _summed(names, attendance["member"], **flags)


def session_flags(
    attendance: pd.DataFrame, sessions: pd.DataFrame, now: pd.Timestamp, attended: Collection[str]
) -> dict[str, pd.Series]:
    """Which rows of `tables.ATTENDANCE` are attended, still open, and count at all.

    Optional and cancelled sessions do not count, nor do those that are over without a record,
    nor those that the member is excused from. A session without a date that has not taken place
    (`agenda.held`) is still to come; to one that is on, who is not there yet may still come.
    """
    ends = sessions["ends_at"].fillna(sessions["starts_at"])
    told_over = sessions["starts_at"].isna() & held(sessions, attendance, now)
    session = positions(attendance["session"], sessions["session"])
    asked, to_come, over, on = (
        np.append(flags, False)[session]  # False for sessions that are unknown
        for flags in (
            ~(sessions["optional"] | sessions["cancelled"]),
            sessions["starts_at"] > now,
            (ends < now) | told_over,
            (sessions["starts_at"] <= now) & (ends >= now),
        )
    )
    word = attendance["attendance"]
    no_record = word.eq(NO_RECORD) | to_come
    still_to_come = no_record & ~over
    may_come = on & ~word.isin([*attended, EXCUSED])
    return {
        "done": asked & ~no_record & word.isin(list(attended)),
        "open": asked & (still_to_come | (~no_record & (word.eq(UNKNOWN) | may_come))),
        "of": asked & (still_to_come | ~(no_record | word.eq(EXCUSED))),
    }


def _talks(
    names: pd.Index,
    talks: pd.DataFrame,
    sessions: pd.DataFrame,
    attendance: pd.DataFrame,
    now: pd.Timestamp,
) -> pd.DataFrame:
    """How many talks each member gave; every session still to come has room for any number more.

    `open` are these sessions. None was given in a cancelled session.
    """
    to_come = ~sessions["cancelled"] & ~held(sessions, attendance, now)
    done = (
        given(talks, sessions, attendance, now)["presenter"]
        .value_counts()
        .reindex(names, fill_value=0)
    )
    counts = pd.DataFrame({"done": done, "open": to_come.sum(), "of": done + to_come.sum()})
    return counts.assign(known=not sessions.empty and not to_come.any())


def _summed(names: pd.Index, by_member: pd.Series, **columns: pd.Series) -> pd.DataFrame:
    """For each of `names` how many rows have each flag."""
    member = positions(by_member, names)
    known = member >= 0
    sums = {
        name: np.bincount(member[known & flags], minlength=len(names))
        for name, flags in columns.items()
    }
    counts = pd.DataFrame(sums, index=names).astype("int64")
    return counts.assign(known=counts["of"] > 0)


def _bar(
    criterion: Criterion, counts: pd.DataFrame, bar: Bar, decided: pd.DataFrame
) -> pd.DataFrame:
    """The result of a bar: met, lost even with all that is open, or pending.

    While nothing is `known` that could be counted, no bar is lost.
    """
    required = counts["of"].map({n: required_for(bar, n) for n in counts["of"].unique()})
    name = "bar" if criterion is Criterion.EXERCISES else criterion.value
    waiver = _last_decision(counts.index, decided, f"{name} waived")
    met = (counts["done"] >= required) & ((counts["of"] > 0) | (bar.count is not None))
    lost = counts["done"] + counts["open"] < required
    lost &= counts["known"]
    return counts.assign(
        criterion=criterion.value,
        required=required,
        decision=waiver,
        result=_results(met | waiver.notna(), lost),
        found=counts["done"].astype("str") + " of " + counts["of"].astype("str"),
    )


def _project(names: pd.Index, project: Project, decided: pd.DataFrame) -> pd.DataFrame:
    """The last record of each requirement holds; without a record it is pending, never failed."""
    asked = [
        name
        for name, wanted in (("complete", project.complete), ("presented", project.presented))
        if wanted
    ]
    records = {name: _last_record(names, decided, name) for name in asked}
    words = [
        record.map({True: name, False: f"not {name}"}).fillna(f"not yet {name}")
        for name, record in records.items()
    ]
    told = reduce(lambda before, word: before + ", " + word, words)
    waiver = _last_decision(names, decided, "project waived")
    record = _last_decision(names, decided, *(k for n in asked for k in _kinds(n)))
    found = pd.DataFrame(records)
    done = found.fillna(value=False).all(axis="columns")
    failed = (~found.fillna(value=True)).any(axis="columns")
    return pd.DataFrame(
        {
            "criterion": Criterion.PROJECT.value,
            "decision": waiver.fillna(record),
            "result": _results(done | waiver.notna(), failed),
            "found": told.mask(waiver.notna(), "waived"),
        },
        index=names,
    )


def project_found(found: str) -> Said:
    """What was found of a project, as in `complete, not yet presented`, for any language."""
    words = [_SAID.get(word, say("{word}", word=word)) for word in found.split(", ")]
    return reduce(lambda before, word: say("{one}, {more}", one=before, more=word), words)


_SAID = {
    str(word): word
    for word in (
        say("complete"),
        say("not complete"),
        say("not yet complete"),
        say("presented"),
        say("not presented"),
        say("not yet presented"),
        say("waived"),
    )
}


def _results(passed: pd.Series, failed: pd.Series) -> np.ndarray:
    return np.select([passed, failed], [Result.PASS.value, Result.FAIL.value], Result.PENDING.value)


def _last_decision(names: pd.Index, decided: pd.DataFrame, *kinds: str) -> pd.Series:
    told = decided[decided["kind"].isin(kinds)].sort_values("at", kind="stable")
    return (
        told.drop_duplicates("member", keep="last").set_index("member")["decision"].reindex(names)
    )


def _kinds(name: str) -> dict[str, bool]:
    """The kinds of decision that say whether a project is complete, or presented."""
    return {f"project {name}": True, f"project not {name}": False}


def _last_record(names: pd.Index, decided: pd.DataFrame, name: str) -> pd.Series:
    """True, False or missing for each member: the last record of being complete or presented."""
    kinds = _kinds(name)
    records = decided[decided["kind"].isin(kinds)].sort_values("at", kind="stable")
    last = records.drop_duplicates("member", keep="last").set_index("member")["kind"]
    return last.map(kinds).reindex(names).astype("boolean")
