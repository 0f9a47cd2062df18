"""What an organiser does: finds who is missing an exercise, opens a receipt, mends the inbox."""

import csv
import re
import zipfile

from playwright.sync_api import expect
from serving import Dashboard, Open


def test_who_is_missing_exercise_3_is_found_and_exported(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/?program=dair-d2l")
    window.page.get_by_role("link", name="Who is missing something").click()
    expect(window.page).to_have_url(re.compile(r"/matrix\?program=dair-d2l&status=missing$"))
    window.settle()
    window.page.get_by_role("combobox", name="Exercise").click()
    window.page.get_by_role("option", name=re.compile("Assignment 3")).click()
    window.page.keyboard.press("Escape")
    expect(
        window.page.get_by_role("status").filter(has_text="1 member. 1 submission")
    ).to_be_visible()
    expect(window.page).to_have_url(re.compile(r"status=missing&exercise=assignment-3$"))
    window.settle()  # what was said is drawn before the buttons are
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download as CSV").click()
    with download.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["member"], r["exercise"], r["status"], r["name"], r["login"]) for r in rows] == [
        ("giulia-sample", "assignment-3", "missing", "Giulia D'Esempio", "giulia-sample")
    ]
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download for Excel").click()
    with zipfile.ZipFile(download.value.path()) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Giulia D'Esempio" in sheet
    assert "<f>" not in sheet
    window.page.reload()
    window.settle()
    expect(
        window.page.get_by_role("status").filter(has_text="1 member. 1 submission")
    ).to_be_visible()
    window.assert_well()


def test_who_is_in_danger_is_named_and_leads_to_their_verdicts(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{dashboard.address}/?program=dair-d2l")
    main = window.page.locator(".stMain")
    expect(main).to_contain_text("2 members on course are in danger.")
    expect(main).to_contain_text("Carmen Muestra Ibáñez")
    window.page.get_by_role("link", name="Their verdicts").click()
    expect(window.page).to_have_url(
        re.compile(r"/verdicts\?program=dair-d2l&verdict=in(\+|%20)danger$")
    )
    expect(window.page.get_by_role("status").filter(has_text="2 members.")).to_be_visible()
    window.assert_well()


def test_a_line_of_the_inbox_is_copied_and_what_it_changes_is_told(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.open(f"{dashboard.address}/inbox?program=dair-d2l&find=asignment-3")
    main = window.page.locator(".stMain")
    expect(main).to_contain_text("is another name of Assignment 3")
    expect(main).to_contain_text(re.compile(r"Line \d+ of program\.yaml becomes:"))
    code = window.page.get_by_test_id("stCode").first
    code.hover()
    code.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).click()
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied == '    aliases: [assignment-03, Assignment 3, "asignment-3"]'
    window.page.get_by_role("button", name="What would change?").first.click()
    expect(main).to_contain_text("1 row would be settled. 1 status or verdict would change.")
    expect(main.get_by_role("table").first).to_contain_text("Jan van Voorbeeld")
    window.assert_well()


def test_the_queue_begins_with_the_window_that_still_runs(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{dashboard.address}/queue?program=dair-d2l")
    main = window.page.locator(".stMain")
    expect(main).to_contain_text("3 submissions wait.")
    expect(main).to_contain_text("the first window ends in 3 days")
    expect(main).to_contain_text("Nine in ten came within")
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Download as CSV").click()
    with download.value.path().open(encoding="utf-8", newline="") as file:
        members = [row["member"] for row in csv.DictReader(file)]
    assert members == ["bartek-sample", "jan-sample", "emine-sample"]
    window.assert_well()


def test_the_time_looked_back_over_stands_in_the_link(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/?program=dair-d2l&since=1")
    expect(window.page.get_by_role("status").filter(has_text="was handed in")).to_contain_text(
        "1 submission was handed in; 1 mark was made or withdrawn."
    )
    field = window.page.locator("[class*=since-of-the-link]").bounding_box()
    assert field is not None
    assert field["height"] < 100  # no empty room below it
    window.choose("Looking back", "the last 90 days")
    expect(window.page).to_have_url(re.compile(r"since=90$"))
    expect(window.page.get_by_role("status").filter(has_text="were handed in")).to_be_visible()
    window.assert_well()
