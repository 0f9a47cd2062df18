"""A report as it was read → sheets for `attendance/`: short, sorted text that a person can review.

Whoever is surely known stands there by id, everybody else by the name that was shown; e-mail
addresses never. The same report gives the same text, whatever the order of its rows.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sgdash.match.attendees import Found, People
from sgdash.program.records import AttendanceRecord
from sgdash.program.reports import Reading

COLUMNS = ("member", "attendance", "minutes", "joined", "left")

_SLUGS = {"Zoom": "zoom", "Google": "meet", "Microsoft": "teams"}


@dataclass(frozen=True)
class Sheet:
    """One sheet to be written: its session, its name in `attendance/`, its text."""

    session: str
    name: str
    text: str


@dataclass(frozen=True)
class Imported:
    """What a report comes to: the sheets, and whom each name in it means."""

    sheets: tuple[Sheet, ...]
    people: dict[str, Found]


def import_report(reading: Reading, people: People, data: bytes) -> Imported:
    """The sheets of a report that was read without problems from a file with these bytes."""
    by_session: dict[str, list[AttendanceRecord]] = defaultdict(list)
    meant: dict[str, Found] = {}
    for record in reading.records:
        by_session[record.session].append(record)
        meant[record.person] = people.find(record.person, record.email)
    sheets = [
        _sheet(session, records, reading.kind, people, data)
        for session, records in sorted(by_session.items())
    ]
    return Imported(tuple(sheets), dict(sorted(meant.items())))


def _sheet(
    session: str, records: Sequence[AttendanceRecord], kind: str, people: People, data: bytes
) -> Sheet:
    rows = sorted(_rows(records, people), key=lambda row: (row[0].casefold(), row))
    used = [place for place in range(len(COLUMNS)) if any(row[place] for row in rows)]
    text = io.StringIO()
    text.write(f"# From a {kind}, by sgdash attendance import; times are UTC.\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([COLUMNS[place] for place in used])
    writer.writerows([row[place] for place in used] for row in rows)
    slug = _SLUGS.get(kind.partition(" ")[0], "list")
    return Sheet(session, f"{session}.{slug}-{_which(records, data)}.csv", text.getvalue())


def _which(records: Sequence[AttendanceRecord], data: bytes) -> str:
    """Which of a session's meetings it was: when it began, else a digest of the file."""
    begun = min((r.joined_at for r in records if r.joined_at), default=None)
    return f"{begun:%Y-%m-%d-%H%M}" if begun else sha256(data).hexdigest()[:8]


Row = tuple[str, str, str, str, str]


def _rows(records: Sequence[AttendanceRecord], people: People) -> Iterator[Row]:
    """The rows of one session, those of one person merged where they overlap or touch."""
    spans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows: set[Row] = set()
    bare = all(r.attendance is None and r.minutes is None and not r.joined_at for r in records)
    for record in records:
        found = people.find(record.person, record.email)
        for who in (*found.sure, *map(_safe, found.unknown)):
            if record.attendance is None and record.minutes is None:
                if record.joined_at and record.left_at:
                    spans[who].append((record.joined_at, record.left_at))
                    continue
                if not record.joined_at and not record.left_at and not bare:
                    rows.add((who, "present", "", "", ""))
                    continue
            rows.add(_row(who, record))
    yield from rows
    for who, each in spans.items():
        for begins, ends in _merged(each):
            yield (who, "", "", _told(begins), _told(ends))


def _row(who: str, record: AttendanceRecord) -> Row:
    minutes = "" if record.minutes is None else str(record.minutes)
    return (who, record.attendance or "", minutes, _told(record.joined_at), _told(record.left_at))


def _merged(spans: list[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    begins, ends = min(spans)
    for begin, end in sorted(spans):
        if begin > ends:
            yield begins, ends
            begins, ends = begin, end
        ends = max(ends, end)
    yield begins, ends


def _told(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _safe(name: str) -> str:
    """A name on one line, that no spreadsheet takes for a formula."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    return f"'{shown}" if shown[:1] in {"=", "+", "-", "@"} else shown or "?"
