"""How a chart by Plotly is put on a page."""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False}


def draw_chart(figure: go.Figure, alt: str) -> None:
    """Put a chart on the page; `alt` names it for a screen reader."""
    st.plotly_chart(figure, config=CONFIG, alt=alt)
