"""Each page of each program that ships, opened by its own link."""

import itertools
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from serving import Dashboard, Open

from sgdash.show import routes

TITLES = {
    "dair-d2l": "Dive into Deep Learning, study group 2020",
    "jadm-d2l": "Grupo de estudio «Dive into Deep Learning»",
    "the-deep-learners": "Deep Learning Study Group in midtown Manhattan",
    "ucm-dlg": "UCM Applied Math Deep Learning Group, fall 2021",
    "weekly-reading-group": "Deep Learning: a weekly reading group",
}
MEMBERS = {
    "dair-d2l": ("emine-sample", "Emine Örnek"),
    "jadm-d2l": ("hector", "Héctor Prototipo"),
    "the-deep-learners": ("zofia-sample", "Zofia Przykład"),
    "ucm-dlg": ("daniela", "Daniela Muestra Peña"),
    "weekly-reading-group": ("marek", "Marek Vzorek"),
}
TABS = {
    "": "The group at a glance",
    "matrix": "Completion matrix",
    "verdicts": "Verdicts",
    "queue": "Review queue",
    "inbox": "Inbox",
    "data": "Data",
    "member": "Where I stand",
    "sessions": "Sessions",
    "attendance": "Attendance",
    "presenter": "Presenter's screen",
    "presenters": "Presenters",
}
PAGES = tuple(TABS)


def link(page: str, program: str) -> str:
    member = f"&member={MEMBERS[program][0]}" if page == "member" else ""
    return f"/{page}?program={program}{member}&lang=en"


@pytest.mark.parametrize("program", TITLES)
@pytest.mark.parametrize("page", PAGES)
def test_opens_by_its_own_link(dashboard: Dashboard, visit: Open, page: str, program: str) -> None:
    window = visit()
    window.open(dashboard.address + link(page, program))
    expect(window.page.locator(".sg-eyebrow")).to_have_text(TITLES[program])
    expect(window.page.locator(".sg-sample")).to_contain_text("Sample data:")
    expect(window.page.locator(".sg-origin")).to_contain_text("Nothing collected")
    expect(window.page).to_have_title(f"{TABS[page]} · {TITLES[program]}")
    if page == "member":
        expect(window.page.locator(".sg-name")).to_have_text(MEMBERS[program][1])
    window.assert_well()


def test_each_page_of_the_navigation_knows_at_once_where_the_server_is(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{dashboard.address}/member?program=ucm-dlg&member=daniela")
    links = window.page.get_by_test_id("stSidebarNav").get_by_role("link")
    paths = [urlsplit(link.get_attribute("href") or "").path for link in links.all()]
    assert sorted(paths) == sorted(f"/{page}" for page in routes.PAGES)
    asked = [urlsplit(request).path for request in window.requests]
    assert [path for path in asked if "health" in path] == ["/_stcore/health"]


@pytest.mark.parametrize(("page", "program"), [*zip(PAGES, itertools.cycle(TITLES), strict=False)])
def test_is_the_first_thing_asked_of_a_cold_server(
    cold: Dashboard, visit: Open, page: str, program: str
) -> None:
    window = visit()
    window.open(cold.address + link(page, program))
    expect(window.page.locator(".sg-eyebrow")).to_have_text(TITLES[program])
    expect(window.page.locator(".sg-sample")).to_be_visible()
    window.assert_well()


def test_a_bookmarked_member_is_answered_with_the_receipt_on_a_cold_server(
    cold: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{cold.address}/member?program=dair-d2l&member=emine-sample")
    expect(window.page.locator(".sg-standing")).to_contain_text("1 of 4 exercises, 4 needed")
    expect(window.page.locator(".sg-way")).to_contain_text("Out of reach since Tue 22 Sep 2020")
    expect(window.page.locator(".sg-problems")).to_contain_text("emine-smaple.ipynb")
    second = window.page.locator(".sg-exercises tr", has_text="Assignment 2")
    second.locator("summary", has_text="Receipt").click()
    receipt = window.page.locator("details[open] .sg-receipt")
    expect(receipt).to_contain_text("The plots are missing.")
    expect(window.page.locator(".sg-receipt").last).to_contain_text("4 needed for at least 80%")
    window.assert_well()


@pytest.mark.parametrize(
    ("program", "embed"), [*((program, "") for program in TITLES), ("dair-d2l", "&embed=true")]
)
def test_the_presenters_screen_fits(
    dashboard: Dashboard, visit: Open, program: str, embed: str
) -> None:
    window = visit(1280, 720)
    window.open(f"{dashboard.address}/presenter?program={program}{embed}")
    expect(window.page.locator(".sg-screen-foot .sg-sample")).to_be_in_viewport(ratio=1)
    main = window.page.locator(".stMain")
    assert main.evaluate("main => main.scrollHeight <= main.clientHeight")
    labels = window.page.locator(".sg-bar-label")
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
    assert labels.evaluate_all(cut) == []
    for _, name in MEMBERS.values():
        expect(window.page.locator(".stMain")).not_to_contain_text(name)
    window.assert_well()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_on_a_phone(dashboard: Dashboard, visit: Open, page: str) -> None:
    window = visit(390, 844)
    window.open(dashboard.address + link(page, "dair-d2l"))
    main = window.page.locator(".stMain")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    window.assert_well()
