"""How long pages take in a real browser against Streamlit's own smallest apps, in the same run.

    python benchmarks/pages.py [--only cold|warm|many] [--rounds N] [--members N] …

`cold`: a browser that has never seen a server follows a link to a server that nobody has opened,
which has been idle for a while or has only just begun to listen; what is timed is the first thing
of the page's own below its head, and on pages of a table also the table, from the link or from the
start of the process. Against an app of one line.
`warm`: from a click in the navigation until the page is whole, against an app of three pages, on
each shipped program. `many`: the same on a synthetic collection, with what the server sent for each
page and how long its first page took.

Medians. The browser's own clock is read, so no asking is timed; servers of both apps are measured
in turns. On a machine that does something else as well, `chrt -r 1 python benchmarks/pages.py` (as
root) keeps that out of the figures.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard import APP, CHECKOUT, many, serving  # type: ignore[import-not-found, unused-ignore] # beside this script
from decide import PROGRAM  # type: ignore[import-not-found, unused-ignore] # beside this script
from playwright.sync_api import Browser, Page, WebSocket, expect, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = {
    "At a glance": "",
    "Completion matrix": "matrix",
    "Verdicts": "verdicts",
    "Attendance": "attendance",
    "Review queue": "queue",
    "Inbox": "inbox",
    "Data": "data",
    "One member": "member",
    "Sessions": "sessions",
    "Presenter's screen": "presenter",
    "Presenters": "presenters",
}
IDLE = 5  # seconds
TABLES = ("Completion matrix", "Verdicts")
HEADINGS = {"At a glance": "The group at a glance", "One member": "Where I stand"}
"""Where a page's heading is not its name in the navigation."""

TOY = "import streamlit as st\nst.title('One')\n"
TOY_PAGES = """\
import streamlit as st
def one(): st.title('One')
def two(): st.title('Two')
def three(): st.title('Three')
st.navigation([st.Page(one), st.Page(two), st.Page(three)]).run()
"""
PATIENCE = 300_000  # milliseconds; the first look at many members takes a while

WATCH = """
window.painted = test => new Promise(done => {
    const look = () => {
        if (!test()) return
        watcher.disconnect()
        requestAnimationFrame(() => setTimeout(() => done(performance.now())))
    }
    const watcher = new MutationObserver(look)
    const all = {childList: true, subtree: true, characterData: true, attributes: true}
    watcher.observe(document, all)
    look()
})
const high = element => element && element.getBoundingClientRect().height > 0
const main = what => document.querySelector(`.stMainBlockContainer ${what}`)
const own = () => high(main('h1')) && [...document.querySelectorAll(
    '.stMainBlockContainer [data-testid=stElementContainer]')].some(
    element => high(element) && !element.querySelector('h1, [data-testid=stSkeleton]'))
window.waits = {
    toy: painted(() => high(main('h1'))),
    own: painted(own),
    table: painted(() => high(main('canvas'))),
}
window.go = async (name, heading) => {
    const links = [...document.querySelectorAll('[data-testid=stSidebarNav] a')]
    const link = links.find(one => one.textContent.trim() === name)
    const begun = performance.now()
    link.click()
    return await painted(() => {
        const app = document.querySelector('.stApp')
        const head = main('h1')
        return head && (heading === null || head.textContent.trim() === heading)
            && app.dataset.testScriptState === 'notRunning'
            && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
            && new URL(link.href).pathname === location.pathname
    }) - begun
}
"""
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
    with tempfile.TemporaryDirectory() as place, a_browser() as browser:
        folder = Path(place)
        (folder / "toy.py").write_text(TOY)
        (folder / "toys.py").write_text(TOY_PAGES)
        if asked.only in {None, "cold"}:
            cold(browser, folder, asked.rounds)
        if asked.only in {None, "warm"}:
            for program in sorted(path.name for path in (CHECKOUT / "data" / "programs").iterdir()):
                warm(browser, folder, asked.rounds, CHECKOUT / "data", program)
        if asked.only in {None, "many"}:
            home = many(folder, asked.members, asked.exercises, asked.attempts)
            warm(browser, folder, asked.rounds, home, PROGRAM)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A headless Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class First:
    """Seconds until the first sight of a page, from the link and from the server's start."""

    link: float
    start: float


