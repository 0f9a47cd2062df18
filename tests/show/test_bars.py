"""Bars: what a reader sees, and what a screen reader says."""

import re

import pandas as pd

from sgdash.rules import Status
from sgdash.show.bars import bars, columns, counts_of

ROWS = pd.DataFrame(
    [
        ("<b>one</b>", "complete"),
        ("<b>one</b>", "complete"),
        ("<b>one</b>", "missing"),
        ("<b>one</b>", "excused"),
        ("two", "missing"),
    ],
    columns=["exercise", "status"],
)


def drawn() -> str:
    counts = counts_of(ROWS["status"], ROWS["exercise"], Status)
    return bars(counts, Status, 'Who stands "where"')


def test_each_piece_says_its_number_and_its_word() -> None:
    said = re.findall(r'<span class="sg-unseen">([^<]+)</span>', drawn())
    assert said == ["2 complete", "1 missing", "1 excused", "1 missing"]


def test_the_longest_bar_is_whole_and_others_are_their_share_of_it() -> None:
    assert re.findall(r'class="sg-bar" style="([^"]+)"', drawn()) == [
        "width:100.00%",
        "width:25.00%",
    ]


def test_a_label_is_text() -> None:
    labels = re.findall(r'<span class="sg-bar-label">(.*?)</span>', drawn())
    assert labels == ["&lt;b&gt;one&lt;/b&gt;", "two"]
    assert 'aria-label="Who stands &quot;where&quot;"' in drawn()


def test_a_group_without_anybody_has_bars_of_no_length() -> None:
    nobody = pd.DataFrame(0, index=["one"], columns=[value.value for value in Status])
    assert 'class="sg-bar" style="width:0.00%"' in bars(nobody, Status, "")


def test_columns_stand_on_the_ground_the_highest_whole() -> None:
    counts = counts_of(ROWS["status"], ROWS["exercise"], Status).set_axis(["1", "2"])
    drawn = columns(counts, Status, 'Who "where"', ["exercise <one>", "exercise two"])
    assert re.findall(r'class="sg-column" style="([^"]+)"', drawn) == [
        "height:100.00%",
        "height:25.00%",
    ]
    said = re.findall(r'<span class="sg-unseen">([^<]+)</span>', drawn)
    first = ["exercise &lt;one&gt;", "2 complete", "1 missing", "1 excused"]
    assert said == [*first, "exercise two", "1 missing"]
    assert 'class="sg-most" aria-hidden="true">4<' in drawn
    assert 'aria-label="Who &quot;where&quot;"' in drawn


def test_labels_with_more_letters_than_fit_stand_upright() -> None:
    def stand_upright(labels: list[str]) -> bool:
        told = pd.DataFrame(1, index=labels, columns=[value.value for value in Status])
        return "sg-upright" in columns(told, Status, "", labels)

    assert not stand_upright(["+10"] * 40)
    assert not stand_upright(["+100"] * 12)
    assert stand_upright(["+100"] * 13)
    assert not stand_upright(["14 (Part 10)"])
    assert stand_upright(["14 (Parts 10)"])


def test_a_line_stands_before_its_column() -> None:
    two = pd.DataFrame(1, index=["a", "b"], columns=[value.value for value in Status])
    first, second = re.findall(r"<li>(.*?)</li>", columns(two, Status, "", ["", ""], (1, "bar")))
    assert "sg-line" not in first
    assert '<span class="sg-line">bar</span>' in second


def test_columns_of_nobody_have_no_height() -> None:
    nobody = pd.DataFrame(0, index=["one"], columns=[value.value for value in Status])
    assert 'style="height:0.00%"' in columns(nobody, Status, "", ["one"])
