"""What the tables tell in English words of marks and what was done on GitHub, as sentences again.

Whatever else stands there, such as the reason that somebody wrote, stays as it was written.
"""

import re
from collections.abc import Callable, Mapping

from sgdash.language import Said, say
from sgdash.rules.status import Status

GONE = say("a deleted account")
"""Who did something, if no account is known of them any more."""


def person(by: str) -> str:
    """An account, or a member's id."""
    return GONE if by == GONE else by


def act(text: str) -> str:
    """Something done, in the words of `tables.SIGNS`, `REFUSED`, `MARKS` or `ENDED`."""
    for pattern, sentence in _SENTENCES.items():
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is None:
            continue
        values = {name: _value(name, value) for name, value in found.groupdict().items()}
        if "did" not in values or isinstance(values["did"], Said):
            return sentence(values)
    return text


def _value(name: str, value: str) -> str:
    if name == "mark":
        return Status(value)
    if name in {"did", "reason"}:
        return act(value)
    return person(value) if name in {"by", "whose"} else value


_SENTENCES: Mapping[str, Callable[[Mapping[str, str]], Said]] = {
    'set the label "(?P<label>.*)"': lambda v: say('set the label "{label}"', **v),
    "approved": lambda v: say("approved", **v),
    "requested changes": lambda v: say("requested changes", **v),
    "merged it": lambda v: say("merged it", **v),
    'wrote "(?P<words>.*)"': lambda v: say('wrote "{words}"', **v),
    'edited (?P<whose>.+)\'s comment, which says "(?P<words>.*)"': lambda v: say(
        'edited {whose}\'s comment, which says "{words}"', **v
    ),
    'took away the label "(?P<label>.*)"': lambda v: say('took away the label "{label}"', **v),
    "dismissed the review of (?P<whose>.+)": lambda v: say("dismissed the review of {whose}", **v),
    "decided (?P<mark>complete|incomplete): (?P<reason>.*)": lambda v: say(
        "decided {mark}: {reason}", **v
    ),
    "withdrew a mark: (?P<reason>.*)": lambda v: say("withdrew a mark: {reason}", **v),
    r"(?P<did>.*?) on (?P<where>#\d+)": lambda v: say("{did} on {where}", **v),
    r"(?P<did>.*?) on (?P<where>#\d+): (?P<words>.*)": lambda v: say(
        "{did} on {where}: {words}", **v
    ),
    r"(?P<did>.*) \((?P<where>[^()]+)\)": lambda v: say("{did} ({where})", **v),
    "(?P<mark>complete|incomplete) by (?P<by>.+?): (?P<reason>.*)": lambda v: say(
        "{mark} by {by}: {reason}", **v
    ),
}
"""By what the words look like, the sentence that they are; its `did` must be one of these, too."""
