"""The pages of sessions, attendance and presenters, as somebody uses them."""

import re
import urllib.request
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Browser, expect
from serving import Dashboard, Open, new_visit

SOON = """\
id: soon
title: Soon
zone: Europe/Berlin
sessions:
  - id: next
    number: XIV
    title: Trees
    starts: 2199-03-01 18:00
    ends: 2199-03-01 20:00
    place: Room 1
    links: [{label: Video call, url: https://example.org/call, kind: join}]
"""


def test_the_address_on_the_page_is_that_of_the_calendar(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/sessions?program=dair-d2l")
    code = window.page.get_by_test_id("stCode")
    expect(code).to_have_text(f"{dashboard.address}/calendar/dair-d2l.ics")
    window.page.get_by_test_id("stCheckbox").click()
    address = f"{dashboard.address}/calendar/dair-d2l.ics?deadlines=1"
    expect(code).to_have_text(address)
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        subscribed = answer.read()
    assert len(Calendar.from_ical(subscribed).events) == 19 + 4
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download the calendar as a file").click()
    assert download.value.suggested_filename == "dair-d2l.ics"
    assert download.value.path().read_bytes() == subscribed
    window.assert_well()


def test_the_next_session_is_told_on_the_reader_s_clock_too(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "programs" / "soon"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(SOON)
    with (
        Dashboard(tmp_path, tmp_path / "home") as running,
        browser.new_context(timezone_id="America/New_York") as elsewhere,
    ):
        window = new_visit(elsewhere, 390, 844)
        window.open(f"{running.address}/sessions?program=soon")
        card = window.page.locator(".sg-next")
        expect(card).to_contain_text("XIV · Trees")
        expect(card).to_contain_text("Fri 1 Mar 2199, 18:00 CET until 20:00")
        expect(card).to_contain_text("Fri 1 Mar 2199, 12:00 EST")
        expect(card.get_by_role("link", name="Video call")).to_have_attribute(
            "href", "https://example.org/call"
        )
        main = window.page.locator(".stMain")
        assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
        window.assert_well()


def test_a_cell_of_the_attendance_tells_what_it_rests_on(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/attendance?program=dair-d2l")
    table = window.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 495, "y": 52})
    card = window.page.locator(".sg-card")
    expect(card).to_contain_text("Ada Sample – 1 · Introduction to Deep Learning")
    expect(card).to_contain_text("Written down in attendance/session-01.csv:")
    window.page.get_by_role("link", name="Open this member's page").click()
    expect(window.page).to_have_url(re.compile(r"/member\?program=dair-d2l&member=ada-sample$"))
    window.assert_well()


def test_unknown_names_come_with_the_line_that_settles_them(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{dashboard.address}/attendance?program=dair-d2l")
    lines = window.page.get_by_test_id("stCode").first
    expect(lines).to_contain_text(
        "giulia-sample,giulia-sample,Giulia D'Esempio,Guilia D'Esempio,member,dropout"
    )
    window.assert_well()


def test_a_group_that_takes_turns_is_told_whose_it_is(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/presenters?program=jadm-d2l")
    first = window.page.locator(".sg-table tbody tr").first
    expect(first).to_contain_text("Citlali Ficticia Ñandú")
    expect(first).to_contain_text("aún no ha guiado; vino a 3 de 3 sesiones")
    window.assert_well()
