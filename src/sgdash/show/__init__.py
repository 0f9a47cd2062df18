"""Answers → pages: only here is Streamlit known; nothing is decided."""
