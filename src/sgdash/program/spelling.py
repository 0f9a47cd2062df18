"""How words are compared where people write them as they like."""

import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4"), "'")
"""What phones and word processors write for the apostrophe of O'Shea."""


def bare(text: str) -> str:
    """Text without case, accents, more than single blanks between its words, and curly quotes."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
