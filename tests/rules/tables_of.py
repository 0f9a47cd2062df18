"""Small tables for the rules, written as a person would say them."""

from datetime import UTC, datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import frame


def utc(text: str) -> datetime:
    """`2020-08-08 12:00[:00]` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def members(*ids: str, role: str = "member", group: str | None = None) -> pd.DataFrame:
    return frame(tables.MEMBERS, [(i, i, i, role, group) for i in ids])


def exercises(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """(id, deadline in UTC or None), all counted."""
    return frame(
        tables.EXERCISES,
        [
            (n, i, i, None, None, utc(due) if due else None, due or "no deadline", True, None)
            for n, (i, due) in enumerate(rows, start=1)
        ],
    )


def attempts(*rows: tuple[str, str, str], clock: str = "commit") -> pd.DataFrame:
    """(member, exercise, moment)."""
    return frame(
        tables.ATTEMPTS,
        [(m, e, utc(at), clock, "path", f"c{n}", None, None) for n, (m, e, at) in enumerate(rows)],
    )


def marks(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """(member, exercise, mark, moment)."""
    return frame(
        tables.MARKS, [(m, e, mark, "org", utc(at), "because", "here") for m, e, mark, at in rows]
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
    return table.assign(counted=counted)
