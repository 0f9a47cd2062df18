"""The dashboard: `streamlit run app.py` starts it.

The script that runs is pages/router.py. Beside a folder `pages/` Streamlit would take this one for
an app of the old kind, and answer the first link to any page with "Page not found".
"""

import streamlit as st
from starlette.middleware import Middleware

from sgdash.show.ahead import Ahead
from sgdash.show.failing import tell
from sgdash.show.routes import ROUTES

app = st.App("pages/router.py", routes=ROUTES, middleware=[Middleware(Ahead)], on_script_error=tell)
