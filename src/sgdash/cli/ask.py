"""`sgdash status`, `verdicts`, `unmatched`, `attendance`, `findings`, `similar`: the answers."""

import click
import pandas as pd

from sgdash import export
from sgdash.answers import Answers, ask, load, open_program
from sgdash.cli.options import as_of_option, data_option, format_option, parse_as_of
from sgdash.cli.printing import print_table, shown, told_problems
from sgdash.home import find_home
from sgdash.match import member_names
from sgdash.rules import status_receipt, verdict_receipt
from sgdash.rules.receipts import Line


@click.command()
@click.argument("program")
@click.option("--member", metavar="M", help="One member, by id, login, name or alias.")
@as_of_option
@format_option
@data_option
def status(program: str, member: str | None, as_of: str | None, form: str, data: str | None) -> int:
    """Where each submission of PROGRAM stands."""
    answers = _answers(program, data, as_of)
    rows = export.status_export(answers)
    if member:
        rows = rows[rows["member"] == _member(answers, member)]
    print_table(rows, form, empty=_no_exercises(answers))
    if member and form == "table":
        _print_status_receipts(answers, rows)
    return told_problems(answers.loaded)


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
    answers = _answers(program, data, as_of)
    rows = export.verdicts_export(answers)
    if member:
        rows = rows[rows["member"] == _member(answers, member)]
    print_table(rows, form, empty=_no_verdicts(answers))
    if member and form == "table":
        _print_verdict_receipt(answers, rows)
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@click.option("--ignored", is_flag=True, help="Also the paths that program.yaml ignores.")
@format_option
@data_option
def unmatched(program: str, form: str, data: str | None, *, ignored: bool) -> int:
    """What of PROGRAM matched no member or no exercise, and why."""
    answers = _answers(program, data)
    rows = export.unmatched_export(answers, with_ignored=ignored)
    print_table(rows, form, empty=_nothing_unmatched(answers))
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@format_option
@data_option
def attendance(program: str, form: str, data: str | None) -> int:
    """Who was at which session of PROGRAM."""
    answers = _answers(program, data)
    print_table(
        export.attendance_export(answers), form, empty="This program has no sessions or no members."
    )
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@format_option
@data_option
def findings(program: str, form: str, data: str | None) -> int:
    """What of PROGRAM does not add up, such as an author who is not the member."""
    answers = _answers(program, data)
    print_table(export.findings_export(answers), form, empty="Nothing was found.")
    return told_problems(answers.loaded)


@click.command()
@click.argument("program")
@format_option
@data_option
def similar(program: str, form: str, data: str | None) -> int:
    """Contents that several members of PROGRAM handed in: for a person to look at, no verdict."""
    answers = _answers(program, data)
    rows = export.similar_export(answers)
    print_table(rows, form, empty="No two members handed in identical contents.")
    if form == "table" and len(rows):
        click.echo(_TO_BE_LOOKED_AT)
    return told_problems(answers.loaded)


_TO_BE_LOOKED_AT = (
    "\nIdentical contents have many honest reasons, such as a shared template or work done "
    "together.\nThis list decides nothing: it is for a person to look at."
)


def _answers(program: str, data: str | None, as_of: str | None = None) -> Answers:
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


_NOT_COLLECTED = "Nothing has been collected yet."
_NO_MEMBERS = "This program has no members yet: members.csv is empty or missing."


def _no_exercises(answers: Answers) -> str:
    if answers.loaded.unread:
        return _NOT_COLLECTED
    if not answers.loaded.folder.program.exercises:
        return "This program assigns no exercises, so there is no status."
    return _NO_MEMBERS


def _no_verdicts(answers: Answers) -> str:
    if answers.loaded.unread:
        return _NOT_COLLECTED
    if not answers.loaded.folder.program.certificate:
        return "This program awards no certificate, so there are no verdicts."
    return _NO_MEMBERS


def _nothing_unmatched(answers: Answers) -> str:
    if answers.loaded.unread:
        return _NOT_COLLECTED
    if not answers.loaded.folder.program.submissions:
        return "This program names no conventions for submissions, so nothing is looked for."
    return "Everything was matched."


def _print_status_receipts(answers: Answers, rows: pd.DataFrame) -> None:
    table = answers.decided.status
    for _, row in table[table["member"].isin(rows["member"])].iterrows():
        click.echo(f"\n{row['exercise']}: {row['status']}")
        _print_lines(status_receipt(row, answers.loaded.folder.program.marks))


def _print_verdict_receipt(answers: Answers, rows: pd.DataFrame) -> None:
    certificate = answers.loaded.folder.program.certificate
    table = answers.decided.verdicts
    for _, row in table[table["member"].isin(rows["member"])].iterrows():
        if certificate:
            click.echo(f"\n{row['member']}: {row['verdict']}")
            _print_lines(verdict_receipt(row, answers.decided.criteria, certificate))


def _print_lines(lines: list[Line]) -> None:
    for line in lines:
        dated = f", {line.at:%Y-%m-%d %H:%M:%S} UTC" if line.at else ""
        clock = f" by the {line.clock} clock" if line.clock else ""
        limit = f" (cut-off {line.cut_off:%Y-%m-%d %H:%M:%S} UTC)" if line.cut_off else ""
        where = f" {line.url}" if line.url else ""
        click.echo(
            shown(f"  [{line.result}] {line.rule}: {line.found}{dated}{clock}{limit}{where}")
        )
