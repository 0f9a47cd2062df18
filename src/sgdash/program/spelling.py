"""How words are compared where people write them as they like."""

import unicodedata


def bare(text: str) -> str:
    """Text without case, accents, and more than single blanks between its words."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
