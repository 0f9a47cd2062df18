"""`sgdash check`: every problem of the program files."""

from collections.abc import Mapping

import click

from sgdash.answers import ask, load
from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import data_option
from sgdash.cli.printing import told_no_start
from sgdash.home import Home, find_home
from sgdash.program.folder import read_program
from sgdash.program.problems import ProgramError
from sgdash.program.sample import read_sample
from sgdash.store import StoreError, open_store


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
    collected, found = _collected(home), 0
    for folder in folders:
        opened, told = read_program(folder)
        problems = [*told, *read_sample(folder)[1]]
        found += len(problems)
        for problem in problems:
            click.echo(str(problem))
        if opened and collected.get(opened.program.id) == str(opened.folder):
            told_no_start(ask(load(home, opened)))
    checked = f"{len(folders)} program{'s' if len(folders) > 1 else ''} checked"
    click.echo(f"{checked}, {found or 'no'} problem{'' if found == 1 else 's'}.")
    return DATA_HAS_PROBLEMS if found else DONE


def _collected(home: Home) -> Mapping[str, str]:
    """The programs of which something was collected, with their folders, if the store can tell."""
    try:
        with open_store(home.store, create=False) as store:
            return store.programs()
    except StoreError:
        return {}  # the files are looked at all the same
