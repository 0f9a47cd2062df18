"""The router: which pages there are, and whom they serve."""

from pathlib import Path

import streamlit as st

STATIC = Path(__file__).parents[1] / "static"

st.set_page_config(page_icon=STATIC / "icon.png", layout="wide", initial_sidebar_state=250)
page = st.navigation(
    {
        "For organisers": [
            st.Page("organiser/overview.py", title="At a glance", default=True),
            st.Page("organiser/matrix.py", title="Completion matrix", url_path="matrix"),
            st.Page("organiser/verdicts.py", title="Verdicts", url_path="verdicts"),
            st.Page("organiser/inbox.py", title="Inbox and data", url_path="inbox"),
        ],
        "For members": [
            st.Page("member/member.py", title="One member", url_path="member"),
            st.Page("member/sessions.py", title="Sessions", url_path="sessions"),
        ],
        "For presenters": [
            st.Page("presenter/screen.py", title="Presenter's screen", url_path="presenter"),
        ],
    }
)
st.html(STATIC / "sgdash.css")
page.run()
