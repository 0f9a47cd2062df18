"""Text of strangers as text: what a browser would obey or hide is made visible or refused."""

import re
from urllib.parse import urlsplit

import pandas as pd

from sgdash.visible import UNSEEN, visible

_SPACE = re.compile(r"[\t\r\n]+")
# What begins something in Markdown, and what holds two words together, as in www.example or :icon:
_MARKDOWN = re.compile(r"[$*<>@\[\\\]^_`{|}~]|[.:;&](?=\S)|(?<!\S)[:#+-]")
LONGEST = 300


def plain(value: object) -> str:
    """`value` as one line of visible characters; "" for what is missing, cut when very long."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
        return ""
    text = _SPACE.sub(" ", str(value))
    text = visible(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def plain_column(column: "pd.Series[str]") -> "pd.Series[str]":
    """Every text of a column by `plain`, each different one looked at once."""
    told = {value: plain(value) for value in column.unique()}
    return column.map(told).astype("str")


def words_only(value: object) -> str:
    """The words of a text, for the few places that read Markdown: nothing in it means anything.

    Signs are left out that could begin a link, a picture, an emphasis, a formula or an icon.
    """
    return " ".join(_MARKDOWN.sub(" ", plain(value)).split())


def web_address(value: object) -> str | None:
    """`value` if a reader may be sent there: an https address without anything odd in it."""
    text = str(value) if isinstance(value, str) else ""
    if not text.startswith("https://") or UNSEEN.search(text) or re.search(r"[\s\"'<>\\`]", text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.hostname and "@" not in parts.netloc else None
