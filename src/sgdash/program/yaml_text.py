"""A text as YAML has it in quotes: what is copied into a program's files is read back unchanged."""

import json
import re

# What YAML does not allow, takes for the end of a line, or nobody sees: JSON leaves it as it is.
_UNWRITTEN = re.compile(
    "[\x7f-\xa0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff0-\uffff\U000e0000-\U000e007f]"
)


def quoted(text: str) -> str:
    r"""The text in double quotes, on one line; what is not seen as its number (`\u202e`)."""
    return _UNWRITTEN.sub(_numbered, json.dumps(text, ensure_ascii=False))


def _numbered(found: "re.Match[str]") -> str:
    point = ord(found[0])
    if 0xD800 <= point <= 0xDFFF:
        return "\ufffd"  # half of a character, which YAML cannot hold
    return f"\\U{point:08x}" if point > 0xFFFF else f"\\u{point:04x}"
