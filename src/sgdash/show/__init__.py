"""Answers → pages and charts: the only place that knows Streamlit and Plotly; it decides nothing."""
