# ruff: noqa: INP001 - a script
"""Take the pictures of every page, for the README and for looking at them.

`python docs/take_pictures.py` writes docs/pictures/*.png, light and 1280 wide, from the programs
that ship. `--dark`, `--width 390`, `--program ucm-dlg`, `--to FOLDER` and `--full` look elsewhere.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = {
    "overview": "",
    "matrix": "matrix",
    "verdicts": "verdicts",
    "queue": "queue",
    "inbox": "inbox",
    "data": "data",
    "member": "member",
    "sessions": "sessions",
    "attendance": "attendance",
    "presenter": "presenter",
    "presenters": "presenters",
}
MEMBERS = {
    "dair-d2l": "bartek-sample",
    "jadm-d2l": "hector",
    "the-deep-learners": "zofia-sample",
    "ucm-dlg": "daniela",
    "weekly-reading-group": "jun",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SETTLED = '.stApp[data-test-script-state="notRunning"] .stMainBlockContainer h1'
COLOURS = 128
"""Screens of flat colours lose nothing by a palette of so many, and two thirds of their size."""


def main() -> None:
    """Start the dashboard, open every page, take its picture."""
    asked = _arguments()
    asked.to.mkdir(parents=True, exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, BROWSERS))), args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": asked.width, "height": 720 if asked.width > 800 else 844},
            color_scheme="dark" if asked.dark else "light",
        )
        page = context.new_page()
        for name, path in PAGES.items():
            member = f"&member={MEMBERS[asked.program]}" if name == "member" else ""
            page.goto(f"{address}/{path}?program={asked.program}{member}")
            _take(page, asked.to / f"{name}{asked.suffix}.png", full=asked.full)
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--full", action="store_true", help="the whole page, not the first screen")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--program", default="dair-d2l")
    parser.add_argument("--suffix", default="", help="what to put behind each picture's name")
    parser.add_argument("--to", type=Path, default=CHECKOUT / "docs" / "pictures")
    return parser.parse_args()


def _take(page: Page, file: Path, *, full: bool) -> None:
    """Wait until nothing moves, then save the picture with few colours."""
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1200)  # charts grow for half a second; a picture is not a test
    if full:  # Streamlit scrolls inside of the window, so the window is made as high as the page
        height = page.evaluate("document.querySelector('.stMain').scrollHeight")
        width = page.viewport_size["width"] if page.viewport_size else 1280
        page.set_viewport_size({"width": width, "height": max(720, height + 10)})
        page.wait_for_timeout(600)
    page.screenshot(path=file)
    if full:
        page.set_viewport_size({"width": width, "height": 720})
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)


@contextmanager
def dashboard() -> Iterator[str]:
    """A dashboard of its own on the programs that ship, with an empty store."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"http://127.0.0.1:{port}"
        options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
        store = {"SGDASH_STORE": f"sqlite:///{folder}/store.sqlite"}
        server = subprocess.Popen(  # noqa: S603 - this interpreter, and options written above
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=CHECKOUT,
            env=os.environ | store,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310 - our own server
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")


if __name__ == "__main__":
    main()
