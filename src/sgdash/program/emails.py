"""E-mail addresses: they tell people apart, and are never shown or written down again.

Instead of an address stands a mark made of it, `e-mail 3f2a9c1b`: who knows the address finds the
mark, and a list of marks gives nobody's address away.
"""

import re
from hashlib import sha256

_ADDRESS = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+")


def email_mark(address: str) -> str:
    """What stands for an address, whatever its case."""
    return f"e-mail {sha256(address.strip().casefold().encode()).hexdigest()[:8]}"


def without_emails(text: str) -> str:
    """A text with a mark for every address in it."""
    return _ADDRESS.sub(lambda found: email_mark(found[0]), text)


def is_email(text: str) -> bool:
    """Whether a text is an address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None
