"""`sgdash serve`: the dashboard, for those who prefer one command."""

import os
import sys

import click

from sgdash.cli.options import data_option
from sgdash.errors import SgdashError
from sgdash.home import CHECKOUT, find_home


@click.command()
@click.option("--port", type=int, default=8501, show_default=True)
@data_option
def serve(port: int, data: str | None) -> None:
    """Open the dashboard in a browser; Ctrl+C ends it."""
    app = CHECKOUT / "app.py"
    if not app.is_file():
        raise SgdashError(
            f"there is no app.py in {CHECKOUT}. Install sgdash from a checkout: pip install -e ."
        )
    os.environ["SGDASH_DATA"] = str(find_home(data).data)
    os.chdir(CHECKOUT)  # Streamlit reads .streamlit/config.toml from where it is started
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 - no shell, and nothing but a number is put in
