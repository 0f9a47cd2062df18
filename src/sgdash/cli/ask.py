"""`sgdash status`, `verdicts`, `presenters`, `findings`, `similar`: the answers."""

from typing import Any

import click
import pandas as pd

from sgdash import export, receipts
from sgdash.answers import Answers, ask, load, open_program
from sgdash.cli.options import as_of_option, data_option, format_option, named_again, parse_as_of
from sgdash.cli.printing import NOT_COLLECTED, print_table, shown, told_beside, told_problems
from sgdash.collect.deadlines import deadline_changes
from sgdash.home import find_home
from sgdash.match import member_names
from sgdash.perhaps import of_known_exercise, perhaps_of_each, perhaps_theirs
from sgdash.program.moments import exactly
from sgdash.rules import Line


@click.command()
@click.argument("program")
@click.option("--member", metavar="M", help="One member, by id, login, name or alias.")
@as_of_option
@format_option
@data_option
def status(program: str, member: str | None, as_of: str | None, form: str, data: str | None) -> int:
    """Where each submission of PROGRAM stands."""
    answers = answers_of(program, data, as_of)
    rows = export.status_export(answers)
    if not member:
        print_table(rows, form, empty=_no_exercises(answers))
        _print_last_change(answers, rows, form)
        return told_beside(answers)
    asked = _member(answers, member)
    rows = rows[rows["member"] == asked]
    if form == "table":
        _print_perhaps_theirs(answers, asked)
    changes = deadline_changes(answers.loaded.folder.folder)
    decided = answers.decided.status.loc[rows.index]
    lines = [receipts.status_lines(answers, row, changes) for _, row in decided.iterrows()]
    print_table(_with_receipts(rows, lines, form), form, empty=_no_exercises(answers))
    if form == "table":
        zone = answers.loaded.folder.program.zone
        for (_, row), receipt in zip(rows.iterrows(), lines, strict=True):
            _print_receipt(f"{row['exercise']}: {row['status']}", receipt, zone)
    _print_last_change(answers, rows, form)
    return told_beside(answers)


@click.command()
@click.argument("program")
@click.option("--member", metavar="M", help="One member, with the receipt of the verdict.")
@as_of_option
@format_option
@data_option
def verdicts(
    program: str, member: str | None, as_of: str | None, form: str, data: str | None
) -> int:
    """Who of PROGRAM is eligible for the certificate, and why."""
    answers = answers_of(program, data, as_of)
    rows = export.verdicts_export(answers)
    if not member:
        _tell_perhaps_theirs(answers, form)
        print_table(rows, form, empty=_no_verdicts(answers))
        return told_beside(answers)
    asked = _member(answers, member)
    rows = rows[rows["member"] == asked]
    if form == "table":
        _print_perhaps_theirs(answers, asked)
    decided = answers.decided.verdicts.loc[rows.index]
    lines = [receipts.verdict_lines(answers, row) for _, row in decided.iterrows()]
    ways = [receipts.way_of(answers, row) for _, row in decided.iterrows()]
    told = _with_receipts(rows, lines, form)
    if form == "json":
        told = told.assign(way=_objects(rows, [receipts.way_object(way) for way in ways]))
    print_table(told, form, empty=_no_verdicts(answers))
    if form == "table":
        zone = answers.loaded.folder.program.zone
        for (_, row), receipt, way in zip(decided.iterrows(), lines, ways, strict=True):
            _print_receipt(f"{row['member']}: {row['verdict']}", receipt, zone)
            for line in receipts.way_text(answers, row, way):
                click.echo(shown(line))
    return told_beside(answers)


@click.command()
@click.argument("program")
@click.option("--next", "turns", is_flag=True, help="Who could lead next, and why.")
@as_of_option
@format_option
@data_option
def presenters(program: str, as_of: str | None, form: str, data: str | None, *, turns: bool) -> int:
    """Who of PROGRAM has led sessions and given talks, how often and how long ago."""
    answers = answers_of(program, data, as_of)
    if turns:
        rows, empty = export.suggestions_export(answers), _nobody_s_turn(answers)
    else:
        rows, empty = export.presenters_export(answers), _NOBODY_LEADS
    print_table(rows, form, empty=empty)
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@click.option("--looked-at", is_flag=True, help="Those that an organiser has looked at instead.")
@format_option
@data_option
def findings(program: str, form: str, data: str | None, *, looked_at: bool) -> int:
    """What of PROGRAM does not add up, such as an author who is not the member."""
    answers = answers_of(program, data)
    settled = len(answers.settled)
    if looked_at:
        nothing = "No finding of now is one that decisions.yaml says was looked at."
        print_table(export.settled_export(answers), form, empty=nothing)
        return told_problems(answers.loaded)
    nothing = "Nothing else was found." if settled else "Nothing was found."
    print_table(export.findings_export(answers), form, empty=nothing)
    if form == "table" and settled:
        findings = "finding was" if settled == 1 else "findings were"
        again = named_again(program, data)
        click.echo(f"\n{settled:,} {findings} looked at: sgdash findings {again} --looked-at")
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@format_option
@data_option
def similar(program: str, form: str, data: str | None) -> int:
    """Contents that several members of PROGRAM handed in: for a person to look at, no verdict."""
    answers = answers_of(program, data)
    rows = export.similar_export(answers)
    print_table(rows, form, empty="No two members handed in identical contents.")
    if form == "table" and len(rows):
        click.echo(_TO_BE_LOOKED_AT)
    if form == "table":
        for told in receipts.similar_left_out(answers.loaded.matched.similar):
            click.echo(told)
    return told_problems(answers.loaded)


