"""A real dashboard in a process of its own, and a browser that notes what it is asked for."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from playwright.sync_api import TimeoutError as NotThereInTimeError

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = "127.0.0.1"
PATIENCE = 60_000
"""Milliseconds: for two cores that do much else as well."""


class Dashboard:
    """`streamlit run app.py` on a free port; use it in a `with`."""

    head = ""
    """The commit that its repository is at, where one was collected."""

    def __init__(self, folder: Path, data: Path | None = None) -> None:
        self._log = folder / "streamlit.log"
        self._env = os.environ | {"SGDASH_STORE": f"sqlite:///{folder / 'store.sqlite'}"}
        self._env["SGDASH_DATA"] = str(data or CHECKOUT / "data")

    def __enter__(self) -> Self:
        options = [f"--server.address={LOCAL}", "--server.headless=true"]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *options],
                cwd=CHECKOUT,
                env=self._env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.address = self._told_address()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=60)

    def _told_address(self) -> str:
        """Where it listens, once it does: without being told a port, it looks for a free one."""
        for _ in range(600):
            told = re.search(rf"http://{LOCAL}:\d+(?=\s)", self._log.read_text())
            if told:
                return told[0]
            with suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=0.1)
                raise RuntimeError(f"it ended with {code}: {self._log.read_text()}")
        raise TimeoutError(self._log.read_text())


@dataclass
class Visit:
    """One window, with every request it made and every error its console was told."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Follow a link and wait until the page is whole."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has ended and nothing is still to be drawn."""
        expect(self.page.locator(".stMainBlockContainer h1").first).to_be_visible()
        ended = self.page.locator('.stApp[data-test-script-state="notRunning"]')
        expect(ended).to_be_visible()
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)

    def click(self, link: str) -> None:
        """Go to another page by the navigation."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=link).click()
        expect(
            self.page.get_by_test_id("stSidebarNav").locator("[aria-current=page]")
        ).to_have_text(link)
        self.settle()

    def choose(self, chooser: str, option: str) -> None:
        """Choose an option of a select box; one that was drawn again meanwhile has closed."""
        self.settle()
        wanted = self.page.get_by_role("option", name=option, exact=True)
        for _ in range(3):
            self.page.get_by_role("combobox", name=chooser).click()
            with suppress(NotThereInTimeError):
                wanted.click(timeout=PATIENCE / 12)
                return
        wanted.click()

    def assert_well(self) -> None:
        """No error on the page or in the console, and nothing asked of anybody else."""
        for kind in ("stException", "stAlert"):
            expect(self.page.get_by_test_id(kind)).to_have_count(0)
        assert [url for url in self.requests if not _own(url)] == []
        assert self.errors == []


Open = Callable[..., Visit]
"""What opens a window: `visit()`, or `visit(width, height)`."""


def _own(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob"} or parts.hostname == LOCAL


def new_visit(context: BrowserContext, width: int = 1280, height: int = 720) -> Visit:
    """A new window of that size."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    visit = Visit(page)
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("websocket", lambda socket: visit.requests.append(socket.url))
    page.on("pageerror", lambda error: visit.errors.append(str(error)))

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not _is_search(message):
            visit.errors.append(message.text)

    page.on("console", heard)
    return visit


def _is_search(message: ConsoleMessage) -> bool:
    """On /matrix Streamlit's own script first asks below /matrix where its server is."""
    return "404" in message.text and "/_stcore/" in message.location["url"]
