"""`sgdash serve`: the dashboard, for those who prefer one command."""

import os
import sys
from pathlib import Path
from urllib.parse import urlencode

import click

from sgdash.cli.options import data_option
from sgdash.errors import SgdashError
from sgdash.home import CHECKOUT, Home, find_home
from sgdash.store import absolute_address


@click.command()
@click.argument("programs", metavar="[PROGRAM]...", nargs=-1)
@click.option("--port", type=int, default=8501, show_default=True)
@data_option
def serve(programs: tuple[str, ...], port: int, data: str | None) -> None:
    """Open the dashboard in a browser; Ctrl+C ends it.

    It has the programs of data/programs, those that were collected, and those named here, of which
    the first is shown first.
    """
    app = CHECKOUT / "app.py"
    if not app.is_file():
        raise SgdashError(
            f"there is no app.py in {CHECKOUT}. Install sgdash from a checkout: pip install -e ."
        )
    home = find_home(data)
    # what is relative counts from here, and no longer once the folder is changed
    os.environ["SGDASH_DATA"] = str(home.data)
    os.environ["SGDASH_STORE"] = absolute_address(home.store)
    folders = [home.folder(program) for program in programs]
    for folder in folders:
        home.check_id(folder.name, folder, {})
    elsewhere = [folder for folder in folders if folder.parent != home.programs]
    for folder in elsewhere:
        _check_path(folder, home)
    os.environ["SGDASH_PROGRAMS"] = os.pathsep.join(map(str, (*elsewhere, *home.others)))
    os.environ["SGDASH_FIRST"] = folders[0].name if folders else ""
    if folders:
        click.echo(f"sgdash: http://localhost:{port}/?{urlencode({'program': folders[0].name})}")
    os.chdir(CHECKOUT)  # Streamlit reads .streamlit/config.toml from where it is started
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 - no shell, and nothing but a number is put in


def _check_path(folder: Path, home: Home) -> None:
    """Make sure that a path can stand beside others, parted as those of PATH are.

    Raises:
        SgdashError: it would be read as two.
    """
    if os.pathsep in str(folder):
        raise SgdashError(
            f'the path {folder} has a "{os.pathsep}" in it, which parts the paths of several '
            f"programs. Rename the folder with it, or move the program into {home.programs}"
        )
