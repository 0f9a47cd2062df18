"""The router: which pages there are, and whom they serve."""

from pathlib import Path

import streamlit as st

from sgdash.show import page as pages
from sgdash.show.gate import one_by_one
from sgdash.show.language import _, voice
from sgdash.show.tab import open_tab

STATIC = Path(__file__).parents[1] / "static"
MENUS = "the pages, by language"

open_tab()
with one_by_one():
    pages.begin()
    menus = st.session_state.setdefault(MENUS, {})
    if voice().language not in menus:  # finding their files at every click takes a tenth of it
        menus[voice().language] = {
            _("For organisers"): [
                st.Page("organiser/overview.py", title=_("At a glance"), default=True),
                st.Page("organiser/matrix.py", title=_("Completion matrix"), url_path="matrix"),
                st.Page("organiser/verdicts.py", title=_("Verdicts"), url_path="verdicts"),
                st.Page("organiser/attendance.py", title=_("Attendance"), url_path="attendance"),
                st.Page("organiser/queue.py", title=_("Review queue"), url_path="queue"),
                st.Page("organiser/inbox.py", title=_("Inbox"), url_path="inbox"),
                st.Page("organiser/data.py", title=_("Data"), url_path="data"),
            ],
            _("For members"): [
                st.Page("member/member.py", title=_("One member"), url_path="member"),
                st.Page("member/sessions.py", title=_("Sessions"), url_path="sessions"),
            ],
            _("For presenters"): [
                st.Page("presenter/screen.py", title=_("Presenter's screen"), url_path="presenter"),
                st.Page("presenter/presenters.py", title=_("Presenters"), url_path="presenters"),
            ],
        }
    page = st.navigation(menus[voice().language])
    st.html(STATIC / "sgdash.css")
    try:
        page.run()
    finally:
        pages.end()
