"""`sgdash whatif`: who would change if the program file said something else."""

import click
import pandas as pd

from sgdash.answers import ask, load, open_program
from sgdash.cli.options import as_of_option, data_option, format_option, parse_as_of
from sgdash.cli.printing import NOT_COLLECTED, print_table, shown, told_problems
from sgdash.export import changes_export
from sgdash.home import find_home
from sgdash.program.moments import exactly
from sgdash.what_if import changes_table, parse_setting, suppose


@click.command()
@click.argument("program")
@click.option(
    "--set",
    "settings",
    metavar="PATH=VALUE",
    multiple=True,
    required=True,
    help="A value of program.yaml, as certificate.bar.share=75% or exercises.ID.counted=false; "
    "entries of lists go by their id, and nothing after = takes it out. May be given repeatedly.",
)
@as_of_option
@format_option
@data_option
def whatif(
    program: str, settings: tuple[str, ...], as_of: str | None, form: str, data: str | None
) -> int:
    """Who of PROGRAM would change, from what to what; nothing is written."""
    home = find_home(data)
    folder = open_program(home, program)
    supposed = suppose(folder, [parse_setting(text) for text in settings])
    before = ask(load(home, folder), parse_as_of(as_of, folder.program.zone))
    after = ask(load(home, supposed), before.decided.as_of)
    changes = changes_table(
        (before.decided.verdicts, before.decided.status),
        (after.decided.verdicts, after.decided.status),
    )
    if form == "table" and len(changes):
        when = exactly(before.decided.as_of, folder.program.zone)
        click.echo(shown(f"With {', '.join(settings)}, as of {when}: {_counted(changes)}."))
    nothing = NOT_COLLECTED if before.loaded.unread else "Nothing changes."
    print_table(changes_export(before.program, changes), form, empty=nothing)
    return told_problems(before.loaded)


def _counted(changes: pd.DataFrame) -> str:
    """How many verdicts and statuses change, in words."""
    verdicts, statuses = (int((changes["what"] == what).sum()) for what in ("verdict", "status"))
    return (
        f"{verdicts} verdict{'' if verdicts == 1 else 's'} and "
        f"{statuses} status{'' if statuses == 1 else 'es'} change"
    )
