from enum import StrEnum
from itertools import combinations

import pytest

from sgdash.match import Presence
from sgdash.rules import News, Result, Status, Verdict
from sgdash.show.palette import LOOKS, chip, colours, ink, labels, luminance

KINDS = (Status, Verdict, Presence, Result)

# Viénot, Brettel and Mollon (1999): linear RGB as somebody without red or without green cones sees
# it, https://vision.psychol.cam.ac.uk/jdmollon/papers/colourmaps.pdf
SEEN_BY = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_sign_and_a_colour_of_its_own(kind: type[StrEnum]) -> None:
    assert len({LOOKS[value].sign for value in kind}) == len(kind)
    assert len(set(colours(kind))) == len(kind)
    assert len(set(labels(kind, words=False).values())) == len(kind)
    assert list(labels(kind)) == [value.value for value in kind]


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("kind", KINDS)
def test_colours_differ_for_those_who_see_fewer(kind: type[StrEnum], eyes: str) -> None:
    seen = {value: _seen(LOOKS[value].colour, eyes) for value in kind}
    in_tables = dict(zip(kind, colours(kind), strict=True))
    for one, other in combinations(kind, 2):
        pair = [_seen(in_tables[value], eyes) for value in (one, other)]
        apart = sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        assert apart > 0.08, (one, other)
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > 0.08, (one, other)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#009E73", "#000000"),
        ("#D55E00", "#000000"),
        ("#7D74C9", "#000000"),
        ("#A8366F", "#FFFFFF"),
        ("#757575", "#FFFFFF"),
        ("#767676", "#000000"),
    ],
)
def test_what_is_written_on_a_colour_has_the_greater_contrast(colour: str, expected: str) -> None:
    assert ink(colour) == expected


@pytest.mark.parametrize("kind", [*KINDS, News])
def test_the_words_of_a_table_can_be_read_on_their_colour(kind: type[StrEnum]) -> None:
    for value, colour in zip(kind, colours(kind), strict=True):
        light = luminance(colour)
        white_or_black = 1.05 / (light + 0.05) if light <= 0.5 else (light + 0.05) / 0.05
        assert white_or_black >= 4.5, value


def test_a_chip_says_its_word_and_hides_its_sign_from_screen_readers() -> None:
    made = chip(Status.MISSING)
    assert "missing" in made
    assert 'aria-hidden="true"' in made


def _seen(colour: str, eyes: str) -> list[float]:
    """Gamma-encoded red, green and blue, 0 to 1."""
    linear = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    mixed = [sum(w * c for w, c in zip(row, linear, strict=True)) for row in SEEN_BY[eyes]]
    return [max(channel, 0) ** (1 / 2.2) for channel in mixed]