def cold(browser: Browser, folder: Path, rounds: int) -> None:
    """The first page that a server shows, which was idle for a while or has just begun."""
    idle = _cold(browser, folder, rounds, IDLE)
    links = {name: [first.link for first in seen] for name, seen in idle.items()}
    _print(f"cold, idle for {IDLE} s, from the link", links, "one line")
    begun = _cold(browser, folder, rounds, 0)
    links = {name: [first.link for first in seen] for name, seen in begun.items()}
    _print("cold, just listening, from the link", links, "one line")
    starts = {name: [first.start for first in seen] for name, seen in begun.items()}
    _print("cold, from the start of the process", starts, "one line")


def _cold(browser: Browser, folder: Path, rounds: int, idle: float) -> dict[str, list[First]]:
    took: dict[str, list[First]] = {"one line": []}
    for _ in range(rounds):
        took["one line"].append(_first(browser, folder, folder / "toy.py", "", idle, "toy")["toy"])
        for name, path in PAGES.items():
            member = "&member=emine-sample" if path == "member" else ""
            wanted = ["own", "table"] if name in TABLES else ["own"]
            link = f"{path}?program=dair-d2l&lang=en{member}"
            seen = _first(browser, folder, APP, link, idle, *wanted)
            took.setdefault(name, []).append(seen["own"])
            if "table" in seen:
                took.setdefault(f"{name}: table", []).append(seen["table"])
    return took


def _first(
    browser: Browser, folder: Path, script: Path, link: str, idle: float, *wanted: str
) -> dict[str, First]:
    started = time.perf_counter()
    with serving(script, folder, CHECKOUT / "data") as address, browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        time.sleep(idle)
        before = time.perf_counter() - started
        page.goto(f"{address}/{link}", timeout=PATIENCE)
        seen = {name: page.evaluate(f"window.waits.{name}") / 1000 for name in wanted}
    return {name: First(seconds, before + seconds) for name, seconds in seen.items()}


def warm(browser: Browser, folder: Path, rounds: int, data: Path, program: str) -> None:
    """Every page once so that it is warm, then in turns with the pages of the toy."""
    took: dict[str, list[float]] = {"three pages": [], **{name: [] for name in PAGES}}
    sent: dict[str, int] = {}
    with (
        serving(folder / "toys.py", folder, data) as toys,
        serving(APP, folder, data) as address,
        browser.new_context() as context,
    ):
        toy, page = context.new_page(), context.new_page()
        received: list[int] = []
        page.on("websocket", lambda socket: count(socket, received))
        for each in (toy, page):
            each.set_default_timeout(PATIENCE)
            each.add_init_script(WATCH)
        toy.goto(toys)
        expect(toy.locator("h1")).to_be_visible()
        begun = time.perf_counter()
        page.goto(f"{address}/?program={program}&lang=en")
        expect(page.locator(".sg-title")).to_be_visible()
        expect(page.locator(ENDED)).to_be_visible()
        print(f"{program}: first page whole after {time.perf_counter() - begun:.2f} s")
        names = ["Completion matrix", *[name for name in PAGES if name != "Completion matrix"]]
        for turn in range(rounds + 1):
            for name in names:
                toy.bring_to_front()  # a page in the background is drawn once a second
                seconds = [change(toy, wanted, wanted.title()) for wanted in ("two", "one")]
                page.bring_to_front()
                received.clear()
                seconds.append(change(page, name, heading(name)))
                if turn:
                    took["three pages"] += seconds[:2]
                    took[name].append(seconds[2])
                    sent[name] = sum(received)
    _print(f"change of page, {program}", took, "three pages")
    for name, size in sent.items():
        print(f"{name:27} {size / 1e6:6.2f} MB by the server")


def heading(name: str) -> str | None:
    """What stands above a page; None where it depends on the program."""
    return None if name == "Presenter's screen" else HEADINGS.get(name, name)


def change(page: Page, name: str, wanted: str | None) -> float:
    """Seconds from the click in the navigation until the browser has drawn the whole page."""
    took: float = page.evaluate("([name, heading]) => window.go(name, heading)", [name, wanted])
    return took / 1000


def count(socket: WebSocket, received: list[int]) -> None:
    """Note the size of everything that comes."""
    socket.on("framereceived", lambda payload: received.append(len(payload)))


def _print(what: str, took: Mapping[str, list[float]], baseline: str) -> None:
    print(f"-- {what}")
    one = statistics.median(took[baseline])
    for name, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:27} {median:6.2f} s  {median / one:5.2f} x {baseline}")


if __name__ == "__main__":
    main()
