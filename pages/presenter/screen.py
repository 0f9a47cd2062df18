import streamlit as st

from sgdash.language import say
from sgdash.show import presenter
from sgdash.show.page import open_screen

st.set_page_config(initial_sidebar_state="collapsed")
presenter.show(open_screen(say("Presenter's screen")))
