"""`sgdash freeze` and `sgdash diff`: the verdicts of a moment, kept, and what moved since."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pandas as pd

from sgdash.answers import Loaded, ask, default_moment, load, open_program
from sgdash.cli.main import DATA_HAS_PROBLEMS
from sgdash.cli.options import (
    as_of_option,
    data_option,
    format_option,
    named_again,
    parse_as_of,
)
from sgdash.cli.printing import print_table, shown, told_problems
from sgdash.export import changes_export
from sgdash.frozen import (
    Frozen,
    FrozenError,
    default_file,
    difference,
    edited_parts,
    newest_file,
    read_frozen,
    save_frozen,
)
from sgdash.frozen import freeze as frozen_list
from sgdash.home import find_home
from sgdash.program.moments import exactly


@click.command()
@click.argument("program")
@as_of_option
@click.option(
    "--to", "file", metavar="FILE", help="By default frozen/<moment>.json in PROGRAM's folder."
)
@data_option
def freeze(program: str, as_of: str | None, file: str | None, data: str | None) -> int:
    """Keep the verdicts of PROGRAM as they are at a moment, with all that they rest on."""
    loaded = _load(program, data)
    moment = parse_as_of(as_of, loaded.folder.program.zone)
    if moment and moment > datetime.now(UTC):
        raise click.UsageError(f'--as-of: "{as_of}" is still to come, so nothing can be frozen.')
    frozen = _frozen(loaded, moment)
    to = Path(file) if file else default_file(loaded.folder.folder, frozen)
    written = save_frozen(frozen, to)
    click.echo(
        shown(
            f"{frozen.program}: {len(frozen.verdicts)} verdicts and {len(frozen.statuses)} "
            f"statuses as of {_when(frozen, loaded)} "
            f"{'are' if written else 'were already'} in {to}, SHA-256 {frozen.digest}."
        )
    )
    return told_problems(loaded)


@click.command()
@click.argument("program")
@click.argument("file", required=False)
@click.option(
    "--as-of",
    metavar="T",
    help="The moment to compare with, or now; by default the moment that was frozen.",
)
@format_option
@data_option
def diff(program: str, file: str | None, as_of: str | None, form: str, data: str | None) -> int:
    """Who of PROGRAM changed since FILE was frozen, and which evidence moved."""
    loaded = _load(program, data)
    path = Path(file) if file else newest_file(loaded.folder.folder)
    before = read_frozen(path)
    if before.program != loaded.folder.program.id:
        raise FrozenError(f'{path}: is of the program "{before.program}". Name that one instead')
    now = default_moment(loaded) if as_of == "now" else None
    asked = parse_as_of(as_of, loaded.folder.program.zone) if as_of != "now" else now
    after = _frozen(loaded, asked or before.as_of)
    moved = difference(before, after)
    if form == "table" and len(moved):
        click.echo(
            f"Frozen as of {_when(before, loaded)} by sgdash {before.sgdash}, compared as of "
            f"{_when(after, loaded)}: {_counted(moved)}."
        )
    as_it_was = f"since it was frozen as of {_when(before, loaded)}"
    same = f"Nothing moved {as_it_was}: no answer and no evidence."
    print_table(changes_export(after.program, moved), form, empty=same)
    edited = edited_parts(before)
    if edited:
        fix = f"Look for who did: git log -p -- {path}"
        click.echo(
            shown(f"{path}: was edited after it was frozen: {', '.join(edited)}. {fix}"), err=True
        )
    return DATA_HAS_PROBLEMS if edited else told_problems(loaded)


def _load(program: str, data: str | None) -> Loaded:
    home = find_home(data)
    loaded = load(home, open_program(home, program))
    if loaded.unread:
        name = loaded.folder.program.id
        raise FrozenError(
            f"{name}: nothing has been collected yet, so nobody is judged. "
            f"Run: sgdash collect {named_again(program, data)}"
        )
    return loaded


def _frozen(loaded: Loaded, moment: datetime | None) -> Frozen:
    """The list as it is at a moment, whole seconds, or else at the one a program is shown at."""
    return frozen_list(ask(loaded, (moment or default_moment(loaded)).replace(microsecond=0)))


def _when(frozen: Frozen, loaded: Loaded) -> str:
    return exactly(frozen.as_of, loaded.folder.program.zone)


def _counted(moved: pd.DataFrame) -> str:
    verdicts, statuses = (int((moved["what"] == what).sum()) for what in ("verdict", "status"))
    return (
        f"{verdicts} verdict{'' if verdicts == 1 else 's'} and "
        f"{statuses} status{'' if statuses == 1 else 'es'} changed, "
        f"{len(moved) - verdicts - statuses} other lines moved"
    )
