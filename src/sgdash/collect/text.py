"""Bytes that are not UTF-8, as text that a store and a page can hold."""

_LETTERS = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}


def readable(text: str) -> str:
    """A name or subject read as UTF-8 with surrogate escapes: itself, or else as Latin-1."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("latin-1")
    return text


def quoted(path: str) -> str:
    """A path read as UTF-8 with surrogate escapes: itself, or else in git's C-style quotes.

    So is a path that begins with a double quote, so that no two paths become one.
    """
    if not path.startswith('"'):
        try:
            path.encode()
        except UnicodeEncodeError:
            pass
        else:
            return path
    return '"' + "".join(map(_escaped, path.encode("utf-8", "surrogateescape"))) + '"'


def _escaped(byte: int) -> str:
    if byte in _LETTERS:
        return "\\" + _LETTERS[byte]
    return chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
