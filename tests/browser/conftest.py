"""A browser, a dashboard of the programs that ship, and windows that are closed again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from serving import Dashboard, Open, Visit, new_visit

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        told = "no browser: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def dashboard(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with Dashboard(tmp_path_factory.mktemp("dashboard")) as running:
        yield running


@pytest.fixture
def cold(browser: Browser, tmp_path: Path) -> Iterator[Dashboard]:
    """A dashboard that nobody has opened yet."""
    with Dashboard(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What windows share: scripts and fonts are loaded once, nothing else is remembered."""
    with browser.new_context() as shared:
        yield shared


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Open]:
    """Opens windows: `visit()`, or `visit(width, height)`."""
    opened: list[Visit] = []

    def one(*size: int) -> Visit:
        opened.append(new_visit(context, *size))
        return opened[-1]

    yield one
    for window in opened:
        window.page.close()
