"""The router: which pages there are, and whom they serve. Start it with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

st.set_page_config(
    "sgdash", page_icon=HERE / "static" / "icon.png", layout="wide", initial_sidebar_state=250
)
page = st.navigation(
    {
        "For organisers": [
            st.Page("pages/organiser/overview.py", title="At a glance", default=True),
            st.Page("pages/organiser/matrix.py", title="Completion matrix", url_path="matrix"),
            st.Page("pages/organiser/verdicts.py", title="Verdicts", url_path="verdicts"),
            st.Page("pages/organiser/inbox.py", title="Inbox and data", url_path="inbox"),
        ],
        "For members": [
            st.Page("pages/member/member.py", title="One member", url_path="member"),
            st.Page("pages/member/sessions.py", title="Sessions", url_path="sessions"),
        ],
        "For presenters": [
            st.Page("pages/presenter/screen.py", title="Presenter's screen", url_path="presenter"),
        ],
    }
)
st.html(HERE / "static" / "sgdash.css")
page.run()
