"""Why a name or an issue of the attendance belongs to nobody, in the language of the page."""

import re

from sgdash.language import Said, say
from sgdash.show.language import said

_NOT_KNOWN = re.compile(r'no member is called "(?P<name>.*)"', re.DOTALL)
_SEVERAL = re.compile(r'"(?P<name>.*)" means several members: (?P<members>.*)', re.DOTALL)
_ISSUE = re.compile(r"its title may mean several sessions: (?P<sessions>.*)", re.DOTALL)
_NEXT = re.compile(r'(?<="|\w); (?=no member is called "|")')

PLAIN = (
    say("its title names no session, such as Session 7 or 2026-03-02"),
    say("said before it counted for the session"),
    say("said when it no longer counted"),
)
"""What is said without a name: the catalogues must know it."""


def reason_told(reason: str) -> str:
    """A reason of `tables.UNMATCHED` about attendance, in the language of the page."""
    whole = _sentence(reason)
    if whole is not None and not _NEXT.search(reason):
        return said(whole)
    parts = [_sentence(part) for part in _NEXT.split(reason)]
    if None in parts:
        return said(reason)
    return "; ".join(said(part) for part in parts if part is not None)


def _sentence(reason: str) -> Said | None:
    """The template that a reason was made of, with its values."""
    if found := _NOT_KNOWN.fullmatch(reason):
        return say('no member is called "{name}"', **found.groupdict())
    if found := _SEVERAL.fullmatch(reason):
        return say('"{name}" means several members: {members}', **found.groupdict())
    if found := _ISSUE.fullmatch(reason):
        return say("its title may mean several sessions: {sessions}", **found.groupdict())
    return None
