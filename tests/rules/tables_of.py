"""Small tables for the rules, written as a person would say them."""

from datetime import UTC, datetime, timedelta

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Certificate
from sgdash.rules import criteria_table, verdicts_table
from sgdash.rules.verdicts import not_a_candidate


def utc(text: str) -> datetime:
    """`2020-08-08 12:00[:00]` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def members(
    *ids: str, role: str = "member", joined: str | None = None, left: str | None = None
) -> pd.DataFrame:
    times = tuple(utc(moment) if moment else None for moment in (joined, left))
    return frame(tables.MEMBERS, [(i, i, i, role, None, *times) for i in ids])


def exercises(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """(id, deadline in UTC or None), all counted."""
    return frame(
        tables.EXERCISES,
        [
            (n, i, i, None, None, utc(due) if due else None, due or "no deadline", True, None, None)
            for n, (i, due) in enumerate(rows, start=1)
        ],
    )


def attempts(*rows: tuple[str, str, str], clock: str = "commit") -> pd.DataFrame:
    """(member, exercise, moment)."""
    return frame(
        tables.ATTEMPTS,
        [
            (m, e, utc(at), clock, "path", f"c{n}", f"b{n}", *[None] * 11)
            for n, (m, e, at) in enumerate(rows)
        ],
    )


def marks(*rows: tuple[str, str, str, str], by: str = "org") -> pd.DataFrame:
    """(member, exercise, mark, moment)."""
    return frame(
        tables.MARKS,
        [(m, e, mark, by, utc(at), "because", "here", *[None] * 5) for m, e, mark, at in rows],
    )


def extensions(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """(member, exercise, new deadline, decided at)."""
    return frame(
        tables.EXTENSIONS, [(m, e, utc(due), utc(at), "ill (org)") for m, e, due, at in rows]
    )


def excuses(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(member, exercise, decided at)."""
    return frame(tables.EXCUSES, [(m, e, utc(at), "away (org)") for m, e, at in rows])


def requirements(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(member, kind, decided at)."""
    return frame(tables.REQUIREMENTS, [(m, kind, utc(at), "decided") for m, kind, at in rows])


def statuses(*rows: tuple[str, str, str], counted: bool = True) -> pd.DataFrame:
    """(member, exercise, status), as far as a verdict looks at it."""
    table = pd.DataFrame(rows, columns=["member", "exercise", "status"])
    return table.assign(counted=counted, reason="")


def sessions(
    *rows: tuple[str, str | None], optional: bool = False, cancelled: bool = False
) -> pd.DataFrame:
    """(id, start in UTC or None); each lasts an hour."""
    return frame(
        tables.SESSIONS,
        [
            (
                n,
                i,
                str(n),
                i,
                utc(at) if at else None,
                utc(at) + timedelta(hours=1) if at else None,
                None,
                None,
                "",
                optional,
                cancelled,
                None,
                None,
            )
            for n, (i, at) in enumerate(rows, start=1)
        ],
    )


def attendance(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """(session, member, word)."""
    return frame(tables.ATTENDANCE, [(s, m, word, None, None, None, None) for s, m, word in rows])


def talks(*rows: tuple[str, str]) -> pd.DataFrame:
    """(session, presenter)."""
    return frame(tables.TALKS, [(s, who, f"{s} {who}", None, None) for s, who in rows])


def judged(
    who: pd.DataFrame,
    status: pd.DataFrame,
    decided: pd.DataFrame,
    certificate: Certificate | None,
    now: datetime,
    *,
    present: pd.DataFrame | None = None,
    held: pd.DataFrame | None = None,
    given: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Criteria and verdicts of members with these statuses and decisions."""
    candidates = who if certificate is None else who[not_a_candidate(who, certificate, now).isna()]
    criteria = frame(tables.CRITERIA)
    if certificate:
        criteria = criteria_table(
            candidates,
            status,
            exercises(*((e, None) for e in status["exercise"].unique())),
            attendance() if present is None else present,
            sessions() if held is None else held,
            talks() if given is None else given,
            decided,
            certificate,
            pd.Timestamp(now),
        )
    return criteria, verdicts_table(who, criteria, decided, certificate, now)
