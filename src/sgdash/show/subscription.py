"""The calendar on the page: an address to subscribe to, and the file."""

import streamlit as st

from sgdash.language import say
from sgdash.show.language import _
from sgdash.show.markup import draw, phrase, tag
from sgdash.show.subscribe import calendar_bytes
from sgdash.show.view import View


def draw_subscription(view: View) -> None:
    """How to have the sessions in one's own calendar; with the deadlines where there are any."""
    told = say(
        "Subscribe to this address in your calendar program: a session that is moved or "
        "cancelled is then moved or cancelled there, too."
    )
    draw(tag("h2", _("Calendar")), tag("p", phrase(told)))
    deadlines = False
    if view.exercises["due_at"].notna().any():
        deadlines = st.checkbox(_("With the deadlines of the exercises"), key="with deadlines")
    st.code(
        calendar_address(st.context.url, view.program.id, deadlines=deadlines),
        language=None,
        wrap_lines=True,
    )
    folder = view.loaded.folder.folder
    st.download_button(
        _("Download the calendar as a file"),
        lambda: calendar_bytes(folder, deadlines=deadlines) or b"",
        file_name=f"{view.program.id}.ics",
        mime="text/calendar",
        on_click="ignore",
        help=_("A file that is imported is a copy: it does not follow what changes later."),
    )


def calendar_address(page: str | None, program: str, *, deadlines: bool) -> str:
    """The address of a program's calendar beside that of a page, without anything secret in it."""
    beside = (page or "").split("?", 1)[0].rpartition("/")[0]
    return f"{beside}/calendar/{program}.ics" + ("?deadlines=1" if deadlines else "")
