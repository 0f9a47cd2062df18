"""`sgdash attendance`: who was at which session, and `attendance import`: what a report says."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from sgdash import export
from sgdash.answers import open_program
from sgdash.cli.ask import answers_of
from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import as_of_option, data_option, format_option
from sgdash.cli.printing import print_table, shown, told_problems
from sgdash.errors import SgdashError
from sgdash.home import find_home
from sgdash.match import member_names
from sgdash.match.attendees import Found, People
from sgdash.match.fixes import alias_fixes
from sgdash.match.imported import Imported, Sheet, import_report
from sgdash.program.folder import ProgramFolder
from sgdash.program.hours import Sessions
from sgdash.program.records import AttendanceRecord
from sgdash.program.reports import Reading, read_report


class _Attendance(click.Group):
    """`sgdash attendance PROGRAM` shows; only `import` is a command of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["of", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Attendance, subcommand_metavar="PROGRAM | import PROGRAM FILE")
def attendance() -> None:
    """Who was at which session of PROGRAM, or what a report of a session says."""


@attendance.command(name="of", hidden=True)
@click.argument("program")
@as_of_option
@format_option
@data_option
def of_program(program: str, as_of: str | None, form: str, data: str | None) -> int:
    """Who was at which session of PROGRAM."""
    answers = answers_of(program, data, as_of)
    print_table(
        export.attendance_export(answers), form, empty="This program has no sessions or no members."
    )
    return told_problems(answers.loaded)


@attendance.command(name="import")
@click.argument("program")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--session", metavar="S", help="The id of its session, if its times do not tell.")
@click.option("--dry-run", is_flag=True, help="Say what it says, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@data_option
def import_file(
    program: str, file: Path, session: str | None, data: str | None, *, dry_run: bool, yes: bool
) -> int:
    """Write what FILE says of a session of PROGRAM into its attendance/, after review.

    FILE is a report of Zoom, Google Meet or Microsoft Teams, a CSV file, a list in YAML, or a
    spreadsheet with a column for each session.
    """
    folder = open_program(find_home(data), program)
    sessions = Sessions(folder.program)
    if session is not None and session not in sessions.hours:
        raise click.UsageError(f'--session: there is no session "{session}" in {program}.')
    into = folder.folder / "attendance"
    if file.resolve().is_relative_to(into.resolve()):
        raise click.UsageError(f"{file} is in attendance/ already, where it is read as it is.")
    reading = read_report(file, sessions, session)
    for problem in reading.problems:
        click.echo(shown(str(problem)), err=True)
    if reading.problems or not reading.records:
        click.echo(f"sgdash: nothing was imported from {shown(str(file))}.", err=True)
        return DATA_HAS_PROBLEMS
    people = People(member_names(folder), folder.members)
    imported = import_report(reading, people, file.read_bytes())
    for line in _understood(folder, reading, imported):
        click.echo(shown(line))
    new = [sheet for sheet in imported.sheets if _written(into / sheet.name) != sheet.text]
    for sheet in imported.sheets:
        click.echo(shown(_would(into, sheet, new=sheet in new)))
    if not new or dry_run:
        return DONE
    if not yes and not click.confirm("Write?"):
        click.echo("Nothing was written.")
        return DONE
    _write(into, new)
    return DONE


def _understood(folder: ProgramFolder, reading: Reading, imported: Imported) -> Iterator[str]:
    """What a report was read as, and whom each name in it means."""
    found = imported.people
    sure = {name: one for name, one in found.items() if one.sure and not one.unknown}
    likely = {name: one for name, one in found.items() if one.unknown and one.likely}
    unknown = {name: one for name, one in found.items() if one.unknown and not one.likely}
    sessions = ", ".join(reading.sessions)
    names = len(found.keys() | {record.person for record in reading.outside})
    lines = reading.lines or len({record.source for record in reading.records})
    yield f"{reading.kind}: {names} names in {lines} lines{_times(reading)}."
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
        f"Of the lines {reading.lines - out - waiting} count, {out} are outside the hours, "
        f"and {waiting} of the waiting room."
    )
    zone = folder.program.attendance.zone or folder.program.zone
    for record in reading.outside:
        yield f"  outside the hours: {record.person}{_span(record, ZoneInfo(zone))}"


def _span(record: AttendanceRecord, zone: ZoneInfo) -> str:
    """From when to when, in the zone in which reports are written."""
    both = (record.joined_at, record.left_at)
    told = [f"{at.astimezone(zone):%H:%M}" if at else "?" for at in both]
    return f", {'-'.join(told)} {zone.key}" if any(both) else ", without a time"


def _times(reading: Reading) -> str:
    joined = [r.joined_at for r in [*reading.records, *reading.outside] if r.joined_at]
    left = [r.left_at for r in [*reading.records, *reading.outside] if r.left_at]
    if not (joined and left):
        return ""
    return f", from {min(joined):%Y-%m-%d %H:%M} to {max(left):%Y-%m-%d %H:%M} UTC"


def _to_add(folder: ProgramFolder, found: Found) -> Iterator[str]:
    """The lines of the roster that make a likely member a sure one."""
    for fix in alias_fixes(folder, [(member, found.unknown[0]) for member in found.likely]):
        if fix is not None:
            yield f"           if so, {fix}"


def _written(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _would(into: Path, sheet: Sheet, *, new: bool) -> str:
    lines = sheet.text.count("\n")
    if not new:
        return f"attendance/{sheet.name} says the same already."
    if (into / sheet.name).exists():
        return f"attendance/{sheet.name} changes: {lines} lines."
    return f"attendance/{sheet.name} is new: {lines} lines."


def _write(into: Path, sheets: list[Sheet]) -> None:
    try:
        into.mkdir(exist_ok=True)
        for sheet in sheets:
            (into / sheet.name).write_text(sheet.text, encoding="utf-8", newline="\n")
    except OSError as error:
        fix = "Let sgdash write there, and import again."
        raise SgdashError(f"{into} cannot be written: {error.strerror}. {fix}") from None
    click.echo(f"Wrote {', '.join(sheet.name for sheet in sheets)}. Review and commit it.")
