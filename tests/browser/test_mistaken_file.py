"""A mistake in the program file: pages stay open by the version before it, or say whom to tell."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from serving import CHECKOUT, Dashboard, Open

FILE = "programs/dair-d2l/program.yaml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "programs"
    shutil.copytree(CHECKOUT / "data" / "programs" / "dair-d2l", folder / "dair-d2l")
    return tmp_path / "home"


@pytest.fixture
def own(browser: Browser, home: Path, tmp_path: Path) -> Iterator[Dashboard]:
    assert browser.is_connected()
    with Dashboard(tmp_path, home) as running:
        yield running


def misspell(home: Path) -> None:
    """Take away what makes late work late: a key that nobody knows."""
    file = home / FILE
    file.write_text(file.read_text().replace("  resubmission: ", "  resubmision: "))


def test_pages_stay_open_by_the_version_before_the_mistake(
    own: Dashboard, home: Path, visit: Open
) -> None:
    window = visit()
    address = f"{own.address}/member?program=dair-d2l&member=jan-sample"
    window.open(address)
    main = window.page.locator(".stMain")
    verdict = main.locator(".sg-standing").first.inner_text()
    misspell(home)
    window.open(address)
    expect(main).to_contain_text("The organisers' program file has a mistake, so its version of")
    expect(main).to_contain_text("the one of today has a mistake")
    expect(main.locator(".sg-standing").first).to_have_text(verdict)
    window.page.get_by_text("so its version of").click()
    problem = main.locator(".sg-problems li").first
    expect(problem).to_contain_text("resubmision: is not a key here. Did you mean resubmission?")
    expect(problem.locator("code")).to_have_text("resubmission")
    window.open(f"{own.address}/verdicts?program=dair-d2l&lang=es")
    expect(main).to_contain_text("El archivo del programa, de los organizadores, tiene un error")
    window.assert_well()


@pytest.fixture
def mistaken(browser: Browser, home: Path, tmp_path: Path) -> Iterator[Dashboard]:
    """A dashboard that has never seen the file without the mistake."""
    assert browser.is_connected()
    misspell(home)
    with Dashboard(tmp_path, home) as running:
        yield running


def test_without_a_version_before_it_a_reader_is_told_whom_to_tell(
    mistaken: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{mistaken.address}/member?program=dair-d2l&member=jan-sample")
    main = window.page.locator(".stMain")
    expect(main.get_by_role("heading", level=1)).to_have_text(
        "Dive into Deep Learning, study group 2020"
    )
    expect(main.get_by_role("alert")).to_contain_text(
        "The organisers' program file has a mistake. Nothing can be shown until it is mended"
    )
    link = main.get_by_role("link")
    assert (link.get_attribute("href") or "").endswith("/issues")
    problem = main.get_by_text("resubmision: is not a key here")
    expect(problem).to_be_hidden()
    window.page.get_by_text("For organisers: what to mend").click()
    expect(problem).to_be_visible()
    expect(main).not_to_contain_text("`")
    window.assert_well()
