"""Text of strangers is shown as text on every page, and asks nothing of anybody."""

from collections.abc import Iterator

import pytest
from hostile import FORMULA, VISIBLE, write_hostile
from playwright.sync_api import Browser, expect
from serving import Dashboard, Open

PAGES = (
    *("", "matrix", "verdicts", "attendance", "inbox", "member", "sessions", "presenter"),
    *("data", "queue", "presenters"),
)

ELSEWHERE = "a[href*=evil]:not([href*='/issues/new?'])"
"""A link to their place; an issue is filled in with their text, for GitHub to show as text."""


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder / "home")
    with Dashboard(folder, folder / "home") as running:
        yield running


@pytest.mark.parametrize("page", PAGES)
def test_it_stays_text(hostile: Dashboard, visit: Open, page: str) -> None:
    window = visit()
    window.page.on("dialog", lambda dialog: window.errors.append(dialog.message))
    window.open(f"{hostile.address}/{page}?program=hostile&member=mallory")
    main = window.page.locator(".stMain")
    expect(main).to_contain_text(VISIBLE)
    expect(main).to_contain_text(r"\u202egnp.exe")
    for odd in (
        "img",
        "script",
        ELSEWHERE,
        "a[href^=javascript]",
        "strong:text-is('bold')",
    ):
        expect(main.locator(odd)).to_have_count(0)
    window.page.mouse.move(640, 500)
    window.page.wait_for_load_state("networkidle")
    window.assert_well()


@pytest.mark.parametrize("member", ["formula", "long"])
def test_a_formula_and_three_hundred_letters_are_names(
    hostile: Dashboard, visit: Open, member: str
) -> None:
    window = visit(390, 844)
    window.open(f"{hostile.address}/member?program=hostile&member={member}")
    expected = FORMULA if member == "formula" else "W" * 300
    expect(window.page.locator(".sg-name")).to_have_text(expected)
    main = window.page.locator(".stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    window.assert_well()


def test_the_presenters_screen_fits_whatever_is_written(hostile: Dashboard, visit: Open) -> None:
    window = visit(1280, 720)
    window.open(f"{hostile.address}/presenter?program=hostile&embed=true")
    main = window.page.locator(".stMain")
    assert main.evaluate("main => main.scrollHeight <= main.clientHeight")
    window.assert_well()


def test_the_help_of_a_column_is_words(hostile: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{hostile.address}/matrix?program=hostile")
    box = window.page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    help_ = window.page.get_by_text("script alert(2) /script", exact=False)
    for x in range(300, int(box["width"]), 40):
        window.page.mouse.move(box["x"] + x, box["y"] + 16)
        window.page.wait_for_timeout(300)
        if help_.count():
            break
    expect(help_.first).to_be_visible()
    for odd in ("img", "script", ELSEWHERE, "strong:text-is('bold')"):
        expect(window.page.locator("#portal").locator(odd)).to_have_count(0)
    expect(window.page.locator(ELSEWHERE)).to_have_count(0)
    window.assert_well()


def test_the_download_runs_no_formula(hostile: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{hostile.address}/verdicts?program=hostile")
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download as CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith("program,member,verdict,")
    assert all(not cell.startswith(("=", "+", "@")) for cell in text.replace("\n", ",").split(","))
    window.assert_well()
