"""What is chosen stands in the link: it survives a change of page, a reload and a bookmark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from serving import Dashboard, Open


def test_the_program_chosen_goes_along(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(dashboard.address)
    expect(window.page).to_have_url(re.compile(r"\?program=dair-d2l$"))
    window.choose("Study group", "Grupo de estudio «Dive into Deep Learning» (jadm-d2l)")
    expect(window.page).to_have_url(re.compile(r"\?program=jadm-d2l$"))
    expect(window.page.locator(".sg-eyebrow")).to_contain_text("Grupo de estudio")
    window.click("Matriz de entregas")
    expect(window.page).to_have_url(re.compile(r"/matrix\?program=jadm-d2l$"))
    expect(window.page.locator(".sg-eyebrow")).to_contain_text("Grupo de estudio")
    window.page.reload()
    window.settle()
    expect(window.page.locator(".sg-eyebrow")).to_contain_text("Grupo de estudio")
    expect(window.page).to_have_url(re.compile(r"/matrix\?program=jadm-d2l$"))
    window.assert_well()


def test_the_member_chosen_stands_in_the_link(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/member?program=ucm-dlg")
    expect(window.page.locator(".sg-note").first).to_contain_text("Choose a member")
    window.choose("Member", "Daniela Muestra Peña (daniela)")
    expect(window.page).to_have_url(re.compile(r"/member\?program=ucm-dlg&member=daniela$"))
    expect(window.page.locator(".sg-name")).to_have_text("Daniela Muestra Peña")
    window.page.reload()
    window.settle()
    expect(window.page.locator(".sg-name")).to_have_text("Daniela Muestra Peña")
    window.assert_well()


def test_a_past_day_is_shown_by_its_link_and_goes_along(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/verdicts?program=dair-d2l&as_of=2020-08-07")
    expect(window.page.locator(".sg-origin")).to_contain_text("Fri 7 Aug 2020, 23:59 CEST")
    window.click("At a glance")
    expect(window.page.locator(".sg-origin")).to_contain_text("Fri 7 Aug 2020, 23:59 CEST")
    expect(window.page).to_have_url(re.compile("as_of=2020-08-07"))
    window.assert_well()


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("/?program=no-such", "There is no study group called “no-such” here."),
        ("/matrix?program=<img src=x>", "There is no study group called “<img src=x>” here."),
        ("/?program=../../etc", "There is no study group called “../../etc” here."),
        ("/member?program=dair-d2l&member=nobody", "There is no member “nobody” in dair-d2l."),
        ("/?program=dair-d2l&as_of=yesterday", "As of Fri 30 Oct 2020"),
        ("/?program=dair-d2l&as_of=9999-12-31", "As of Fri 30 Oct 2020"),
    ],
)
def test_a_link_that_is_wrong_is_answered_with_a_sentence(
    dashboard: Dashboard, visit: Open, link: str, told: str
) -> None:
    window = visit()
    window.open(dashboard.address + link)
    expect(window.page.locator(".stMain")).to_contain_text(told)
    window.assert_well()


def test_a_broken_program_tells_its_problems_and_the_others_open(
    browser: Browser, tmp_path: Path, visit: Open
) -> None:
    assert browser.is_connected()
    for name, text in (("whole", "id: whole\ntitle: Whole"), ("broken", "id: broken\ndue: 3")):
        folder = tmp_path / "home" / "programs" / name
        folder.mkdir(parents=True)
        (folder / "program.yaml").write_text(text)
    with Dashboard(tmp_path, tmp_path / "home") as dashboard:
        window = visit()
        window.open(f"{dashboard.address}/matrix?program=broken")
        expect(window.page.locator(".sg-lines")).to_contain_text("program.yaml:2: ")
        expect(window.page.locator(".stMain")).not_to_contain_text(str(tmp_path))
        window.choose("Study group", "Whole (whole)")
        expect(window.page.locator(".sg-eyebrow")).to_have_text("Whole")
        window.assert_well()
        (tmp_path / "home" / "programs" / "whole" / "program.yaml").write_text(
            "id: whole\ntitle: Whole again"
        )
        window.page.reload()
        window.settle()
        expect(window.page.locator(".sg-eyebrow")).to_have_text("Whole again")
        window.assert_well()


def test_a_cell_of_the_matrix_opens_its_receipt_and_leads_to_its_member(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(f"{dashboard.address}/matrix?program=dair-d2l")
    table = window.page.get_by_test_id("stDataFrame").first
    table.click(position={"x": 320, "y": 52})
    card = window.page.locator(".sg-card")
    expect(card).to_contain_text("Ada Sample, Assignment 1: Introduction to Deep Learning")
    expect(card.locator(".sg-receipt")).to_contain_text("before the deadline")
    window.page.get_by_role("link", name="Open this member's page").click()
    expect(window.page).to_have_url(re.compile(r"/member\?program=dair-d2l&member=ada-sample$"))
    expect(window.page.locator(".sg-name")).to_have_text("Ada Sample")
    window.assert_well()


def test_one_step_back_leads_to_the_member_who_was_shown(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(f"{dashboard.address}/member?program=ucm-dlg&member=daniela")
    window.click("Inbox")
    expect(window.page).to_have_url(re.compile(r"/inbox\?program=ucm-dlg&member=daniela$"))
    window.page.go_back()
    expect(window.page.locator(".sg-name")).to_have_text("Daniela Muestra Peña")
    expect(window.page).to_have_url(re.compile(r"/member\?program=ucm-dlg&member=daniela$"))
    window.assert_well()
