"""What nobody can see in a text, made visible."""

import re

# Control and bidirectional characters, and those that take no room. The joiners U+200C and U+200D
# stay: Persian, Hindi and emoji are spelled with them.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""The text with what a reader would not see, or a terminal would obey, as `\u0000`."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
