"""`sgdash calendar`: the sessions as a calendar that members subscribe to."""

from pathlib import Path

import click

from sgdash.answers import open_program
from sgdash.calendar_file import calendar_of, changed_at, undated
from sgdash.cli.main import DATA_HAS_PROBLEMS, DONE
from sgdash.cli.options import data_option
from sgdash.errors import SgdashError
from sgdash.home import find_home


@click.command()
@click.argument("program")
@click.option("--output", metavar="FILE", help="Where to write it; else standard output.")
@click.option("--deadlines", is_flag=True, help="Also the deadlines of the exercises.")
@data_option
def calendar(program: str, output: str | None, data: str | None, *, deadlines: bool) -> int:
    """The sessions of PROGRAM as a calendar file (.ics)."""
    folder = open_program(find_home(data), program)
    written = calendar_of(folder, changed_at(folder.folder), deadlines=deadlines)
    if output:
        _write(Path(output), written)
    else:
        click.echo(written, nl=False)
    without = undated(folder.program)
    if without:
        told = "session has" if without == 1 else "sessions have"
        click.echo(f"sgdash: {without} {told} no date yet, and so no entry", err=True)
    for problem in folder.problems:
        click.echo(str(problem), err=True)
    return DATA_HAS_PROBLEMS if folder.problems else DONE


def _write(file: Path, written: bytes) -> None:
    """The whole file or nothing: who reads it meanwhile reads the old one."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(written)
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SgdashError(
            f"{file} cannot be written: {error.strerror}. Name another file with --output"
        ) from None
