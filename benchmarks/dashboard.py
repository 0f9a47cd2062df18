"""A server of its own for the benchmarks of pages, and a large program for it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decide import PROGRAM, run_aside, save, write_program  # type: ignore[import-not-found, unused-ignore] # beside this script

CHECKOUT = Path(__file__).resolve().parents[1]
APP = CHECKOUT / "app.py"


def many(folder: Path, members: int, exercises: int, attempts: int) -> Path:
    """A home with one synthetic program, collected into the store of the folder."""
    home = folder / "home"
    (home / "programs").mkdir(parents=True)
    write_program(home / "programs" / PROGRAM, members, exercises)
    run_aside(save, f"sqlite:///{folder / 'store.sqlite'}", members, exercises, attempts)
    return home


@contextmanager
def serving(script: Path, folder: Path, data: Path) -> Iterator[str]:
    """A server of a script on a free port, as soon as it listens; its log lies in the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    options += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    env = os.environ | {"SGDASH_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
    env["SGDASH_DATA"] = str(data)
    with (folder / f"{script.stem}.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options],
            cwd=script.parent,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(6000):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310 - our own
                    break
            except urllib.error.URLError:
                time.sleep(0.01)
        yield address
    finally:
        server.terminate()
        server.wait()
