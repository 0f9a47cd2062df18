"""Downloads of what a page shows."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from sgdash.export import MOST_ROWS, to_csv, to_xlsx
from sgdash.show.language import _

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_downloads(name: str, rows: int, export: Callable[[], pd.DataFrame]) -> None:
    """CSV and Excel of so many rows; the table is made when somebody asks for it."""
    with st.container(horizontal=True):
        st.download_button(
            _("Download as CSV"),
            lambda: to_csv(export()),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv of {name}",
        )
        if rows <= MOST_ROWS:
            st.download_button(
                _("Download for Excel"),
                lambda: to_xlsx(export()),
                file_name=f"{name}.xlsx",
                mime=EXCEL,
                on_click="ignore",
                key=f"workbook of {name}",
            )
