"""`sgdash check`: every problem of the program files."""

import click

from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import data_option
from sgdash.home import find_home
from sgdash.program.folder import read_program
from sgdash.program.problems import ProgramError
from sgdash.program.sample import read_sample


@click.command()
@click.argument("programs", metavar="[PROGRAM]...", nargs=-1)
@data_option
def check(programs: tuple[str, ...], data: str | None) -> int:
    """Every problem of the program files; of all programs if none is named."""
    home = find_home(data)
    folders = [home.folder(name) for name in programs] or list(home.folders().values())
    if not folders:
        raise ProgramError(
            f"there are no programs in {home.programs}. Make a folder there with a program.yaml"
        )
    found = 0
    for folder in folders:
        problems = [*read_program(folder)[1], *read_sample(folder)[1]]
        found += len(problems)
        for problem in problems:
            click.echo(str(problem))
    checked = f"{len(folders)} program{'s' if len(folders) > 1 else ''} checked"
    click.echo(f"{checked}, {found or 'no'} problem{'' if found == 1 else 's'}.")
    return DATA_HAS_PROBLEMS if found else DONE
