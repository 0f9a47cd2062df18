"""Collecting from GitHub: what was said about the work. Only this package knows PyGithub.

`access` says where and by whom GitHub is asked; `collection` asks, and takes long to import.
"""