_TO_BE_LOOKED_AT = (
    "\nIdentical contents have many honest reasons, such as a shared template or work done "
    "together.\nThis list decides nothing: it is for a person to look at."
)


def answers_of(program: str, data: str | None, as_of: str | None = None) -> Answers:
    """The answers of a program at the moment that `--as-of` names."""
    home = find_home(data)
    folder = open_program(home, program)
    moment = parse_as_of(as_of, folder.program.zone)
    return ask(load(home, folder), moment)


def _member(answers: Answers, name: str) -> str:
    names = member_names(answers.loaded.folder)
    meant = names.meant(name)
    if len(meant) == 1:
        return meant[0]
    guess = names.guess(name)
    hint = f" Did you mean {guess}?" if guess and not meant else " Name the id in members.csv."
    raise click.UsageError(f"--member: {names.why_not(name)}.{hint}")


_NO_MEMBERS = "This program has no members yet: members.csv is empty or missing."


_NOBODY_LEADS = "Nobody is named yet: write `presenters:` or `talks:` below a session."


def _nobody_s_turn(answers: Answers) -> str:
    if answers.loaded.folder.program.leading is None:
        return "Nobody takes turns here: `leading:` in program.yaml says whose roles do."
    return "Nobody with one of the roles under `leading:` takes part at the moment."


def _no_exercises(answers: Answers) -> str:
    if answers.loaded.unread:
        return NOT_COLLECTED
    if not answers.loaded.folder.program.exercises:
        return "This program assigns no exercises, so there is no status."
    if answers.loaded.folder.members:
        return "Nothing was handed in, and nothing is asked for: only candidates are."
    return _NO_MEMBERS


def _no_verdicts(answers: Answers) -> str:
    if answers.loaded.unread:
        return NOT_COLLECTED
    if not answers.loaded.folder.program.certificate:
        return "This program awards no certificate, so there are no verdicts."
    return _NO_MEMBERS


def _with_receipts(rows: pd.DataFrame, lines: list[list[Line]], form: str) -> pd.DataFrame:
    """As JSON every row has its receipt; the other forms have no place for it."""
    if form != "json":
        return rows
    told = [[receipts.line_object(line) for line in each] for each in lines]
    return rows.assign(receipt=_objects(rows, told))


def _objects(rows: pd.DataFrame, values: list[Any]) -> pd.Series:
    return pd.Series(values, index=rows.index, dtype="object")


def _print_perhaps_theirs(answers: Answers, member: str) -> None:
    """That something may be theirs, before anything is said to be missing."""
    found = perhaps_theirs(answers, member)
    count = int(of_known_exercise(found).sum())
    if count:
        things = (
            "1 thing that was found may be theirs and is"
            if count == 1
            else (f"{count:,} things that were found may be theirs and are")
        )
        click.echo(f"{things} not counted: {_what_is_nobodys()}")


def _tell_perhaps_theirs(answers: Answers, form: str) -> None:
    """Of whom something may be that could change their verdict; beside a file, as a warning."""
    count = len(perhaps_of_each(answers))
    if count:
        whose = "1 member who is" if count == 1 else f"{count:,} members who are"
        told = f"Of {whose} not eligible, something that was found may be theirs and is not counted"
        click.echo(f"{told}: {_what_is_nobodys()}", err=form != "table")


def _what_is_nobodys() -> str:
    given = click.get_current_context().params
    again = named_again(given["program"], given["data"])
    return f"sgdash unmatched {again} --all lists what is nobody's."


def _print_last_change(answers: Answers, rows: pd.DataFrame, form: str) -> None:
    """How old the newest thing is that was collected, where the collection is a day younger."""
    last = answers.loaded.last_change
    if form == "table" and len(rows) and last and last <= answers.decided.as_of:
        told = exactly(last, answers.loaded.folder.program.zone)
        click.echo(f"\nNewest change in the repository: {told}")


def _print_receipt(head: str, lines: list[Line], zone: str) -> None:
    click.echo(f"\n{shown(head)}")
    for line in lines:
        click.echo(shown(f"  {receipts.line_text(line, zone)}"))
