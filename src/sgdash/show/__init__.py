"""Answers → pages and charts: only here are Streamlit and Plotly known; nothing is decided."""
