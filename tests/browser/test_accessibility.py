"""axe-core finds no serious and no critical fault on any page, light or dark, wide or narrow."""

import os
import shutil
import subprocess
import tarfile
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from serving import Dashboard, Open

AXE = "axe-core@4.14.1"
PAGES = (
    "",
    "matrix",
    "verdicts",
    "queue",
    "attendance",
    "inbox",
    "member",
    "sessions",
    "presenter",
    "presenters",
)


FIND = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations']})
    // Streamlit's navigation has headings between the items of a list; no option of ours changes it
    const streamlits = (rule, node) => ['list', 'listitem'].includes(rule)
        && document.querySelector(node.target[0]).closest('[data-testid=stSidebarNav]')
    return found.violations
        .filter(fault => ['serious', 'critical'].includes(fault.impact))
        .map(fault => [fault, fault.nodes.filter(node => !streamlits(fault.id, node))])
        .filter(([fault, nodes]) => nodes.length)
        .map(([fault, nodes]) => `${fault.impact} ${fault.id}: ${fault.help}: `
            + nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))
}"""

STILL = """async () => {
    const moving = () => document.getAnimations().filter(
        each => each.effect.getComputedTiming().endTime !== Infinity)
    for (let each = moving(); each.length; each = moving())
        await Promise.allSettled(each.map(one => one.finished))
}"""
"""Until nothing moves any more but what moves for ever."""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched from npm for this run."""
    npm = shutil.which("npm")
    if npm is None:
        told = "no npm: apt-get install npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "pack", AXE, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as files:
        script = files.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def faults(page: Page, axe: str) -> list[str]:
    """Every serious or critical fault with the first elements that have it."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(FIND)
    return found


def test_the_check_finds_what_is_wrong(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>A</title><main><h1>A</h1><img src='data:,'><button></button></main>"
    )
    assert {fault.split(":")[0] for fault in faults(page, axe)} == {
        "critical image-alt",
        "critical button-name",
    }
    page.close()


@pytest.mark.parametrize(
    ("scheme", "width", "language"), [("light", 1280, "en"), ("dark", 390, "es")]
)
@pytest.mark.parametrize("page", PAGES)
def test_no_serious_fault(
    dashboard: Dashboard,
    visit: Open,
    axe: str,
    page: str,
    scheme: Literal["light", "dark"],
    width: int,
    language: str,
) -> None:
    window = visit(width, 800)
    window.page.emulate_media(color_scheme=scheme)
    window.open(f"{dashboard.address}/{page}?program=dair-d2l&member=carmen-sample&lang={language}")
    window.page.evaluate(STILL)  # what fades in has too little contrast until it has
    assert faults(window.page, axe) == []
