"""What a report of a session was read as, for the terminal."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sgdash.match.attendees import Found
from sgdash.match.fixes import alias_fixes
from sgdash.match.imported import Imported
from sgdash.program.folder import ProgramFolder
from sgdash.program.moments import exactly
from sgdash.program.records import AttendanceRecord
from sgdash.program.reports import Reading


def understood(folder: ProgramFolder, reading: Reading, imported: Imported) -> Iterator[str]:
    """What a report was read as, and whom each name in it means."""
    found = imported.people
    sure = {name: one for name, one in found.items() if one.sure and not one.unknown}
    likely = {name: one for name, one in found.items() if one.unknown and one.likely}
    unknown = {name: one for name, one in found.items() if one.unknown and not one.likely}
    sessions = ", ".join(reading.sessions)
    names = len(found.keys() | {record.person for record in reading.outside})
    lines = reading.lines or len({record.source for record in reading.records})
    yield f"{reading.kind}: {names} names in {lines} lines{_times(reading, _zone(folder))}."
    yield f"Session {sessions} ({reading.found})."
    yield from _not_counted(folder, reading)
    yield f"{len(sure)} sure, {len(likely)} likely, {len(unknown)} unknown."
    for name, one in sure.items():
        yield f"  sure     {', '.join(one.sure)}: {name}"
    for name, one in likely.items():
        yield f"  likely   {', '.join(one.likely)}: {name}"
        yield from _to_add(folder, one)
    for one in unknown.values():
        beside = f", beside {', '.join(one.sure)}" if one.sure else ""
        yield f"  unknown  {', '.join(one.unknown)}{beside}"


def _not_counted(folder: ProgramFolder, reading: Reading) -> Iterator[str]:
    """The lines that count for no session, and how many do: together those of the file."""
    out, waiting = len(reading.outside), reading.waiting
    if not out and not waiting:
        return
    yield (
        f"Lines that count: {reading.lines - out - waiting}; outside the hours: {out}; "
        f"of the waiting room: {waiting}."
    )
    for record in reading.outside:
        yield f"  outside the hours: {record.person}{_span(record, ZoneInfo(_zone(folder)))}"


def _span(record: AttendanceRecord, zone: ZoneInfo) -> str:
    """From when to when, in the zone in which reports are written."""
    both = (record.joined_at, record.left_at)
    told = [f"{at.astimezone(zone):%H:%M}" if at else "?" for at in both]
    return f", {'-'.join(told)} {zone.key}" if any(both) else ", without a time"


def _zone(folder: ProgramFolder) -> str:
    """The zone in which reports are written."""
    return folder.program.attendance.zone or folder.program.zone


def _times(reading: Reading, zone: str) -> str:
    """From when to when anybody was there, in that zone."""
    joined = [r.joined_at for r in [*reading.records, *reading.outside] if r.joined_at]
    left = [r.left_at for r in [*reading.records, *reading.outside] if r.left_at]
    if not (joined and left):
        return ""
    return f", from {exactly(min(joined), zone)} to {exactly(max(left), zone)}"


def _to_add(folder: ProgramFolder, found: Found) -> Iterator[str]:
    """The lines of the roster that make a likely member a sure one."""
    for fix in alias_fixes(folder, [(member, found.unknown[0]) for member in found.likely]):
        if fix is not None:
            yield f"           if so, {fix}"
