"""`sgdash attendance`: who was at which session, and `attendance import`: what a report says."""

from collections.abc import Collection, Iterable
from glob import escape
from pathlib import Path

import click

from sgdash import export
from sgdash.answers import open_program
from sgdash.cli.ask import answers_of
from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import as_of_option, data_option, format_option
from sgdash.cli.printing import print_table, shown, told_problems
from sgdash.cli.understood import understood
from sgdash.errors import SgdashError
from sgdash.home import find_home
from sgdash.match import member_names
from sgdash.match.attendees import People
from sgdash.match.exported_again import added_up, family
from sgdash.match.imported import Imported, Sheet, import_report
from sgdash.program.hours import Sessions
from sgdash.program.reports import read_report


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
@click.option("--replace", "again", flag_value="replace", help="It is a meeting exported anew.")
@click.option("--beside", "again", flag_value="beside", help="It is another meeting's.")
@data_option
def import_file(
    program: str,
    file: Path,
    session: str | None,
    data: str | None,
    again: str | None,
    *,
    dry_run: bool,
    yes: bool,
) -> int:
    """Write what FILE says of a session of PROGRAM into its attendance/, after review.

    FILE is a report of Zoom, Google Meet or Microsoft Teams, a CSV file, a list in YAML, or a
    spreadsheet with a column for each session. Minutes without times are added up: of people whose
    minutes a sheet has already say --replace or --beside.
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
    for line in understood(folder, reading, imported):
        click.echo(shown(line))
    older = _older(into, imported.sheets)
    if older and again is None:
        for name, both in older.items():
            told = f"attendance/{name} has minutes of {', '.join(both)} too, and no times: "
            click.echo(shown(f"{told}they would be added up. {AGAIN}"), err=True)
        click.echo(f"sgdash: nothing was imported from {shown(str(file))}.", err=True)
        return DATA_HAS_PROBLEMS
    gone = older if again == "replace" else ()
    _put(into, imported, gone, dry_run=dry_run, yes=yes)
    return DONE


AGAIN = "If this is the same meeting exported anew, add --replace; if another one, --beside."


def _older(into: Path, sheets: Iterable[Sheet]) -> dict[str, list[str]]:
    """The sheets there with which new ones would be added up, and the people of both."""
    older: dict[str, list[str]] = {}
    for sheet in sheets:
        if not (into / sheet.name).exists():
            beside = sorted(into.glob(f"{escape(family(sheet))}*.csv"))
            texts = {file.name: _written(file) or "" for file in beside}
            older |= added_up(sheet, texts)
    return older


def _put(
    into: Path, imported: Imported, gone: Collection[str], *, dry_run: bool, yes: bool
) -> None:
    """Say what would be written, ask, and write."""
    new = [sheet for sheet in imported.sheets if _written(into / sheet.name) != sheet.text]
    for name in gone:
        click.echo(shown(f"attendance/{name} is replaced."))
    for sheet in imported.sheets:
        click.echo(shown(_would(into, sheet, new=sheet in new)))
    if not new or dry_run:
        return
    if yes or click.confirm("Write?"):
        _write(into, new, gone)
    else:
        click.echo("Nothing was written.")


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


def _write(into: Path, sheets: list[Sheet], gone: Collection[str]) -> None:
    try:
        into.mkdir(exist_ok=True)
        for sheet in sheets:
            (into / sheet.name).write_text(sheet.text, encoding="utf-8", newline="\n")
        for name in gone:
            (into / name).unlink()
    except OSError as error:
        fix = "Let sgdash write there, and import again."
        raise SgdashError(f"{into} cannot be written: {error.strerror}. {fix}") from None
    click.echo(f"Wrote {', '.join(sheet.name for sheet in sheets)}. Review and commit it.")
