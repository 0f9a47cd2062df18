"""How long pages take in a real browser against Streamlit's own smallest apps, in the same run.

    python benchmarks/pages.py [--only cold|warm|many] [--rounds N] [--members N] …

`cold`: from a link followed on a server that nobody has opened yet to the page's title, against an
app of one line. `warm`: from a click in the navigation until the page is whole, against an app of
three pages, on a shipped program. `many`: the same on a synthetic collection, with what the server
sent for each page. Medians; servers and pages of both are measured in turns.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decide import PROGRAM, run_aside, save, write_program  # type: ignore[import-not-found, unused-ignore] # beside this script
from playwright.sync_api import Browser, Page, WebSocket, expect, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = {
    "At a glance": "",
    "Completion matrix": "matrix",
    "Verdicts": "verdicts",
    "Review queue": "queue",
    "Inbox": "inbox",
}
TOY = "import streamlit as st\nst.title('One')\n"
TOY_PAGES = """\
import streamlit as st
def one(): st.title('One')
def two(): st.title('Two')
def three(): st.title('Three')
st.navigation([st.Page(one), st.Page(two), st.Page(three)]).run()
"""
PATIENCE = 300_000  # milliseconds; the first look at many members takes a while
WHOLE = """([title, wanted]) => {
    const head = document.querySelector(`.stMainBlockContainer ${title}`)
    const app = document.querySelector('.stApp')
    return head && head.textContent.trim() === wanted
        && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid=stSkeleton]')
}"""
ENDED = '.stApp[data-test-script-state="notRunning"]'


def main() -> None:
    """Measure what was asked for and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--exercises", type=int, default=30)
    parser.add_argument("--attempts", type=int, default=1)
    parser.add_argument("--only", choices=("cold", "warm", "many"))
    asked = parser.parse_args()
    expect.set_options(timeout=PATIENCE)
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        (folder / "toy.py").write_text(TOY)
        (folder / "toys.py").write_text(TOY_PAGES)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        if asked.only in {None, "cold"}:
            cold(browser, folder, asked.rounds)
        if asked.only in {None, "warm"}:
            warm(browser, folder, asked.rounds, CHECKOUT / "data", "dair-d2l")
        if asked.only in {None, "many"}:
            home = folder / "home"
            (home / "programs").mkdir(parents=True)
            write_program(home / "programs" / PROGRAM, asked.members, asked.exercises)
            store = f"sqlite:///{folder / 'store.sqlite'}"
            run_aside(save, store, asked.members, asked.exercises, asked.attempts)
            warm(browser, folder, asked.rounds, home, PROGRAM)
        browser.close()


def cold(browser: Browser, folder: Path, rounds: int) -> None:
    """The first page that a server shows, by the title that a reader sees."""
    took: dict[str, list[float]] = {"one line": [], **{name: [] for name in PAGES}}
    data = CHECKOUT / "data"
    for _ in range(rounds):
        for name, path in PAGES.items():
            with serving(folder / "toy.py", folder, data) as address:
                took["one line"].append(_first_sight(browser, address, "h1"))
            with serving(CHECKOUT / "app.py", folder, data) as address:
                link = f"{address}/{path}?program=dair-d2l&lang=en"
                took[name].append(_first_sight(browser, link, ".sg-title"))
    _print("cold", took, "one line")


def _first_sight(browser: Browser, link: str, title: str) -> float:
    with browser.new_context() as context:
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(link)
        page.wait_for_selector(f".stMainBlockContainer {title}", timeout=PATIENCE)
        return time.perf_counter() - begun


def warm(browser: Browser, folder: Path, rounds: int, data: Path, program: str) -> None:
    """Every page once so that it is warm, then in turns with the pages of the toy."""
    took: dict[str, list[float]] = {"three pages": [], **{name: [] for name in PAGES}}
    sent: dict[str, int] = {}
    with (
        serving(folder / "toys.py", folder, data) as toys,
        serving(CHECKOUT / "app.py", folder, data) as address,
        browser.new_context() as context,
    ):
        toy, page = context.new_page(), context.new_page()
        received: list[int] = []
        page.on("websocket", lambda socket: _count(socket, received))
        toy.goto(toys)
        expect(toy.locator("h1")).to_be_visible()
        begun = time.perf_counter()
        page.goto(f"{address}/?program={program}&lang=en")
        expect(page.locator(".sg-title")).to_be_visible()
        expect(page.locator(ENDED)).to_be_visible()
        print(f"{program}: first page after {time.perf_counter() - begun:.2f} s")
        for turn in range(rounds + 1):
            names = ["Completion matrix", *[n for n in PAGES if n != "Completion matrix"]]
            for name in names:
                for wanted in ("Two", "One"):
                    seconds = _change(toy, wanted.lower(), "h1", wanted)
                    if turn:
                        took["three pages"].append(seconds)
                received.clear()
                seconds = _change(page, name, ".sg-title", TITLES.get(name, name))
                if turn:
                    took[name].append(seconds)
                    sent[name] = sum(received)
    _print(f"change of page, {program}", took, "three pages")
    for name, size in sent.items():
        print(f"{name:20} {size / 1e6:6.2f} MB by the server")


TITLES = {"At a glance": "The group at a glance"}


def _change(page: Page, link: str, title: str, wanted: str) -> float:
    """Seconds from the click until the browser has drawn the page."""
    target = page.get_by_test_id("stSidebarNav").get_by_role("link", name=link)
    begun = time.perf_counter()
    target.click()
    page.wait_for_function(WHOLE, arg=[title, wanted], polling=10, timeout=PATIENCE)
    return time.perf_counter() - begun


def _count(socket: WebSocket, received: list[int]) -> None:
    socket.on("framereceived", lambda payload: received.append(len(payload)))


def _print(what: str, took: dict[str, list[float]], baseline: str) -> None:
    print(f"-- {what}")
    one = statistics.median(took[baseline])
    for name, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:20} {median:6.2f} s  {median / one:5.2f} x {baseline}")


@contextmanager
def serving(script: Path, folder: Path, data: Path) -> Iterator[str]:
    """A server of a script on a free port, as soon as it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    options += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    env = os.environ | {"SGDASH_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
    env["SGDASH_DATA"] = str(data)
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310 - our own
                    break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
