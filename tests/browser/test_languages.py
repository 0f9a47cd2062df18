"""Pages in the language of the group, or in the reader's own."""

import re

from playwright.sync_api import expect
from serving import Dashboard, Open

SPANISH = "/?program=jadm-d2l"


def test_a_spanish_group_is_shown_in_spanish(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(dashboard.address + SPANISH)
    expect(window.page.locator(".sg-title")).to_have_text("El grupo de un vistazo")
    expect(window.page.locator(".sg-origin")).to_contain_text("A fecha de")
    expect(window.page.get_by_test_id("stSidebarNav")).to_contain_text("Matriz de entregas")
    window.assert_well()


def test_the_readers_choice_stays_from_page_to_page(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(dashboard.address + SPANISH)
    window.choose("Idioma", "English")
    expect(window.page.locator(".sg-title")).to_have_text("The group at a glance")
    expect(window.page).to_have_url(re.compile(r"\?program=jadm-d2l&lang=en$"))
    window.click("Completion matrix")
    expect(window.page.locator(".sg-title")).to_have_text("Completion matrix")
    expect(window.page).to_have_url(re.compile(r"/matrix\?program=jadm-d2l&lang=en$"))


def test_a_language_nobody_speaks_here_is_taken_out_of_the_link(
    dashboard: Dashboard, visit: Open
) -> None:
    window = visit()
    window.open(dashboard.address + "/?program=dair-d2l&lang=../../etc")
    expect(window.page.locator(".sg-title")).to_have_text("The group at a glance")
    expect(window.page).to_have_url(re.compile(r"\?program=dair-d2l$"))
    window.assert_well()


def test_the_language_of_a_link_stays_from_page_to_page(dashboard: Dashboard, visit: Open) -> None:
    window = visit()
    window.open(dashboard.address + SPANISH + "&lang=en")
    expect(window.page.locator(".sg-title")).to_have_text("The group at a glance")
    window.click("Completion matrix")
    expect(window.page.locator(".sg-title")).to_have_text("Completion matrix")
    expect(window.page).to_have_url(re.compile(r"/matrix\?program=jadm-d2l&lang=en$"))
