"""docs/scenarios.md and the sentences that are known tell each other nothing new."""

import re
from pathlib import Path

import pytest
from scenario import EVENTS, EXPECTED, GITHUB, SETUP

DOCUMENT = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text()
KNOWN = {
    "What there was": SETUP,
    "What happened": EVENTS,
    "On GitHub": GITHUB,
    "What is expected": EXPECTED,
}


def documented(heading: str) -> list[str]:
    """The sentences in the blocks below a heading, up to the next."""
    below = re.split(r"^#+ ", DOCUMENT, flags=re.MULTILINE)
    section = next(text for text in below if text.startswith(f"{heading}\n"))
    blocks = re.findall(r"^```text\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("heading", KNOWN)
def test_every_sentence_of_the_document_is_known(heading):
    unknown = [
        line
        for line in documented(heading)
        if not any(re.fullmatch(pattern, line) for pattern in KNOWN[heading].values())
    ]
    assert documented(heading)
    assert unknown == []


@pytest.mark.parametrize("heading", KNOWN)
def test_every_known_sentence_is_documented_with_all_that_it_may_say(heading):
    for kind, pattern in KNOWN[heading].items():
        lines = [found for line in documented(heading) if (found := re.fullmatch(pattern, line))]
        told = {name for found in lines for name, word in found.groupdict().items() if word}
        assert told == set(re.compile(pattern).groupindex), kind
        assert lines, kind
